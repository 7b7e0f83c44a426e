import type { Browser, Page } from '@playwright/test';
import { DESKTOP, expect, expectSynced, PHONE, test, waitForShell } from './fixtures';

const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const radio = (page: Page, name: string) => page.getByRole('radio', { name, exact: true });
const unfold = (page: Page, name: string | RegExp) => page.locator('summary').filter({ hasText: name }).click();
const history = (page: Page) => page.locator('ol.history > li');

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64'
);

/** A device of somebody's own. */
async function device(browser: Browser, size: object = DESKTOP): Promise<Page> {
  const context = await browser.newContext({
    ...size,
    locale: 'en-GB',
    permissions: ['clipboard-read', 'clipboard-write']
  });
  return context.newPage();
}

async function answer(page: Page, name: string): Promise<void> {
  await radio(page, name).check();
  await expect(page.locator('[data-state]').first()).toContainText(/Saved|Sparat/);
}

test('two officers disagree offline, and one of them settles it by name', async ({
  browser,
  server,
  signIn,
  expectAccessible
}) => {
  const address = `${server.origin}/app/assessment/quality-described`;
  const [robin, sam] = [await device(browser), await device(browser)];
  await signIn(robin, 'officer@example.org');
  await signIn(sam, 'colleague@example.org');
  for (const page of [robin, sam]) {
    await page.goto(address);
    await expect(page.getByRole('radio').first()).toBeVisible();
    await waitForShell(page);
    await page.context().setOffline(true);
  }
  await answer(robin, 'Yes');
  await answer(sam, 'Nej');
  await robin.context().setOffline(false);
  await expectSynced(robin);
  await sam.context().setOffline(false);

  // both answers are there, each with its author; nothing was overwritten
  await expect(sam.getByRole('heading', { name: 'Två svar på den här frågan' })).toBeVisible({ timeout: 45_000 });
  await robin.reload();
  await expect(robin.getByRole('heading', { name: 'Two answers to this question' })).toBeVisible();
  await expect(robin.getByText(/answered by Sam Demo/)).toBeVisible();
  await expectAccessible(robin);
  await robin
    .locator('.card')
    .filter({ hasText: 'Sam Demo' })
    .getByRole('button', { name: 'Keep this answer' })
    .click();
  await expect(radio(robin, 'No')).toBeChecked();
  await expectSynced(robin);

  // who settled it stays in the history, for both
  await unfold(robin, 'Who answered what and when');
  await expect(history(robin).filter({ hasText: 'Differed from the answer that stood. Settled by you' })).toBeVisible();
  await sam.reload();
  await expect(radio(sam, 'Nej')).toBeChecked();
  await unfold(sam, 'Vem svarade vad och när');
  await expect(history(sam).filter({ hasText: 'Avgjort av Robin Demo' })).toBeVisible();
  await expect(history(sam)).toHaveCount(3);
  await expectAccessible(sam);
});

test('a colleague answers through a link without an account, and an officer settles where they differ', async ({
  browser,
  server,
  signIn,
  expectAccessible
}) => {
  const officer = await device(browser, PHONE);
  await signIn(officer, 'officer@example.org');
  await officer.goto(`${server.origin}/app/assessment/legal-release-check`);
  await answer(officer, 'No');
  await expectSynced(officer);
  await unfold(officer, 'Ask a colleague');
  await officer.getByRole('button', { name: 'Make a link' }).click();
  const link = await officer.getByLabel('Link to this question').inputValue();
  expect(link).toMatch(/\/question\/[\w-]{43}$/);
  await officer.getByRole('button', { name: 'Copy' }).click();
  await expect.poll(() => officer.evaluate(() => navigator.clipboard.readText())).toBe(link);
  await expect(officer.getByRole('link', { name: 'Write a mail' })).toHaveAttribute('href', /^mailto:\?subject=/);
  await expectAccessible(officer);
  await expect(officer.getByRole('list', { name: 'Links to this question' })).toContainText('Not used yet');

  // no account, no JavaScript, the visitor's own language
  const plain = await browser.newContext({ ...PHONE, locale: 'sv-SE', javaScriptEnabled: false });
  const guest = await plain.newPage();
  await guest.goto(link);
  const statement = await heading(guest).innerText();
  await expect(guest.getByText(/Robin Demo har svarat ”Nej”/)).toBeVisible();
  await expect(guest.getByRole('heading', { name: '”Ja” betyder' })).toBeVisible();
  await guest.getByLabel('Ditt namn').fill('Ylva Ek');
  await guest.getByRole('textbox', { name: /Anteckning/ }).fill('Vi gör det sedan i våras <b>alltid</b>');
  await guest.getByRole('radio', { name: 'Ja', exact: true }).check();
  await guest.getByRole('button', { name: 'Spara svaret' }).click();
  await expect(guest.getByText('ditt svar sparas bredvid det som gäller')).toBeVisible();
  await expect(heading(guest)).toHaveText(statement);
  await guest.reload();

  // axe needs JavaScript: the same page in a browser that has it, in English
  const other = await device(browser, PHONE);
  await other.goto(link);
  await expectAccessible(other);
  await other.getByLabel('Your name').fill(' ');
  await other.getByRole('button', { name: 'Save the answer' }).click();
  await expect(other.getByRole('alert')).toContainText('Enter a name');
  await expectAccessible(other);

  // both stand beside each other until the officer chooses
  await officer.reload();
  await expect(officer.getByText(/answered by Ylva Ek/)).toBeVisible();
  await expect(officer.getByText('Vi gör det sedan i våras <b>alltid</b>')).toBeVisible();
  await officer
    .locator('.card')
    .filter({ hasText: 'Ylva Ek' })
    .getByRole('button', { name: 'Keep this answer' })
    .click();
  await expect(radio(officer, 'Yes')).toBeChecked();
  await expectSynced(officer);
  await unfold(officer, 'Who answered what and when');
  await expect(history(officer).filter({ hasText: 'Ylva Ek' }).first()).toContainText('through a link');

  // taken back, the link opens nothing any more
  await unfold(officer, 'Ask a colleague');
  await expect(officer.getByRole('list', { name: 'Links to this question' })).toContainText(
    'Ylva Ek answered through it'
  );
  await officer.getByRole('button', { name: /Take back the link/ }).click();
  await expect(officer.getByText('The link opens nothing any more')).toBeVisible();
  const refused = await other.goto(link);
  expect(refused?.status()).toBe(410);
  await expect(heading(other)).toHaveText('This link was taken back');
  await expectAccessible(other);
  expect((await other.goto(`${server.origin}/question/${'A'.repeat(43)}`))?.status()).toBe(404);
  await expect(heading(other)).toHaveText('This link opens nothing');
});

test('a file is attached, read back, taken away and brought back; one that lies is refused in words', async ({
  browser,
  server,
  signIn,
  expectAccessible
}) => {
  const page = await device(browser, PHONE);
  await signIn(page, 'officer@example.org');
  await page.goto(`${server.origin}/app/assessment/mandate-goals-decided`);
  await answer(page, 'Yes');
  await expect(page.getByText('A yes needs evidence here')).toBeVisible();
  await unfold(page, 'Attach a file');
  const attach = async (name: string, mimeType: string, buffer: Buffer) => {
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Choose a file or take a photo' }).click();
    await (await chooser).setFiles({ name, mimeType, buffer });
  };
  await attach('decision.pdf', 'application/pdf', PNG);
  await expect(page.getByText('The name “decision.pdf” says pdf, but the file is png.')).toBeVisible();
  await attach('huge.pdf', 'application/pdf', Buffer.alloc(10 * 1024 * 1024 + 1));
  await expect(page.getByText('The file has more than 10 MB.')).toBeVisible();
  await attach('map.svg', 'image/svg+xml', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'));
  await expect(page.getByText('“map.svg” cannot be attached.')).toBeVisible();
  await expectAccessible(page);

  await attach('Beslut åäö.png', 'image/png', PNG);
  const file = page.getByRole('link', { name: 'Beslut åäö.png' });
  await expect(file).toBeVisible();
  await expect(page.getByText('A yes needs evidence here')).toBeHidden();
  await expectAccessible(page);
  const response = await page.request.get(`${server.origin}${await file.getAttribute('href')}`);
  expect(response.status()).toBe(200);
  expect(await response.body()).toEqual(PNG);
  expect(response.headers()).toMatchObject({
    'content-type': 'image/png',
    'x-content-type-options': 'nosniff',
    'content-disposition': expect.stringMatching(/^attachment; filename="Beslut ___.png"; filename\*=UTF-8''Beslut%20/),
    'content-security-policy': expect.stringContaining('sandbox')
  });

  await page.getByRole('button', { name: 'Take away Beslut åäö.png' }).click();
  await expect(file).toBeHidden();
  await page.getByText('Beslut åäö.png is taken away').locator('..').getByRole('button', { name: 'Undo' }).click();
  await expect(file).toBeVisible();
  await expectSynced(page);
  await page.reload();
  await unfold(page, '1 file attached');
  await expect(file).toBeVisible();

  // another site cannot attach anything in this person's name
  const forged = await page.request.put(
    `${server.origin}/api/v1/evidence/018f0000-0000-7000-8000-000000000009?name=a.txt`,
    {
      headers: { origin: 'https://elsewhere.example.org' },
      data: 'x'
    }
  );
  expect(forged.status()).toBe(403);

  await page.context().setOffline(true);
  await expect(page.getByText('It works without network too')).toBeVisible();
});

test('every answer stays in the history; an old one is taken back, a change is undone', async ({
  browser,
  server,
  signIn,
  expectAccessible
}) => {
  const page = await device(browser);
  await signIn(page, 'officer@example.org');
  await page.goto(`${server.origin}/app/assessment/demand-asked-somebody`);
  await answer(page, 'No');
  const note = page.getByRole('textbox', { name: /Note/ });
  await note.fill('<img src=x onerror="document.title=\'executed\'">');
  await note.blur();
  await expectSynced(page);
  await answer(page, 'Yes');
  await note.fill('Found the survey');
  await note.blur();
  await expectSynced(page);

  await unfold(page, 'Who answered what and when');
  // each stored state is a line, and markup in a note is text
  await expect(history(page).first()).toContainText('stands now');
  await expect(history(page).filter({ hasText: '<img src=x onerror' }).first()).toBeVisible();
  expect(await page.locator('img[src="x"]').count()).toBe(0);
  expect(await page.title()).not.toBe('executed');
  await expectAccessible(page);

  await history(page)
    .filter({ hasText: '<img src=x' })
    .filter({ has: page.locator('b', { hasText: /^No$/ }) })
    .first()
    .getByRole('button')
    .click();
  await expect(radio(page, 'No')).toBeChecked();
  await expect(note).toHaveValue(/<img src=x/);
  await page.getByText('“No” stands again').locator('..').getByRole('button', { name: 'Undo' }).click();
  await expect(radio(page, 'Yes')).toBeChecked();
  await expect(note).toHaveValue('Found the survey');

  // a slip of the finger
  await expectSynced(page);
  await radio(page, 'Don’t know').check();
  await page.getByRole('button', { name: 'Undo: back to “Yes”' }).click();
  await expect(radio(page, 'Yes')).toBeChecked();
  await expect(heading(page)).toBeFocused();
  await expectSynced(page);
  await page.reload();
  await waitForShell(page);

  // without network: what the device knows, and why there is no more
  await page.context().setOffline(true);
  await unfold(page, 'Who answered what and when');
  await expect(page.getByText('Without network only the present answer is shown here.')).toBeVisible();
  await expect(history(page)).toHaveCount(1);
});

test('one question by keyboard alone: the keys 1 to 5, the note, a file, a link, the history', async ({
  browser,
  server,
  signIn
}) => {
  const page = await device(browser);
  await signIn(page, 'officer@example.org');
  await page.goto(`${server.origin}/app/assessment/publishing-api`);
  // what stands below the answer comes after the first page
  await expect(page.getByText('Ask a colleague')).toBeVisible();
  for (const [key, name] of [
    ['1', 'Yes'],
    ['2', 'Partly'],
    ['3', 'No'],
    ['5', 'Don’t know']
  ] as const) {
    await page.keyboard.press(key);
    await expect(radio(page, name)).toBeChecked();
    await expect(radio(page, name)).toBeFocused();
  }
  // "not applicable" asks for its condition first
  await page.keyboard.press('4');
  await expect(page.getByRole('checkbox')).toBeFocused();
  await page.keyboard.press('Space');
  await page.keyboard.press('4');
  await expect(page.getByRole('radio', { name: 'Not applicable' })).toBeChecked();
  await page.keyboard.press('5');
  const tabTo = async (name: string | RegExp) => {
    for (let i = 0; i < 40; i++) {
      await page.keyboard.press('Tab');
      const focused = await page.evaluate(() => {
        const element = document.activeElement as HTMLInputElement | null;
        return element?.getAttribute('aria-label') ?? element?.labels?.[0]?.textContent ?? element?.textContent ?? '';
      });
      if (typeof name === 'string' ? focused.trim().startsWith(name) : name.test(focused)) return;
    }
    throw new Error(`${String(name)} cannot be reached by keyboard`);
  };
  await tabTo('Note');
  await page.keyboard.type('12345 stays a note');
  await expect(radio(page, 'Don’t know')).toBeChecked();
  await tabTo('Attach a file');
  await page.keyboard.press('Enter');
  // each of these loads when it is opened; a key pressed sooner would go past it
  await expect(page.getByRole('button', { name: 'Choose a file or take a photo' })).toBeVisible();
  // asked for before the way there: a key is not held up by what the browser is still being told
  const chooser = page.waitForEvent('filechooser');
  await tabTo('Choose a file');
  await page.keyboard.press('Enter');
  await (await chooser).setFiles({ name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('Minutes') });
  await expect(page.getByRole('link', { name: 'a.txt' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Choose a file or take a photo' })).toBeFocused();
  await tabTo('Ask a colleague');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Make a link' })).toBeVisible();
  await tabTo('Make a link');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Link to this question')).toBeVisible();
  await tabTo('Who answered');
  await page.keyboard.press('Enter');
  await expect(history(page).first()).toContainText('stands now');
  await tabTo('Save and go on');
  const before = page.url();
  await page.keyboard.press('Enter');
  await expect(page).not.toHaveURL(before);
});

test('a question as a screen reader meets it', async ({ browser, server, signIn }) => {
  const page = await device(browser);
  await signIn(page, 'officer@example.org');
  await page.goto(`${server.origin}/app/assessment/mandate-first-decision`);
  await expect(page.getByRole('radio').first()).toBeVisible();
  await expect(page.locator('form#question')).toMatchAriaSnapshot(`
    - paragraph: /Leadership and mandate 2 of \\d+/
    - img /The way through Leadership and mandate/
    - paragraph: "Dimension 1 of 8, level 2: First steps"
    - heading /A manager has decided/ [level=1]
    - group /A manager has decided/:
      - radio "Yes"
      - radio "Partly"
      - radio "No"
      - radio "Don’t know"
      - paragraph:
        - text: Keys 1 to 5 answer, Enter goes on.
        - button "Turn off"
    - group:
      - text: “Yes” means
      - list:
        - listitem: /The decision names the dataset/
        - listitem: /It was taken by somebody/
        - listitem: /It is in writing/
      - paragraph: /“Partly” means/
    - group: Why it matters
    - paragraph: Others may request notes and files under access-to-information law. Leave out personal data.
    - textbox "Note to yourself and your colleagues"
    - paragraph: /A decision number, for example/
    - textbox "Evidence (not required)"
    - group: Attach a file
    - group: Ask a colleague
    - group: Who answered what and when
  `);
});
