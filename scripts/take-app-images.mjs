// Takes the pictures that install dialogs show, and draws the icons of the app's shortcuts, from a running demo:
// `npm run up` in one shell, `node scripts/take-app-images.mjs` in another.
import { chromium } from '@playwright/test';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './ensure.mjs';

const origin = process.env.ORIGIN ?? 'http://127.0.0.1:3000';
const shots = join(root, 'static/screenshots');
const icons = join(root, 'static/icons');
mkdirSync(shots, { recursive: true });
const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path)
);
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });

const NARROW = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 };
const WIDE = { viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1 };

/** @param {string} email @param {string} path @param {string} file @param {typeof NARROW} form */
async function take(email, path, file, form) {
  const context = await browser.newContext({ ...form, locale: 'en-GB' });
  const page = await context.newPage();
  await page.goto(`${origin}/sign-in?way=password`);
  await page.locator('input[name=email]').fill(email);
  await page.locator('input[name=password]').fill('waymark-demo-2026');
  await page.locator('form:has(input[name=password]) button').click();
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
  // the mentor of the demo speaks Swedish
  await context.addCookies([{ name: 'waymark-locale', value: 'en', url: origin }]);
  await page.goto(`${origin}/app`);
  await page.locator('[data-state=synced]').first().waitFor();
  await page.goto(`${origin}${path}`);
  await page.locator('h1:not(.sr)').first().waitFor();
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await page.screenshot({ path: join(shots, file) });
  await context.close();
}

await take('officer@example.org', '/app', 'narrow-home.png', NARROW);
await take('officer@example.org', '/app/next', 'narrow-question.png', NARROW);
await take('mentor@example.org', '/app/result', 'narrow-result.png', NARROW);
await take('coordinator@example.org', '/app/municipalities', 'wide-municipalities.png', WIDE);
await take('mentor@example.org', '/app/plan', 'wide-plan.png', WIDE);

/** @type {[string, string][]} a shortcut and the line icon of the interface that it shows */
const SHORTCUTS = [
  ['next', 'answer'],
  ['meeting', 'meeting'],
  ['plan', 'list']
];
for (const [name, symbol] of SHORTCUTS) {
  for (const size of [96, 192]) {
    const context = await browser.newContext({ viewport: { width: size, height: size } });
    const page = await context.newPage();
    await page.goto(`${origin}/sign-in`);
    // the icon as the interface draws it, on the app's own ground
    const drawn = await page.evaluate((id) => document.querySelector(`symbol#i-${id}`)?.innerHTML ?? '', symbol);
    await page.goto('about:blank');
    await page.setContent(
      `<style>body{margin:0}svg{display:block;width:100vw;height:100vh}</style>
      <svg viewBox="0 0 24 24"><rect width="24" height="24" rx="5.2" fill="#093240"/>
      <g transform="translate(4.8 4.8) scale(.6)" fill="none" stroke="#f6f7f2" stroke-width="2" stroke-linecap="round"
      stroke-linejoin="round">${drawn}</g></svg>`
    );
    await page.screenshot({ path: join(icons, `shortcut-${name}-${size}.png`), omitBackground: true });
    await context.close();
  }
}
await browser.close();
