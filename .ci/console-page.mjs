#!/usr/bin/env node
// Uses /console of start-local.sh in Chromium as the holder of a user's key does: each view, two tabs that change the same
// thing, a key that ends, a busy API, and data that is large, deep, hostile or right to left. Fails on any error of the
// page, any request elsewhere, and any key that the browser keeps. Leaves screenshots in target/screenshots.
//
//     NODE_PATH=<folder with playwright-core and axe-core> .ci/console-page.mjs
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { openPage, tabTo, withApi } from './browser.mjs';
import * as kept from './console-kept.mjs';
import { busy, conflict, keepTyped, loseKey, retrySave, useLargeValues } from './console-trouble.mjs';
import {
  assertKeysForgotten,
  holdRequest,
  inspect,
  loseResponse,
  newUser,
  openView,
  send,
  signIn,
  typeJson,
} from './console.mjs';

const HOSTILE = '{"volume": 7.10, "text": "</script><img src=x onerror=alert(1)>", "big": 1e400}';
const ARABIC = 'ملاحظة أولى';

/** Records: create, find, edit with an error by line, delete. */
async function useRecords(page, url, { apiKey }) {
  const operations = Array.from({ length: 60 }, (_, index) => ({
    method: 'POST',
    path: `/records/sensor-${String(index).padStart(2, '0')}`,
    body: { name: `Sensor ${index}`, room: index % 3 ? 'kitchen' : 'study', limits: { low: 18.5, high: 24 } },
  }));
  await send(url, 'POST', 'batch', { operations }, apiKey);
  // By the keyboard: the heading of the view gets the focus.
  for (const view of ['notes', 'records']) {
    await tabTo(page, `nav a[href="#/${view}"]`);
    await page.keyboard.press('Enter');
    await page.waitForFunction((name) => document.activeElement.textContent.toLowerCase() === name, view);
  }
  const row = page.getByRole('row');
  await page.getByRole('link', { name: 'sensor-49' }).waitFor();
  assert.equal(await row.count(), 51, 'a page of 50 and the head');
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('link', { name: 'sensor-59' }).waitFor();
  await page.getByRole('link', { name: 'sensor-07' }).click();
  await page.getByLabel('JSON').getByText('"Sensor 7"').waitFor();
  await inspect(page, 'records');

  await page.getByRole('link', { name: 'New record' }).click();
  await page.getByLabel('Key', { exact: true }).fill('settings');
  await typeJson(page, '{\n  "volume": 7.10,\n  wrong\n}');
  await page.getByRole('button', { name: 'Create' }).click();
  await page.getByText(/^Line 3, column 3: /).waitFor();
  await inspect(page, 'invalid');
  await typeJson(page, HOSTILE);
  await page.getByRole('button', { name: 'Create' }).click();
  await page.getByRole('heading', { name: 'settings' }).waitFor();
  assert.equal(await send(url, 'GET', 'records/settings', undefined, apiKey), HOSTILE, 'a value keeps its text');

  await page.getByRole('link', { name: 'New record' }).click();
  assert.equal(await page.getByLabel('Key', { exact: true }).inputValue(), '');

  await page.getByLabel('Keys that begin with').fill('set');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'sensor-00' }).waitFor({ state: 'detached' });
  await row.filter({ hasText: '"volume":7.10' }).waitFor();
  await page.getByRole('link', { name: 'settings' }).click();
  await page.getByLabel('Expires').selectOption('hours');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved', { exact: true }).waitFor();
  await page.locator('.panel dt', { hasText: 'Expires' }).waitFor();
  assert.equal(await page.locator('img[src=x]').count(), 0, 'text is no HTML');
  await inspect(page, 'record');

  // Who leaves with unsaved changes is asked. A save keeps the expiry.
  await typeJson(page, '{"volume": 8.00}');
  const asked = page.waitForEvent('dialog');
  await page.getByRole('link', { name: 'Close' }).click({ noWaitAfter: true });
  await (await asked).dismiss();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved', { exact: true }).waitFor();
  const [record] = JSON.parse(await send(url, 'GET', 'records?key=settings', undefined, apiKey)).items;
  assert.ok(record.expiresAt, 'the expiry is kept');
  assert.equal(await send(url, 'GET', 'records/settings', undefined, apiKey), '{"volume": 8.00}');

  await page.getByRole('button', { name: 'Delete…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await page.getByText('No key begins with this.').waitFor();
}

/** A row that is deleted while the next page loads stays away. */
async function deleteWhileLoading(page) {
  await openView(page, 'Records');
  const more = page.getByRole('button', { name: 'More' });
  const goOn = await holdRequest(page, /\/records\?.*cursor=/, () => more.click());
  const link = page.getByRole('link', { name: 'sensor-03' });
  await link.click();
  await page.getByRole('button', { name: 'Delete…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await link.waitFor({ state: 'detached' });
  await goOn();
  await page.getByRole('link', { name: 'sensor-59' }).waitFor();
  assert.equal(await link.count(), 0);
}

/** Notes by time and title, and items. */
async function useNotesAndItems(page) {
  await openView(page, 'Notes');
  await page.getByText('There are no notes yet.').waitFor();
  await page.getByRole('link', { name: 'New note' }).click();
  await page.getByLabel('Title', { exact: true }).fill(ARABIC);
  await page.getByLabel('Content').fill('Bread, milk\n</script>');
  await page.getByRole('button', { name: 'Create' }).click();
  const link = page.getByRole('link', { name: ARABIC });
  await link.waitFor();
  assert.equal(await link.evaluate((element) => getComputedStyle(element).direction), 'rtl');
  await page.getByLabel('Content').fill('Tea');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('cell', { name: 'Tea' }).waitFor({ state: 'attached' });
  await inspect(page, 'note');
  await page.getByRole('link', { name: 'Close' }).click();
  await page.getByLabel('Title begins with').fill('nothing');
  await page.getByRole('button', { name: 'Search' }).click();
  await page.getByText('No note is found.').waitFor();
  await page.getByLabel('Title begins with').fill(ARABIC.slice(0, 4));
  await page.getByRole('button', { name: 'Search' }).click();
  await link.waitFor();
  await page.getByLabel('Title begins with').fill('');
  await page.getByLabel('Before').fill('2001-01-01');
  await page.getByRole('button', { name: 'Search' }).click();
  await page.getByText('No note is found.').waitFor();

  await openView(page, 'Items');
  await page.getByRole('link', { name: 'New item' }).click();
  await page.getByLabel('Name').fill(' ');
  await page.getByLabel('Description').fill('Brass');
  await page.getByRole('button', { name: 'Create' }).click();
  // The API's own words, and the id of the request.
  const alert = page.getByRole('alert');
  await alert.filter({ hasText: 'name must not be blank' }).filter({ hasText: 'Request' }).waitFor();
  await page.getByLabel('Name').fill('Lamp');
  await page.getByRole('button', { name: 'Create' }).click();
  await page.getByRole('link', { name: 'Lamp' }).waitFor();
  await inspect(page, 'item');
}

/** Declares a collection, and finds its documents; the curl command finds the same ones. */
async function useCollections(page, url, { apiKey }) {
  await openView(page, 'Collections');
  await page.getByRole('link', { name: 'New collection' }).click();
  await page.getByLabel('Name').fill('orders');
  const schema = '{"type": "object", "properties": {"total": {"maximum": 12345678901234567890}}}';
  await typeJson(page, `{"schema": ${schema}, "indexes": {"byStatus": {"fields": ["/status", "-/total"]}}}`);
  await page.getByRole('button', { name: 'Create' }).click();
  await page.getByText('There are no documents yet.').waitFor();
  await page.getByRole('link', { name: 'New document' }).click();
  await typeJson(page, '{"status": "open", "total": 12.50}');
  await page.getByRole('button', { name: 'Create' }).click();
  await page.getByRole('row').filter({ hasText: '12.50' }).waitFor({ state: 'attached' });
  await send(url, 'PUT', 'collections/orders/documents/a1?upsert=true', { status: 'paid', total: 7 }, apiKey);

  await page.getByRole('link', { name: 'Close' }).click();
  await page.getByLabel('Index').selectOption('byStatus');
  await page.getByLabel('First fields equal').fill('["paid"]');
  await page.getByLabel('Next field ≥').fill('5');
  await page.getByRole('button', { name: 'Find' }).click();
  await page.getByRole('link', { name: 'a1' }).waitFor();
  await page.getByRole('button', { name: 'Count' }).click();
  await page.getByText('{"count":1}').waitFor();
  await page.getByText('As curl').click();
  const command = await page.getByRole('region', { name: 'The request as curl' }).innerText();
  assert.ok(!command.includes(apiKey), 'the command has $KEY in place of the key');
  const env = { ...process.env, KEY: apiKey };
  const answer = execFileSync('bash', ['-c', `${command} -sS`], { encoding: 'utf8', env });
  assert.deepEqual(JSON.parse(answer).items.map(({ id }) => id), ['a1']);
  await inspect(page, 'query');

  await page.getByRole('link', { name: 'Schema and indexes' }).click();
  await page.getByRole('row', { name: /byStatus \/status -\/total ready/ }).waitFor();
  await page.getByLabel('JSON').getByText('12345678901234567890').waitFor();
  await inspect(page, 'collection');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved', { exact: true }).waitFor();
  const definition = await send(url, 'GET', 'collections/orders', undefined, apiKey);
  assert.match(definition, /"maximum": ?12345678901234567890\b/, 'a number of the schema keeps its text');
  await page.getByRole('button', { name: 'Delete…' }).click();
  const remove = page.getByRole('dialog').getByRole('button', { name: 'Delete' });
  assert.ok(await remove.isDisabled(), 'the name must be typed first');
  await page.getByLabel('Type “orders” to confirm').fill('orders');
  await remove.click();
  await page.getByRole('link', { name: 'New collection' }).waitFor();
}

/** Writes an event, and sees it and earlier ones as plots. */
async function useSources(page, url, { apiKey }) {
  // Many steps of the plot get two events, and so a band.
  for (let index = 0; index < 60; index++) {
    const eventTime = new Date(Date.now() - (index + 1) * 1_200_000 + (index % 2) * 900_000).toISOString();
    const data = { temperature: 20 + (index % 7) + (index % 2) * 4, site: { humidity: 40 + ((index * 7) % 23) } };
    await send(url, 'POST', 'source/write_raw', { name: 'greenhouse', data, eventTime }, apiKey);
  }
  await openView(page, 'Sources');
  await page.getByRole('link', { name: 'greenhouse' }).waitFor();
  await page.getByRole('link', { name: 'Write an event' }).click();
  await page.getByLabel('Source', { exact: true }).fill('greenhouse');
  await typeJson(page, '{"temperature": 31.50}');
  await page.getByRole('button', { name: 'Write' }).click();
  await page.getByRole('img', { name: /^\/temperature: .* to 31\.5; the last mean is 31\.5$/ }).waitFor();
  await page.getByRole('img', { name: /^\/site\/humidity: / }).locator('canvas').waitFor();
  await page.getByText('"temperature": 31.50').waitFor();
  await inspect(page, 'source');
  await page.getByRole('link', { name: '7 days' }).click();
  await page.getByRole('img', { name: /^\/temperature: . of . steps have values/ }).waitFor();

  // An event whose response is lost is written once.
  await page.getByRole('link', { name: 'Write an event' }).click();
  assert.equal(await page.getByLabel('Source', { exact: true }).inputValue(), 'greenhouse');
  await page.getByLabel('Source', { exact: true }).fill('cellar');
  await typeJson(page, '{"depth": 3}');
  await loseResponse(page, '**/source/write_raw');
  await page.getByRole('button', { name: 'Write' }).click();
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('heading', { name: 'cellar' }).waitFor();
  const query = { name: 'cellar', type: '24h_average' };
  const { data } = JSON.parse(await send(url, 'POST', 'source/expose', query, apiKey));
  assert.equal(data.fields['/depth'].count, 1);
}

/** The export is a file of lines, from several pages: with the large values it has more than 1 MB. */
async function useExport(page) {
  await openView(page, 'Usage');
  const begun = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download' }).click();
  const lines = readFileSync(await (await begun).path(), 'utf8').trim().split('\n');
  const keys = lines.map((line) => JSON.parse(line).key);
  assert.ok(['large-deep', 'large-one-line', 'sensor-59'].every((key) => keys.includes(key)));
}

/** Signs out during an export, which ends, and in again without a reload: the menu still works. */
async function signInAgain(page, { apiKey }) {
  const goOn = await holdRequest(page, '**/export', () => page.getByRole('button', { name: 'Download' }).click());
  await page.getByRole('button', { name: 'Sign out' }).click();
  const answer = page.waitForResponse('**/export');
  await goOn();
  await (await answer).finished();
  await page.getByLabel('API key').fill(apiKey);
  await page.keyboard.press('Enter');
  await openView(page, 'Notes');
  await openView(page, 'Usage');
}

await withApi(['--parameter', 'AuthorizerCacheSeconds=0'], async (browser, url, printed) => {
  const errors = [];
  const expected = new Set();
  const addresses = [];
  const page = await openPage(browser, url, errors, expected);
  const other = await openPage(browser, url, errors, expected);
  page.on('request', (request) => addresses.push(request.url()));
  const ada = await newUser(url, { name: 'آدا', email: 'ada@example.com' });

  await signIn(page, url, ada.apiKey);
  await useRecords(page, url, ada);
  await deleteWhileLoading(page);
  await useCollections(page, url, ada);
  await useSources(page, url, ada);
  expected.add(400);
  await useNotesAndItems(page);
  expected.delete(400);
  await useLargeValues(page, url, ada);
  await useExport(page);
  await signInAgain(page, ada);
  await keepTyped(page, url, ada);
  expected.add(412);
  await conflict(page, other, url, ada);
  await retrySave(page, url, ada);
  expected.delete(412);
  await kept.keepTextWithoutKey(page, url, ada, expected);
  await kept.makeOnce(page, url, ada, expected);
  await kept.knowOwnWrites(page, url, ada, expected);
  await kept.endLate(page, url, ada);
  await kept.askForAll(page, url);
  await kept.keepTexts(page, url, ada);
  await kept.hideStaleFacts(page, url, ada);
  await kept.keepFocus(page, url);
  await signIn(page, url, ada.apiKey);
  await busy(page, url, ada, expected);
  await loseKey(page, url, ada, expected);
  await assertKeysForgotten(page, addresses, printed, [ada.apiKey]);
  await kept.refuseOldBrowser(page, url);
  assert.deepEqual(errors, [], 'errors of the pages');
});
console.log('console page: all well');
