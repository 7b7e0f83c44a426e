import type { Page } from '@playwright/test';
import { DESKTOP, expect, expectSynced, PHONE, test, waitForShell } from './fixtures';

const fold = (page: Page, title: string) =>
  page.locator('details', { has: page.locator('summary', { hasText: title }) });

async function unfold(page: Page, title: string) {
  const part = fold(page, title).last();
  if (!(await part.getAttribute('open').then((open) => open !== null))) await part.locator('summary').first().click();
  return part;
}

/** Types part of a name and takes the first that is found, by keyboard. */
async function pick(page: Page, part: ReturnType<typeof fold>, name: string) {
  const box = part.getByRole('combobox').last();
  await box.fill(name);
  await expect(part.getByRole('option').first()).toContainText(name);
  await box.press('Enter');
}

/** A choice that has left the device: leaving the page sooner would leave it behind. */
const pushed = (page: Page, part: string) =>
  page.waitForResponse(
    (response) => response.request().method() === 'POST' && (response.request().postData() ?? '').includes(part)
  );

test.describe('what a municipality offers and asks for, on a phone in Swedish', () => {
  test.use({ ...PHONE, locale: 'sv-SE' });

  test('is said without network, kept, sent later and seen by a colleague', async ({
    page,
    browser,
    context,
    server,
    signIn,
    expectAccessible
  }) => {
    await signIn(page, 'colleague@example.org');
    await page.goto(`${server.origin}/app/peer`);
    await expect(page.getByRole('heading', { name: 'Vad ni erbjuder och vad ni ber om' })).toBeVisible();
    await expectSynced(page);
    await expectAccessible(page);
    await waitForShell(page);
    await context.setOffline(true);

    // the essential three
    await page.getByLabel('Först', { exact: true }).selectOption({ index: 1 });
    await page.getByLabel('Därefter').selectOption({ index: 2 });
    const offers = page.getByRole('group', { name: 'Vi kan hjälpa andra med' });
    await offers.getByRole('checkbox').nth(2).check();
    const capacity = page.getByRole('group', { name: 'Hur många kommuner samtidigt' });
    await expect(capacity.getByRole('radio', { name: '1' })).toBeChecked();
    await capacity.getByRole('radio', { name: '2' }).check();
    await page.getByText('Hur många inbjudningar ni kan få').click();
    await expect(page.getByText('Högst två är öppna hos er samtidigt.')).toBeVisible();
    await page.getByRole('button', { name: 'Ja, vi är med' }).click();
    await expect(page.getByText('Ni är med i kommande matchningar.')).toBeVisible();

    // one line says what is chosen in what is folded
    const how = await unfold(page, 'Hur och när');
    await expect(how.locator('summary')).toContainText('svenska · Alla månader');
    await how.getByRole('checkbox', { name: 'mars' }).check();
    await how.getByRole('checkbox', { name: 'Besök' }).check();
    await expect(how.locator('summary')).toContainText('Besök');
    await how.getByRole('checkbox', { name: 'svenska' }).uncheck();
    await expect(how.getByText('Välj minst ett språk.')).toBeVisible();
    await expectAccessible(page);
    await how.getByRole('checkbox', { name: 'engelska' }).check();

    const fits = await unfold(page, 'Vem som passar er');
    await fits.getByRole('radio', { name: 'Så nära att vi kan ses' }).check();
    await fits.getByLabel('System och leverantörer ni använder').fill('Kartbordet');
    await fits.getByLabel('System och leverantörer ni använder').press('Enter');
    await fits.getByLabel('System och leverantörer ni använder').fill('kartbordet');
    await fits.getByLabel('System och leverantörer ni använder').press('Enter');
    await expect(fits.getByText('”kartbordet” finns redan på listan.')).toBeVisible();

    const groups = await unfold(page, 'Grupper ni erbjuder');
    await groups.getByLabel('Lägg till en grupp om').selectOption({ index: 1 });
    await groups.getByRole('button', { name: 'Lägg till' }).click();
    await groups.getByRole('radio', { name: '5' }).check();
    await expect(groups.locator('summary')).toContainText('5 platser');

    const mentor = await unfold(page, 'När ni hjälper andra');
    await mentor.getByLabel('Tre månaders vila').check();
    await pick(page, mentor, 'Bollnäs');
    await expect(mentor.locator('summary')).toContainText('Vila efter ett mentorpar · Bollnäs');

    // what contradicts is said at the field
    const avoid = await unfold(page, 'Vilka ni inte vill matchas med');
    await expect(avoid.getByText('Bara ni och samordnaren ser listan.')).toBeVisible();
    await pick(page, avoid, 'Bollnäs');
    await expect(
      avoid.getByText('Bollnäs finns bland dem ni gärna hjälper. Ta bort kommunen där först.').first()
    ).toBeVisible();
    await pick(page, avoid, 'Ljusdal');
    await expect(avoid.getByText('Ljusdal är er egen kommun. Välj en annan.').first()).toBeVisible();
    await expectAccessible(page);
    const unsent = async () =>
      Number(/\d+/.exec(await page.locator('[data-state=offline]').first().innerText())?.[0] ?? 0);
    const before = await unsent();
    await pick(page, avoid, 'Hofors');
    await expect(avoid.locator('summary')).toContainText('1 kommun');
    // on the disk: before that, the browser would ask whether to leave
    await expect.poll(unsent).toBeGreaterThan(before);

    // all of it is on the phone, and was from the first moment
    await page.reload();
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByLabel('Därefter').locator('option:checked')).not.toHaveText('Inget');
    await expect(fold(page, 'Hur och när').last().locator('summary')).toContainText('engelska · Besök · mars');
    await expect(fold(page, 'Vem som passar er').last().locator('summary')).toContainText(
      'Så nära att vi kan ses · Kartbordet'
    );
    await page.goto(`${server.origin}/app/queue`);
    await expect(page.getByText('Det ni erbjuder och ber om: månader')).toBeVisible();
    await expect(page.getByText('Det ni erbjuder och ber om: deltagande')).toBeVisible();
    await context.setOffline(false);
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await expectSynced(page);

    const other = await browser.newContext({ ...DESKTOP, locale: 'sv-SE' });
    const desk = await other.newPage();
    await signIn(desk, 'officer@example.org');
    await desk.goto(`${server.origin}/app/peer`);
    await expect(desk.getByText('You take part in the coming rounds.')).toBeVisible();
    await expect(
      desk.getByRole('group', { name: 'How many municipalities' }).getByRole('radio', { name: '2' })
    ).toBeChecked();
    await expect(fold(desk, 'Whom you do not want').last().locator('summary')).toContainText('1 municipality');
    await expectAccessible(desk);
    await other.close();
  });

  test('ranks mentors by keyboard, each with a reason', async ({ page, server, signIn, expectAccessible }) => {
    await signIn(page, 'colleague@example.org');
    await page.goto(`${server.origin}/app/peer`);
    const wishes = await unfold(page, 'Mentorer ni önskar er');
    for (const name of ['Bollnäs', 'Hudiksvall', 'Gävle']) await pick(page, wishes, name);
    await expect(wishes.getByRole('textbox', { name: 'Varför Gävle' })).toBeFocused();
    await page.keyboard.type('De har samma ärendesystem');
    await wishes.getByRole('textbox', { name: 'Varför Bollnäs' }).focus();
    await page.keyboard.press('Tab');
    await expect(wishes.getByText('Skriv på en rad varför')).toHaveCount(2);
    await expect(wishes.locator('summary')).toContainText('Bollnäs, Hudiksvall, Gävle · 2 skäl saknas');

    const rows = wishes.getByRole('listitem');
    await wishes.getByRole('button', { name: 'Flytta upp Gävle' }).focus();
    await page.keyboard.press('Enter');
    await expect(rows.nth(1)).toContainText('Gävle');
    await expect(wishes.getByRole('button', { name: 'Flytta upp Gävle' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(rows.nth(0)).toContainText('Gävle');
    // at the top there is nothing more to do upwards
    await expect(wishes.getByRole('button', { name: 'Flytta ner Gävle' })).toBeFocused();
    await expect(wishes.getByRole('status').last()).toHaveText('Gävle är nu nummer 1 av 3');
    await expect(wishes.getByRole('textbox', { name: 'Varför Gävle' })).toHaveValue('De har samma ärendesystem');
    await expectAccessible(page);
    await wishes.getByRole('button', { name: 'Ta bort Bollnäs från listan' }).press('Enter');
    await expect(rows).toHaveCount(2);
    await expect(wishes.getByRole('combobox')).toBeFocused();
    await expectSynced(page);
    await page.reload();
    await expect(fold(page, 'Mentorer ni önskar er').last().locator('summary')).toContainText('Gävle, Hudiksvall');
  });

  test('ends with a withdrawal that says what happens, and begins again', async ({
    page,
    server,
    signIn,
    expectAccessible
  }) => {
    await signIn(page, 'colleague@example.org');
    await page.goto(`${server.origin}/app/peer`);
    await page.getByRole('button', { name: 'Ja, vi är med' }).click();
    await expect(page.getByText('Ni är med men ber inte om något')).toBeVisible();
    await page.getByText('Vem ser det här').click();
    await page.getByText('Dra er ur', { exact: true }).click();
    await expect(page.getByText('Mentorpar som är överenskomna fortsätter.')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Dra oss ur matchningen' }).click();
    await expect(page.getByText('Ni är inte med i någon matchning förrän ni säger ja.')).toBeVisible();
    await expectSynced(page);
    // the word of joining may still be there, with an undo of its own
    const left = page.locator('.toast').filter({ hasText: 'Ni har dragit er ur.' });
    await left.getByRole('button', { name: 'Ångra' }).click();
    await expect(page.getByText('Ni är med i kommande matchningar.')).toBeVisible();
  });

  test('keeps both where two officers say different things of one field', async ({
    page,
    browser,
    context,
    server,
    signIn,
    expectAccessible
  }) => {
    await signIn(page, 'colleague@example.org');
    await page.goto(`${server.origin}/app/peer`);
    await page.getByRole('group', { name: 'Vi kan hjälpa andra med' }).getByRole('checkbox').first().check();
    await expectSynced(page);
    await waitForShell(page);
    await context.setOffline(true);
    const mine = page.getByRole('group', { name: 'Hur många kommuner samtidigt' });
    await mine.getByRole('radio', { name: '3' }).check();

    const other = await browser.newContext({ ...PHONE, locale: 'sv-SE' });
    const theirs = await other.newPage();
    await signIn(theirs, 'officer@example.org');
    await theirs.goto(`${server.origin}/app/peer`);
    const sent = pushed(theirs, 'capacity');
    await theirs.getByRole('group', { name: 'How many municipalities' }).getByRole('radio', { name: '2' }).check();
    await sent;
    await theirs.goto(`${server.origin}/app/queue`);
    await expect(theirs.getByRole('heading', { level: 1 })).toHaveText('Everything you did is on the server');
    await other.close();

    await context.setOffline(false);
    await page.evaluate(() => dispatchEvent(new Event('online')));
    const chooser = page.getByRole('region', { name: 'hur många samtidigt' });
    await expect(chooser).toContainText('Robin Demo');
    await expect(mine.getByRole('radio', { name: '2' })).toBeChecked();
    await expectAccessible(page);
    await chooser.getByRole('button').nth(1).click();
    await expect(mine.getByRole('radio', { name: '3' })).toBeChecked();
    await expect(chooser).toHaveCount(0);
    await expectSynced(page);
  });

  test('says why the server refused a choice, at the field', async ({
    page,
    browser,
    context,
    server,
    signIn,
    expectAccessible
  }) => {
    await signIn(page, 'colleague@example.org');
    await page.goto(`${server.origin}/app/peer`);
    await expectSynced(page);
    await waitForShell(page);
    await context.setOffline(true);
    const wishes = await unfold(page, 'Mentorer ni önskar er');
    await pick(page, wishes, 'Gävle');
    await wishes.getByRole('textbox', { name: 'Varför Gävle' }).fill('Nära oss');
    await wishes.getByRole('textbox', { name: 'Varför Gävle' }).blur();

    const other = await browser.newContext({ ...PHONE, locale: 'sv-SE' });
    const theirs = await other.newPage();
    await signIn(theirs, 'officer@example.org');
    await theirs.goto(`${server.origin}/app/peer`);
    await pick(theirs, await unfold(theirs, 'Whom you do not want'), 'Gävle');
    const sent = pushed(theirs, '"months"');
    await (await unfold(theirs, 'How and when')).getByRole('checkbox', { name: 'June' }).check();
    await sent;
    await expect(theirs.getByRole('checkbox', { name: 'June' })).toBeChecked();
    await theirs.goto(`${server.origin}/app/queue`);
    await expect(theirs.getByRole('heading', { level: 1 })).toHaveText('Everything you did is on the server');
    await other.close();

    await (await unfold(page, 'Hur och när')).getByRole('checkbox', { name: 'maj' }).check();
    await context.setOffline(false);
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await expect(wishes.getByText('Det här togs inte emot. En kommun är både önskad och undanbedd.')).toBeVisible();
    await expect(wishes.getByText('Gävle finns nu också bland dem ni inte vill matchas med.')).toBeVisible();
    // what both chose elsewhere is there
    await expect(fold(page, 'Hur och när').last().locator('summary')).toContainText('maj, juni');
    await expectAccessible(page);
    await wishes.getByRole('button', { name: 'Ta tillbaka min ändring' }).click();
    await expect(wishes.locator('summary')).toContainText('Inget valt');
    await expectSynced(page);
  });
});
