import type { Page } from '@playwright/test';
import { deviceWords } from './device-words';
import { DESKTOP, expect, expectSynced, PHONE, test } from './fixtures';

/** A contact written down by hand, as a coordinator does it. */
async function write(page: Page, origin: string, fields: Record<string, string>): Promise<string> {
  await page.goto(`${origin}/app/contacts/new?municipality=2161`);
  for (const [label, value] of Object.entries(fields))
    await page.getByRole('textbox', { name: label }).first().fill(value);
  await page.getByRole('button', { name: 'Save the contact' }).click();
  await expect(page.getByRole('heading', { level: 1, name: fields.Name! })).toBeVisible();
  await expectSynced(page);
  return new URL(page.url()).pathname.split('/').at(-1)!;
}

test.describe('contacts that are one person', () => {
  test.use({ ...DESKTOP, locale: 'en-GB' });

  test('are made one, and two again', async ({ page, server, signIn, expectAccessible }) => {
    test.setTimeout(120_000);
    await signIn(page, 'coordinator@example.org');
    await page.goto(`${server.origin}/app`);
    await expectSynced(page);
    const kept = await write(page, server.origin, {
      Name: 'Ebba Påhittad',
      'E-mail': 'ebba@example.org',
      Note: 'Mornings'
    });
    await write(page, server.origin, {
      Name: 'Påhittad, Ebba',
      'E-mail': 'e.pahittad@example.org',
      Note: 'Fridays off'
    });

    await page.goto(`${server.origin}/app/contacts/${kept}`);
    await page.getByRole('link', { name: /Påhittad, Ebba/ }).click();
    await expect(
      page.getByRole('heading', { level: 1, name: 'Merge Ebba Påhittad with another contact' })
    ).toBeVisible();
    await page.getByRole('radio', { name: 'Påhittad, Ebba' }).check();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Merge into Ebba Påhittad' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Påhittad, Ebba' })).toBeVisible();
    await expect(page.getByText('e.pahittad@example.org')).toBeVisible();
    await expect(page.getByText('Fridays off')).toBeVisible();
    await expectSynced(page);
    await page.reload();
    await expect(page.getByRole('heading', { name: 'Merged contacts' })).toBeVisible();
    await expectAccessible(page);

    await page.getByRole('button', { name: 'Make them two again' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Ebba Påhittad' })).toBeVisible();
    await expect(page.getByText('Fridays off')).toHaveCount(0);
    await expectSynced(page);
    await page.goto(`${server.origin}/app/contacts?q=ebba+p%C3%A5hittad`);
    for (const name of ['Ebba Påhittad', 'Påhittad, Ebba'])
      await expect(page.getByRole('link', { name, exact: true })).toBeVisible();
  });
});

test.describe('a person who asks to be erased', () => {
  test.use({ ...PHONE, locale: 'en-GB' });

  test('is shown everything, and is gone from both their devices and the server', async ({
    browser,
    page,
    server,
    signIn,
    expectAccessible
  }) => {
    test.setTimeout(120_000);
    const MARKER = /zebrina|70\D?174\D?06\D?98/i;
    await signIn(page, 'coordinator@example.org');
    await page.goto(`${server.origin}/app`);
    await expectSynced(page);
    expect(await deviceWords(page)).not.toMatch(MARKER);
    const fields = { Name: 'Zebrina Påhittad', 'E-mail': 'zebrina@example.org', Phone: '070-174 06 98' };
    const id = await write(page, server.origin, { ...fields, Note: 'Zebrina answers on Mondays' });
    await page.getByRole('link', { name: 'Everything about this person' }).click();
    await expect(page.getByRole('heading', { name: 'As a contact' })).toBeVisible();
    await expect(page.getByText('zebrina@example.org')).toBeVisible();
    await expectAccessible(page);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save as a file (JSON)' }).click();
    expect((await download).suggestedFilename()).toMatch(/^person-\d{4}-\d\d-\d\d\.json$/);

    // another device has them too
    const other = await (await browser.newContext({ ...DESKTOP, locale: 'en-GB' })).newPage();
    await signIn(other, 'coordinator@example.org');
    const search = async (on: Page) => {
      await on.goto(`${server.origin}/app/contacts?q=zebrina`);
      await expectSynced(on);
    };
    await search(other);
    await expect(other.getByRole('link', { name: 'Zebrina Påhittad', exact: true })).toBeVisible();
    for (const device of [page, other]) expect(await deviceWords(device)).toMatch(MARKER);

    await page.getByRole('button', { name: /^Erase this person/ }).click();
    await expect(page.getByRole('dialog', { name: 'Erase Zebrina Påhittad for good?' })).toBeVisible();
    await page.getByRole('checkbox', { name: 'Also never write to these addresses again' }).check();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Erase for good' }).click();
    await expect(page.getByText('The person is erased')).toBeVisible();
    for (const device of [page, other]) {
      await search(device);
      await expect(device.getByText('No contact fits. Change the search or the filter.')).toBeVisible();
      await expect.poll(() => deviceWords(device)).not.toMatch(MARKER);
    }
    await page.goto(`${server.origin}/app/contacts/${id}`);
    await expect(page.getByRole('heading', { level: 1, name: 'Zebrina Påhittad' })).toHaveCount(0);
    const answer = await page.request.get(`${server.origin}/api/v1/contacts/${id}/erasure`);
    expect(answer.status()).toBe(404);
  });
});

test.describe('what the law asks of a contact', () => {
  test.use({ ...PHONE, locale: 'en-GB' });

  test('why it may be kept, how it wishes to be reached, and that it wishes no more, is written down and shown', async ({
    page,
    server,
    signIn,
    expectAccessible
  }) => {
    await signIn(page, 'coordinator@example.org');
    await page.goto(`${server.origin}/app/contacts/new?municipality=2161`);
    await page.getByRole('textbox', { name: 'Name' }).fill('Tove Påhittad');
    await page.getByRole('textbox', { name: 'E-mail' }).first().fill('tove@example.org');
    await page.getByRole('textbox', { name: 'Phone' }).first().fill('070-174 06 99');
    await page.getByLabel('Prefers to be reached by').selectOption('Phone');
    await page.getByLabel('Where from').fill('The network day in March');
    await page.getByLabel('Lawful basis').selectOption('Consent');
    await page.getByLabel('Since', { exact: true }).fill('2026-03-05');
    await page.getByRole('button', { name: 'Save the contact' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Tove Påhittad' })).toBeVisible();
    const about = page.getByRole('region', { name: 'What is known' });
    const fact = (label: string) => about.locator('div', { has: page.getByText(label, { exact: true }) }).locator('dd');
    await expect(fact('Prefers to be reached by')).toHaveText('Phone');
    await expect(fact('Where from')).toHaveText('The network day in March');
    await expect(fact('Lawful basis')).toHaveText(/^Consent, .*March|^Consent, .*Mar/);
    const call = page.getByRole('link', { name: 'Call +46 701 740 699' });
    const mail = page.getByRole('link', { name: 'tove@example.org' });
    await expect(call).toBeVisible();
    await expect(mail).toBeVisible();

    // a wish for no mail leaves the phone, a wish for nothing leaves neither
    const edit = async (change: () => Promise<unknown>) => {
      await page.getByRole('link', { name: 'Edit' }).first().click();
      await change();
      await page.getByRole('button', { name: 'Save the contact' }).click();
      await expect(page.getByRole('heading', { level: 1, name: 'Tove Påhittad' })).toBeVisible();
    };
    const scope = page.getByLabel('What they do not want');
    await edit(async () => {
      await expect(page.getByLabel('Lawful basis').locator('option:checked')).toHaveText('Consent');
      await expect(page.getByLabel('Since', { exact: true })).toHaveValue('2026-03-05');
      await expect(scope).toHaveCount(0);
      await page.getByLabel('Does not wish to be contacted since').fill('2026-11-01');
      await scope.selectOption('E-mail');
      await expectAccessible(page);
    });
    await expect(page.getByText(/On .* they asked for no more of this: E-mail\./)).toBeVisible();
    await expect(call).toBeVisible();
    await expect(mail).toHaveCount(0);
    await edit(() => scope.selectOption('To be contacted at all'));
    await expect(page.getByText(/Asked on .* not to be contacted\./)).toBeVisible();
    await expect(call).toHaveCount(0);
    await expect(mail).toHaveCount(0);
    await expectAccessible(page);
    await expectSynced(page);
    // as the server has it, and in the list
    await page.goto(`${server.origin}/app/contacts?q=tove+p%C3%A5hittad`);
    await expect(page.getByRole('list', { name: 'Contacts' }).getByText('Do not contact')).toBeVisible();
  });
});

test.describe('an address book', () => {
  test.use({ ...DESKTOP, locale: 'en-GB' });

  test('is read in after a look at what would happen, and taken out again', async ({
    page,
    server,
    signIn,
    expectAccessible
  }) => {
    test.setTimeout(120_000);
    await signIn(page, 'coordinator@example.org');
    await page.goto(`${server.origin}/app/contacts`);
    await expectSynced(page);
    await page.getByRole('link', { name: 'Import and export' }).click();
    await page.getByRole('button', { name: 'See what would happen' }).click();
    await expect(page.getByRole('alert')).toContainText('Choose a vCard file first');
    const card = (lines: string, version = '3.0') => `BEGIN:VCARD\r\nVERSION:${version}\r\n${lines}\r\nEND:VCARD\r\n`;
    await page.getByLabel('vCard file').setInputFiles({
      name: 'kontakter.vcf',
      mimeType: 'text/vcard',
      buffer: Buffer.from(
        card('FN:Ebba Påhittad\r\nEMAIL:ebba@example.org\r\nORG:Ljusdals kommun;IT\r\nTEL:1234') +
          card('FN:Registrator\r\nEMAIL:registrator.ljusdal@example.org\r\nTEL:0651-180 00') +
          card('FN:Gammal', '2.1')
      )
    });
    await page.getByRole('button', { name: 'See what would happen' }).click();
    await expect(page.getByRole('heading', { name: '1 new, 1 with more than before, 1 without change' })).toBeVisible();
    await expect(page.getByText('Card 3 is of an older version')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Save 2 contacts' }).click();
    await expect(page.getByText('2 contacts saved')).toBeVisible();
    await expectSynced(page);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save as vCard' }).click();
    const file = await (await download).createReadStream();
    const chunks: Buffer[] = [];
    for await (const chunk of file) chunks.push(chunk as Buffer);
    expect(Buffer.concat(chunks).toString('utf8')).toContain('FN:Ebba Påhittad');
    await page.goto(`${server.origin}/app/contacts?q=p%C3%A5hittad`);
    await expect(page.getByRole('link', { name: 'Ebba Påhittad', exact: true })).toBeVisible();
  });

  test('how long contacts are kept is decided and shown', async ({ page, server, signIn, expectAccessible }) => {
    test.setTimeout(120_000);
    await signIn(page, 'admin@example.org');
    await page.goto(`${server.origin}/app/contacts/kept`);
    await expectSynced(page);
    await page.getByRole('textbox', { name: 'Months without a meeting or a change' }).fill('3');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('alert')).toContainText('from 6 to 120');
    await page.getByRole('textbox', { name: 'Months without a meeting or a change' }).fill('24');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('columnheader', { name: 'Goes on' })).toBeVisible();
    await expect(page.getByText('Nobody has been in touch').first()).toBeVisible();
    await expectAccessible(page);
  });
});
