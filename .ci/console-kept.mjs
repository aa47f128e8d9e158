// What the console keeps: typed text when the key ends or a request ends late, texts as they are stored, and the focus.
import assert from 'node:assert/strict';
import { holdRequest, inspect, loseResponse, openView, send, signIn, typeJson } from './console.mjs';

const button = (page, name) => page.getByRole('button', { name, exact: true });
const saved = (page) => page.getByText('Saved', { exact: true }).waitFor();
const create = (page) => button(page, 'Create').click();

/** Does `cause`, which must ask whether to discard what is typed, and stays. */
async function stays(page, cause) {
  await Promise.all([page.waitForEvent('dialog').then((dialog) => dialog.dismiss()), cause()]);
}

/** Answers the next request to an address like `pattern` with status 500, after the API has done it. */
async function fail(page, pattern) {
  const answer = async (route) => {
    await route.fetch();
    await route.fulfill({ status: 500, body: '{"title": "Oops", "detail": "It may be done."}' });
  };
  await page.route(pattern, answer, { times: 1 });
}

async function focusOn(page, name) {
  await page.waitForFunction((text) => document.activeElement.textContent.trim() === text, name);
}

/** The key ends while text is unsaved. With another key of the same user, the text is saved. */
export async function keepTextWithoutKey(page, url, user, expected) {
  expected.add(401).add(403);
  const keys = `users/${user.userId}/keys`;
  const key = JSON.parse(await send(url, 'POST', keys, { roles: ['read', 'write'], plan: 'pro' }));
  await send(url, 'PUT', 'records/kept?upsert=true', '{"a": 1}', user.apiKey);
  await signIn(page, url, key.apiKey, '#/records/kept');
  await page.getByLabel('JSON').getByText('"a"').waitFor();
  await typeJson(page, '{"a": "typed"}');
  await send(url, 'DELETE', `${keys}/${key.keyId}`);
  await button(page, 'Save').click();
  const dialog = page.getByRole('dialog', { name: 'Sign in again' });
  await dialog.getByText('no longer accepts this key').waitFor();
  await inspect(page, 'sign-in-again');
  await stays(page, () => page.keyboard.press('Escape'));
  await dialog.getByLabel('API key').fill(user.apiKey);
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await button(page, 'Save').click();
  await saved(page);
  assert.equal(await send(url, 'GET', 'records/kept', undefined, user.apiKey), '{"a": "typed"}');
  expected.clear();
}

/** What is made twice for want of an answer is there once, whichever button repeats it. */
export async function makeOnce(page, url, { apiKey }, expected) {
  expected.add(500);
  await openView(page, 'Items');
  await page.getByRole('link', { name: 'New item' }).click();
  await page.getByLabel('Name').fill('Made once');
  await loseResponse(page, '**/items');
  await create(page);
  await button(page, 'Try again').waitFor();
  await fail(page, '**/items');
  await create(page);
  await page.getByText('Oops').waitFor();
  await button(page, 'Try again').click();
  await page.getByRole('link', { name: 'Made once' }).waitFor();
  const { items } = JSON.parse(await send(url, 'GET', 'items?order=desc', undefined, apiKey));
  assert.equal(items.filter(({ name }) => name === 'Made once').length, 1);

  // A delete that has deleted is done.
  await page.getByRole('heading', { level: 2, name: 'Made once' }).waitFor();
  expected.add(404);
  await loseResponse(page, '**/items/*');
  await button(page, 'Delete…').click();
  const remove = button(page.getByRole('dialog'), 'Delete');
  await remove.click();
  await button(page, 'Try again').waitFor();
  await remove.click();
  await focusOn(page, 'Items');
  expected.clear();
}

/** A collection whose creation has no answer is taken for this user's; so is a save, after which the user typed on. */
export async function knowOwnWrites(page, url, { apiKey }, expected) {
  expected.add(412);
  await openView(page, 'Collections');
  await page.getByRole('link', { name: 'New collection' }).click();
  await page.getByLabel('Name').fill('lost');
  await stays(page, () => page.getByRole('link', { name: 'Close' }).click({ noWaitAfter: true }));
  await loseResponse(page, '**/collections/lost');
  await create(page);
  await button(page, 'Try again').waitFor();
  await create(page);
  await page.getByText('There are no documents yet.').waitFor();
  await focusOn(page, 'lost');
  await page.getByRole('link', { name: 'All collections' }).click();
  await focusOn(page, 'Collections');

  await send(url, 'PUT', 'records/kept?upsert=true', '{"a": 1}', apiKey);
  await page.goto(`${url}/console#/records/kept`);
  await page.getByLabel('JSON').getByText('"a"').waitFor();
  await typeJson(page, '{"a": 2}');
  await loseResponse(page, /\/records\/kept/);
  await button(page, 'Save').click();
  await button(page, 'Try again').waitFor();
  await typeJson(page, '{"a": 3}');
  await button(page, 'Save').click();
  await saved(page);
  assert.equal(await send(url, 'GET', 'records/kept', undefined, apiKey), '{"a": 3}');
  expected.clear();
}

/** A delete and a create that end late leave alone what is open by then. */
export async function endLate(page, url, { apiKey }) {
  const typedElsewhere = async (typed) => {
    await page.goto(`${url}/console#/records/kept`);
    await page.getByRole('heading', { level: 2, name: 'kept' }).waitFor();
    await page.getByLabel('JSON').getByText('"a"').waitFor();
    await typeJson(page, typed);
  };
  const untouched = async () => {
    await page.getByRole('heading', { level: 2, name: 'kept' }).waitFor();
    await stays(page, () => button(page, 'Reload').click());
  };
  await send(url, 'PUT', 'records/late?upsert=true', '1', apiKey);
  await page.goto(`${url}/console#/records/late`);
  await button(page, 'Delete…').click();
  const remove = () => button(page.getByRole('dialog'), 'Delete').click();
  let goOn = await holdRequest(page, '**/records/late', remove);
  await button(page, 'Cancel').click();
  await typedElsewhere('{"a": "during the delete"}');
  await Promise.all([page.waitForResponse('**/records/late'), goOn()]);
  await page.getByRole('link', { name: 'late' }).waitFor({ state: 'detached' });
  await untouched();
  await button(page, 'Save').click();
  await saved(page);

  const holdAndLeave = async (pattern, press) => {
    goOn = await holdRequest(page, pattern, () => button(page, press).click());
    await Promise.all([
      page.waitForEvent('dialog').then((dialog) => dialog.accept()),
      page.evaluate(() => (location.hash = '#/records')),
    ]);
    await typedElsewhere('{"a": "during the write"}');
    await Promise.all([page.waitForResponse(pattern), goOn()]);
    // What would come of the response has come by then.
    await page.waitForTimeout(300);
    await untouched();
    await button(page, 'Save').click();
    await saved(page);
  };
  await openView(page, 'Items');
  await page.getByRole('link', { name: 'New item' }).click();
  await page.getByLabel('Name').fill('Late');
  await holdAndLeave('**/items', 'Create');
  await page.goto(`${url}/console#/sources?new=late`);
  await typeJson(page, '{"depth": 3}');
  await holdAndLeave('**/source/write_raw', 'Write');
}

/** Who leaves a typed event, name or expiry is asked; a refused Back loses no entry of the history. */
export async function askForAll(page, url) {
  await page.goto(`${url}/console#/sources?new=asked`);
  await typeJson(page, '{"depth": 3}');
  await stays(page, () => page.getByRole('link', { name: 'Cancel' }).click({ noWaitAfter: true }));
  await typeJson(page, '{"temperature": 21.5}');
  await leave(page, 'Notes');
  await openView(page, 'Records');
  await page.getByRole('link', { name: 'New record' }).click();
  await page.getByLabel('Key', { exact: true }).fill('typed');
  // Not by the browser's Back, for which Playwright would wait.
  await stays(page, () => page.evaluate(() => history.go(-2)));
  await page.waitForFunction(() => location.hash.includes('new'));
  assert.equal(await page.getByLabel('Key', { exact: true }).inputValue(), 'typed');
  await Promise.all([
    page.waitForEvent('dialog').then((dialog) => dialog.accept()),
    page.evaluate(() => history.go(-2)),
  ]);
  await page.getByRole('heading', { level: 1, name: 'Notes' }).waitFor();
  await page.goto(`${url}/console#/records/kept`);
  await page.getByLabel('Expires').selectOption('never');
  await leave(page, 'Notes');
}

async function leave(page, title) {
  await Promise.all([
    page.waitForEvent('dialog').then((dialog) => dialog.accept()),
    page.getByRole('link', { name: title }).click({ noWaitAfter: true }),
  ]);
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
}

/** Texts of Windows keep their line breaks, U+FFFD can be written, and a large schema can be saved as it is. */
export async function keepTexts(page, url, { apiKey }) {
  const get = (path) => send(url, 'GET', path, undefined, apiKey);
  await send(url, 'PUT', 'records/kept?upsert=true', '{\r\n  "a": 1\r\n}', apiKey);
  await page.goto(`${url}/console#/records/kept`);
  await page.getByLabel('JSON').getByText('"a"').click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.insertText('"b": "\ufffd",');
  await button(page, 'Save').click();
  await saved(page);
  assert.equal(await get('records/kept'), '{"b": "\\ufffd",\r\n  "a": 1\r\n}');

  const { id } = JSON.parse(await send(url, 'POST', 'notes', { title: 'Windows', content: 'a\r\nb' }, apiKey));
  await page.goto(`${url}/console#/notes/${id}`);
  await page.getByLabel('Content').fill('a\nb\nc');
  await button(page, 'Save').click();
  await saved(page);
  assert.equal(JSON.parse(await get(`notes/${id}`)).content, 'a\r\nb\r\nc');

  const properties = Object.fromEntries(Array.from({ length: 1100 }, (_, index) => [`p${index}`, { minimum: index }]));
  await send(url, 'PUT', 'collections/large', { schema: { type: 'object', properties }, indexes: {} }, apiKey);
  await page.goto(`${url}/console#/collections/large/definition`);
  await page.getByLabel('JSON').getByText('"schema"').waitFor();
  await button(page, 'Save').click();
  await saved(page);
}

/** After Reload, the console shows no version, time or expiry of the one before. */
export async function hideStaleFacts(page, url, { apiKey }) {
  await openView(page, 'Records');
  await page.getByRole('link', { name: 'kept' }).click();
  const facts = page.locator('.panel dl.facts');
  await facts.waitFor();
  await send(url, 'PUT', 'records/kept', '{"a": "newer"}', apiKey);
  await button(page, 'Reload').click();
  await page.getByLabel('JSON').getByText('"newer"').waitFor();
  assert.equal(await facts.count(), 0);
}

/** The keyboard's focus stays where it is, or goes to the heading of what is shown. */
export async function keepFocus(page, url) {
  const focused = (selector) => page.waitForFunction((wanted) => document.activeElement.matches(wanted), selector);
  await openView(page, 'Records');
  await page.getByLabel('Keys that begin with').fill('kept');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'sensor-00' }).waitFor({ state: 'detached' });
  await page.getByRole('link', { name: 'kept' }).waitFor();
  await focused('input[type=search]');
  await button(page, 'Refresh').press('Enter');
  await page.getByRole('link', { name: 'kept' }).waitFor();
  await focusOn(page, 'Refresh');
  await page.route('**/records?*', (route) => route.abort('aborted'), { times: 1 });
  await page.keyboard.press('Enter');
  await button(page, 'Try again').press('Enter');
  await page.getByRole('link', { name: 'kept' }).waitFor();
  await focusOn(page, 'Records');
  await page.getByRole('link', { name: 'kept' }).click();
  await focusOn(page, 'kept');
  await button(page, 'Save').press('Enter');
  await saved(page);
  await focusOn(page, 'Save');
  await button(page, 'Delete…').press('Enter');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await focusOn(page, 'Delete…');
  await page.getByRole('link', { name: 'Close' }).press('Enter');
  await focusOn(page, 'Records');
  await inspect(page, 'focus');
  await page.goto(`${url}/console#/sources`);
  await page.getByRole('link', { name: 'greenhouse' }).press('Enter');
  await focusOn(page, 'greenhouse');
  await page.getByText('Values', { exact: true }).first().click();
  const cells = page.locator('.scroll td');
  const cut = await cells.evaluateAll((all) => all.filter((cell) => cell.scrollWidth > cell.clientWidth).length);
  assert.equal(cut, 0, 'values are shown in full');
  await page.getByRole('link', { name: 'All sources' }).press('Enter');
  await focusOn(page, 'Sources');
  await button(page, 'Sign out').press('Enter');
  await focused('input[type=password]');
}

/** A browser that would change numbers is told which ones do not. */
export async function refuseOldBrowser(page, url) {
  await page.addInitScript(() => delete JSON.rawJSON);
  await page.goto(`${url}/console`);
  await page.getByText('The console needs Chrome 114').waitFor();
}
