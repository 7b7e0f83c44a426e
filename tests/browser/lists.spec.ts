import { readFileSync } from 'node:fs';
import writeXlsxFile from 'write-excel-file/node';
import { DESKTOP, expect, test } from './fixtures';

test.use({ locale: 'en-GB', ...DESKTOP });

/** An address list as somebody's Excel writes it: Windows-1252, semicolons, a title above, a line break in a cell. */
const LIST = Buffer.from(
  [
    'Våra kontakter 2016;;;;;',
    'Kontaktperson;Mejl;Tfn;Kommun;Anteckning;Avanmäld',
    'Åsa Öberg;asa.oberg@example.org;0651-180 00;Ljusdals kommun;"Ring\nförst";',
    'Ulf Ström;ulf.strom@example.org;;Ljusdahl;;03/05/2016',
    'Ebba Ek;ebba at example;;2161;;'
  ].join('\r\n'),
  'latin1'
);
const FILE = { name: 'kontakter 2016.csv', mimeType: 'text/csv', buffer: LIST };

test('an address list is looked through, read in, taken back but for what was changed since, and taken along as files @long', async ({
  page,
  server,
  signIn,
  expectAccessible
}) => {
  test.setTimeout(120_000);
  const heading = page.getByRole('heading', { level: 1 });
  await signIn(page, 'coordinator@example.org');
  await page.goto(`${server.origin}/app/contacts`);
  await page.getByRole('link', { name: 'Address lists in and out' }).click();
  await expect(heading).toHaveText('Read in an address list');
  await expectAccessible(page);
  await page.getByLabel('File').setInputFiles(FILE);
  await page.getByLabel('Where are they known from?').fill('The list of 2016');
  await page.getByLabel('Why may they be kept?').selectOption('public-task');
  await page.getByRole('button', { name: 'Look through the file' }).click();

  // the columns are found; what nobody can know is asked
  await expect(heading).toHaveText('1 new, 0 with more than before');
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('0');
  await expect(page.getByRole('row', { name: /^6/ })).toContainText('ebba at example');
  await expect(page.getByRole('row', { name: /^6/ })).toContainText('One address such as name@example.org');
  await expectAccessible(page);
  await page.getByLabel('Ljusdahl').selectOption({ label: 'Ljusdal' });
  await page.getByLabel(/^In dates such as/).selectOption('dmy');
  await page.getByRole('button', { name: 'Look again with these choices' }).click();
  await expect(heading).toHaveText('2 new, 0 with more than before');
  await page.getByRole('button', { name: 'Read in 2 rows' }).click();
  await expect(page).toHaveURL(/\/admin\/lists\/[0-9a-f-]{36}/);
  await expect(heading).toHaveText('2 new, 0 with more than before');
  await expect(page.getByText('2 new, 0 changed, 0 as before, 1 left out')).toBeVisible();
  await expectAccessible(page);
  const shown = page.url();

  // a colleague rings one of them
  await page.goto(`${server.origin}/app/contacts?q=oberg`);
  await page.getByRole('link', { name: 'Åsa Öberg', exact: true }).click();
  await expect(page.getByText('The list of 2016')).toBeVisible();
  await page.getByRole('link', { name: 'Edit' }).first().click();
  await page.getByRole('textbox', { name: /^Note/ }).fill('Said yes');
  await page.getByRole('button', { name: /^Save/ }).click();
  await expect(page.getByText('Said yes')).toBeVisible();
  await page.waitForLoadState('networkidle');

  await page.goto(shown);
  await page.getByRole('link', { name: 'Undo the import' }).click();
  // what stays, and why, before anything is taken back
  await expect(heading).toHaveText(/^Take “kontakter 2016\.csv” back\?$/);
  await expect(
    page.getByRole('heading', { name: '1 contact stays, because somebody has worked with it since' })
  ).toBeVisible();
  await expect(page.getByRole('main').getByRole('listitem').filter({ hasText: 'Åsa Öberg' })).toContainText(
    /changed on .+ by .+/
  );
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Undo the import' }).click();
  await expect(heading).toHaveText('The list was taken back');
  await expect(page.getByText('1 removed, 0 as before, 1 stay')).toBeVisible();
  await expect(
    page.getByRole('heading', { name: '1 contact was changed or used after the import and stays' })
  ).toBeVisible();
  await expect(page.getByRole('link', { name: 'Åsa Öberg' })).toBeVisible();
  await expectAccessible(page);

  // a workbook whose columns are called otherwise: a person says which is which, once
  const workbookOf = async (rows: string[][]) => ({
    name: 'deelnemers.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: await writeXlsxFile(rows).toBuffer()
  });
  const HEADER = ['Naam', 'Wie', 'Post'];
  const lookAt = async (rows: string[][]) => {
    await page.goto(`${server.origin}/admin/lists?kind=contacts`);
    await page.getByLabel('File').setInputFiles(await workbookOf([HEADER, ...rows]));
    await page.getByLabel('Where are they known from?').fill('The list of those who took part');
    await page.getByLabel('Why may they be kept?').selectOption('public-task');
    await page.getByRole('button', { name: 'Look through the file' }).click();
  };
  await lookAt([['Ockelbo', 'Tove Påhittad', 'tove@example.org']]);
  await expect(page.getByLabel('Name', { exact: true }).locator('option:checked')).toHaveText('Naam');
  await page.getByLabel('Name', { exact: true }).selectOption('Wie');
  await page.getByLabel('Municipality', { exact: true }).selectOption('Naam');
  await page.getByLabel('E-mail', { exact: true }).selectOption('Post');
  await page.getByRole('button', { name: 'Look again with these choices' }).click();
  await expect(heading).toHaveText('1 new, 0 with more than before');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Read in 1 row' }).click();
  await expect(page.getByText('1 new, 0 changed, 0 as before, 0 left out')).toBeVisible();
  await lookAt([['Falun', 'Mika Påhittad', 'mika@example.org']]);
  await expect(page.getByLabel('Name', { exact: true }).locator('option:checked')).toHaveText('Wie');
  await expect(page.getByLabel('E-mail', { exact: true }).locator('option:checked')).toHaveText('Post');

  await page.goto(`${server.origin}/admin/lists?kind=meetings`);
  await expect(heading).toHaveText('Read in meetings held before');
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Contacts as CSV' }).click();
  const saved = readFileSync((await (await download).path())!, 'utf8');
  expect(saved).toMatch(/^\ufeffName;E-mail;Phone;Municipality;Role;Note;/);
  expect(saved).toContain('Said yes');
  expect(saved).toMatch(/Tove Påhittad;tove@example\.org;;[^;]*Ockelbo/);
  const workbook = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Everything in one workbook as Excel' }).click();
  expect(
    readFileSync((await (await workbook).path())!)
      .subarray(0, 2)
      .toString()
  ).toBe('PK');
});
