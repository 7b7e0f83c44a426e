import type { Page } from '@playwright/test';
import { DESKTOP, expect, expectKept, expectSynced, PHONE, test, waitForShell } from './fixtures';

/** As a person types on a phone. */
const KEY_MS = 40;
/** Stands where a phone writes the place. */
const PLACE = 'GPS 62.1234 N 15.9876 E';

const heading = (page: Page) => page.getByRole('heading', { level: 1 });

/** A photograph, with what a camera writes beside the picture. */
async function photograph(page: Page): Promise<Buffer> {
  const drawn = await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [3000, 2000];
    const paper = canvas.getContext('2d')!;
    paper.fillStyle = '#fff';
    paper.fillRect(0, 0, canvas.width, canvas.height);
    paper.fillStyle = '#222';
    paper.font = '200px sans-serif';
    paper.fillText('Licence: CC0', 200, 400);
    return canvas.toDataURL('image/jpeg', 0.9).split(',')[1]!;
  });
  const jpeg = Buffer.from(drawn, 'base64');
  const exif = Buffer.from(`Exif\0\0${PLACE}`, 'latin1');
  const segment = Buffer.from([0xff, 0xe1, 0, exif.length + 2]);
  return Buffer.concat([jpeg.subarray(0, 2), segment, exif, jpeg.subarray(2)]);
}

/** One municipality becomes part of another today. */
async function mergeAway(page: Page, origin: string, name: string, into: string): Promise<void> {
  await page.goto(`${origin}/admin/register?q=${name}`);
  await page.getByRole('link', { name }).first().click();
  await page.getByText('Merged, split or renumbered').click();
  await page.getByLabel('First day of the new order').fill(new Date().toISOString().slice(0, 10));
  await page.getByLabel('Followed by', { exact: true }).selectOption({ label: into });
  await page.getByRole('button', { name: 'Record the change' }).click();
  await expect(page.getByText('The change is recorded.')).toBeVisible();
}

async function type(page: Page, name: string, text: string): Promise<void> {
  await page.getByRole('textbox', { name }).pressSequentially(text, { delay: KEY_MS });
}

test.describe('a meeting on the phone', () => {
  test.use({ ...PHONE, locale: 'en-GB' });

  test('is logged offline in under five minutes, survives a closed page, and is read by a colleague', async ({
    page: first,
    context,
    browser,
    server,
    signIn,
    expectAccessible
  }) => {
    test.setTimeout(240_000);
    let page = first;
    await signIn(page, 'coordinator@example.org');
    await page.goto(`${server.origin}/app`);
    await expectSynced(page);
    await waitForShell(page);
    const photo = await photograph(page);
    await context.setOffline(true);

    const began = Date.now();
    await page.goto(`${server.origin}/app/meetings/new?municipality=2161`);
    const places = page.getByRole('combobox', { name: 'One more municipality' });
    await places.pressSequentially('Ockel', { delay: KEY_MS });
    await page.getByRole('option', { name: /Ockelbo/ }).click();
    await page.getByRole('button', { name: /^Add Registrator, Ljusdal/ }).click();
    await page.getByRole('button', { name: 'Somebody else' }).click();
    await page.getByRole('textbox', { name: 'Name' }).last().pressSequentially('Ebba Påhittad', { delay: KEY_MS });
    await page.getByRole('combobox', { name: 'Role' }).last().selectOption('Politician');
    await page.getByRole('group', { name: 'Interest in open data' }).getByLabel('Before').selectOption('2: lukewarm');
    await page.getByRole('group', { name: 'Interest in open data' }).getByLabel('After').selectOption('4: great');
    const licences = page.getByRole('group', { name: 'Licences' });
    await licences.getByLabel('Before').selectOption('Nothing');
    await licences.getByLabel('After').selectOption('Something');
    const benefit = page.getByRole('group', { name: 'What open data brings' });
    await benefit.getByLabel('Before').selectOption('Something');
    await benefit.getByLabel('After').selectOption('Enough to explain it to a colleague');
    const obstacles = page.getByRole('group', { name: 'Obstacles, and what helps' });
    await obstacles.getByLabel('Before').selectOption('Nothing');
    const way = page.getByRole('region', { name: 'What stands in the way' });
    await way.getByRole('checkbox').first().check();
    await way.getByRole('radio', { name: 'Stops' }).check();
    await page.getByText('In their own words').first().click();
    await type(page, 'Quote', 'Vi har aldrig frågat vem som äger registren.');
    await page.getByRole('radio', { name: 'May be quoted without a name' }).check();
    await type(page, 'Conclusions', 'De gör en lista över sina register före jul. Vi skickar mallen.');
    await page.getByRole('button', { name: 'Add a promise' }).click();
    await type(page, 'What is promised', 'Listan över registren');
    await page.getByRole('radio', { name: /^Two weeks/ }).check();
    await page.getByLabel('Who keeps it').selectOption('The municipality: an official');
    await page.getByRole('button', { name: 'Add a promise' }).click();
    await page.getByRole('textbox', { name: 'What is promised' }).last().fill('Ring Ljusdal om mallen');
    await page.getByLabel('Who keeps it').last().selectOption('Ada Demo');
    await page.getByLabel('Or on this day').last().fill(new Date().toISOString().slice(0, 10));
    await page.getByLabel('Next contact').fill('2099-01-12');
    await page.getByRole('button', { name: 'Add a goal that was met' }).click();
    await type(page, 'Goal met', 'En person är utsedd');
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Take or choose a photo' }).click();
    await (await chooser).setFiles({ name: 'Ebba.jpg', mimeType: 'image/jpeg', buffer: photo });
    await expect(page.getByRole('img', { name: 'Photo 1 of 1' })).toBeVisible();
    await expectAccessible(page);

    // the phone is put away in the middle of it
    await expectKept(page);
    await page.close();
    page = await context.newPage();
    await page.goto(`${server.origin}/app/meetings/new`);
    await expect(page.getByRole('textbox', { name: 'Conclusions' })).toHaveValue(/mallen\.$/);
    await expect(page.getByRole('img', { name: 'Photo 1 of 1' })).toBeVisible();
    await expect(page.getByLabel('Next contact')).toHaveValue('2099-01-12');
    await page.getByRole('button', { name: 'Save meeting' }).click();
    await expect(heading(page)).toContainText('Ljusdal');
    const minutes = (Date.now() - began) / 60_000;
    expect(minutes, 'minutes to log a meeting').toBeLessThan(2.5);

    await expect(page.getByText('Waiting to be sent')).toBeVisible();
    await expect(page.getByText('The letter is made from what the server has')).toBeVisible();
    await expectAccessible(page);
    await page.close();
    page = await context.newPage();
    await page.goto(`${server.origin}/app/queue`);
    await expect(heading(page)).toContainText('2 changes');
    await expect(page.getByText('Photo of a meeting')).toBeVisible();

    await context.setOffline(false);
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await expectSynced(page);
    await page.goto(`${server.origin}/app/meetings?q=mallen`);
    const link = page.locator('main tbody a, main a[href^="/app/meetings/0"]').first();
    const address = (await link.getAttribute('href'))!;

    const desk = await (await browser.newContext({ ...DESKTOP, locale: 'en-GB' })).newPage();
    await signIn(desk, 'admin@example.org');
    await desk.goto(`${server.origin}${address}`);
    await expect(heading(desk)).toContainText('Ljusdal');
    await expect(heading(desk)).toContainText('Ockelbo');
    await expect(desk.getByText('En person är utsedd')).toBeVisible();
    await expect(desk.getByText('Vi har aldrig frågat', { exact: false })).toBeVisible();
    await expect(desk.getByRole('row', { name: /Licences/ })).toContainText('Something');
    await expect(desk.getByRole('row', { name: /What open data brings Something Enough to explain/ })).toBeVisible();
    await expect(desk.getByRole('row', { name: 'Obstacles, and what helps Nothing Not asked' })).toBeVisible();
    await expect(desk.getByRole('listitem').filter({ hasText: 'Ebba Påhittad' })).toContainText('Politician');
    const raised = desk
      .getByRole('region', { name: /barrier/ })
      .getByRole('listitem')
      .first();
    await expect(raised).toContainText('Stops');
    await expect(raised.locator('blockquote')).toContainText('May be quoted without a name');
    await expect(desk.getByText('The municipality: an official')).toBeVisible();
    await expect(desk.getByText('Get in touch again: ', { exact: false })).toBeVisible();
    const img = desk.getByRole('img', { name: 'Photo 1 of 1' });
    await expect(img).toBeVisible();
    await expect.poll(() => img.evaluate((picture: HTMLImageElement) => picture.naturalWidth)).toBe(2048);
    const source = await img.getAttribute('src');
    const bytes = await (await desk.request.get(new URL(source!, desk.url()).href)).body();
    expect(bytes.includes('Exif') || bytes.includes(PLACE)).toBe(false);
    await expectAccessible(desk);

    // whose promise it is, and when; kept on the way, without network
    await desk.goto(`${server.origin}/app/follow-ups?who=me`);
    await expect(desk.getByRole('heading', { level: 2, name: 'Today (1)' })).toBeVisible();
    const mine = desk.getByRole('checkbox', { name: 'Ring Ljusdal om mallen' });
    await expect(desk.getByRole('list', { name: 'Today' }).getByRole('checkbox')).toHaveCount(1);
    await expectAccessible(desk);
    await page.goto(`${server.origin}/app/follow-ups?who=me`);
    await expect(page.getByRole('heading', { level: 2, name: /^Overdue \(\d+\)$/ })).toBeVisible();
    await expect(page.getByText('Ring Ljusdal om mallen')).toHaveCount(0);
    await context.setOffline(true);
    await page.getByRole('navigation', { name: 'Whose follow-ups' }).getByRole('link', { name: 'Ada Demo' }).click();
    await page.getByRole('checkbox', { name: 'Ring Ljusdal om mallen' }).check();
    await expect(page.getByText('Not sent yet')).toHaveCount(1);
    await context.setOffline(false);
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await expectSynced(page);
    await desk.reload();
    await desk.getByText(/^\d+ done$/).click();
    await expect(mine).toBeChecked();

    // the figure over all meetings
    await desk.goto(`${server.origin}/app/meetings`);
    const gained = desk.getByRole('region', { name: 'Knowledge gained' });
    await expect(gained.getByRole('row', { name: /Licences/ })).toContainText('+');
    await expectAccessible(desk);
  });

  test('in a municipality that has merged away is kept, and goes to the one that came after it @long', async ({
    page,
    context,
    browser,
    server,
    signIn,
    expectAccessible
  }) => {
    test.setTimeout(120_000);
    await signIn(page, 'coordinator@example.org');
    await page.goto(`${server.origin}/app`);
    await expectSynced(page);
    await waitForShell(page);
    await context.setOffline(true);
    await page.goto(`${server.origin}/app/meetings/new?municipality=2101`);
    await page.getByRole('textbox', { name: 'Conclusions' }).fill('De börjar i vår.');
    await page.getByRole('button', { name: 'Save meeting' }).click();
    await expect(heading(page)).toContainText('Ockelbo');

    const desk = await (await browser.newContext({ ...DESKTOP, locale: 'en-GB' })).newPage();
    await signIn(desk, 'admin@example.org');
    await mergeAway(desk, server.origin, 'Ockelbo', 'Ljusdal (2161)');

    await context.setOffline(false);
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await expect(page.getByText('Your notes are kept on this device', { exact: false })).toBeVisible({
      timeout: 20_000
    });
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Log it for Ljusdal' }).click();
    await expect(heading(page)).toContainText('Ljusdal');
    await expectSynced(page);
    await page.reload();
    await expect(page.getByText('De börjar i vår.')).toBeVisible();
    await expect(page.getByText('Your notes are kept on this device', { exact: false })).toHaveCount(0);
  });
});
