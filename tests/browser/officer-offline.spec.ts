import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from '@playwright/test';
import { expect, expectSynced, PHONE, test } from './fixtures';

/** A phone's browser whose storage outlives it. */
async function openPhone(profile: string, launch: object, offline: boolean): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profile, { ...launch, ...PHONE, offline, locale: 'en' });
}

const answer = (page: Page, name: string) => page.getByRole('radio', { name, exact: true });

/** Chooses an answer, waits until the device says it is kept, goes on. */
async function answerAndGoOn(page: Page, name: string): Promise<string> {
  const statement = await page.getByRole('heading', { level: 1 }).innerText();
  await answer(page, name).check();
  await expect(page.locator('[data-state]').first()).toContainText('Saved');
  await page.getByRole('button', { name: 'Save and go on' }).click();
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(statement);
  return statement;
}

test('an officer answers on a phone, goes offline in the middle, closes the browser, and loses nothing', async ({ server, signIn, expectAccessible, launchOptions }) => {
  const profile = mkdtempSync(join(tmpdir(), 'waymark-phone-'));
  let phone = await openPhone(profile, launchOptions, false);
  let page = phone.pages()[0]!;
  await signIn(page, 'officer@example.org');
  await page.goto(`${server.origin}/app/assessment`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('6 of 37');
  await expectAccessible(page);
  await page.waitForFunction(() => navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller !== null));

  // on the train: the first answers with network, then the tunnel
  await page.getByRole('link', { name: 'Go on' }).click();
  await expectAccessible(page);
  const first = await answerAndGoOn(page, 'Yes');
  await expectSynced(page);
  await phone.setOffline(true);
  const second = await answerAndGoOn(page, 'Partly');
  const third = await answerAndGoOn(page, 'No');
  await page.getByRole('textbox', { name: /Note/ }).fill('Written in the tunnel');
  await page.getByRole('textbox', { name: /Note/ }).blur();
  await expect(page.locator('[data-state=offline]').first()).toBeVisible();
  const here = page.url();
  await phone.close();

  // opened again, still without network
  phone = await openPhone(profile, launchOptions, true);
  page = phone.pages()[0]!;
  await page.goto(here);
  await expect(page.getByRole('textbox', { name: /Note/ })).toHaveValue('Written in the tunnel');
  await answer(page, 'Don’t know').check();
  await page.goto(`${server.origin}/app/result`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('level');
  await expectAccessible(page);
  await page.goto(`${server.origin}/app/queue`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('3 changes');
  await expectAccessible(page);

  // above ground
  await phone.setOffline(false);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Everything you did is on the server', { timeout: 30_000 });

  // a colleague on another device sees every answer
  const laptop = await openPhone(mkdtempSync(join(tmpdir(), 'waymark-laptop-')), launchOptions, false);
  const other = laptop.pages()[0]!;
  await signIn(other, 'colleague@example.org');
  await other.goto(`${server.origin}/app/assessment`);
  await expect(other.getByRole('heading', { level: 1 })).toContainText('10 of 37');
  await other.goto(here);
  await expect(other.getByRole('textbox', { name: /Note/ })).toHaveValue('Written in the tunnel');
  await expect(answer(other, 'Don’t know')).toBeChecked();
  for (const [statement, name] of [
    [third, 'No'],
    [second, 'Partly'],
    [first, 'Yes']
  ] as const) {
    await other.getByRole('link', { name: 'Previous' }).click();
    await expect(other.getByRole('heading', { level: 1 })).toHaveText(statement);
    await expect(answer(other, name)).toBeChecked();
  }
  await laptop.close();
  await phone.close();
  rmSync(profile, { recursive: true, force: true });
});
