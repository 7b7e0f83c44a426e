import { appendFileSync, copyFileSync, cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { startServer } from '../support/server';
import { expect, expectSynced, PHONE, prepareDemo, signInTo, test } from './fixtures';

/** What a browser says once the app could be installed; it says it by itself only where people may install. */
async function offerInstall(page: Page): Promise<void> {
  await page.evaluate(() => {
    const event = Object.assign(new Event('beforeinstallprompt', { cancelable: true }), {
      prompt: () => {
        document.documentElement.dataset.asked = 'yes';
        return Promise.resolve({ outcome: 'accepted' });
      }
    });
    window.dispatchEvent(event);
  });
}

const installTitle = 'Keep Waymark on your phone';

test.describe('installing', () => {
  test.use({ ...PHONE, locale: 'en-GB' });

  test('is offered once something is on the server, not before; later means later', async ({
    page,
    server,
    signIn,
    expectAccessible
  }) => {
    // an officer of a municipality that has not begun
    await signIn(page, 'coordinator@example.org');
    await page.goto(`${server.origin}/admin/people/invite`);
    await page.getByLabel('Municipality').selectOption({ label: 'Dorotea (2425)' });
    await page.locator('input[name=email]').fill('dorotea@example.org');
    await page.getByRole('button', { name: 'Make the invitation' }).click();
    const link = await page.locator('#invitation-link').inputValue();
    await page.context().clearCookies();
    await page.goto(link);
    await page.getByLabel('Name').fill('Demo Dorotea');
    await page.getByRole('button', { name: 'Accept the invitation' }).click();
    await page.waitForURL('**/app');
    await expectSynced(page);
    await offerInstall(page);
    await expect(page.getByText(installTitle)).toHaveCount(0);

    await page.getByRole('link', { name: 'Start' }).last().click();
    await offerInstall(page);
    await page.getByRole('radio', { name: 'Yes', exact: true }).check();
    await expect(page.locator('[data-state]').first()).toContainText('Saved');
    await page.getByRole('button', { name: 'Save and go on' }).click();
    await expectSynced(page);
    await page.goto(`${server.origin}/app`);
    await expectSynced(page);
    await offerInstall(page);
    await expect(page.getByRole('heading', { name: installTitle })).toBeVisible();
    await expectAccessible(page);

    await page.getByRole('button', { name: 'Later' }).click();
    await expect(page.getByText(installTitle)).toHaveCount(0);
    await page.reload();
    await expectSynced(page);
    await offerInstall(page);
    await expect(page.getByText(installTitle)).toHaveCount(0);
  });

  test('asks the browser when somebody says yes', async ({ page, server, signIn }) => {
    await signIn(page, 'officer@example.org');
    await page.goto(`${server.origin}/app`);
    await expectSynced(page);
    await offerInstall(page);
    await page.getByRole('button', { name: 'Install' }).click();
    await expect(page.locator('html')).toHaveAttribute('data-asked', 'yes');
    await expect(page.getByText(installTitle)).toHaveCount(0);
  });

  for (const [kind, userAgent] of [
    [
      'an iPhone',
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Safari/604.1'
    ],
    // it calls itself a Mac, and only its touch screen tells
    ['an iPad', 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.5 Safari/605.1.15']
  ] as const) {
    test.describe(kind, () => {
      test.use({ userAgent });

      test(`has no prompt: it is told how by hand, once (${kind})`, async ({ page, server, signIn }) => {
        await signIn(page, 'officer@example.org');
        await page.goto(`${server.origin}/app`);
        await expect(page.getByRole('heading', { name: installTitle })).toBeVisible();
        await expect(page.getByText('Add to Home Screen')).toBeVisible();
        await expect(page.getByRole('button', { name: 'Install' })).toHaveCount(0);
        await page.getByRole('button', { name: 'Got it' }).click();
        await page.reload();
        await expectSynced(page);
        await expect(page.getByText(installTitle)).toHaveCount(0);
      });
    });
  }
});

test('a newer version waits until somebody takes it, and what was written is kept', async ({ page }) => {
  test.setTimeout(180_000);
  const folder = mkdtempSync(join(tmpdir(), 'waymark-update-'));
  const build = join(folder, 'build');
  cpSync(resolve('build'), build, { recursive: true });
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  copyFileSync(prepareDemo(), join(folder, 'demo.db'));
  const env = { WAYMARK_DEMO: '1' };
  let server = await startServer(join(folder, 'demo.db'), env, build);
  try {
    await signInTo(page, server.origin, 'officer@example.org');
    await page.goto(`${server.origin}/app`);
    await expectSynced(page);
    await page.waitForFunction(
      () => navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller !== null),
      undefined,
      { timeout: 45_000 }
    );

    const { port } = new URL(server.origin);
    await server.stop();
    appendFileSync(join(build, 'client/service-worker.js'), '\n// a newer version\n');
    for (const packed of ['br', 'gz']) rmSync(join(build, `client/service-worker.js.${packed}`));
    server = await startServer(join(folder, 'demo.db'), { ...env, PORT: port }, build);

    await page.reload();
    await expect(page.getByRole('heading', { name: 'A newer version is ready' })).toBeVisible({ timeout: 20_000 });
    // nothing reloads by itself: a mark on this very page stays until the button is pressed
    await page.evaluate(() => (document.documentElement.dataset.before = 'yes'));
    await page.getByRole('button', { name: 'Load the new version' }).click();
    await expect(page.locator('html')).not.toHaveAttribute('data-before', 'yes');
    await expectSynced(page);
    await expect(page.getByText('A newer version is ready')).toHaveCount(0);
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});

test('a page that needs the server says so without network, and leads to what works without', async ({
  page,
  server,
  signIn,
  expectAccessible
}) => {
  await signIn(page, 'coordinator@example.org');
  await page.goto(`${server.origin}/app`);
  await expectSynced(page);
  await page.waitForFunction(
    () => navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller !== null),
    undefined,
    { timeout: 45_000 }
  );
  await page.context().setOffline(true);
  const told = page.getByRole('heading', { level: 1, name: 'This page needs the network' });
  // by its address, as from a bookmark, and by a press inside the app
  await page.goto(`${server.origin}/admin/people`);
  await expect(told).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Go to what works offline' }).click();
  await expect(page.getByRole('link', { name: 'Log a meeting' })).toBeVisible();
  await page.getByRole('link', { name: 'People' }).first().click();
  await expect(told).toBeVisible();
  await page.context().setOffline(false);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: /people/ })).toBeVisible();
});
