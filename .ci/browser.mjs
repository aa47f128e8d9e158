// What the tests of pages share: start-local.sh under a stage, as AWS has it, and Chromium from the PATH, whose pages are
// watched for errors.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const { chromium } = createRequire(import.meta.url)('playwright-core');
const CHROMIUM = execFileSync('sh', ['-c', 'command -v chromium'], { encoding: 'utf8' }).trim();
const ROOT = fileURLToPath(new URL('..', import.meta.url));

export const SCREENSHOTS = `${ROOT}target/screenshots`;

/** The admin key of the API. */
export const KEY = `cubby_${randomBytes(32).toString('base64url')}`;

/** Runs `check` with a browser, the API's URL, and the lines that the API has printed so far. Ends both. */
export async function withApi(options, check) {
  mkdirSync(SCREENSHOTS, { recursive: true });
  const api = spawn('./start-local.sh', ['--port', '0', '--stage', 'dev', ...options], {
    cwd: ROOT,
    env: { ...process.env, CUBBY_ADMIN_KEY: KEY },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const printed = [];
    const url = await ready(api, printed);
    const browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: ['--no-sandbox', '--disable-background-networking'],
    });
    try {
      await check(browser, url, printed);
    } finally {
      await browser.close();
    }
  } finally {
    api.kill();
  }
}

function ready(api, printed) {
  return new Promise((resolve, reject) => {
    createInterface({ input: api.stdout })
      .on('line', (line) => {
        printed.push(line);
        const found = line.match(/^Cubby is ready at (\S+)$/);
        if (found) {
          resolve(found[1]);
        }
      })
      .on('close', () => reject(new Error('start-local.sh ended before it was ready')));
  });
}

/**
 * Collects in `errors` what must not happen on a page: errors, requests to other hosts, and responses with a status of 400
 * or more, unless `expected` contains it.
 */
export async function openPage(browser, url, errors, expected = new Set()) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  page.setDefaultTimeout(60_000);
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    // The response tells it too, with its status.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
      errors.push(message.text());
    }
  });
  page.on('request', (request) => {
    if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(`${url}/`)) {
      errors.push(`asked ${request.url()}`);
    }
  });
  page.on('requestfailed', (request) => {
    if (request.failure().errorText !== 'net::ERR_ABORTED') {
      errors.push(`${request.failure().errorText} ${request.url()}`);
    }
  });
  page.on('response', (response) => {
    if (response.status() >= 400 && !expected.has(response.status())) {
      errors.push(`${response.status()} ${response.url()}`);
    }
  });
  return page;
}

/** Presses Tab until the element that `selector` names has the focus. */
export async function tabTo(page, selector) {
  for (let pressed = 0; pressed < 60; pressed++) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) {
      return;
    }
  }
  assert.fail(`Tab does not lead to ${selector}`);
}
