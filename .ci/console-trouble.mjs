// The console when it has a hard time: data that is large or deep, two tabs, a busy API, keys that do not work.
import assert from 'node:assert/strict';
import { holdRequest, inspect, loseResponse, openView, send, signIn, typeJson } from './console.mjs';

/** Two tabs change a record: the second one chooses. */
export async function conflict(page, other, url, { apiKey }) {
  await send(url, 'PUT', 'records/shared?upsert=true', '{"from": "nobody"}', apiKey);
  for (const tab of [page, other]) {
    await signIn(tab, url, apiKey, '#/records/shared');
    await tab.getByLabel('JSON').getByText('"nobody"').waitFor();
  }
  const save = async (tab, text) => {
    await typeJson(tab, text);
    await tab.getByRole('button', { name: 'Save' }).click();
  };
  await save(page, '{"from": "one"}');
  await page.getByText('Saved', { exact: true }).waitFor();
  await save(other, '{"from": "two"}');
  const dialog = other.getByRole('dialog', { name: 'Changed meanwhile' });
  await dialog.getByRole('region', { name: 'Your version' }).getByText('{"from": "two"}').waitFor();
  await dialog.getByRole('region', { name: 'The stored version' }).getByText('{"from": "one"}').waitFor();
  await inspect(other, 'conflict');
  await dialog.getByRole('button', { name: 'Save mine over it' }).click();
  await other.getByText('Saved', { exact: true }).waitFor();
  assert.equal(await send(url, 'GET', 'records/shared', undefined, apiKey), '{"from": "two"}');
  await save(page, '{"from": "three"}');
  await page.getByRole('button', { name: 'Take the stored one' }).click();
  await page.getByLabel('JSON').getByText('"two"').waitFor();
  assert.equal(await send(url, 'GET', 'records/shared', undefined, apiKey), '{"from": "two"}');
}

/** A save whose response is lost is tried again, and is in no conflict with itself. */
export async function retrySave(page, url, { apiKey }) {
  await typeJson(page, '{"from": "one",\n "size": 7.10}');
  await page.getByLabel('Expires').selectOption('hours');
  await loseResponse(page, /\/records\/shared/);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('Saved', { exact: true }).waitFor();
  await page.locator('.panel dt', { hasText: 'Expires' }).waitFor();
  assert.equal(await send(url, 'GET', 'records/shared', undefined, apiKey), '{"from": "one",\n "size": 7.10}');
}

/** What is typed while a save runs is not taken for saved, and is lost only if the user says so. */
export async function keepTyped(page, url, { apiKey }) {
  const button = (name, options) => page.getByRole('button', { name, ...options });
  const answer = async (name, choose) =>
    Promise.all([page.waitForEvent('dialog').then((dialog) => dialog[choose]()), button(name).click()]);
  const editor = page.getByLabel('JSON');
  await page.goto(`${url}/console#/records/sensor-05`);
  await editor.getByText('"Sensor 5"').waitFor();
  await typeJson(page, '{"typed": "first"}');
  const goOn = await holdRequest(page, '**/records/sensor-05', () => button('Save').click());
  await typeJson(page, '{"typed": "second"}');
  await button('Reload', { disabled: true }).waitFor();
  await goOn();
  await button('Reload', { disabled: false }).waitFor();
  assert.equal(await page.getByText('Saved', { exact: true }).count(), 0);
  await answer('Reload', 'dismiss');
  await answer('Sign out', 'dismiss');
  await editor.getByText('"second"').waitFor();
  await button('Save').click();
  await page.getByText('Saved', { exact: true }).waitFor();
  assert.equal(await send(url, 'GET', 'records/sensor-05', undefined, apiKey), '{"typed": "second"}');
  await typeJson(page, '{"typed": "third"}');
  await answer('Reload', 'accept');
  await editor.getByText('"second"').waitFor();
  await keepTypedDuringReload(page, button, editor);
  await keepTypedElsewhere(page, url, { apiKey }, answer);
}

async function keepTypedDuringReload(page, button, editor) {
  const goOn = await holdRequest(page, '**/records/sensor-05', () => button('Reload').click());
  await typeJson(page, '{"typed": "fourth"}');
  await Promise.all([page.waitForEvent('dialog').then((dialog) => dialog.dismiss()), goOn()]);
  await button('Reload', { disabled: false }).waitFor();
  await editor.getByText('"fourth"').waitFor();
}

/** A save that ends after another record was opened leaves what was typed there unsaved. */
async function keepTypedElsewhere(page, url, { apiKey }, answer) {
  const goOn = await holdRequest(page, '**/records/sensor-05', () => page.getByRole('button', { name: 'Save' }).click());
  await Promise.all([
    page.waitForEvent('dialog').then((dialog) => dialog.accept()),
    page.evaluate(() => {
      location.hash = '#/records/sensor-06';
    }),
  ]);
  await page.getByLabel('JSON').getByText('"Sensor 6"').waitFor();
  await typeJson(page, '{"typed": "elsewhere"}');
  await Promise.all([page.waitForResponse('**/records/sensor-05'), goOn()]);
  assert.equal(await send(url, 'GET', 'records/sensor-05', undefined, apiKey), '{"typed": "fourth"}');
  await answer('Sign out', 'dismiss');
  await answer('Reload', 'accept');
  await page.getByLabel('JSON').getByText('"Sensor 6"').waitFor();
}

/** Values of 390 KB, in one line and in many, and of 50 levels are edited like others. */
export async function useLargeValues(page, url, { apiKey }) {
  const lines = `[\n${Array.from({ length: 13_000 }, (_, index) => `  "line number ${index} …"`).join(',\n')}\n]`;
  const values = {
    lines,
    'one-line': JSON.stringify('x'.repeat(390_000)),
    deep: '['.repeat(50) + ']'.repeat(50),
  };
  for (const [key, value] of Object.entries(values)) {
    await send(url, 'POST', `records/large-${key}`, value, apiKey);
    await page.goto(`${url}/console#/records/large-${key}`);
    await page.getByRole('heading', { name: `large-${key}` }).waitFor();
    await page.getByLabel('JSON').click();
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.insertText(' ');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved', { exact: true }).waitFor();
    assert.equal(await send(url, 'GET', `records/large-${key}`, undefined, apiKey), `${value[0]} ${value.slice(1)}`);
  }
}

/** Asks for the usage while other requests leave the API no room, waits as it says, and tries again. */
export async function busy(page, url, { apiKey }, expected) {
  expected.add(429);
  let flooding = true;
  const flood = Array.from({ length: 10 }, async () => {
    while (flooding) {
      await fetch(`${url}/usage`, { headers: { 'x-api-key': apiKey } }).then((response) => response.text());
    }
  });
  const usage = page.getByRole('progressbar');
  const retry = page.getByRole('button', { name: /^Try again/ });
  for (let refused = false; !refused; ) {
    await openView(page, 'Records');
    await openView(page, 'Usage');
    await usage.or(retry).waitFor();
    refused = await retry.isVisible();
  }
  flooding = false;
  await Promise.all(flood);
  // The button stays while it tries.
  const again = page.getByRole('button', { name: 'Try again', exact: true, disabled: false });
  for (let shown = false; !shown; ) {
    await again.click();
    await usage.or(again).waitFor();
    shown = await usage.isVisible();
  }
  expected.delete(429);
  await inspect(page, 'usage');
}

/** A key that is unknown, one that expires and one that is revoked: the page says so, and asks for another. */
export async function loseKey(page, url, { userId, keyId, apiKey }, expected) {
  expected.add(401).add(403);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByLabel('API key').fill('cubby_unknown');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').filter({ hasText: 'Request' }).waitFor();
  await inspect(page, 'refused');
  const keys = `users/${userId}/keys`;
  await signIn(page, url, apiKey);
  const rotated = JSON.parse(await useAndLose(page, () => send(url, 'POST', `${keys}/${keyId}/rotate`, {})));
  await signIn(page, url, rotated.apiKey);
  await useAndLose(page, () => send(url, 'DELETE', `${keys}/${rotated.keyId}`));
  expected.clear();
}

async function useAndLose(page, lose) {
  await page.getByRole('link', { name: 'sensor-00' }).waitFor();
  const answer = await lose();
  await page.getByRole('button', { name: 'Refresh' }).click();
  await page.getByRole('alert').filter({ hasText: 'no longer accepts this key' }).waitFor();
  assert.equal(await page.getByLabel('API key').inputValue(), '');
  return answer;
}
