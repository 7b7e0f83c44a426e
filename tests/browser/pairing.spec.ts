import type { Page } from '@playwright/test';
import { DESKTOP, expect, expectKept, expectSynced, PHONE, test, waitForShell } from './fixtures';

/** The invitation on the list of pairings, opened. */
async function openInvitation(page: Page, origin: string, name: RegExp): Promise<void> {
  await page.goto(`${origin}/app/peer`);
  await page.getByRole('link', { name }).click();
  // the list's own heading may say the same
  await page.waitForURL(/\/app\/peer\/[^/]+$/);
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
}

async function goOffline(page: Page): Promise<void> {
  await waitForShell(page);
  await page.context().setOffline(true);
}
async function goOnline(page: Page): Promise<void> {
  await page.context().setOffline(false);
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await expectSynced(page);
}

test.describe('a pairing, on two phones', () => {
  test.use({ ...PHONE, locale: 'sv-SE' });

  test('is agreed on, worked in, evaluated and thanked for', async ({
    page,
    browser,
    server,
    signIn,
    expectAccessible
  }) => {
    test.setTimeout(240_000);
    // the mentee has no network and says yes all the same
    await signIn(page, 'colleague@example.org');
    await openInvitation(page, server.origin, /^Umeå kan hjälpa er/);
    await expect(page.getByText(/Umeå ligger \d nivå/)).toBeVisible();
    await expect(page.getByText(/14 dagar kvar/)).toBeVisible();
    await expectAccessible(page);
    const address = page.url();
    await goOffline(page);
    await page.getByRole('button', { name: 'Ja, vi vill' }).click();
    await expect(page.getByText('Nu har Umeå till och med')).toBeVisible();
    await expect(page.getByText('Inte skickat', { exact: false }).first()).toBeVisible();
    await page.reload();
    await expect(page.getByText('Nu har Umeå till och med')).toBeVisible();
    await goOnline(page);

    const context = await browser.newContext({ ...PHONE, locale: 'sv-SE' });
    const theirs = await context.newPage();
    await signIn(theirs, 'mentor@example.org');
    await openInvitation(theirs, server.origin, /^Ljusdal ber om er hjälp/);
    await theirs.getByRole('button', { name: 'Ja, vi vill' }).click();
    await expect(theirs.getByRole('heading', { level: 1 })).toContainText('Ni hjälper Ljusdal');
    await expect(
      theirs
        .getByRole('link', { name: 'colleague@example.org' })
        .or(theirs.getByRole('link', { name: 'officer@example.org' }))
    ).toBeVisible();
    await expectSynced(theirs);

    // goals come from the plan
    await page.goto(`${server.origin}/app/plan`);
    await page
      .getByRole('button', { name: /^Ta upp: / })
      .first()
      .click();
    // "synced" still stands there from before the click
    await expect(page.getByRole('heading', { level: 1 })).toContainText('1');
    await expectSynced(page);
    await page.goto(address);
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Umeå hjälper er');
    await expect(page.getByRole('link', { name: 'mentor@example.org' })).toBeVisible();
    await page.getByRole('button', { name: 'Välj mål' }).click();
    await page.getByRole('group', { name: 'Välj mål ur er plan' }).getByRole('checkbox').first().check();
    await page.getByRole('button', { name: 'Klar med målen' }).click();
    await expect(page.getByText('I planen, inte nått än')).toBeVisible();

    // the agenda, by both at the same time, one of them without network
    await expectSynced(page);
    await goOffline(page);
    await page.getByRole('checkbox', { name: /^Berätta vilka ni är/ }).check();
    await theirs.reload();
    await theirs.getByLabel('En egen punkt').first().fill('Visa vår lista');
    await theirs.getByLabel('En egen punkt').first().press('Enter');
    await expect(theirs.getByRole('checkbox', { name: 'Visa vår lista' })).toBeVisible();
    await expectSynced(theirs);
    await goOnline(page);
    await expect(page.getByRole('checkbox', { name: 'Visa vår lista' })).toBeVisible();
    await expect(page.getByRole('checkbox', { name: /^Berätta vilka ni är/ })).toBeChecked();
    await page.getByRole('button', { name: 'Ta bort: Visa vår lista' }).click();
    await expect(page.getByRole('checkbox', { name: 'Visa vår lista' })).toHaveCount(0);
    await page.getByRole('button', { name: 'Ångra' }).last().click();
    await expect(page.getByRole('checkbox', { name: 'Visa vår lista' })).toBeVisible();

    // a visit with costs, and a file
    await page.getByRole('button', { name: 'Planera ett besök' }).click();
    await page.getByRole('button', { name: 'Spara besöket' }).click();
    await expect(page.getByRole('alert')).toContainText('Välj dagen för besöket');
    await page.getByLabel('Dag', { exact: true }).fill('2099-01-12');
    await page.getByLabel('Plats', { exact: true }).fill('Umeå, stadshuset');
    await page.getByLabel(/^Resa, SEK/).fill('1 200');
    await page.getByLabel(/^Logi, SEK/).fill('900');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Spara besöket' }).click();
    await expect(page.getByRole('row', { name: /^Tillsammans/ })).toContainText(/2.100/);
    const chosen = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Välj en fil eller ta en bild' }).click();
    await (await chosen).setFiles({ name: 'mall.csv', mimeType: 'text/csv', buffer: Buffer.from('licens;CC0\n') });
    await expect(page.getByRole('link', { name: 'mall.csv' })).toBeVisible({ timeout: 20_000 });
    await expectSynced(page);
    await expectAccessible(page);

    // both say what the visit is for, one of them without network: both wordings are shown, and one tap keeps both
    const say = async (side: Page, purpose: string) => {
      await side.getByRole('button', { name: /^Ändra besöket/ }).click();
      await side.getByLabel('Vad ni vill se eller göra').fill(purpose);
      await side.getByRole('button', { name: 'Spara besöket' }).click();
      await expect(side.getByText(purpose)).toBeVisible();
    };
    await theirs.reload();
    await expect(theirs.getByRole('button', { name: /^Ändra besöket/ })).toBeVisible();
    await goOffline(page);
    await say(page, 'Se registret');
    const arrived = theirs.waitForResponse(
      (response) => response.request().method() === 'POST' && response.url().endsWith('/api/v1/sync')
    );
    await say(theirs, 'Träffa arkivet');
    await arrived;
    await goOnline(page);
    const two = page.getByRole('region', { name: /^Två versioner: / });
    // what shows it comes on demand
    await expect(two).toContainText('Träffa arkivet', { timeout: 20_000 });
    await expect(two).toContainText('Se registret');
    await expectAccessible(page);
    await goOffline(page);
    await two.getByRole('button', { name: 'Behåll båda' }).click();
    await expect(two).toHaveCount(0);
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
    await goOnline(page);

    // beside the form for a session stands what it is about
    await page.getByRole('link', { name: 'Logga ett samtal' }).click();
    await page.getByText('Dagordning för det här samtalet: Lär känna varandra').click();
    await expect(page.getByRole('checkbox', { name: /^Berätta vilka ni är/ })).toBeChecked();
    await page.getByRole('textbox', { name: 'Det ni gjorde' }).fill('Gick igenom resultatet.');
    await page.getByRole('button', { name: 'Spara samtalet' }).click();
    await expect(page.getByText('Gick igenom resultatet.')).toBeVisible();
    await expectSynced(page);

    // the end is plain, and each side says for itself what it gave
    await theirs.reload();
    await expect(theirs.getByRole('link', { name: 'mall.csv' })).toBeVisible();
    await expect(theirs.getByText('Träffa arkivet')).toContainText('Se registret');
    await theirs.getByText('Avsluta samarbetet').click();
    await expectAccessible(theirs);
    await theirs.getByRole('button', { name: 'Vi är klara' }).click();
    await expect(theirs.getByRole('heading', { level: 1 })).toContainText('Ni har hjälpt Ljusdal');
    await theirs.getByRole('button', { name: 'Spara svaren' }).click();
    await expect(theirs.getByRole('alert')).toContainText('Välj hur mycket det hjälpte');
    await theirs.getByRole('radio', { name: 'Bra', exact: true }).check();
    await theirs.getByLabel('Vad fungerade').fill('Korta samtal');
    await theirs.getByRole('radio', { name: 'Ja', exact: true }).check();
    await expectAccessible(theirs);
    await theirs.getByRole('button', { name: 'Spara svaren' }).click();
    await expect(theirs.getByText('Korta samtal')).toBeVisible();
    await expectSynced(theirs);
    const certificate = await theirs.getByRole('link', { name: 'Intyg till mentorn (PDF)' }).getAttribute('href');
    const pdf = await theirs.request.get(`${server.origin}${certificate}`);
    expect(pdf.status()).toBe(200);
    expect(pdf.headers()['content-type']).toBe('application/pdf');
    await context.close();

    await page.goto(address);
    await expect(page.getByRole('heading', { name: 'Vad det gav' })).toBeVisible();
    await expect(page.getByText('Korta samtal')).toHaveCount(0);
    await expect(page.getByRole('link', { name: 'Intyg till mentorn (PDF)' })).toHaveCount(0);
    await goOffline(page);
    await page.getByRole('radio', { name: 'Mycket bra' }).check();
    await page.getByLabel('Vad saknades').fill('En jurist');
    await expectKept(page);
    await page.reload();
    await expect(page.getByLabel('Vad saknades')).toHaveValue('En jurist');
    await page.getByRole('radio', { name: 'Ja', exact: true }).check();
    await page.getByRole('button', { name: 'Spara svaren' }).click();
    await expect(page.getByText('Skulle göra det igen.')).toBeVisible();
    await goOnline(page);

    // the coordinator reads both
    const office = await browser.newContext({ ...DESKTOP, locale: 'sv-SE' });
    const desk = await office.newPage();
    await signIn(desk, 'coordinator@example.org');
    await desk.goto(address);
    await expect(desk.getByText('Korta samtal')).toBeVisible();
    await expect(desk.getByText('En jurist')).toBeVisible();
    await expectAccessible(desk);
    await office.close();
  });

  test('comes to nothing by a no, by keyboard and without a word to the other side', async ({
    page,
    browser,
    server,
    signIn,
    expectAccessible
  }) => {
    await signIn(page, 'mentor@example.org');
    await openInvitation(page, server.origin, /^Ljusdal ber om er hjälp/);
    const address = page.url();
    await page.getByRole('button', { name: 'Nej, inte den här gången' }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByLabel(/^Varför inte/)).toBeFocused();
    await page.keyboard.type('Ingen tid före sommaren');
    await expectAccessible(page);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Det blev inget med Ljusdal');
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
    await expectSynced(page);
    await expectAccessible(page);

    const other = await browser.newContext({ ...PHONE, locale: 'sv-SE' });
    const theirs = await other.newPage();
    await signIn(theirs, 'colleague@example.org');
    await theirs.goto(address);
    await expect(theirs.getByText('Det säger ingenting om någon av er.')).toBeVisible();
    await expect(theirs.getByText('sommaren')).toHaveCount(0);
    await other.close();
  });
});
