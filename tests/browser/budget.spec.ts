import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';

// Budgets of the quality page, in kilobytes of gzipped JavaScript until the page is there.
const START_PAGE_KB = 50;
const ASSESSMENT_KB = 80;

/** The scripts a first visit needs until the page is there and can be used; sizes as a server sends them, gzipped. */
async function firstLoad(
  page: Page,
  path: string,
  ready: () => Promise<void>
): Promise<{ kb: number; files: string[] }> {
  const files = new Set<string>();
  page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (pathname.endsWith('.js') && !response.fromServiceWorker() && pathname !== '/service-worker.js')
      files.add(pathname);
  });
  await page.goto(path);
  await ready();
  // what is fetched afterwards, for later (schemas, the service worker's registration), is not in the way of the first page
  const first = [...files];
  const bytes = first.map((file) => gzipSync(readFileSync(join(resolve('build/client'), file))).length);
  return { kb: bytes.reduce((sum, n) => sum + n, 0) / 1000, files: first };
}

test.use({ serviceWorkers: 'block' });

test('the start page loads at most 50 KB of JavaScript', async ({ page, server }) => {
  const { kb, files } = await firstLoad(page, server.origin, () =>
    expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  );
  console.log(JSON.stringify({ name: 'first-load-js-start', value: kb, unit: 'KB gzip', n: files.length }));
  expect(kb).toBeLessThanOrEqual(START_PAGE_KB);
});

test('the five-minute check loads at most 50 KB of JavaScript', async ({ page, server }) => {
  const { kb, files } = await firstLoad(page, `${server.origin}/check`, () =>
    expect(page.getByRole('progressbar')).toBeVisible()
  );
  console.log(JSON.stringify({ name: 'first-load-js-check', value: kb, unit: 'KB gzip', n: files.length }));
  expect(kb).toBeLessThanOrEqual(START_PAGE_KB);
});

test('a question of the assessment loads at most 80 KB of JavaScript, offline store included', async ({
  page,
  server,
  signIn,
  browser
}) => {
  await signIn(page, 'officer@example.org');
  const state = await page.context().storageState();
  const fresh = await browser.newContext({ storageState: { ...state, origins: [] }, serviceWorkers: 'block' });
  const first = await fresh.newPage();
  // what is fetched three seconds later is not in the way of the first page, also where a machine needs longer than that
  await first.addInitScript(() => {
    const soon = window.setTimeout;
    const setTimeout = (work: TimerHandler, ms = 0, ...rest: unknown[]) => (ms < 3000 ? soon(work, ms, ...rest) : 0);
    Object.assign(window, { setTimeout });
  });
  const { kb, files } = await firstLoad(first, `${server.origin}/app/assessment/legal-release-check`, () =>
    expect(first.getByRole('radio').first()).toBeVisible()
  );
  console.log(JSON.stringify({ name: 'first-load-js-assessment', value: kb, unit: 'KB gzip', n: files.length }));
  expect(kb).toBeLessThanOrEqual(ASSESSMENT_KB);
  await fresh.close();
});
