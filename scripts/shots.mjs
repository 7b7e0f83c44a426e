// Pictures of every page that people can reach, to be looked at: `npm run up` in one shell, `npm run shots` in another.
// Follows the links of each demo person from their first page on, one page of each kind; 390 and 1280 px, light and dark.
// What does not fit is also looked for at 320 and 768 px.
// `LOCALE=sv` for another language, `ONLY=/admin` for a part. Prints what a picture does not show by itself.
import { chromium } from '@playwright/test';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './ensure.mjs';

const origin = process.env.ORIGIN ?? 'http://127.0.0.1:3000';
const locale = process.env.LOCALE ?? 'en';
const only = process.env.ONLY ?? '';
const folder = join(root, 'test-results/shots', locale);
const PEOPLE = ['', 'officer', 'mentor', 'coordinator', 'analyst', 'admin'];

/** @param {string} below @returns {string[]} the folders below that hold a page, as routes */
function routesBelow(below) {
  return readdirSync(join(root, 'src/routes', below), { withFileTypes: true }).flatMap((entry) => {
    const path = `${below}/${entry.name}`;
    if (entry.isDirectory()) return routesBelow(path);
    return entry.name === '+page.svelte' ? [below] : [];
  });
}

const KINDS = routesBelow('').map((path) => {
  const route = path.replaceAll(/\/\([^)]*\)/g, '') || '/';
  const pattern = route.replaceAll(/\/\[\[\w+\]\]/g, '(?:/.+)?').replaceAll(/\[\w+\]/g, '[^/]+');
  return { route, matches: new RegExp(`^${pattern}$`), variable: route.includes('[') };
});

/** The kind of page behind an address: the most exact route that fits. @param {string} pathname */
function kindOf(pathname) {
  const fits = KINDS.filter((kind) => kind.matches.test(pathname));
  return fits.sort((a, b) => Number(a.variable) - Number(b.variable))[0]?.route;
}

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path)
);
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });

/** What is wrong with the page as it stands, in words. @param {import('@playwright/test').Page} page */
function faultsOf(page) {
  return page.evaluate(() => {
    const faults = [];
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) faults.push(`${scrollWidth - clientWidth} px too wide`);
    if (document.querySelectorAll('h1').length !== 1) faults.push('not exactly one h1');
    if (!document.title) faults.push('no title');
    const text = document.body.innerText;
    const raw = /undefined|NaN|\[object|Invalid Date|\b[a-z]+_[a-z]+_[a-z_]+\b/.exec(text);
    if (raw) faults.push(`says "${text.slice(Math.max(0, raw.index - 20), raw.index + 40).replaceAll('\n', ' ')}"`);
    for (const element of document.querySelectorAll('a, button, select, summary')) {
      const { width, height } = element.getBoundingClientRect();
      if (width && height && width < 24 && height < 24 && !element.closest('p, li, td, th'))
        faults.push(`small: ${element.outerHTML.slice(0, 80)}`);
    }
    return faults;
  });
}

const seen = new Set();
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

for (const person of PEOPLE) {
  const context = await browser.newContext({ locale });
  await context.addCookies([{ name: 'waymark-locale', value: locale, url: origin }]);
  const page = await context.newPage();
  if (person) {
    await page.goto(`${origin}/sign-in?way=password`);
    await page.locator('input[name=email]').fill(`${person}@example.org`);
    await page.locator('input[name=password]').fill('waymark-demo-2026');
    await page.locator('form:has(input[name=password]) button').click();
    await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
    await context.addCookies([{ name: 'waymark-locale', value: locale, url: origin }]);
  }
  /** @type {Set<string>} */
  const kinds = new Set();
  const open = [person ? '/app' : '/', '/no-such-page'];
  /** @type {string[]} */
  const errors = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => void (message.type() === 'error' && errors.push(message.text())));
  for (let address = open.shift(); address; address = open.shift()) {
    errors.length = 0;
    const answer = await page.goto(`${origin}${address}`).catch(() => null);
    if (!answer) continue;
    await page.waitForLoadState('networkidle');
    // a question shows what stands below it once the page has been there for a while
    await page.waitForTimeout(address.startsWith('/app/assess') || address.startsWith('/app/assist') ? 3500 : 300);
    const hrefs = await page
      .locator('a[href^="/"]:not([download])')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
    for (const href of hrefs) {
      const { pathname } = new URL(href, origin);
      const kind = kindOf(pathname);
      if (!kind || kinds.has(kind) || pathname === '/app/sign-out') continue;
      kinds.add(kind);
      open.push(href);
    }
    const name = `${person || 'anyone'}${address.split('?')[0]?.replaceAll(/[/@]+/g, '_')}`;
    // a page that others see alike needs one picture only
    const key = `${kindOf(new URL(address, origin).pathname) ?? address}`;
    if (!address.startsWith(only) || (seen.has(key) && key !== '/app' && person !== 'mentor')) continue;
    seen.add(key);
    for (const width of [320, 390, 768, 1280]) {
      await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
      if (width === 320 || width === 768) await page.waitForTimeout(250);
      else
        for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
          await page.emulateMedia({ colorScheme });
          await page.waitForTimeout(250);
          await page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`), fullPage: true });
        }
      const faults = [...(await faultsOf(page)), ...errors.splice(0)];
      if (faults.length) process.stdout.write(`${name} at ${width}: ${faults.join('; ')}\n`);
    }
  }
  await context.close();
}
await browser.close();
const never = KINDS.map(({ route }) => route).filter((route) => !seen.has(route) && route.startsWith(only));
process.stdout.write(`${seen.size} pages in ${folder}\nreached by no link: ${never.join(' ') || 'none'}\n`);
