#!/usr/bin/env node
// Measures the first view of /console in Chromium, each time without a cache: requests, bytes over the wire, and the time
// until a key can be typed. Prints JSON. Needs chromium on the PATH.
//
//     NODE_PATH=<folder with playwright-core> bench/console.mjs
import { withApi } from '../.ci/browser.mjs';

const ROUNDS = 12;

async function firstView(browser, url) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const network = await context.newCDPSession(page);
  await network.send('Network.enable');
  let requests = 0;
  let bytes = 0;
  network.on('Network.loadingFinished', ({ encodedDataLength }) => {
    requests += 1;
    bytes += encodedDataLength;
  });
  const start = performance.now();
  await page.goto(`${url}/console`);
  await page.waitForFunction(() => document.activeElement.matches('input[type=password]'));
  const milliseconds = Math.round(performance.now() - start);
  await page.waitForLoadState('networkidle');
  await context.close();
  return { requests, bytes, milliseconds };
}

await withApi([], async (browser, url) => {
  const views = [];
  for (let round = 0; round < ROUNDS; round++) {
    views.push(await firstView(browser, url));
  }
  const [first, ...others] = views;
  others.sort((one, other) => one.milliseconds - other.milliseconds);
  const median = others[Math.floor(others.length / 2)];
  console.log(JSON.stringify({ first, median, slowest: others.at(-1) }));
});
