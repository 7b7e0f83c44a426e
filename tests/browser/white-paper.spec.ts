import { writeFileSync } from 'node:fs';
import { lookAtPages, POPPLER } from '../support/look-at-pages';
import { findInvalidHtml } from '../support/valid-html';
import { COMPUTES, DESKTOP, expect, expectSynced, PHONE, test, waitForShell } from './fixtures';

const LANGUAGES = ['en', 'sv', 'nl'] as const;

test('the white paper: asked for by one person, approved by another, published, and read by everybody in three languages', async ({
  browser,
  server,
  signIn,
  expectAccessible
}, testInfo) => {
  test.setTimeout(300_000);
  const { origin } = server;
  const open = async (email: string) => {
    const page = await (await browser.newContext({ ...DESKTOP, locale: 'en-GB' })).newPage();
    await signIn(page, email);
    return page;
  };
  const analyst = await open('analyst@example.org');
  await analyst.goto(`${origin}/admin/reports`);
  const ask = analyst.getByRole('button', { name: 'Freeze and ask for approval' });
  await expect(async () => {
    if (!(await ask.isVisible())) await analyst.reload();
    await expect(ask).toBeVisible({ timeout: 3_000 });
  }).toPass({ timeout: 90_000 });
  await ask.click(COMPUTES);
  await analyst.waitForURL('**/admin/reports/editions/*');
  const coordinator = await open('coordinator@example.org');
  await coordinator.goto(analyst.url());
  await coordinator.getByRole('button', { name: 'I have read it and approve it' }).click();
  // not the address of what was approved, which begins the same
  await coordinator.waitForURL('**/admin/reports');
  await analyst.goto(`${origin}/admin/reports`);
  await analyst.getByRole('button', { name: /^Publish edition/ }).click(COMPUTES);
  await analyst.waitForURL(/\/reports\/[0-9a-f-]{36}$/);
  const { pathname } = new URL(analyst.url());

  const reader = await (await browser.newContext({ ...PHONE, locale: 'en-GB' })).newPage();
  const scripts: string[] = [];
  reader.on('request', (request) => void (request.resourceType() === 'script' && scripts.push(request.url())));
  const look = async () => {
    await expectAccessible(reader);
    const width = await reader.evaluate(() => document.documentElement.scrollWidth);
    expect(width, `${reader.url()} runs out of the screen`).toBeLessThanOrEqual(PHONE.viewport.width);
    // as it was sent, before a browser mended it
    const sent = await (await reader.request.get(reader.url())).text();
    expect(await findInvalidHtml(sent), reader.url()).toEqual([]);
  };
  for (const lang of LANGUAGES) {
    await reader.goto(`${origin}${pathname}?lang=${lang}`);
    await expect(reader.locator('html')).toHaveAttribute('lang', lang);
    await look();
    // every finding can be linked to: the contents lead there
    const findings = await reader
      .locator('nav li.finding a')
      .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).hash));
    expect(findings.length).toBeGreaterThan(10);
    for (const hash of findings) expect(await reader.locator(`[id="${hash.slice(1)}"]`).count(), hash).toBe(1);
    const areas = await reader
      .locator(`a[href^="${pathname}/areas/"]`)
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')!));
    // on paper: every page of it, as somebody looks at it who turns them
    const href = await reader.locator('a[type="application/pdf"]').first().getAttribute('href');
    if (POPPLER) {
      const paper = testInfo.outputPath(`white-paper-${lang}.pdf`);
      // the first who asks waits for it
      const asked = await reader.request.get(`${origin}${href}`, { timeout: 60_000 });
      writeFileSync(paper, await asked.body());
      const { pages, wrong } = lookAtPages(paper);
      expect(wrong, lang).toEqual([]);
      expect(pages).toBeGreaterThan(15);
    }
    for (const path of [areas[0]!, `${pathname}/figures?lang=${lang}`]) {
      await reader.goto(`${origin}${path}`);
      await look();
    }
  }
  const dcat = reader.locator('link[type="application/ld+json"]');
  const described = await reader.request.get(`${origin}${await dcat.getAttribute('href')}`);
  expect(((await described.json()) as Record<string, unknown>)['@type']).toBe('dcat:Dataset');

  // the figures: by link, no script, every state with an address, nothing offered that was not tabulated
  await reader.goto(`${origin}${pathname}/figures?lang=en`);
  await reader.getByLabel('What', { exact: true }).selectOption({ label: 'Levels by dimension' });
  await reader.getByRole('button', { name: 'Show' }).first().click();
  await reader.getByRole('link', { name: 'Inhabitants', exact: true }).click();
  await expect(reader).toHaveURL(/subject=levels&by=size&lang=en/);
  await expectAccessible(reader);
  await reader.getByRole('link', { name: 'Table', exact: true }).click();
  await expect(reader.getByRole('table').first()).toBeVisible();
  await reader.goto(`${origin}${pathname}/figures?subject=answers&of=nowhere&lang=en`);
  await expect(reader.getByText('was not tabulated')).toBeVisible();
  await reader.goto(`${origin}${pathname}?lang=sv`);
  const area = reader.locator(`a[href^="${pathname}/areas/"]`).first();
  await area.click();
  await expect(reader.getByRole('link', { name: 'Faktabladet som PDF' })).toBeVisible();
  await expectAccessible(reader);
  await reader.goto(`${origin}/reports`);
  await expectAccessible(reader);
  expect(scripts).toEqual([]);

  const frame = await (await browser.newContext({ ...PHONE })).newPage();
  for (const theme of ['light', 'dark']) {
    await frame.goto(`${origin}/embed${pathname}/chart-levels?lang=nl&theme=${theme}`);
    await frame.getByText('De getallen als tabel').click();
    await expectAccessible(frame);
  }
  expect(await frame.context().cookies()).toEqual([]);

  // the edition beside one's own result, for officers alone
  const officer = await open('officer@example.org');
  await officer.goto(`${origin}/factsheet${pathname.replace('/reports', '')}`);
  await expect(officer.getByText('It is not published').or(officer.getByText('handed in no assessment'))).toBeVisible();
  await expectAccessible(officer);

  // without network a report that was read says so gently
  await officer.goto(`${origin}/app`);
  await expectSynced(officer);
  await waitForShell(officer);
  await officer.goto(`${origin}${pathname}`);
  await officer.context().setOffline(true);
  await officer.reload();
  await expect(officer.getByRole('heading', { level: 1, name: 'This page needs the network' })).toBeVisible();
});
