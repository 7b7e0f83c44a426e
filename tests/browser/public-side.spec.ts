import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DESKTOP, expect, expectSynced, PHONE, test } from './fixtures';

// a browser that says it is run by a program is not counted as a reader
test.use({ userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0', locale: 'en-GB' });

test('a visit: signed up for on a phone without script, confirmed by the button, with the coordinator @long', async ({
  browser,
  server,
  signIn,
  expectAccessible
}) => {
  test.setTimeout(180_000);
  const { origin } = server;
  const bare = await browser.newContext({ ...PHONE, locale: 'en-GB', javaScriptEnabled: false });
  const phone = await bare.newPage();
  await phone.goto(origin);
  await phone.getByRole('link', { name: 'Öppna kommuner (demo)' }).click();
  await phone.getByRole('link', { name: 'Sign up for a visit' }).click();
  const form = phone.locator('#sign-up');
  await form.getByLabel('Municipality').selectOption({ label: 'Ljusdal' });
  await form.getByLabel('Your name').fill('Ebba Påhittad');
  await form.getByLabel('What you do there').selectOption({ label: 'Manager' });
  await form.getByLabel('E-mail').fill('ebba@exempel');
  await form.getByLabel('What you would like to talk about').fill('Licences, after Easter');
  // a wrong address, and quicker than a person: what was written stays
  const send = form.getByRole('button', { name: 'Send' });
  await send.click();
  await expect(form.getByRole('alert')).toBeVisible();
  await expect(form.getByLabel('Municipality').locator('option:checked')).toHaveText('Ljusdal');
  await form.getByLabel('E-mail').fill('ebba@example.org');
  const sent = phone.getByRole('heading', { level: 1, name: 'One step left: press the button in the mail' });
  await expect(async () => {
    if (!(await sent.isVisible())) await send.click();
    await expect(sent).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 20_000 });

  const desk = await (await browser.newContext({ ...DESKTOP, locale: 'en-GB' })).newPage();
  await signIn(desk, 'coordinator@example.org');
  await desk.goto(`${origin}/app/contacts?q=ebba`);
  await expectSynced(desk);
  await expect(desk.getByRole('link', { name: 'Ebba Påhittad', exact: true })).toHaveCount(0);

  await phone.goto(`${origin}/demo-mail`);
  const link = /http\S+\/visit\/[\w-]{43}/.exec(await phone.locator('main').innerText())![0];
  const scanner = await browser.newContext({ ...PHONE, locale: 'nl' });
  const reader = await scanner.newPage();
  await reader.goto(link);
  await expect(reader.getByText('Ebba Påhittad')).toBeVisible();
  await expectAccessible(reader);
  await phone.goto(link);
  await phone.getByRole('button', { name: 'Yes, confirm the visit' }).click();
  await expect(phone.getByRole('heading', { level: 1 })).toContainText('Confirmed.');

  await desk.reload();
  await expectSynced(desk);
  await expect(desk.getByRole('link', { name: 'Ebba Påhittad', exact: true })).toBeVisible();
  await desk.goto(`${origin}/app/municipalities/2161`);
  await expect(
    desk.getByText('Asks for a visit through the public page').or(desk.getByText('Vill ha besök')).first()
  ).toContainText('Licences, after Easter');
});

test('the roadmap is read page by page, the library is filled, and figures stand in another site @long', async ({
  page,
  server,
  signIn,
  expectAccessible,
  browser
}) => {
  test.setTimeout(180_000);
  const { origin } = server;
  const scripts: string[] = [];
  page.on('request', (request) => void (request.resourceType() === 'script' && scripts.push(request.url())));
  await page.goto(`${origin}/roadmap`);
  await expect(page).toHaveURL(`${origin}/roadmap/roadmap-1.0.0`);
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Licences and conditions' }).first().click();
  await page.goto(`${origin}/roadmap/roadmap-1.0.0/legal`);
  await expect(page.getByRole('heading', { level: 1, name: 'Licences and conditions' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('heading', { level: 3 }).first().getByRole('link').click();
  await expect(page.getByRole('heading', { name: 'Yes means' })).toBeVisible();
  await expectAccessible(page);
  expect(scripts).toEqual([]);
  const pdf = await page.request.get(`${origin}/roadmap/roadmap-1.0.0/pdf/sv`);
  expect(pdf.headers()['content-type']).toBe('application/pdf');
  const again = await page.request.get(`${origin}/roadmap/roadmap-1.0.0/pdf/sv`, {
    headers: { 'if-none-match': pdf.headers().etag! }
  });
  expect(again.status()).toBe(304);
  await page.goto(`${origin}/n/oppna-kommuner`);
  await expectAccessible(page);

  const desk = await (await browser.newContext({ ...DESKTOP, locale: 'en-GB' })).newPage();
  await signIn(desk, 'admin@example.org');
  await desk.goto(`${origin}/admin/public`);
  await expectAccessible(desk);
  const add = desk.locator('form[action*="add"]');
  await add.getByLabel('File').setInputFiles({
    name: 'fact.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('Open data in five lines\n')
  });
  await add.getByRole('button', { name: 'Put into the library' }).click();
  await expect(desk.getByRole('alert')).toContainText('Give a title');
  await add.getByLabel('File').setInputFiles({
    name: 'fact.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('Open data in five lines\n')
  });
  await add.getByLabel('Title (Swedish)').fill('Faktablad');
  await add.getByRole('button', { name: 'Put into the library' }).click();
  await expect(desk.getByText('Saved.')).toBeVisible();
  await page.reload();
  const file = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Faktablad' }).click();
  expect((await file).suggestedFilename()).toBe('fact.txt');
  await desk.goto(`${origin}/admin/public`);
  await expect(desk.getByText('Downloaded once')).toBeVisible();
  // a new version has the address; the older one stays by its number
  await desk.getByText('Change Faktablad').click();
  const newer = { name: 'fact-2.txt', mimeType: 'text/plain', buffer: Buffer.from('Open data in six lines\n') };
  await desk.locator('form[action*="version"]').getByLabel('File').setInputFiles(newer);
  await desk.getByRole('button', { name: 'Upload a new version' }).click();
  await expect(desk.getByText('Saved.')).toBeVisible();
  await desk.getByText('Change Faktablad').click();
  const versions = desk.getByRole('link', { name: /^Version \d of / });
  await expect(versions).toHaveText([/^Version 2 of .+: fact-2\.txt$/, /^Version 1 of .+: fact\.txt$/]);
  await expectAccessible(desk);
  const textAt = async (address: string) => (await page.request.get(address)).text();
  const [second, first] = await versions.evaluateAll((all) => all.map((one) => (one as HTMLAnchorElement).href));
  expect(await textAt(second!.replace(/\?.*/, ''))).toContain('six lines');
  expect(await textAt(first!)).toContain('five lines');
  await desk.getByRole('button', { name: 'Withdraw' }).click();
  await expect(desk.getByText('Withdrawn', { exact: true })).toBeVisible();
  expect((await page.request.get(first!)).status()).toBe(404);
  const poster = await desk.request.get(`${origin}/admin/public/poster?paper=a3&lang=nl`);
  expect(poster.headers()['content-type']).toBe('application/pdf');

  const code = await desk.getByLabel('Code to paste in Dutch').inputValue();
  const other = createServer((request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(
      request.url === '/page' ? `<iframe src="${origin}/n/oppna-kommuner"></iframe>` : `<h1>Elders</h1>${code}`
    );
  });
  await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
  const elsewhere = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
  const visitor = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage();
  await visitor.goto(`${elsewhere}/`);
  const frame = visitor.frameLocator('iframe');
  await expect(frame.getByRole('heading', { level: 1 })).toContainText('van 290 gemeenten');
  expect(await visitor.context().cookies()).toEqual([]);
  await visitor.goto(`${elsewhere}/page`);
  await expect(visitor.frameLocator('iframe').getByRole('heading')).toHaveCount(0);
  await visitor.goto(`${origin}/embed/oppna-kommuner?lang=en`);
  await expectAccessible(visitor);
  other.close();
});
