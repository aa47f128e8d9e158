#!/usr/bin/env node
// Runs the examples of docs/api.md and docs/collections.md against a running API, in one shell, and compares each answer with
// the one that stands below it: status, the headers and the body that it shows. Ids, times and the like may differ. Fails too if an operation
// of the API has no section.
//
//     CUBBY_ADMIN_KEY=<key> .ci/api-examples.mjs <base URL>
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const [base] = process.argv.slice(2);
const document = ['api.md', 'collections.md']
  .map((name) => readFileSync(new URL(`../docs/${name}`, import.meta.url), 'utf8'))
  .join('\n');

/** Replaces what is different each time by what it is. */
function steady(text) {
  return text
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<id>')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<time>')
    .replaceAll(/\d{4}-\d\d-\d\d/g, '<day>')
    .replaceAll(/"[\w-]{12}\.(\d+)("|\\")/g, '"<tag>.$1$2')
    .replaceAll(/cubby_[\w-]{43}/g, '<key>')
    .replaceAll(/(cursor=|"next":\s*")[\w-]+/g, '$1<cursor>')
    .replaceAll(/"(used|remaining)":\s*\d+/g, '"$1":0');
}

/** The status, headers and body of an answer as `curl -i` prints it. */
function parse(answer) {
  const [head, ...rest] = answer.replaceAll('\r', '').split('\n\n');
  const [first, ...headers] = head.trim().split('\n');
  return {
    status: Number(first.split(' ')[1]),
    headers: new Map(headers.map((line) => line.split(/: (.*)/, 2)).map(([name, value]) => [name.toLowerCase(), value])),
    body: rest.join('\n\n').trim(),
  };
}

/** The JSON of a text, or of each of its lines. */
function json(text) {
  const plain = steady(text);
  return /^\{.*\}\n\{/.test(plain) ? plain.split('\n').map((line) => JSON.parse(line)) : JSON.parse(plain);
}

/** Puts, for each "…" in an array, the element before it as often as the array that was found is longer. */
function fill(wanted, found) {
  if (Array.isArray(wanted)) {
    return wanted
      .flatMap((value, i) => (value === '…' ? Array(found.length - wanted.length + 1).fill(wanted[i - 1]) : [value]))
      .map((value, i) => fill(value, found?.[i]));
  }
  if (wanted === null || typeof wanted !== 'object') return wanted;
  return Object.fromEntries(Object.entries(wanted).map(([name, value]) => [name, fill(value, found?.[name])]));
}

/** What the document shows of a problem: not all of its members. Of all else it shows everything. */
function shown(found, wanted) {
  return found.requestId ? Object.fromEntries(Object.keys(wanted).map((name) => [name, found[name]])) : found;
}

const sections = [...document.matchAll(/^### `(.+)`$/gm)].map(([, call]) => call);
const { paths } = await (await fetch(`${base}/openapi.json`)).json();
const operations = Object.entries(paths).flatMap(([path, methods]) =>
  Object.keys(methods)
    .filter((method) => ['get', 'post', 'put', 'patch', 'delete'].includes(method))
    .map((method) => `${method.toUpperCase()} ${path}`),
);
assert.deepEqual(sections.sort(), operations.sort(), 'sections of docs/api.md');

const examples = [...document.matchAll(/^```bash\n(.*?)^```\n(?:\n```http\n(.*?)^```\n)?/gms)].map(([, commands, answer]) => ({
  commands,
  answer,
}));
const folder = mkdtempSync(join(tmpdir(), 'cubby-examples-'));
try {
  const script = examples.map(({ commands }, number) => `{\n${commands}} >${number}.out\n`).join('');
  const { status, stderr } = spawnSync('bash', ['-euo', 'pipefail', '-c', script.replaceAll('curl ', 'curl -sS ')], {
    cwd: folder,
    env: { ...process.env, BASE: base, ADMIN_KEY: process.env.CUBBY_ADMIN_KEY },
    encoding: 'utf8',
  });
  assert.equal(status, 0, `the examples failed: ${stderr}`);
  for (const [number, { commands, answer }] of examples.entries()) {
    if (answer) {
      const wanted = parse(answer);
      const found = parse(readFileSync(join(folder, `${number}.out`), 'utf8'));
      assert.equal(found.status, wanted.status, `status of ${commands}${found.body}`);
      for (const [name, value] of wanted.headers) {
        assert.equal(steady(found.headers.get(name) ?? ''), steady(value), `${name} of ${commands}`);
      }
      if (wanted.body) {
        const body = json(found.body);
        const filled = fill(json(wanted.body), body);
        assert.deepEqual(shown(body, filled), filled, `body of ${commands}`);
      }
    }
  }
} finally {
  rmSync(folder, { recursive: true });
}
console.log(`docs/api.md, docs/collections.md: ${examples.length} examples, all well`);
