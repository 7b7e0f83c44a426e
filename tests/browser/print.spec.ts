import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { DESKTOP, expect, expectSynced, test } from './fixtures';

const poppler = spawnSync('pdfinfo', ['-v']).error === undefined;
test.use({ ...DESKTOP, locale: 'en-GB' });

function structureOf(pdf: Buffer): { pages: number; tags: string; text: string } {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-printed-'));
  const file = join(folder, 'printed.pdf');
  writeFileSync(file, pdf);
  const run = (tool: string, ...options: string[]) =>
    execFileSync(tool, options, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  const facts = run('pdfinfo', file);
  const read = {
    pages: Number(/Pages: +(\d+)/.exec(facts)?.[1]),
    tags: run('pdfinfo', '-struct', file),
    text: run('pdftotext', '-layout', file, '-')
  };
  rmSync(folder, { recursive: true });
  expect(facts).toMatch(/Tagged: +yes/);
  return read;
}

/** The PDF that a form leads to, fetched as this person. */
async function fetchPdf(page: Page, button: string): Promise<Buffer> {
  const address = await page.getByRole('button', { name: button }).evaluate((element: HTMLButtonElement) => {
    const form = element.form!;
    return `${form.action}?${new URLSearchParams(new FormData(form) as never)}`;
  });
  const response = await page.request.get(address);
  expect(response.status()).toBe(200);
  expect(response.headers()['content-type']).toBe('application/pdf');
  return response.body();
}

test.skip(!poppler, 'pdfinfo and pdftotext are not installed: apt-get install poppler-utils');

test('an officer prints the result on one page with a structure tree, and a comparison only when asked for', async ({
  page,
  server,
  signIn,
  expectAccessible
}) => {
  await signIn(page, 'officer@example.org');
  await page.goto(`${server.origin}/app/result`);
  await page.getByRole('link', { name: 'One page for the council' }).click();
  await expect(page.getByRole('heading', { name: 'The result on one page' })).toBeVisible();
  await expectAccessible(page);

  const plain = structureOf(await fetchPdf(page, 'Open the result as PDF'));
  expect(plain.pages).toBe(1);
  expect(plain.tags).toMatch(/^Document/);
  for (const tag of ['H1', 'H2', 'Table', 'TH', 'Figure']) expect(plain.tags).toMatch(new RegExp(`^ +${tag}\\b`, 'm'));
  expect(plain.text).toContain('Ljusdal');
  expect(plain.text).toContain('Draft as of');
  expect(plain.text).not.toContain('Compared with');
  expect(plain.text).not.toContain('No comparison is shown');

  await page.getByRole('checkbox', { name: 'Add a comparison' }).check();
  await page.locator('#sheet-locale').selectOption('sv');
  const compared = structureOf(await fetchPdf(page, 'Open the result as PDF'));
  expect(compared.pages).toBe(1);
  expect(compared.text.replaceAll(/\s+/g, ' ')).toMatch(/Jämfört med \d+ kommuner|Ingen jämförelse visas/);
});

test('criteria of a level for a workshop, in Dutch', async ({ page, server, signIn }) => {
  await signIn(page, 'officer@example.org');
  await page.goto(`${server.origin}/print`);
  await page.getByLabel('Level').selectOption('2');
  await page.locator('#criteria-locale').selectOption('nl');
  const { tags, text } = structureOf(await fetchPdf(page, 'Open the questions as PDF'));
  expect(tags).toMatch(/^ +H3\b/m);
  expect(text).toContain('Eerste stappen');
  expect(text).toContain('Deels');
});

test('nobody prints a draft of somebody else, and nobody prints signed out', async ({
  page,
  server,
  signIn,
  browser
}) => {
  await signIn(page, 'officer@example.org');
  await page.goto(`${server.origin}/print`);
  const draft = await page.locator('select[name=assessment]').inputValue();
  const other = await browser.newContext({ baseURL: server.origin });
  const coordinator = await other.newPage();
  const out = await coordinator.request.get(`/print/sheet?assessment=${draft}`, { maxRedirects: 0 });
  expect(out.status()).toBe(303);
  await signIn(coordinator, 'coordinator@example.org');
  expect((await coordinator.request.get(`/print/sheet?assessment=${draft}`)).status()).toBe(403);
  expect((await coordinator.request.get('/print/criteria?model=roadmap@9.9.9')).status()).toBe(404);
  expect((await coordinator.request.get('/print/criteria?model=roadmap@1.0.0&level=9')).status()).toBe(422);
  // submitted ones the coordinator may have on paper
  await coordinator.goto('/print');
  const submitted = await coordinator.locator('select[name=assessment]').inputValue();
  const sheet = await coordinator.request.get(`/print/sheet?assessment=${submitted}&locale=sv`);
  expect(structureOf(await sheet.body()).text).toContain('Inlämnad');
  await other.close();
});

test('a whole dimension by keyboard alone, also without network', async ({
  page,
  server,
  signIn,
  context,
  expectAccessible
}) => {
  await signIn(page, 'officer@example.org');
  await page.goto(`${server.origin}/app`);
  await expectSynced(page);
  await page.goto(`${server.origin}/app/assessment`);
  const way = page.getByRole('link', { name: 'Licences and conditions', exact: true });
  await way.focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/app\/assessment\/dimension\/legal$/);
  await expect(page.getByRole('heading', { level: 1, name: 'Licences and conditions' })).toBeFocused();
  await expectAccessible(page);
  const articles = page.getByRole('article');
  const total = await articles.count();
  expect(total).toBeGreaterThan(4);

  // to the first question, then down the page: each answered by its number
  for (let i = 0; i < total; i++) await page.keyboard.press('k');
  await expect(articles.nth(0).getByRole('heading')).toBeFocused();
  await page.keyboard.press('1');
  await expect(articles.nth(0).getByRole('radio', { name: 'Yes', exact: true })).toBeChecked();
  await page.keyboard.press('j');
  await expect(articles.nth(1).getByRole('heading')).toBeFocused();
  await page.keyboard.press('3');
  await expect(articles.nth(1).getByRole('radio', { name: 'No', exact: true })).toBeChecked();
  // the first answer is as it was: keys act on one question only
  await expect(articles.nth(0).getByRole('radio', { name: 'Yes', exact: true })).toBeChecked();
  await page.keyboard.press('j');
  await page.keyboard.press('ArrowDown');
  await expect(articles.nth(3).getByRole('heading')).toBeFocused();
  await expectSynced(page);

  await context.setOffline(true);
  await page.keyboard.press('5');
  await expect(articles.nth(3).getByRole('radio', { name: 'Don’t know' })).toBeChecked();
  // writing a note is writing: no letter or number of it answers or moves
  const note = articles.nth(3).getByRole('textbox').first();
  await page.keyboard.press('Tab');
  for (let i = 0; i < 6 && !(await note.evaluate((e) => e === document.activeElement)); i++)
    await page.keyboard.press('Tab');
  await expect(note).toBeFocused();
  await page.keyboard.type('Ask Jukka on 1 May');
  await expect(note).toHaveValue('Ask Jukka on 1 May');
  await expect(articles.nth(3).getByRole('radio', { name: 'Don’t know' })).toBeChecked();
  await expect(page.locator('[data-state=offline]').first()).toBeVisible();
  await context.setOffline(false);
  await expectSynced(page);
  await page.reload();
  await expect(articles.nth(3).getByRole('textbox').first()).toHaveValue('Ask Jukka on 1 May');
});

test('“the rest is ahead of us” is offered among the questions, and works at 390 px', async ({
  browser,
  server,
  signIn,
  expectAccessible
}) => {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    locale: 'en-GB',
    baseURL: server.origin
  });
  const page = await context.newPage();
  await signIn(page, 'officer@example.org');
  await page.goto('/app');
  await expectSynced(page);
  await page.goto('/app/assessment/dimension/impact');
  const articles = page.getByRole('article');
  for (const place of [0, 1, 2]) {
    const no = articles.nth(place).getByRole('radio', { name: 'No', exact: true });
    // the bar at the bottom lies over what is under it
    await no.evaluate((element) => element.scrollIntoView({ block: 'center' }));
    await no.check({ force: true });
  }
  await expect(page.getByText(/are still ahead of you/)).toBeVisible();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(390);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'The rest of this dimension is ahead of us' }).click();
  await expect(page.getByText(/You set this question aside/).first()).toBeVisible();
  await context.close();
});
