import { readFileSync } from 'node:fs';
import type { Browser, BrowserContext, Page, Route } from '@playwright/test';
import { DESKTOP, expect, expectSynced, PHONE, signInTo, test, waitForShell } from './fixtures';

const MARKER = 'Högst hemligt om grannkommunen';
const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const note = (page: Page) => page.getByRole('textbox', { name: /Note|Anteckning/ });
const question = (origin: string, id = 'mandate-goals-decided') => `${origin}/app/assessment/${id}`;

async function device(browser: Browser, size: object = PHONE, locale = 'en-GB'): Promise<Page> {
  const context = await browser.newContext({ ...size, locale });
  return context.newPage();
}

/** Writes a note and waits until the screen says that it is kept. */
async function writeNote(page: Page, text: string): Promise<void> {
  await note(page).fill(text);
  await note(page).blur();
  await expect(page.locator('[data-state]').first()).toContainText(
    /Saved|Sparat|saved|No network|waiting|Inget nät|väntar/
  );
}

/** Nothing goes out; whatever else is asked is answered. */
const unsendable = (context: BrowserContext) =>
  context.route('**/api/v1/sync*', (route) =>
    route.request().method() === 'POST' ? route.fulfill({ status: 503, json: {} }) : route.fallback()
  );

/** Takes all the room this site may have, in ever smaller pieces. */
const fillUp = (page: Page) =>
  page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((done) => {
      const request = indexedDB.open('filler', 1);
      request.onupgradeneeded = () => request.result.createObjectStore('rubbish', { autoIncrement: true });
      request.onsuccess = () => done(request.result);
    });
    const put = (size: number) =>
      new Promise<boolean>((done) => {
        const tx = db.transaction('rubbish', 'readwrite');
        tx.objectStore('rubbish').add(crypto.getRandomValues(new Uint8Array(size)));
        tx.oncomplete = () => done(true);
        tx.onabort = () => done(false);
      });
    for (const size of [65_000, 8000, 1000, 100]) while (await put(size));
    db.close();
  });

/** Everything of this site on the disk, as text: what somebody with the profile's files could read. */
const onDisk = (page: Page) =>
  page.evaluate(async () => {
    const show = (value: unknown): string => {
      if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return new TextDecoder().decode(value);
      if (value instanceof CryptoKey) return `key, extractable ${value.extractable}`;
      if (value && typeof value === 'object')
        return Object.entries(value)
          .map(([key, part]) => `${key}:${show(part)}`)
          .join(' ');
      return String(value);
    };
    const parts = [JSON.stringify(localStorage), JSON.stringify(sessionStorage)];
    for (const { name } of await indexedDB.databases()) {
      const db = await new Promise<IDBDatabase>((done, fail) => {
        const request = indexedDB.open(name!);
        request.onsuccess = () => done(request.result);
        request.onerror = () => fail(request.error!);
      });
      for (const store of db.objectStoreNames) {
        if (store === 'models') continue;
        const [keys, values] = await Promise.all(
          (['getAllKeys', 'getAll'] as const).map(
            (method) =>
              new Promise<unknown[]>((done) => {
                const request = db.transaction(store).objectStore(store)[method]();
                request.onsuccess = () => done(request.result);
              })
          )
        );
        parts.push(...keys!.map((key, i) => `${name} ${store} ${String(key)} ${show(values![i])}`));
      }
      db.close();
    }
    return parts.join('\n');
  });

test('what lies on the device is ciphertext; signing out locks it, the same person opens it again', async ({
  browser,
  server,
  signIn,
  expectAccessible
}) => {
  const page = await device(browser);
  await signIn(page, 'officer@example.org');
  await page.goto(`${server.origin}/app`);
  await expectSynced(page);
  await unsendable(page.context());
  await page.goto(question(server.origin));
  await writeNote(page, MARKER);
  // half typed, never left
  await page.goto(question(server.origin, 'quality-described'));
  await note(page).pressSequentially('halvskrivet');
  await expect.poll(() => onDisk(page)).toContain('kept answer/');
  const disk = await onDisk(page);
  expect(disk).toContain('extractable false');
  for (const word of ['hemligt', 'grannkommunen', 'halvskrivet', 'answer.set', 'criterionId'])
    expect(disk).not.toContain(word);

  await page.goto(`${server.origin}/app/sign-out`);
  await expect(page.getByText('2 changes or notes have not been sent')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Throw it away and sign out' }).click();
  await expect(page.getByRole('button', { name: 'Yes, throw 2 changes away for good' })).toBeVisible();
  await page.getByRole('button', { name: 'Sign out and keep it locked here' }).click();
  await page.waitForURL(`${server.origin}/`);

  const locked = await onDisk(page);
  expect(locked).toContain('keys given');
  expect(locked).not.toContain('keys hold');
  expect(locked).not.toContain('keys held');
  expect(locked).not.toContain('Robin');
  expect(locked).toContain('queue 1');

  await page.context().unroute('**/api/v1/sync*');
  await signIn(page, 'officer@example.org');
  await page.goto(question(server.origin));
  await expect(note(page)).toHaveValue(MARKER);
  await expectSynced(page);
  await page.goto(`${server.origin}/app/queue`);
  await expect(heading(page)).toHaveText('Everything you did is on the server');
  await expect(page.getByRole('table', { name: 'Sent last' }).getByRole('row')).toHaveCount(3);
  await expect(page.locator('#space')).toContainText(/Waymark uses .*B of the .*B/);
  await expectAccessible(page);

  // nothing unsent: nothing stays
  await page.goto(`${server.origin}/app/sign-out`);
  await page.getByRole('button', { name: 'Sign out', exact: true }).last().click();
  await page.waitForURL(`${server.origin}/`);
  await expect.poll(() => page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))).toEqual([]);
});

test('another person on the same device neither sees nor sends what the first one left', async ({
  browser,
  server,
  signIn
}) => {
  const page = await device(browser);
  await signIn(page, 'officer@example.org');
  await page.goto(`${server.origin}/app`);
  await expectSynced(page);
  // the key is fetched a little after the first page
  await expect.poll(() => onDisk(page), { timeout: 30_000 }).toContain('keys given');
  await unsendable(page.context());
  await page.goto(question(server.origin));
  await writeNote(page, MARKER);
  const old = await page.context().newPage();
  await old.goto(question(server.origin, 'quality-described'));
  await expect(note(old)).toBeVisible();
  await page.goto(`${server.origin}/app/queue`);
  await expect(heading(page)).toHaveText('1 change has not been sent');

  // the session has ended, and a colleague signs in: a slow network must not show the first one's page meanwhile
  await page.context().clearCookies();
  await signIn(page, 'colleague@example.org');
  const seen: string[] = [];
  await page.context().route('**/api/v1/session', async (route) => {
    await new Promise((done) => setTimeout(done, 1500));
    seen.push(await page.locator('body').innerText());
    await route.continue();
  });
  await page.goto(question(server.origin));
  await expect(note(page)).toBeVisible();
  await expect(note(page)).toHaveValue('');
  expect(seen.length).toBeGreaterThan(0);
  expect(seen.join(' ')).not.toContain(MARKER);
  await page.context().unroute('**/api/v1/session');
  await page.context().unroute('**/api/v1/sync*');
  await page.goto(`${server.origin}/app`);
  await expectSynced(page);
  expect(await onDisk(page)).not.toContain('Robin');

  // the first one's page is still open in another tab: it sends nothing in the colleague's name
  await old.bringToFront();
  await old.evaluate(() => dispatchEvent(new Event('online')));
  await expect(old.getByText('Sam Demo').first()).toBeAttached({ timeout: 20_000 });
  await old.close();
  await page.goto(question(server.origin));
  await expect(note(page)).toHaveValue('');

  // back: it was kept, and goes out as the first one's
  await page.context().clearCookies();
  await signIn(page, 'officer@example.org');
  await page.goto(question(server.origin));
  await expect(note(page)).toHaveValue(MARKER);
  await expectSynced(page);
});

test('a closed account: unsent work is saved to a file, a colleague adds it, and it is done once', async ({
  browser,
  server,
  signIn,
  expectAccessible
}) => {
  const [page, admin, colleague] = [await device(browser), await device(browser), await device(browser, DESKTOP)];
  await signIn(page, 'officer@example.org');
  await page.goto(`${server.origin}/app`);
  await expectSynced(page);
  await expect.poll(() => onDisk(page), { timeout: 30_000 }).toContain('keys given');
  await unsendable(page.context());
  await page.goto(question(server.origin));
  await writeNote(page, MARKER);
  await page.goto(question(server.origin, 'quality-described'));
  await writeNote(page, 'Second note');

  await signInTo(admin, server.origin, 'admin@example.org');
  const personId = await page.evaluate(async () => {
    const { person } = (await (await fetch('/api/v1/session')).json()) as { person: { id: string } };
    return person.id;
  });
  const setAccount = (way: 'disable' | 'enable') =>
    admin.evaluate(
      async ([action, id]) => {
        const session = (await (await fetch('/api/v1/session')).json()) as {
          person: { memberships: { networkId: string }[] };
        };
        const { networkId } = session.person.memberships[0]!;
        const response = await fetch(`/admin/people?/${action}&network=${networkId}`, {
          method: 'POST',
          body: new URLSearchParams({ networkId, personId: id })
        });
        return response.ok;
      },
      [way, personId] as const
    );
  expect(await setAccount('disable')).toBe(true);

  await page.goto(`${server.origin}/app`);
  await expect(heading(page)).toHaveText('Your account in Waymark has been closed');
  await expectAccessible(page);
  await page.reload();
  await expect(heading(page)).toHaveText('Your account in Waymark has been closed');
  await page.getByRole('button', { name: 'Save to a file' }).click();
  const password = await page.locator('code').innerText();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the file' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^unsent-.*\.waymark$/);
  const path = await file.path();
  expect(readFileSync(path, 'utf8')).not.toContain('grannkommunen');
  await page.getByRole('button', { name: 'I have saved the file: close Waymark here' }).click();
  await page.waitForURL(/sign-in/);
  expect(await onDisk(page)).not.toContain('keys hold');

  // the coordinator, who decides, sees in whose name it would be sent
  await admin.goto(`${server.origin}/app/queue`);
  await admin.getByLabel('File', { exact: true }).setInputFiles(path);
  await admin.getByLabel('Password of the file').fill(password);
  await admin.getByRole('button', { name: 'Open the file' }).click();
  await expect(admin.getByText('In Robin Demo’s name')).toHaveCount(2);
  await expect(admin.getByText('You bring work for Robin Demo.')).toBeVisible();
  await expectAccessible(admin);
  await admin.getByRole('button', { name: 'Cancel' }).click();

  await signIn(colleague, 'colleague@example.org');
  await colleague.goto(`${server.origin}/app/queue`);
  await colleague
    .getByLabel('Fil', { exact: true })
    .setInputFiles({ name: 'x.json', mimeType: 'application/json', buffer: Buffer.from('{}') });
  await expect(colleague.getByText('Det här är ingen fil med osänt arbete')).toBeVisible();
  await colleague.getByLabel('Fil', { exact: true }).setInputFiles(path);
  await colleague.getByLabel('Filens lösenord').fill('ABCD-EFGH-JKMN-PQRS');
  await colleague.getByRole('button', { name: 'Öppna filen' }).click();
  await expect(colleague.getByText('Lösenordet öppnar inte filen')).toBeVisible();
  await colleague.getByLabel('Filens lösenord').fill(password.toLowerCase());
  await colleague.getByRole('button', { name: 'Öppna filen' }).click();
  await expect(colleague.getByText('2 ändringar av Robin Demo')).toBeVisible();
  await expectAccessible(colleague);
  await colleague.getByRole('button', { name: 'Läs in 2 ändringar' }).click();
  await expect(colleague.getByText('2 ändringar har lästs in')).toBeVisible();
  await expectSynced(colleague);
  await colleague.goto(question(server.origin));
  await expect(note(colleague)).toHaveValue(MARKER);
  await colleague.goto(`${server.origin}/app/queue`);
  // twice does nothing twice
  await colleague.getByLabel('Fil', { exact: true }).setInputFiles(path);
  await colleague.getByLabel('Filens lösenord').fill(password);
  await colleague.getByRole('button', { name: 'Öppna filen' }).click();
  await colleague.getByRole('button', { name: 'Läs in 2 ändringar' }).click();
  await expect(colleague.getByText('Allt i filen fanns redan här')).toBeVisible();

  // switched on again, the account's own device opens what it had locked, and sends nothing a second time
  expect(await setAccount('enable')).toBe(true);
  await page.context().unroute('**/api/v1/sync*');
  await signInTo(page, server.origin, 'officer@example.org');
  await page.goto(question(server.origin));
  await expect(note(page)).toHaveValue(MARKER);
  await expectSynced(page);
  await expect(page.getByText(/two answers/i)).toHaveCount(0);
});

test('a device without room says so, keeps the text on the screen, and saves once there is room', async ({
  browser,
  server,
  signIn,
  expectAccessible
}) => {
  const page = await device(browser);
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Storage.overrideQuotaForOrigin', { origin: server.origin, quotaSize: 20_000_000 });
  await signIn(page, 'officer@example.org');
  await page.goto(question(server.origin));
  await expectSynced(page);
  await waitForShell(page);
  await page.context().setOffline(true);
  await fillUp(page);
  await note(page).fill(`${MARKER} ${'x'.repeat(3000)}`);
  await note(page).blur();
  await expect(page.getByText('There is no room on this device')).toBeVisible();
  await expect(note(page)).toHaveValue(new RegExp(MARKER));
  await expect(page.locator('[data-state]').first()).not.toContainText('Saved');
  await expectAccessible(page);
  await page.evaluate(
    () => new Promise((gone) => indexedDB.deleteDatabase('filler').addEventListener('success', () => gone(null)))
  );
  await page.getByRole('button', { name: 'Remove what can be fetched again' }).click();
  await note(page).press('End');
  await note(page).pressSequentially(' and more');
  await note(page).blur();
  await expect(page.locator('[data-state=offline]').first()).toBeVisible();
  await expect(page.getByText('There is no room on this device')).toHaveCount(0);
  await page.context().setOffline(false);
  await page.reload();
  await expect(note(page)).toHaveValue(/and more$/);
  await expectSynced(page);
});

test('a browser that keeps nothing warns and saves straight to the server', async ({ browser, server, signIn }) => {
  const page = await device(browser);
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('The user denied permission to access the database.', 'SecurityError');
    };
  });
  await signIn(page, 'officer@example.org');
  await page.goto(question(server.origin));
  await expect(page.getByText('This browser keeps nothing on the device')).toBeVisible();
  // a captive portal's page is no server: nothing is said to be saved
  await page.context().route('**/api/v1/**', portal);
  await note(page).fill('Straight to the hotel');
  await note(page).blur();
  await expect(page.locator('[data-state=saving]').first()).toBeVisible();
  const turnedAway = page.waitForResponse('**/api/v1/sync');
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await turnedAway;
  await expect(page.locator('[data-state=saving]').first()).toHaveText('Saving');
  await page.context().unroute('**/api/v1/**');
  await note(page).fill('Straight to the server');
  await note(page).blur();
  await expectSynced(page);
  await page.reload();
  await expect(note(page)).toHaveValue('Straight to the server');
  await page.goto(`${server.origin}/app/queue`);
  await expect(page.getByText('This browser keeps nothing on the device').first()).toBeVisible();
});

test('two tabs that save at the same moment lose nothing', async ({ browser, server, signIn }) => {
  const page = await device(browser, DESKTOP);
  await signIn(page, 'officer@example.org');
  await page.goto(question(server.origin));
  await expectSynced(page);
  const other = await page.context().newPage();
  await other.goto(question(server.origin, 'quality-described'));
  await expect(note(other)).toBeVisible();
  await waitForShell(page);
  await waitForShell(other);
  await page.context().setOffline(true);
  await Promise.all([page, other].map((tab, i) => note(tab).fill(`Tab ${i}`)));
  await Promise.all([page, other].map((tab) => note(tab).blur()));
  for (const tab of [page, other]) {
    await expect(tab.locator('[data-state=offline]').first()).toContainText('2');
  }
  await page.context().setOffline(false);
  for (const tab of [page, other]) await expectSynced(tab);
  await page.goto(`${server.origin}/app/queue`);
  await expect(page.getByRole('table', { name: 'Sent last' }).getByRole('row')).toHaveCount(3);
});

const portal = (route: Route) =>
  route.fulfill({ status: 200, contentType: 'text/html', body: '<h1>Welcome to the hotel</h1>' });
const weathers: [string, (route: Route) => Promise<void>, RegExp][] = [
  ['500', (route) => route.fulfill({ status: 500, json: {} }), /To be sent/],
  ['503', (route) => route.fulfill({ status: 503, json: {} }), /To be sent/],
  ['413', (route) => route.fulfill({ status: 413, json: {} }), /To be sent/],
  ['507', (route) => route.fulfill({ status: 507, json: {} }), /To be sent/],
  ['403', (route) => route.fulfill({ status: 403, json: {} }), /To be sent/],
  ['401', (route) => route.fulfill({ status: 401, json: {} }), /sign in/i],
  ['the page of a captive portal', portal, /network/i]
];
/** What the page about unsent work says of them, with no number in it. */
const SENTENCES: Record<string, RegExp> = {
  '413': /One change is larger than the server takes at once\. It is still here[^0-9]+$/,
  '507': /The server has no room left and took nothing\. Everything is still here[^0-9]+$/
};
/** A server that refuses each change with a reason; what others have changed is fetched. */
const refusal = (route: Route) => {
  if (route.request().method() !== 'POST') return route.fallback();
  const { commands } = route.request().postDataJSON() as { commands: { commandId: string }[] };
  const problems = [{ code: 'wave-over', path: 'assessmentId', message: 'over' }];
  const outcomes = commands.map(({ commandId }) => ({ commandId, outcome: 'rejected', problems }));
  return route.fulfill({ json: { protocol: 1, outcomes } });
};
/** Of all half-typed texts on the disk, in bytes of ciphertext. */
const keptLength = (page: Page) =>
  page.evaluate(async () => {
    const [{ name = '' } = {}] = (await indexedDB.databases()).filter(({ name }) => !name?.endsWith('-files'));
    const db = await new Promise<IDBDatabase>((done) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => done(request.result);
    });
    const rows = await new Promise<{ data: ArrayBuffer }[]>((done) => {
      const request = db.transaction('kept').objectStore('kept').getAll();
      request.onsuccess = () => done(request.result as { data: ArrayBuffer }[]);
    });
    db.close();
    return rows.reduce((sum, { data }) => sum + data.byteLength, 0);
  });

test('what is half typed in one tab is left to it while it lives, and stored by another once it is closed', async ({
  browser,
  server,
  signIn
}) => {
  const page = await device(browser, DESKTOP);
  await signIn(page, 'officer@example.org');
  await page.goto(`${server.origin}/app`);
  await expectSynced(page);
  const typing = await page.context().newPage();
  // the pause after which a text is stored never comes
  await typing.clock.install();
  await typing.goto(question(server.origin));
  await expect(note(typing)).toBeVisible();
  await typing.clock.pauseAt(new Date(Date.now() + 60_000));
  await note(typing).pressSequentially('Half a');
  await expect.poll(() => onDisk(page)).toContain('kept answer/');

  await page.goto(`${server.origin}/app`);
  await expectSynced(page);
  await page.goto(question(server.origin));
  await expect(note(page)).toHaveValue('');
  const length = await keptLength(page);
  await note(typing).pressSequentially(' thought');
  await expect.poll(() => keptLength(page)).toBe(length + ' thought'.length);
  // it ends without a word, as a tab does that the system needs the room of
  const crashed = typing.waitForEvent('crash');
  typing.goto('chrome://crash').catch(() => undefined);
  await crashed;

  await page.goto(`${server.origin}/app`);
  await expectSynced(page);
  await page.goto(question(server.origin));
  await expect(note(page)).toHaveValue('Half a thought');
  await page.context().close();
});

test('whatever the server answers, nothing is lost and the state is shown', async ({ browser, server, signIn }) => {
  const page = await device(browser, DESKTOP);
  await signIn(page, 'officer@example.org');
  await page.goto(question(server.origin));
  await expectSynced(page);
  for (const [name, weather, state] of weathers) {
    // a portal answers everything that is asked, also who is signed in
    const pattern = weather === portal ? '**/api/v1/**' : '**/api/v1/sync*';
    await page.context().route(pattern, weather);
    if (name === '401')
      await page.context().route('**/api/v1/session', (r) => r.fulfill({ json: { person: null, demo: true } }));
    await note(page).fill(`Through ${name}`);
    await note(page).blur();
    await expect(page.locator('[data-state]').first()).toContainText(state);
    await page.reload();
    await expect(note(page)).toHaveValue(`Through ${name}`);
    const sentence = SENTENCES[name];
    if (sentence) {
      await page.goto(`${server.origin}/app/queue`);
      await expect(page.getByText(sentence)).toBeVisible();
      await page.goto(question(server.origin));
    }
    await page.context().unroute(pattern);
    await page.context().unroute('**/api/v1/session');
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await expectSynced(page);
  }

  // refused by the server itself: the list says why; thrown away it comes back, saved to a file it stays, then it goes
  await page.context().route('**/api/v1/sync*', refusal);
  await note(page).fill('Through a refusal');
  await note(page).blur();
  await expect(page.locator('[data-state=failed]').first()).toBeVisible();
  await page.goto(`${server.origin}/app/queue`);
  const row = page.getByRole('table', { name: 'Not sent' }).getByRole('row').nth(1);
  await expect(row).toContainText('Refused');
  await expect(row).toContainText(/last day to answer|has passed|is over/);
  await row.getByRole('button', { name: 'Throw away' }).click();
  await expect(heading(page)).toHaveText('Everything you did is on the server');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(row).toContainText('Refused');
  await page.getByRole('button', { name: 'Save to a file' }).click();
  await page.getByRole('checkbox', { name: 'Protect the file with a password' }).uncheck();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the file' }).click();
  const saved = JSON.parse(readFileSync(await (await download).path(), 'utf8')) as {
    commands: { seal?: string; envelope: { payload: object } }[];
  };
  expect(saved.commands).toMatchObject([{ envelope: { payload: { note: 'Through a refusal' } } }]);
  expect(saved.commands[0]!.seal).toMatch(/^[0-9a-f]{64}$/);
  await page.context().unroute('**/api/v1/sync*');
  await row.getByRole('button', { name: 'Try again' }).click();
  await expect(heading(page)).toHaveText('Everything you did is on the server');
  await page.goto(question(server.origin));
  await expect(note(page)).toHaveValue('Through a refusal');
  await expectSynced(page);
});

test('a store of the version before is opened with everything in it, and sent', async ({ browser, server, signIn }) => {
  const page = await device(browser);
  await signIn(page, 'officer@example.org');
  await page.goto(`${server.origin}/app`);
  await expectSynced(page);
  await page.goto(question(server.origin));
  await expect(note(page)).toBeVisible();
  // a page of the same site that opens no store
  await page.goto(`${server.origin}/about`);
  await page.evaluate(async (marker) => {
    const { person } = (await (await fetch('/api/v1/session')).json()) as { person: { id: string } };
    const sync = (await (await fetch('/api/v1/sync?since=0')).json()) as {
      cursor: number;
      changes: { entity: string; id: string; data: { id: string; closed?: boolean; waveId?: string } }[];
    };
    const wave = sync.changes.find(({ entity, data }) => entity === 'wave' && !data.closed)!;
    const assessment = sync.changes.find(({ entity, data }) => entity === 'assessment' && data.waveId === wave.id)!;
    const name = `waymark-${person.id}`;
    await new Promise((done, fail) => {
      const gone = indexedDB.deleteDatabase(name);
      gone.onsuccess = done;
      gone.onerror = gone.onblocked = fail;
    });
    const db = await new Promise<IDBDatabase>((done) => {
      const request = indexedDB.open(name, 1);
      request.onupgradeneeded = () => {
        request.result.createObjectStore('records', { keyPath: ['entity', 'id'] });
        request.result.createObjectStore('outbox', { keyPath: 'seq' });
        for (const store of ['meta', 'models']) request.result.createObjectStore(store);
      };
      request.onsuccess = () => done(request.result);
    });
    const tx = db.transaction(['records', 'outbox', 'meta'], 'readwrite');
    for (const change of sync.changes) tx.objectStore('records').put(change);
    for (const [key, value] of Object.entries({ seq: 4, cursor: sync.cursor, deviceId: 'device-of-before' }))
      tx.objectStore('meta').put(value, key);
    const answer = (seq: number, criterionId: string) => ({
      seq,
      key: `answer:${assessment.id}/${criterionId}`,
      envelope: {
        commandId: `01900000-0000-7000-8000-00000000000${seq}`,
        ...{ seq, type: 'answer.set', schemaVersion: 1, baseVersion: null, issuedAt: '2026-11-20T09:00:00.000Z' },
        payload: { assessmentId: assessment.id, criterionId, value: 'partly', note: marker, evidence: '' }
      },
      ...{ state: 'waiting', ackedVersion: null, problems: [] }
    });
    tx.objectStore('outbox').put(answer(3, 'quality-described'));
    tx.objectStore('outbox').put(answer(4, 'mandate-goals-decided'));
    await new Promise((done) => (tx.oncomplete = done));
    db.close();
    localStorage.setItem(
      `waymark-typing/${person.id}/${assessment.id}/legal-release-check`,
      JSON.stringify({ unsaved: { note: marker }, seen: { value: null, note: '', evidence: '', version: null } })
    );
  }, MARKER);
  await unsendable(page.context());
  await page.goto(`${server.origin}/app/queue`);
  await expect(heading(page)).toContainText('changes have not been sent');
  const disk = await onDisk(page);
  expect(disk).toContain('device-of-before');
  expect(disk).not.toContain('hemligt');
  await page.context().unroute('**/api/v1/sync*');
  await page.goto(question(server.origin));
  await expect(note(page)).toHaveValue(MARKER);
  await page.goto(question(server.origin, 'legal-release-check'));
  await expect(note(page)).toHaveValue(MARKER);
  await expectSynced(page);
});
