#!/usr/bin/env node
// Uses /console of start-local.sh in Chromium as an admin does: users, their keys, usage, audit trail and export. Fails
// as console-page.mjs does. Leaves screenshots in target/screenshots.
//
//     NODE_PATH=<folder with playwright-core and axe-core> .ci/console-admin.mjs
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { KEY, openPage, withApi } from './browser.mjs';
import { assertKeysForgotten, inspect, loseResponse, openView, send, signIn } from './console.mjs';

const dialog = (page) => page.getByRole('dialog');
const button = (within, name) => within.getByRole('button', { name, exact: true });

/** The key that the dialog shows; closes it. */
async function shownKey(page) {
  const shown = dialog(page).getByText(/^cubby_.{43}$/);
  const key = await shown.innerText();
  await inspect(page, 'new-key');
  // A browser may refuse.
  await page.evaluate(() => (navigator.clipboard.writeText = () => Promise.reject(new Error('refused'))));
  await button(dialog(page), 'Copy the key').click();
  await button(dialog(page), 'Copying failed').waitFor();
  await page.evaluate(() => delete navigator.clipboard.writeText);
  await button(dialog(page), 'Copying failed').click();
  await button(dialog(page), 'Copied').waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), key);
  await button(dialog(page), 'Done').click();
  await shown.waitFor({ state: 'detached' });
  return key;
}

/** Creates a user, with an error by field, finds it by address, and changes it. */
async function useUsers(page, url, expected) {
  await openView(page, 'Users');
  await page.getByRole('link', { name: 'New user' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Ada Lovelace');
  await page.getByLabel('Email', { exact: true }).fill('ada@');
  await page.getByLabel('Age').fill('old');
  expected.add(400);
  await button(page, 'Create').click();
  await page.getByText('must be an email address').first().waitFor();
  await page.getByText('must be a whole number').first().waitFor();
  await inspect(page, 'invalid-user');
  expected.delete(400);
  await page.getByLabel('Email', { exact: true }).fill('ada@example.com');
  await page.getByLabel('Age').fill('36');
  await button(page, 'Create').click();
  await page.getByRole('heading', { level: 2, name: 'Ada Lovelace' }).waitFor();

  // The keyboard's focus is on the heading of what is shown.
  const focusOn = (name) => page.waitForFunction((text) => document.activeElement.textContent === text, name);
  await focusOn('Ada Lovelace');
  await page.getByRole('link', { name: 'All users' }).click();
  await focusOn('Users');
  await page.getByRole('link', { name: 'Somebody 59' }).waitFor();
  assert.equal(await page.getByRole('row').count(), 51, 'a page of 50 and the head');
  await button(page, 'More').click();
  await page.getByRole('link', { name: 'Somebody 00' }).waitFor();
  await inspect(page, 'users');
  await page.getByLabel('Email address').fill('nobody@example.com');
  await page.keyboard.press('Enter');
  await page.getByText('No user has this address.').waitFor();
  assert.ok(await page.evaluate(() => document.activeElement.matches('input[type=search]')), 'the focus stays');
  await page.getByLabel('Email address').fill('ADA@example.com');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Ada Lovelace' }).click();

  await page.getByRole('link', { name: 'Profile' }).click();
  await page.getByLabel('Age').fill('');
  await page.getByLabel('Name', { exact: true }).fill('Ada King');
  await button(page, 'Save').click();
  await page.getByRole('heading', { level: 2, name: 'Ada King' }).waitFor();
  const [user] = JSON.parse(await send(url, 'GET', 'users?email=ada@example.com')).items;
  assert.equal(user.name, 'Ada King');
  assert.ok(!('age' in user), 'an empty age is none');
  await inspect(page, 'profile');
  return user;
}

/** A key whose response is lost is made once, whichever button repeats it. It is not shown again. */
async function makeKeyOnce(page, expected) {
  await button(page, 'New key').click();
  await dialog(page).getByLabel('Name').fill('lost');
  await dialog(page).getByLabel('Expires').selectOption('days');
  await loseResponse(page, '**/keys');
  await button(dialog(page), 'Make the key').click();
  await button(dialog(page), 'Try again').waitFor();
  await button(dialog(page), 'Make the key').click();
  await dialog(page).getByText('the response that showed it was lost').waitFor();
  await button(dialog(page), 'Done').click();
  const made = page.getByRole('region', { name: 'Key lost' });
  await made.waitFor();
  assert.equal(await made.count(), 1);
  await loseResponse(page, '**/keys/*');
  await button(made, 'Revoke…').click();
  await button(dialog(page), 'Revoke').click();
  expected.add(404);
  await button(dialog(page), 'Try again').click();
  await made.waitFor({ state: 'detached' });
  expected.delete(404);
}

/** Makes, rotates and revokes keys, each of which the API accepts for as long as it should. Returns them. */
async function useKeys(page, url) {
  await page.getByRole('link', { name: 'Keys' }).click();
  await page.getByText('This user has no keys yet.').waitFor();
  await button(page, 'New key').click();
  await dialog(page).getByLabel('Name').fill('sensor');
  await dialog(page).getByLabel('Usage plan').selectOption('pro');
  await dialog(page).getByLabel('Expires').selectOption('days');
  await dialog(page).getByLabel('Number of days').fill('30');
  await inspect(page, 'make-key');
  await button(dialog(page), 'Make the key').click();
  const first = await shownKey(page);
  const sensor = page.getByRole('region', { name: 'Key sensor' });
  await sensor.getByText('pro', { exact: true }).waitFor();
  const { roles, plan, expiresAt } = JSON.parse(await send(url, 'GET', 'me', undefined, first));
  assert.deepEqual([roles.toSorted(), plan], [['read', 'write'], 'pro']);
  const days = (Date.parse(expiresAt) - Date.now()) / 86_400_000;
  assert.ok(days > 29 && days <= 30, `the key expires in ${days} days`);

  await button(sensor, 'Rotate…').click();
  await dialog(page).getByLabel('The present key stops working').selectOption('in a day');
  await button(dialog(page), 'Rotate').click();
  const second = await shownKey(page);
  await sensor.nth(1).waitFor();
  assert.notEqual(second, first);
  await send(url, 'GET', 'me', undefined, first);
  await send(url, 'POST', 'source/write_raw', { name: 'greenhouse', data: { temperature: 20 } }, second);
  await send(url, 'PUT', 'records/a?upsert=true', { a: 1 }, second);
  await inspect(page, 'keys');

  const replaced = sensor.filter({ hasText: 'Another key has replaced it.' });
  await button(replaced, 'Revoke…').click();
  await button(dialog(page), 'Revoke').click();
  await replaced.waitFor({ state: 'detached' });
  assert.equal(await sensor.count(), 1);
  const answer = await fetch(`${url}/me`, { headers: { 'x-api-key': first } });
  assert.equal(answer.status, 401, 'a revoked key does not work');
  return [first, second];
}

async function useOthers(page) {
  await page.getByRole('link', { name: 'Usage' }).last().click();
  await page.getByRole('img', { name: /requests in 31 days/ }).waitFor();
  await page.getByText(/ requests used this month$/).waitFor();
  await inspect(page, 'usage-of-a-user');

  await page.getByRole('link', { name: 'Export' }).click();
  const begun = page.waitForEvent('download');
  await button(page, 'Download').click();
  assert.match(readFileSync(await (await begun).path(), 'utf8'), /"key":"a"/);

  await page.getByRole('link', { name: 'Audit' }).click();
  await page.getByRole('row').filter({ hasText: 'export' }).first().waitFor();
  await page.getByLabel('Source').fill('greenhouse');
  await page.keyboard.press('Enter');
  await page.getByRole('row').filter({ hasText: 'write_raw' }).waitFor();
  await inspect(page, 'audit');
  await page.setViewportSize({ width: 360, height: 900 });
  assert.ok(await page.getByRole('columnheader', { name: 'Time' }).isVisible(), 'a narrow screen shows when');
  await page.setViewportSize({ width: 1280, height: 900 });
}

async function deleteUser(page, url, { userId }) {
  await page.getByRole('link', { name: 'Profile' }).click();
  await button(page, 'Delete…').click();
  assert.ok(await button(dialog(page), 'Delete').isDisabled(), 'the name must be typed first');
  await inspect(page, 'delete-user');
  await dialog(page).getByLabel('Type “Ada King” to confirm').fill('Ada King');
  await button(dialog(page), 'Delete').click();
  await page.getByRole('link', { name: 'New user' }).waitFor();
  const answer = await fetch(`${url}/users/${userId}`, { headers: { 'x-api-key': KEY } });
  assert.equal(answer.status, 404);
}

await withApi(['--parameter', 'AuthorizerCacheSeconds=0'], async (browser, url, printed) => {
  const errors = [];
  const expected = new Set();
  const addresses = [];
  for (let index = 0; index < 60; index++) {
    const number = String(index).padStart(2, '0');
    await send(url, 'POST', 'users', { name: `Somebody ${number}`, email: `somebody-${number}@example.com` });
  }
  const page = await openPage(browser, url, errors, expected);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  page.on('request', (request) => addresses.push(request.url()));

  await signIn(page, url, KEY);
  const user = await useUsers(page, url, expected);
  const keys = await useKeys(page, url);
  await makeKeyOnce(page, expected);
  await useOthers(page);
  await deleteUser(page, url, user);
  // start-local.sh prints the admin key itself, before there is a page.
  const requests = printed.filter((line) => !/^ *Admin key /.test(line));
  await assertKeysForgotten(page, addresses, requests, [KEY, ...keys]);
  assert.deepEqual(errors, [], 'errors of the page');
});
console.log('console of an admin: all well');
