import { copyFileSync, cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { startServer } from '../support/server';
import { upgradeBuild } from '../support/upgrade-build';
import { DESKTOP, expect, expectSynced, PHONE, prepareDemo, signInTo, test, waitForShell } from './fixtures';

test.use({ ...PHONE, locale: 'en-GB', permissions: ['notifications', 'clipboard-read', 'clipboard-write'] });

const note = (page: Page) => page.getByRole('textbox', { name: /^(Note|Anteckning)/ });
const question = (origin: string, criterion: string) => `${origin}/app/assessment/${criterion}`;

/** As a system does that shares something with the installed app. */
async function share(page: Page, fields: Record<string, string>): Promise<void> {
  await page.evaluate((given) => {
    const form = Object.assign(document.createElement('form'), { method: 'post', action: '/app/share' });
    for (const [name, value] of Object.entries(given)) {
      const field = Object.assign(document.createElement('textarea'), { name, value });
      form.append(field);
    }
    document.body.append(form);
    form.submit();
  }, fields);
}

test('the browser finds nothing wrong with the manifest, in every language', async ({ page, server }) => {
  const cdp = await page.context().newCDPSession(page);
  for (const [locale, shortcut] of [
    ['en', 'Next question'],
    ['sv', 'Nästa fråga'],
    ['nl', 'Volgende vraag']
  ]) {
    await page.context().addCookies([{ name: 'waymark-locale', value: locale!, url: server.origin }]);
    await page.goto(`${server.origin}/app`);
    const { errors, data, url } = (await cdp.send('Page.getAppManifest')) as {
      errors: object[];
      data?: string;
      url: string;
    };
    expect(errors).toEqual([]);
    expect(url).toBe(`${server.origin}/manifest.webmanifest`);
    const manifest = JSON.parse(data ?? '{}') as { lang: string; shortcuts: { name: string }[] };
    expect(manifest.lang).toBe(locale);
    expect(manifest.shortcuts[0]!.name).toBe(shortcut);
  }
});

test('the shortcut leads to the first open question, for a coordinator to the overview', async ({
  page,
  server,
  signIn
}) => {
  await signIn(page, 'officer@example.org');
  await page.goto(`${server.origin}/app/next`);
  await page.waitForURL(/\/app\/assessment\/[a-z-]+$/);
  await expect(page.getByRole('radio', { name: 'Yes', exact: true })).not.toBeChecked();
  await page.context().clearCookies();
  await signIn(page, 'coordinator@example.org');
  await page.goto(`${server.origin}/app/next`);
  await page.waitForURL(`${server.origin}/app`);
});

test('a mail shared without network begins a meeting, and survives everything until it is saved', async ({
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
  await share(page, {
    title: 'Visit on Monday',
    text: 'They want to open\r\ntheir map.',
    url: 'https://example.org/map'
  });
  const background = page.getByRole('textbox', { name: 'Background' });
  await expect(background).toHaveValue('Visit on Monday\nThey want to open\ntheir map.\nhttps://example.org/map');
  expect(new URL(page.url()).pathname).toBe('/app/meetings/new');
  await page.reload();
  await expect(background).toHaveValue(/^Visit on Monday/);
  // it lies in the person's own store now, and nowhere else
  await page.goto(`${server.origin}/app/share`);
  await expect(page.getByText('Nothing waits here.')).toBeVisible();
  await expectAccessible(page);
  await page.goto(`${server.origin}/app/meetings/new`);
  await page.getByRole('combobox').first().fill('Bjurholm');
  await page.getByRole('option', { name: /Bjurholm/ }).click();
  await page.locator('[name="attendees.0.name"]').fill('Tove Demo');
  await page.getByRole('button', { name: 'Save meeting' }).click();
  await page.context().setOffline(false);
  await expect(page.getByText('They want to open')).toBeVisible();
  await page.goto(`${server.origin}/app`);
  await expectSynced(page);
});

test('what is shared while nobody is signed in waits on the device, and an officer can take it elsewhere', async ({
  page,
  server,
  signIn,
  expectAccessible
}) => {
  await signIn(page, 'coordinator@example.org');
  await page.goto(`${server.origin}/app`);
  await expectSynced(page);
  await waitForShell(page);
  await page.goto(`${server.origin}/app/sign-out`);
  await page.getByRole('button', { name: 'Sign out' }).last().click();
  await page.waitForURL(`${server.origin}/`);
  await page.goto(`${server.origin}/app`);
  await page.waitForURL(/sign-in/);

  await share(page, { title: '', text: 'First mail', url: '' });
  await page.waitForURL(/sign-in\?next=%2Fapp%2Fshare%2F/);
  const way = new URL(page.url()).searchParams.get('next')!;
  await share(page, { title: 'Second', text: 'mail', url: '' });
  await page.waitForURL((url) => url.pathname === '/sign-in' && url.searchParams.get('next') !== way);

  // somebody who logs no meetings sees that it is there, and loses nothing of it
  await signIn(page, 'officer@example.org');
  await page.goto(`${server.origin}/app`);
  await page.getByRole('link', { name: 'Look at it' }).click();
  await expect(page.getByText('First mail')).toBeVisible();
  await expect(page.getByText('Meetings are logged by the network’s coordinators.')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Copy the text' }).first().click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe('Second\nmail');
  await page.getByRole('button', { name: 'Throw away' }).first().click();
  await expect(page.getByText('Second')).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('Second')).toBeVisible();
  await page.context().clearCookies();

  await signIn(page, 'coordinator@example.org');
  await page.goto(`${server.origin}${way}`);
  await expect(page.getByRole('textbox', { name: 'Background' })).toHaveValue('First mail');
  await page.goto(`${server.origin}/app/share`);
  await expect(page.getByText('First mail')).toHaveCount(0);
  await page.getByRole('button', { name: 'Write a meeting from it' }).click();
  await expect(page.getByRole('textbox', { name: 'Background' })).toHaveValue('Second\nmail');
});

test('a file of unsent work opens in the app, and the icon says how much waits', async ({
  browser,
  page,
  server,
  signIn
}) => {
  // the icon as the system would show it
  await page.addInitScript(() => {
    const show = (n: number) => {
      document.documentElement.dataset.badge = String(n);
      return Promise.resolve();
    };
    Object.assign(Navigator.prototype, { setAppBadge: show, clearAppBadge: () => show(0) });
  });
  await signIn(page, 'officer@example.org');
  await page.goto(question(server.origin, 'legal-release-check'));
  await expect(page.getByRole('radio').first()).toBeVisible();
  await page.goto(`${server.origin}/app`);
  await expectSynced(page);
  await waitForShell(page);
  await page.goto(question(server.origin, 'legal-release-check'));
  const html = page.locator('html');
  await expect(html).toHaveAttribute('data-badge', '0');
  await page.context().setOffline(true);
  await page.getByRole('radio', { name: 'Partly', exact: true }).check();
  await expect(html).toHaveAttribute('data-badge', '1');
  await page.goto(`${server.origin}/app/queue`);
  await expect(html).toHaveAttribute('data-badge', '1');
  await page.getByRole('button', { name: 'Save to a file' }).click();
  await page.getByRole('checkbox', { name: /Protect the file/ }).uncheck();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the file' }).click();
  const content = readFileSync(await (await download).path(), 'utf8');

  const other = await browser.newContext({ ...DESKTOP, locale: 'en-GB' });
  const colleague = await other.newPage();
  await colleague.addInitScript((text) => {
    const file = { getFile: () => Promise.resolve(new File([text], 'unsent.waymark')) };
    const setConsumer = (take: (launch: object) => void) => take({ files: [file] });
    Object.defineProperty(window, 'launchQueue', { value: { setConsumer } });
  }, content);
  await signIn(colleague, 'colleague@example.org');
  await colleague.goto(`${server.origin}/app/queue`);
  await expect(colleague.getByText('1 ändring av Robin Demo')).toBeVisible();
  await other.close();

  await page.context().setOffline(false);
  await expect(html).toHaveAttribute('data-badge', '0', { timeout: 20_000 });
});

test('what has not been sent is sent before installing, and warned about once it is old', async ({
  page,
  server,
  signIn,
  expectAccessible
}) => {
  await page.clock.install({ time: new Date() });
  await signIn(page, 'officer@example.org');
  await page.goto(`${server.origin}/app`);
  await expectSynced(page);
  await waitForShell(page);
  await page.goto(question(server.origin, 'legal-release-check'));
  await page.context().setOffline(true);
  await page.getByRole('radio', { name: 'Partly', exact: true }).check();
  await expect(page.locator('[data-state]').first()).toContainText('Saved');
  await page.goto(`${server.origin}/app`);
  const offer = () =>
    page.evaluate(() => {
      const prompt = () => {
        document.documentElement.dataset.asked = 'yes';
        return Promise.resolve({ outcome: 'accepted' });
      };
      window.dispatchEvent(Object.assign(new Event('beforeinstallprompt', { cancelable: true }), { prompt }));
    });
  // the page has come up: what listens to the browser is there with it
  await expect(page.locator('[data-state]').first()).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await offer();
  await expect(page.getByText('so it is sent first')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Install' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Send first' }).click();
  await expect(page.getByText('Something could not be sent yet.')).toBeVisible();

  await page.clock.fastForward(4 * 24 * 60 * 60 * 1000);
  await page.reload();
  await expect(page.getByText(/^Some of your work has been waiting on this device since/)).toBeVisible();
  await expectAccessible(page);

  await offer();
  await expect(page.getByRole('button', { name: 'Send first' })).toBeVisible();
  // with the network back it goes out by itself, with or without the button
  await page.context().setOffline(false);
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await page.getByRole('button', { name: 'Install' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-asked', 'yes');
  await expect(page.getByText(/^Some of your work has been waiting/)).toHaveCount(0);
});

test('notifications are turned on for one browser, say nothing, and open the app', async ({
  page,
  server,
  signIn,
  expectAccessible
}) => {
  // there is no push service to be had in a test: the browser's side of it stands in, everything behind it is real
  await page.addInitScript(() => {
    const endpoint = 'https://updates.push.services.mozilla.com/wpush/v2/test';
    const options = { applicationServerKey: new ArrayBuffer(0) };
    const isOn = () => localStorage.getItem('test-push') === 'on';
    const unsubscribe = () => (localStorage.removeItem('test-push'), Promise.resolve(true));
    const subscription = { endpoint, options, unsubscribe };
    Object.assign(PushManager.prototype, {
      subscribe: () => (localStorage.setItem('test-push', 'on'), Promise.resolve(subscription)),
      getSubscription: () => Promise.resolve(isOn() ? subscription : null)
    });
  });
  await signIn(page, 'colleague@example.org');
  await page.goto(`${server.origin}/account`);
  await page.getByRole('button', { name: 'Slå på aviseringar' }).click();
  await expect(page.getByText('Aviseringar är på här.')).toBeVisible();
  await expect(page.getByRole('radio', { name: 'Med båda' })).toBeChecked();
  await expect(page.getByRole('heading', { name: 'Enheter som visar aviseringar' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('radio', { name: 'Inte alls' }).check();
  await page.locator('form[action="?/notify"] button').click();
  await expect(page.getByText('Ditt val är sparat.')).toBeVisible();
  await expect(page.getByRole('radio', { name: 'Inte alls' })).toBeChecked();

  // a push as a push service delivers it: empty
  await page.goto(`${server.origin}/app/plan`);
  await expectSynced(page);
  await waitForShell(page);
  const cdp = await page.context().newCDPSession(page);
  const registrationId = new Promise<string>((found) =>
    cdp.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      if (registrations[0]) found(registrations[0].registrationId);
    })
  );
  await cdp.send('ServiceWorker.enable');
  await cdp.send('ServiceWorker.deliverPushMessage', {
    origin: server.origin,
    registrationId: await registrationId,
    data: ''
  });
  const shown = () =>
    page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      return (await registration.getNotifications()).map(({ title, body, lang, data }) => ({
        title,
        body,
        lang,
        data
      }));
    });
  await expect.poll(shown).toEqual([
    {
      title: 'Waymark',
      body: 'Du har en påminnelse. Öppna Waymark för att läsa den.',
      lang: 'sv',
      data: { path: '/app' }
    }
  ]);
  const worker = page.context().serviceWorkers()[0]!;
  await worker.evaluate(async () => {
    const scope = globalThis as unknown as {
      registration: ServiceWorkerRegistration;
      NotificationEvent: new (type: string, init: object) => Event;
    };
    const [notification] = await scope.registration.getNotifications();
    dispatchEvent(new scope.NotificationEvent('notificationclick', { notification }));
  });
  await page.waitForURL(`${server.origin}/app`);
  expect(await shown()).toEqual([]);

  await page.goto(`${server.origin}/account`);
  await page.getByRole('button', { name: 'Stäng av aviseringar' }).click();
  await expect(page.getByText('Aviseringar är av här.')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Enheter som visar aviseringar' })).toHaveCount(0);
});

/** A device of somebody's own, everything it may need later in its cache. */
async function fieldDevice(browser: Browser, origin: string, email: string): Promise<Page> {
  const context = await browser.newContext({ ...DESKTOP, locale: 'en-GB' });
  const page = await context.newPage();
  await signInTo(page, origin, email);
  await page.goto(`${origin}/app`);
  await expectSynced(page);
  await waitForShell(page);
  return page;
}

test('an upgrade in the middle of an edit, on two devices offline and online in turns, loses nothing', async ({
  browser
}) => {
  test.setTimeout(240_000);
  const folder = mkdtempSync(join(tmpdir(), 'waymark-upgrade-'));
  const build = join(folder, 'build');
  cpSync(resolve('build'), build, { recursive: true });
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  copyFileSync(prepareDemo(), join(folder, 'demo.db'));
  const env = { WAYMARK_DEMO: '1' };
  let server = await startServer(join(folder, 'demo.db'), env, build);
  const { origin } = server;
  const [first, second, third] = ['legal-release-check', 'quality-described', 'legal-first-licence'] as const;
  try {
    const robin = await fieldDevice(browser, origin, 'officer@example.org');
    const sam = await fieldDevice(browser, origin, 'colleague@example.org');

    // Robin has no network and is in the middle of a note
    await robin.goto(question(origin, first));
    await expect(note(robin)).toBeVisible();
    await robin.context().setOffline(true);
    await robin.getByRole('radio', { name: 'Partly', exact: true }).check();
    await note(robin).pressSequentially('Begun before the upgrade');

    // Sam writes something, loses the network, and writes on
    await sam.goto(question(origin, second));
    await sam.getByRole('radio', { name: 'Ja', exact: true }).check();
    await note(sam).fill('Skrivet före');
    await expectSynced(sam);
    await sam.context().setOffline(true);

    await server.stop();
    upgradeBuild(build);
    server = await startServer(join(folder, 'demo.db'), { ...env, PORT: new URL(origin).port }, build);

    await note(sam).fill('Skrivet före och efter');
    await sam.context().setOffline(false);
    await sam.goto(`${origin}/app`);
    await expectSynced(sam);
    await expect(sam.getByRole('heading', { name: 'En nyare version finns' })).toBeVisible({ timeout: 20_000 });
    await sam.getByRole('button', { name: 'Ladda den nya versionen' }).click();
    await sam.waitForLoadState();
    await expect(sam.getByText('En nyare version finns')).toHaveCount(0);
    await expectSynced(sam);
    await sam.context().setOffline(true);
    await sam.goto(question(origin, third));
    await note(sam).fill('Utan nät, i den nya versionen');

    // Robin has a second window, which takes the new version while the first is still writing in the old one
    await robin.context().setOffline(false);
    const window = await robin.context().newPage();
    await window.goto(`${origin}/app`);
    await expect(window.getByRole('heading', { name: 'A newer version is ready' })).toBeVisible({ timeout: 20_000 });
    await robin.context().setOffline(true);
    await note(robin).pressSequentially(', in the middle');
    await window.getByRole('button', { name: 'Load the new version' }).click();
    await expect(window.getByText('A newer version is ready')).toHaveCount(0, { timeout: 20_000 });
    await note(robin).pressSequentially(' and after it');
    // whatever the old version can still do: the button, then the next page
    await robin.getByRole('button', { name: 'Save and go on' }).click();
    await robin.context().setOffline(false);
    await robin.goto(question(origin, first));
    await expect(note(robin)).toHaveValue('Begun before the upgrade, in the middle and after it');
    // what was half typed becomes an answer when the question is open again
    await expectSynced(robin);
    await robin.goto(`${origin}/app`);
    await expectSynced(robin);

    // each has what the other wrote
    await sam.context().setOffline(false);
    await sam.goto(`${origin}/app`);
    await expectSynced(sam);
    await sam.goto(question(origin, first));
    await expect(note(sam)).toHaveValue('Begun before the upgrade, in the middle and after it');
    await robin.reload();
    await expectSynced(robin);
    await robin.goto(question(origin, second));
    await expect(note(robin)).toHaveValue('Skrivet före och efter');
    await robin.goto(question(origin, third));
    await expect(note(robin)).toHaveValue('Utan nät, i den nya versionen');
    for (const page of [robin, sam]) await page.context().close();
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
