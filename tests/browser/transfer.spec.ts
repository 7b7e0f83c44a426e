import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { DESKTOP, expect, expectSynced, PHONE, test, waitForShell } from './fixtures';

test.use({ locale: 'en-GB' });

const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const csvFile = (text: string) => ({ name: 'survey-2024.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });

async function openTransfer(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/app/assessment`);
  await expectSynced(page);
  await page.getByText('Take your answers out, or bring answers in').click();
}

const SURVEY = [
  'Fråga;Svar;Kommentar',
  'legal-release-check;Ja;Gäller sedan 2023',
  'Is there somebody who answers for open data?;4;',
  'How many people work in your town hall?;120;',
  'impact-knows-why;delvis;'
].join('\n');

for (const [kind, size] of [
  ['phone', PHONE],
  ['desktop', DESKTOP]
] as const) {
  test.describe(`on a ${kind}`, () => {
    test.use(size);

    test('answers leave as a file and come in from an earlier survey, with a preview and a way back', async ({
      page,
      server,
      signIn,
      expectAccessible
    }) => {
      test.setTimeout(120_000);
      await signIn(page, 'officer@example.org');
      await openTransfer(page, server.origin);
      await expectAccessible(page);
      const download = page.waitForEvent('download');
      await page.getByRole('link', { name: 'CSV for Excel' }).click();
      const saved = await download;
      expect(saved.suggestedFilename()).toMatch(/^assessment-2161-.*\.csv$/);
      const text = readFileSync((await saved.path())!, 'utf8');
      expect(text).toMatch(/^\ufeffcriterion;dimension;level;statement;answer;answer_text;note/);
      expect(text).toContain('legal-release-check;');

      // an earlier survey: one word and two questions that nobody can know
      await page.getByRole('link', { name: 'Import answers from a file' }).click();
      await expect(heading(page)).toHaveText('Which file holds the answers?');
      await expectAccessible(page);
      await page.getByLabel('File').setInputFiles(csvFile(SURVEY));
      await page.getByRole('button', { name: 'Read the file' }).click();
      await expect(heading(page)).toHaveText('4 things to settle before anything is saved');
      await expect(page.getByRole('row', { name: /Row 4/ }).first()).toContainText('How many people');
      await expectAccessible(page);
      await expect(page.getByRole('button', { name: 'Import the answers' })).toHaveCount(0);
      await page
        .getByLabel('“Is there somebody who answers for open data?” is the question')
        .selectOption('mandate-first-decision');
      await page.getByLabel('“How many people work in your town hall?” is the question').selectOption('skip');
      await page.getByLabel('“4” means').selectOption('yes');
      await page.getByLabel('When were these answers given?').fill('2024-05-01');
      await page.getByRole('button', { name: 'Read again with these choices' }).click();

      // what is newer stays until somebody says otherwise
      await expect(page.getByLabel('If there is a newer answer already')).toHaveValue('keep');
      await expectAccessible(page);
      await page.getByRole('button', { name: 'Try without saving' }).click();
      await expect(page.getByText('It would work. Nothing was saved.')).toBeVisible();
      await page.getByRole('button', { name: 'Import the answers' }).click();
      await expect(page.getByText(/^\D*\d answers? imported/).first()).toBeVisible();
      await expect(page.getByRole('row', { name: /survey-2024\.csv/ })).toContainText('Robin Demo');
      await expectAccessible(page);

      await page.goto(`${server.origin}/app/assessment/legal-release-check`);
      await expect(page.getByRole('radio', { name: 'Yes', exact: true })).toBeChecked();
      await expect(page.getByRole('textbox', { name: /^Note/ })).toHaveValue('Gäller sedan 2023');

      // and back
      await openTransfer(page, server.origin);
      await page.getByRole('link', { name: 'Import answers from a file' }).click();
      await page.getByRole('button', { name: 'Undo the import of survey-2024.csv' }).click();
      await expect(
        page.getByText(/The import is undone: \d answers? (is as it was|are as they were) before/)
      ).toBeVisible();
      await expectAccessible(page);
      await page.goto(`${server.origin}/app/assessment/legal-release-check`);
      await expectSynced(page);
      await expect(page.getByRole('radio', { name: 'Yes', exact: true })).not.toBeChecked();
    });
  });
}

test.describe('a second wave', () => {
  test.use(PHONE);

  test('begins with last wave’s answers, shown as old, confirmed with one tap, and asks stale ones again', async ({
    page,
    server,
    signIn,
    expectAccessible,
    browser
  }) => {
    test.setTimeout(180_000);
    await signIn(page, 'officer@example.org');
    // one answer of this wave is older than it stays fresh
    await openTransfer(page, server.origin);
    await page.getByRole('link', { name: 'Import answers from a file' }).click();
    await page
      .getByLabel('File')
      .setInputFiles(csvFile('criterion,answer,note,date\nimpact-knows-why,yes,Then it was so,2024-05-01\n'));
    await page.getByRole('button', { name: 'Read the file' }).click();
    await page.getByRole('button', { name: 'Import the answers' }).click();
    await expect(page.getByText('1 answer imported')).toBeVisible();
    await page.goto(`${server.origin}/app/assessment`);
    await expectSynced(page);
    await page.getByRole('button', { name: 'Submit' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Submit' }).click();
    await expectSynced(page);

    // the coordinator closes the wave and opens the next
    const desk = await (await browser.newContext({ ...DESKTOP, locale: 'en-GB' })).newPage();
    await signIn(desk, 'coordinator@example.org');
    await desk.goto(`${server.origin}/admin/waves`);
    await desk.getByRole('link', { name: /^Close the wave/ }).click();
    await desk.getByRole('button', { name: 'Close the wave' }).click();
    await expect(desk.getByText('The wave is closed.')).toBeVisible();
    await desk.getByRole('textbox', { name: 'Name' }).fill('Next year');
    await desk.locator('input[name=opensOn]').fill(day(0));
    await desk.locator('input[name=closesOn]').fill(day(60));
    await desk.getByRole('button', { name: 'Open the wave' }).click();
    await expect(desk.getByText('Next year').first()).toBeVisible();

    // the officer begins with what is still fresh
    await page.goto(`${server.origin}/app/assessment`);
    await expect(page.getByText(/answers are carried over from the last wave/)).toBeVisible({ timeout: 30_000 });
    await expect(heading(page)).toHaveText(/questions to answer, the others are from last time/);
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Look through them' }).click();
    await expect(page.getByText('From the last wave, not confirmed yet')).toBeVisible();
    await expect(page.getByText(/Robin Demo answered/)).toBeVisible();
    const chosen = await page.locator('input[type=radio]:checked').getAttribute('value');
    expect(chosen).not.toBeNull();
    await expectAccessible(page);

    // one tap, also without network
    await waitForShell(page);
    await page.context().setOffline(true);
    await page.getByRole('button', { name: 'Still so' }).click();
    await expect(page.getByText('From the last wave, not confirmed yet')).toHaveCount(0);
    await expect(heading(page)).toBeFocused();
    await expect(page.locator('input[type=radio]:checked')).toHaveAttribute('value', chosen!);
    await page.context().setOffline(false);
    await expectSynced(page);
    await page.reload();
    await expect(page.locator('input[type=radio]:checked')).toHaveAttribute('value', chosen!);
    await expect(page.getByText('From the last wave, not confirmed yet')).toHaveCount(0);

    // the stale one is open, with what was said then beside it
    await page.goto(`${server.origin}/app/assessment/impact-knows-why`);
    await expect(page.getByText(/^\D*Last time \(\d{4}\): Yes/).first()).toBeVisible();
    await expect(page.getByText('Then it was so')).toBeVisible();
    await expect(page.locator('input[type=radio]:checked')).toHaveCount(0);
    await expectAccessible(page);
    await desk.context().close();
  });
});
