import { appendFileSync, copyFileSync, cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { startServer } from '../support/server';
import { expect, expectSynced, PHONE, prepareDemo, signInTo, test, waitForShell } from './fixtures';

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
    // a browser that has not promised anything yet, and counts how often it is asked to
    await page.addInitScript(() => {
      const asked = () => Number(sessionStorage.getItem('persist') ?? 0);
      StorageManager.prototype.persisted = () => Promise.resolve(asked() > 0);
      StorageManager.prototype.persist = () => {
        sessionStorage.setItem('persist', String(asked() + 1));
        return Promise.resolve(true);
      };
    });
    const timesAskedToKeep = () => page.evaluate(() => Number(sessionStorage.getItem('persist') ?? 0));
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
    expect(await timesAskedToKeep()).toBe(0);

    await page.getByRole('link', { name: 'Start' }).last().click();
    await offerInstall(page);
    await page.getByRole('radio', { name: 'Yes', exact: true }).check();
    await expect(page.locator('[data-state]').first()).toContainText('Saved');
    await page.getByRole('button', { name: 'Save and go on' }).click();
    await expectSynced(page);
    // now there is something to lose: the browser is asked to keep it, once
    await expect.poll(timesAskedToKeep).toBe(1);
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
    expect(await timesAskedToKeep()).toBe(1);
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
    await waitForShell(page);

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

/** Reports, imports, administration: every page that is not on the device, with something in the place of what differs. */
function pagesOfTheServer(): string[] {
  const folders = ['(admin)', '(public)/reports'];
  return folders.flatMap((folder) => {
    const files = readdirSync(`src/routes/${folder}`, { recursive: true, encoding: 'utf8' });
    const pages = files.filter((file) => file.endsWith('+page.svelte')).map((file) => `${folder}/${file}`);
    return pages.map((file) => {
      const parts = file.split('/').slice(0, -1);
      return `/${parts
        .filter((part) => !/^\(.*\)$/.test(part))
        .map((part) => part.replace(/^\[.*\]$/, 'x'))
        .join('/')}`;
    });
  });
}

test('a page that needs the server says so without network, and leads to what works without', async ({
  page,
  server,
  signIn,
  expectAccessible
}) => {
  await signIn(page, 'coordinator@example.org');
  await page.goto(`${server.origin}/app`);
  await expectSynced(page);
  await waitForShell(page);
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
  // and so does every other: by a press, one after the other, without the page being loaded anew
  const pages = pagesOfTheServer();
  expect(pages.length).toBeGreaterThan(40);
  const silent = await page.evaluate(async (paths) => {
    const said = () => document.querySelector('h1')?.textContent;
    const wrong: string[] = [];
    for (const path of paths) {
      const link = document.createElement('a');
      link.href = path;
      document.querySelector('main')!.append(link);
      link.click();
      const until = performance.now() + 5000;
      const there = () => location.pathname === path && said() === 'This page needs the network';
      while (!there() && performance.now() < until) await new Promise((next) => setTimeout(next, 10));
      if (!there()) wrong.push(`${path}: ${location.pathname} says ${said()}`);
    }
    return wrong;
  }, pages);
  expect(silent).toEqual([]);
  for (const path of ['/assessment/x/import', '/reports']) {
    await page.goto(`${server.origin}${path}`);
    await expect(told).toBeVisible();
  }
  // pages of the device that ask the server for a part of what they do
  for (const [path, text] of [
    ['/app/visits', 'Planning visits needs the network.'],
    ['/app/contacts/kept', 'This needs the network: the server keeps the dates.'],
    ['/app/contacts/cards', 'Bringing contacts in needs the network'],
    ['/app/coverage', 'Without network this page shows meetings and assessments only']
  ] as const) {
    await page.goto(`${server.origin}${path}`);
    await expect(page.getByText(text)).toBeVisible();
  }
  await page.goto(`${server.origin}/admin/people`);
  await expect(told).toBeVisible();
  await page.context().setOffline(false);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: /people/ })).toBeVisible();
});

test.describe('a page whose scripts come late', () => {
  test.use({ locale: 'en-GB', permissions: ['notifications'] });

  test('keeps what was typed and chosen before them', async ({ page, server, signIn }) => {
    await signIn(page, 'officer@example.org');
    let come = () => {};
    const scripts = new Promise<void>((go) => (come = go));
    await page.route('**/*.js', async (route) => {
      await scripts;
      await route.continue();
    });
    await page.goto(`${server.origin}/account`, { waitUntil: 'domcontentloaded' });
    const name = page.getByRole('textbox', { name: 'Name' });
    const never = page.getByRole('radio', { name: 'Not at all' });
    const silence = page.locator('input[name=silence]');
    const told = await silence.isChecked();
    await name.fill('Robin Early');
    await page.locator('select[name=locale]').selectOption('nl');
    await never.check();
    await silence.setChecked(!told);
    come();
    // what only scripts can show
    await expect(page.getByRole('button', { name: 'Turn notifications on' })).toBeVisible();
    await expect(name).toHaveValue('Robin Early');
    await expect(page.locator('select[name=locale]')).toHaveValue('nl');
    await expect(never).toBeChecked();
    await expect(silence).toBeChecked({ checked: !told });
  });
});
