// Takes the README's two screenshots from a running demo: `npm run up` in one shell, `node scripts/take-screenshots.mjs` in another.
import { chromium } from '@playwright/test';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './ensure.mjs';

const origin = process.env.ORIGIN ?? 'http://127.0.0.1:3000';
const folder = join(root, 'docs/images');
mkdirSync(folder, { recursive: true });
const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path)
);
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });

/** @param {string} email @param {string} path @param {string} file @param {{ width: number, height: number }} viewport @param {number} deviceScaleFactor */
async function take(email, path, file, viewport, deviceScaleFactor) {
  const context = await browser.newContext({ viewport, deviceScaleFactor, locale: 'en-GB' });
  const page = await context.newPage();
  await page.goto(`${origin}/sign-in?way=password`);
  await page.locator('input[name=email]').fill(email);
  await page.locator('input[name=password]').fill('waymark-demo-2026');
  await page.locator('form:has(input[name=password]) button').click();
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
  // signing in takes the person's own language, the README is in English
  await context.addCookies([{ name: 'waymark-locale', value: 'en', url: origin }]);
  await page.goto(`${origin}${path}`);
  await page.locator('[data-state=synced]').first().waitFor();
  await page.screenshot({ path: join(folder, file) });
  await context.close();
}

await take('mentor@example.org', '/app/result', 'result-390.png', { width: 390, height: 844 }, 2);
await take(
  'coordinator@example.org',
  '/app/municipalities',
  'municipalities-1280.png',
  { width: 1280, height: 1000 },
  1
);
await browser.close();
