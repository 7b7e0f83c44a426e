import type { Page } from '@playwright/test';
import { DESKTOP, expect, expectKept, expectSynced, PHONE, test, waitForShell } from './fixtures';

/** Opens the app once with network, so that everything comes from the device afterwards. */
async function goOffline(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/app`);
  await expectSynced(page);
  await waitForShell(page);
  await page.reload();
  await expectSynced(page);
  await page.context().setOffline(true);
}

test.describe('a coordinator on the way to a municipality', () => {
  test.use({ ...PHONE, locale: 'en-GB' });

  test('finds whom to call, writes down somebody new, and takes them into a meeting, all offline', async ({
    page,
    server,
    signIn,
    expectAccessible
  }) => {
    test.setTimeout(120_000);
    await signIn(page, 'coordinator@example.org');
    await goOffline(page, server.origin);

    await page.goto(`${server.origin}/app/contacts?q=registrator+ljusdal`);
    const list = page.getByRole('list', { name: 'Contacts' });
    await expect(list.getByRole('listitem')).toHaveCount(1);
    await expect(page.getByRole('link', { name: /^Write to Registrator, Ljusdal/ })).toHaveAttribute(
      'href',
      'mailto:registrator.ljusdal@example.org'
    );
    await expectAccessible(page);

    // from the municipality's own page, which knows its contacts
    await page.goto(`${server.origin}/app/municipalities/2161`);
    await expect(page.getByRole('link', { name: 'Registrator, Ljusdal', exact: true })).toBeVisible();
    await page.getByRole('link', { name: 'Add a contact' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Ebba Påhittad');
    await page.getByRole('combobox', { name: 'Role' }).selectOption('IT');
    await page.getByRole('textbox', { name: 'E-mail' }).fill('ebba.example.org');
    await page.getByRole('textbox', { name: 'Phone' }).fill('070-174 06 05');
    await page.getByRole('button', { name: 'Save the contact' }).click();
    await expect(page.getByRole('alert')).toContainText('name@example.org');
    await expectAccessible(page);
    await page.getByRole('textbox', { name: 'E-mail' }).fill('registrator.ljusdal@example.org');
    await expect(page.getByRole('link', { name: 'Registrator, Ljusdal has the same e-mail' })).toBeVisible();
    await page.getByRole('textbox', { name: 'E-mail' }).fill('Ebba@Example.org');
    await expect(page.getByText('has the same e-mail')).toHaveCount(0);

    // a phone that is put away
    await expectKept(page);
    await page.reload();
    await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue('Ebba Påhittad');
    await page.getByRole('button', { name: 'Save the contact' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Ebba Påhittad' })).toBeVisible();
    await expect(page.getByRole('link', { name: /Call \+46 701 740 605/ })).toHaveAttribute('href', 'tel:+46701740605');
    await expectAccessible(page);

    await page.getByRole('link', { name: 'Ljusdal' }).first().click();
    await page.getByRole('link', { name: 'Log a meeting' }).first().click();
    await page.getByRole('button', { name: 'Add Ebba Påhittad, IT' }).click();
    await expect(page.getByRole('textbox', { name: 'Name' }).first()).toHaveValue('Ebba Påhittad');
    await page.getByRole('textbox', { name: 'Conclusions' }).fill('Ebba tar fram en lista.');
    await page.getByRole('button', { name: 'Save meeting' }).click();
    await page.getByRole('link', { name: 'Ebba Påhittad' }).click();
    await expect(page.getByText('Ebba tar fram en lista.')).toBeVisible();

    // what was said last, two taps from the municipality
    await page.goto(`${server.origin}/app/municipalities/2161`);
    await expect(page.getByText('Ebba tar fram en lista.')).toBeVisible();

    await page.context().setOffline(false);
    await page.goto(`${server.origin}/app/queue`);
    await expectSynced(page);
    await page.goto(`${server.origin}/app/contacts?q=ebba`);
    await expect(list.getByRole('listitem')).toHaveCount(1);
    await expect(page.getByText('Not sent yet')).toHaveCount(0);
  });

  test('removes a contact, takes it back, and finds it among the removed', async ({ page, server, signIn }) => {
    await signIn(page, 'coordinator@example.org');
    await goOffline(page, server.origin);
    await page.goto(`${server.origin}/app/contacts?q=registrator+ljusdal`);
    await page.getByRole('link', { name: 'Registrator, Ljusdal', exact: true }).click();
    await page.getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByRole('link', { name: 'Edit' })).toBeVisible();
    await page.getByRole('button', { name: 'Remove' }).click();
    await expect(page.getByRole('link', { name: 'Edit' })).toHaveCount(0);
    await page.goto(`${server.origin}/app/contacts?removed=yes`);
    await page.getByRole('link', { name: 'Registrator, Ljusdal', exact: true }).click();
    await page.getByRole('button', { name: 'Bring back' }).click();
    await expect(page.getByRole('link', { name: 'Edit' })).toBeVisible();
  });
});

test('changing a contact by keyboard alone sends only what was changed, and keeps a colleague’s change', async ({
  browser,
  server,
  signIn
}) => {
  test.setTimeout(120_000);
  const open = async () => {
    const page = await (await browser.newContext({ ...DESKTOP, locale: 'en-GB' })).newPage();
    await signIn(page, 'coordinator@example.org');
    await page.goto(`${server.origin}/app/contacts?q=registrator+ljusdal`);
    await page.getByRole('link', { name: 'Registrator, Ljusdal', exact: true }).click();
    await expect(page.getByRole('link', { name: 'Edit' })).toBeVisible();
    return page;
  };
  const [one, two] = [await open(), await open()];
  await one.getByRole('link', { name: 'Edit' }).focus();
  await one.keyboard.press('Enter');
  await one.getByRole('textbox', { name: 'Note' }).focus();
  await one.keyboard.type('Ring före tio');

  await two.getByRole('link', { name: 'Edit' }).click();
  await two.getByRole('textbox', { name: 'Phone' }).fill('0701740606');
  await two.getByRole('button', { name: 'Save the contact' }).click();
  await expectSynced(two);

  await one.getByRole('button', { name: 'Save the contact' }).focus();
  await one.keyboard.press('Enter');
  await expectSynced(one);
  for (const page of [one, two]) {
    await page.reload();
    await expect(page.getByText('Ring före tio')).toBeVisible();
    await expect(page.getByRole('link', { name: /Call \+46 701 740 606/ })).toBeVisible();
  }
});

test.describe('an officer and the mentor', () => {
  test.use({ ...PHONE, locale: 'en-GB' });

  test('log a session offline, correct it, and remark on it; both and the coordinator read it', async ({
    page,
    browser,
    server,
    signIn,
    expectAccessible
  }) => {
    test.setTimeout(150_000);
    await signIn(page, 'officer@example.org');
    await goOffline(page, server.origin);
    await page.goto(`${server.origin}/app/peer`);
    await page.getByRole('link', { name: 'Log a session' }).first().click();
    await page.getByRole('button', { name: 'Save the session' }).click();
    await expect(page.getByRole('alert')).toContainText('Write what you did');
    await expectAccessible(page);
    await page.getByRole('textbox', { name: 'What you did' }).fill('Gick igenom licenserna.');
    await page.getByRole('button', { name: 'Add a next step' }).click();
    await page.getByRole('textbox', { name: 'What', exact: true }).fill('Skicka mallen');
    await page.getByRole('combobox', { name: 'Who' }).fill('Charlie');
    await page.getByLabel('By', { exact: true }).fill('2099-12-01');
    await expectKept(page);
    await page.reload();
    await expect(page.getByRole('textbox', { name: 'What you did' })).toHaveValue('Gick igenom licenserna.');
    await page.getByRole('button', { name: 'Save the session' }).click();
    await expect(page.getByText('Skicka mallen: Charlie').first()).toBeVisible();
    await expectAccessible(page);
    await page
      .getByRole('link', { name: /^Correct/ })
      .first()
      .click();
    await page.getByRole('textbox', { name: 'What you did' }).fill('Gick igenom licenserna två gånger.');
    await page.getByRole('button', { name: 'Save the session' }).click();
    await expect(page.getByText('Gick igenom licenserna två gånger.')).toBeVisible();
    const address = page.url();

    await page.context().setOffline(false);
    await page.goto(`${server.origin}/app/queue`);
    await expectSynced(page);

    const mentor = await (await browser.newContext({ ...DESKTOP, locale: 'en-GB' })).newPage();
    await signIn(mentor, 'mentor@example.org');
    await mentor.goto(address);
    const article = mentor.getByRole('article').filter({ hasText: 'två gånger' });
    // the mentor reads Swedish
    await expect(article).toContainText('Nedskrivet av Robin Demo');
    await article.getByText('Lägg till en kommentar').first().click();
    await article.getByRole('textbox', { name: 'Lägg till en kommentar' }).fill('Mallen är skickad.');
    await article.getByRole('button', { name: 'Spara kommentaren' }).click();
    await expect(article.getByText('Mallen är skickad.')).toBeVisible();
    await expect(article.getByRole('link', { name: /^Rätta/ })).toHaveCount(0);
    await expectSynced(mentor);

    const reads = await (await browser.newContext({ ...DESKTOP, locale: 'en-GB' })).newPage();
    await signIn(reads, 'coordinator@example.org');
    await reads.goto(`${server.origin}/app/municipalities/2161`);
    await reads.getByRole('region', { name: 'Mentoring sessions' }).getByRole('link').first().click();
    await expect(reads.getByText('Mallen är skickad.')).toBeVisible();
    await expect(reads.getByRole('link', { name: 'Log a session' })).toHaveCount(0);
    await expect(reads.getByText('Add a remark')).toHaveCount(0);
    await expectAccessible(reads);
  });
});
