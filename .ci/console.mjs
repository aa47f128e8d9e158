// What the tests of the console share: requests of their own, signing in, and what holds on every view.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { KEY, SCREENSHOTS } from './browser.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Sends a request with the admin key or another one; the status must be 2xx. A body that is no text is sent as JSON. */
export async function send(url, method, path, body, key = KEY) {
  const text = typeof body === 'string' || body === undefined ? body : JSON.stringify(body);
  const headers = { 'x-api-key': key, 'content-type': 'application/json' };
  const response = await fetch(`${url}/${path}`, { method, headers, body: text });
  const answer = await response.text();
  assert.ok(response.ok, `${method} ${path}: ${response.status} ${answer}`);
  return answer;
}

/** Makes a user with a key, and returns both. */
export async function newUser(url, { name, email, plan = 'pro', roles = ['read', 'write'] }) {
  const user = JSON.parse(await send(url, 'POST', 'users', { name, email }));
  const key = JSON.parse(await send(url, 'POST', `users/${user.userId}/keys`, { roles, plan }));
  return { ...user, ...key };
}

/** Opens the console anew and signs in by the keyboard: the page puts the focus into the field. */
export async function signIn(page, url, key, hash = '') {
  await page.goto('about:blank');
  await page.goto(`${url}/console${hash}`);
  await page.waitForFunction(() => document.activeElement.matches('input[type=password]'));
  await page.keyboard.type(key);
  await page.keyboard.press('Enter');
  await page.getByRole('navigation', { name: 'Views' }).waitFor();
}

/** Opens a view from the menu. */
export async function openView(page, title) {
  await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: title }).click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
}

/** Replaces what the JSON editor holds. */
export async function typeJson(page, text) {
  await page.getByLabel('JSON').or(page.getByLabel('Data')).click();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(text);
}

/** Holds the request to an address like `pattern` that `cause` makes, and returns a function that lets it go on. */
export async function holdRequest(page, pattern, cause) {
  let hold;
  const held = new Promise((resolve) => {
    hold = resolve;
  });
  await page.route(pattern, hold, { times: 1 });
  await cause();
  const route = await held;
  return () => route.continue();
}

/** Loses the response to the next request to an address like `pattern`. */
export async function loseResponse(page, pattern) {
  const lose = async (route) => {
    await route.fetch();
    await route.abort('aborted');
  };
  await page.route(pattern, lose, { times: 1 });
}

/** Checks what is shown with axe, in light and dark and on a narrow screen, which it must not exceed; takes screenshots. */
export async function inspect(page, name) {
  const looks = [
    { look: 'light', colorScheme: 'light', width: 1280 },
    { look: 'dark', colorScheme: 'dark', width: 1280 },
    { look: 'narrow', colorScheme: 'light', width: 360 },
  ];
  await page.evaluate(AXE);
  for (const { look, colorScheme, width } of looks) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    await page.screenshot({ path: `${SCREENSHOTS}/console-${name}-${look}.png` });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= width, `${name} is ${wide} pixels wide on a screen of ${width}`);
    const { violations } = await page.evaluate(() => axe.run());
    const serious = violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
    assert.deepEqual(serious, [], `axe on ${name}, ${look}`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1280, height: 900 });
}

/** Fails if a key of `keys` is in what the browser keeps, or was in an address. */
export async function assertKeysForgotten(page, addresses, printed, keys) {
  const kept = await page.evaluate(async () =>
    JSON.stringify([
      { ...localStorage },
      { ...sessionStorage },
      document.cookie,
      history.state,
      location.href,
      document.documentElement.outerHTML,
      await indexedDB.databases(),
      await caches.keys(),
    ]),
  );
  for (const key of keys) {
    assert.ok(!kept.includes(key), 'the browser keeps no key');
    assert.ok(!addresses.some((address) => address.includes(key)), 'no address has a key');
    assert.ok(!printed.some((line) => line.includes(key)), 'the API prints no key');
  }
}
