#!/usr/bin/env node
// Opens /docs of start-local.sh in Chromium, under a stage as AWS has it, and uses it as people do: by the keyboard alone,
// with a pointer, on a narrow screen. Fails on any error of the page. Leaves screenshots in target/screenshots. Needs
// chromium on the PATH.
//
//     NODE_PATH=<folder with playwright-core> .ci/docs-page.mjs
import assert from 'node:assert/strict';
import { KEY, SCREENSHOTS, openPage, tabTo, withApi } from './browser.mjs';

/** Opens an operation and sends it as it stands there, with `key` as the record's key if there is one. */
async function tryOut(page, operation, key) {
  const block = page.locator(`#operations-${operation}`);
  await block.locator('.opblock-summary-control').click();
  await block.getByRole('button', { name: 'Try it out' }).click();
  if (key) {
    await block.getByPlaceholder('key', { exact: true }).fill(key);
  }
  await block.getByRole('button', { name: 'Execute' }).click();
  const answer = block.locator('.live-responses-table .response').first();
  return {
    block,
    status: await answer.locator('.response-col_status').innerText(),
    body: await answer.locator('.response-col_description .highlight-code').first().innerText(),
  };
}

async function usePage(page, url) {
  await page.goto(`${url}/docs/`);
  assert.equal(page.url(), `${url}/docs`, 'the page has one address');
  await page.locator('#operations-records-getRecord').waitFor();
  assert.equal(await page.locator('.opblock-head').count(), 0, 'HEAD operations are not listed');
  await page.screenshot({ path: `${SCREENSHOTS}/docs-page.png` });

  await tabTo(page, '.btn.authorize');
  await page.keyboard.press('Enter');
  const dialog = page.locator('.dialog-ux');
  // It takes the focus.
  await page.waitForFunction(() => document.activeElement.matches('.dialog-ux input'));
  await page.keyboard.type(KEY);
  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: 'Remove authorization' }).waitFor();
  await page.screenshot({ path: `${SCREENSHOTS}/authorized.png` });
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();

  await tabTo(page, '#operations-records-listRecordKeys .opblock-summary-control');
  await page.keyboard.press('Enter');
  await page.locator('#operations-records-listRecordKeys').getByRole('button', { name: 'Try it out' }).waitFor();
  await page.keyboard.press('Enter');

  const created = await tryOut(page, 'records-createRecord', 'settings');
  assert.match(created.status, /^201/);
  assert.match(created.body, /"key": "settings"/);
  const listed = await tryOut(page, 'notes-listNotes');
  assert.match(listed.status, /^200/);
  const read = await tryOut(page, 'records-getRecord', 'settings');
  assert.match(read.status, /^200/);
  assert.match(read.body, /"theme": "dark"/);
  await read.block.evaluate((block) => block.scrollIntoView());
  await page.screenshot({ path: `${SCREENSHOTS}/tried-out.png` });
}

async function useNarrowPage(page) {
  await page.setViewportSize({ width: 400, height: 800 });
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(width <= 400, `the page is ${width} pixels wide on a screen of 400`);
  await page.screenshot({ path: `${SCREENSHOTS}/narrow-tried-out.png` });
  await page.evaluate(() => window.scrollTo(0, 0));
  await page.screenshot({ path: `${SCREENSHOTS}/narrow.png` });
}

await withApi([], async (browser, url) => {
  const errors = [];
  const page = await openPage(browser, url, errors);
  await usePage(page, url);
  await useNarrowPage(page);
  assert.deepEqual(errors, [], 'errors of the page');
});
console.log('docs page: all well');
