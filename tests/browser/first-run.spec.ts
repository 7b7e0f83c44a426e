import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startServer } from '../support/server';
import { DESKTOP, expect, test as demoTest } from './fixtures';

const register = resolve('../shared/data/registers/se-scb-kommunkopplingar-2025-raw.csv');

// the real thing: an empty database, as `npm start` finds it the first time
const test = demoTest.extend({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the pattern
  server: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'waymark-first-'));
    const server = await startServer(join(folder, 'waymark.db'));
    await use(server);
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
test.use({ ...DESKTOP, locale: 'en-GB' });

test('the first run opens with the code in the log, reads the official register as it is published, and opens a wave', async ({
  page,
  server,
  expectAccessible
}) => {
  test.skip(!existsSync(register), `needs ${register}, the register as Statistics Sweden publishes it`);
  await expect.poll(() => server.log()).toContain('"code"');
  const code = /"code":"([^"]+)"/.exec(server.log())?.[1] ?? '';

  await page.goto(server.origin);
  await expect(page).toHaveURL(/\/setup/);
  await expectAccessible(page);
  const goOn = page.locator('main form button').last();
  await page.locator('input[name=code]').fill('WRONG-CODE-0000');
  await goOn.click();
  await expect(page.getByRole('alert')).toBeVisible();
  await expectAccessible(page);
  await page.locator('input[name=code]').fill(code);
  await goOn.click();
  await page.locator('input[name=networkName]').fill('Test network');
  await page.locator('select[name=country]').selectOption('SE');
  await page.locator('select[name=locale]').selectOption('en');
  await expectAccessible(page);
  await goOn.click();
  await page.locator('input[name=name]').fill('Ada Demo');
  await page.locator('input[name=email]').fill('ada@example.org');
  await page.locator('input[name=password]').fill('a long enough sentence');
  await expectAccessible(page);
  await goOn.click();
  await page.waitForURL('**/admin/register');

  await page.goto(`${server.origin}/admin/register/import`);
  await expectAccessible(page);
  await page.locator('input[type=file]').setInputFiles(register);
  await page.getByRole('button', { name: 'Read the file' }).click();
  await expect(page.getByText(/290/).first()).toBeVisible();
  await expectAccessible(page);
  await page
    .getByRole('button', { name: /^Import/ })
    .first()
    .click();
  await expect(page.getByText(/290/).first()).toBeVisible();
  await expectAccessible(page);
  await page.goto(`${server.origin}/admin/register`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('290 municipalities in 21 counties');
  await expectAccessible(page);

  await page.goto(`${server.origin}/admin/waves`);
  await page.locator('input[name=name]').fill('2027');
  await page.locator('input[name=opensOn]').fill('2027-01-15');
  await page.locator('input[name=closesOn]').fill('2027-03-31');
  await page.getByRole('button', { name: 'Open the wave' }).click();
  await expect(page.getByText(/290/).first()).toBeVisible();
  await expectAccessible(page);

  // the code worked once
  const again = await page.request.get(`${server.origin}/setup`, { maxRedirects: 0 });
  expect([303, 404]).toContain(again.status());
});
