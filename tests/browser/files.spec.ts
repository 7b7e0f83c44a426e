import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test';
import { DESKTOP, expect, expectSynced, PHONE, test, waitForShell } from './fixtures';

const NAME = 'Beslut KS 118.pdf';
/** A decision of some pages: several pieces on its way. */
const PDF = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(900_000, 'page ')]);

const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const question = (origin: string) => `${origin}/app/assessment/mandate-goals-decided`;
const fileLink = (page: Page) => page.getByRole('link', { name: NAME });

async function openDevice(profile: string, launch: object, offline = false): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profile, { ...launch, ...PHONE, offline, locale: 'en-GB' });
}
async function device(browser: Browser, size: object = PHONE): Promise<Page> {
  return (await browser.newContext({ ...size, locale: 'en-GB' })).newPage();
}
/** Takes the room that a file would need. */
const fillUp = (page: Page) =>
  page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((done) => {
      const request = indexedDB.open('filler', 1);
      request.onupgradeneeded = () => request.result.createObjectStore('rubbish', { autoIncrement: true });
      request.onsuccess = () => done(request.result);
    });
    const put = () =>
      new Promise<boolean>((done) => {
        const tx = db.transaction('rubbish', 'readwrite');
        tx.objectStore('rubbish').add(new Uint8Array(400_000).map(() => Math.random() * 256));
        tx.oncomplete = () => done(true);
        tx.onabort = () => done(false);
      });
    while (await put());
    db.close();
  });

async function unfold(page: Page, name: string): Promise<void> {
  await page.locator('summary', { hasText: name }).click();
}
async function attach(page: Page, name = NAME, buffer = PDF, button = 'Choose a file or take a photo'): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: button }).click();
  await (await chooser).setFiles({ name, mimeType: 'application/pdf', buffer });
}
/** What a person who opens the link gets. */
async function download(page: Page): Promise<Buffer> {
  const address = await fileLink(page).getAttribute('href');
  return (await page.request.get(new URL(address!, page.url()).href)).body();
}

test('a file chosen without network survives a closed browser, breaks off on its way, and arrives whole', async ({
  server,
  signIn,
  expectAccessible,
  launchOptions
}) => {
  test.setTimeout(180_000);
  const profile = mkdtempSync(join(tmpdir(), 'waymark-files-'));
  let context = await openDevice(profile, launchOptions);
  let page = context.pages()[0]!;
  await signIn(page, 'officer@example.org');
  await page.goto(question(server.origin));
  await expectSynced(page);
  await waitForShell(page);

  await context.setOffline(true);
  await unfold(page, 'Attach a file');
  await expect(page.getByText('It works without network too')).toBeVisible();
  await attach(page);
  await expect(page.getByText('waiting to be sent')).toBeVisible();
  await expect(page.getByText(NAME, { exact: true })).toBeVisible();
  await expect(fileLink(page)).toBeHidden();
  await expectAccessible(page);
  await context.close();

  context = await openDevice(profile, launchOptions, true);
  page = context.pages()[0]!;
  await page.goto(`${server.origin}/app/queue`);
  await expect(heading(page)).toContainText('1 change');
  await expect(page.getByText(`File ${NAME}, 900 kB`)).toBeVisible();
  await expectAccessible(page);
  await page.goto(question(server.origin));
  await unfold(page, '1 file attached');
  await expect(page.getByText('waiting to be sent')).toBeVisible();

  // the network comes, and goes after the first piece
  const offsets: number[] = [];
  let broken = true;
  await context.route('**/api/v1/files/*', async (route) => {
    const request = route.request();
    if (request.method() !== 'PATCH') return route.fallback();
    if (broken && offsets.length > 0) return route.abort('connectionreset');
    offsets.push(Number(await request.headerValue('upload-offset')));
    return route.fallback();
  });
  await context.setOffline(false);
  await expect.poll(() => offsets).toEqual([0]);
  await expect(page.getByText('waiting to be sent')).toBeVisible();
  broken = false;
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await expect(fileLink(page)).toBeVisible();
  await expectSynced(page);
  // no byte of the first piece was sent again
  expect(offsets.filter((offset) => offset === 0)).toEqual([0]);
  expect(offsets.length).toBeGreaterThan(2);
  expect((await download(page)).equals(PDF)).toBe(true);
  await page.goto(`${server.origin}/app/queue`);
  await expect(heading(page)).toContainText('Everything you did is on the server');
  await context.close();
  rmSync(profile, { recursive: true, force: true });
});

test('a file that waits is taken back and brought back, saved to a file with the rest, and sent by a colleague @long', async ({
  browser,
  server,
  signIn,
  expectAccessible
}) => {
  test.setTimeout(180_000);
  const page = await device(browser, DESKTOP);
  await signIn(page, 'officer@example.org');
  await page.goto(question(server.origin));
  await expectSynced(page);
  await waitForShell(page);
  await page.context().setOffline(true);
  await unfold(page, 'Attach a file');
  await attach(page);
  await expect(page.getByText('waiting to be sent')).toBeVisible();

  const copied = page.waitForEvent('download');
  await page.getByRole('button', { name: `Save a copy of ${NAME}` }).click();
  expect(readFileSync(await (await copied).path()).equals(PDF)).toBe(true);

  await page.getByRole('button', { name: `Take away ${NAME}` }).click();
  await expect(page.getByText('waiting to be sent')).toBeHidden();
  await page.getByText(`${NAME} is taken away`).locator('..').getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('waiting to be sent')).toBeVisible();

  await page.goto(`${server.origin}/app/queue`);
  await page.getByRole('button', { name: 'Throw away' }).click();
  await expect(heading(page)).not.toContainText('1 change');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(heading(page)).toContainText('1 change');

  await page.getByRole('button', { name: 'Save to a file' }).click();
  const password = await page.locator('code').innerText();
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the file' }).click();
  const path = await (await saved).path();
  expect(readFileSync(path, 'utf8')).not.toContain(NAME);

  const colleague = await device(browser, PHONE);
  await signIn(colleague, 'colleague@example.org');
  await colleague.goto(`${server.origin}/app/queue`);
  await colleague.getByLabel('Fil', { exact: true }).setInputFiles(path);
  await colleague.getByLabel('Filens lösenord').fill(password);
  await colleague.getByRole('button', { name: 'Öppna filen' }).click();
  await expect(colleague.getByText(`Filen ${NAME}, 900 kB`)).toBeVisible();
  await expectAccessible(colleague);
  await colleague.getByRole('button', { name: 'Läs in 1 ändring' }).click();
  await expect(colleague.getByRole('button', { name: 'Läs in 1 ändring' })).toBeHidden();
  await expectSynced(colleague);
  await colleague.goto(question(server.origin));
  await unfold(colleague, '1 bifogad fil');
  expect((await download(colleague)).equals(PDF)).toBe(true);

  // its author comes back: the file is there once
  await page.context().setOffline(false);
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await expectSynced(page);
  await page.goto(question(server.origin));
  await unfold(page, '1 file attached');
  await expect(fileLink(page)).toHaveCount(1);
});

test('a device without room for a file says so and takes it when there is room; one that keeps nothing sends at once', async ({
  browser,
  server,
  signIn
}) => {
  const page = await device(browser);
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Storage.overrideQuotaForOrigin', { origin: server.origin, quotaSize: 20_000_000 });
  await signIn(page, 'officer@example.org');
  await page.goto(question(server.origin));
  await expectSynced(page);
  await unfold(page, 'Attach a file');
  await fillUp(page);
  await attach(page);
  await expect(page.getByText(`There is no room on this device for ${NAME}`)).toBeVisible();
  await expect(page.getByText('waiting to be sent')).toBeHidden();
  await page.evaluate(
    () => new Promise((gone) => indexedDB.deleteDatabase('filler').addEventListener('success', () => gone(null)))
  );
  await attach(page);
  await expect(fileLink(page)).toBeVisible();

  const context = await browser.newContext({ ...PHONE, locale: 'en-GB' });
  await context.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('blocked', 'SecurityError');
    };
  });
  const bare = await context.newPage();
  await signIn(bare, 'colleague@example.org');
  await bare.goto(question(server.origin));
  await unfold(bare, '1 bifogad fil');
  await expect(bare.getByText('Den här webbläsaren sparar ingenting. Låt sidan vara öppen')).toBeVisible();
  await attach(bare, 'Minutes.pdf', PDF, 'Välj en fil eller ta en bild');
  await expect(bare.getByRole('link', { name: 'Minutes.pdf' })).toBeVisible();
});
