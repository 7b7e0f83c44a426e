import type { Page } from '@playwright/test';
import { DESKTOP, expect, expectSynced, PHONE, test, waitForShell } from './fixtures';

/** The app opens without network from here on. */
async function loadWhole(page: Page): Promise<void> {
  await waitForShell(page);
  await page.reload();
  await expectSynced(page);
}

test.describe('two minutes before a meeting', () => {
  test.use(PHONE);

  test('a municipality and its promises are read and put off without network @long', async ({
    page,
    server,
    signIn,
    expectAccessible
  }) => {
    test.setTimeout(120_000);
    await signIn(page, 'coordinator@example.org');
    await page.goto(`${server.origin}/app/follow-ups`);
    await expectSynced(page);
    await loadWhole(page);
    await page.context().setOffline(true);

    await page.goto(`${server.origin}/app/municipalities/2161`);
    const brief = page.getByRole('region', { name: 'Before you go in' });
    await expect(brief).toContainText('Robin Demo');
    await expect(brief).toContainText('What stood in the way');
    // the last of the five answers ends less than half a screen below the first one
    const { y, height } = (await brief.getByText('What comes next').boundingBox())!;
    expect(y + height).toBeLessThan(844 * 1.25);
    await expect(page.getByRole('heading', { name: 'Everything in order of time' })).toBeVisible();
    const earlier = page.getByRole('button', { name: /^Show \d+ earlier/ });
    if (await earlier.count()) await earlier.click();
    await expect(page.getByText('Reached by the campaign Telefonrundan (påhittad)')).toBeVisible();
    // what the register, the wave and the pairings say of it
    const register = page.getByRole('region', { name: 'From the register' });
    await expect(register).toContainText('2161');
    await expect(register).toContainText('Gävleborg');
    await expect(register).toContainText(/\d\d,\d{3}/);
    await expect(page.getByRole('region', { name: /^Assessment / })).toContainText(': 6 answers so far');
    await expect(page.getByRole('region', { name: 'Mentoring pairs' }).getByRole('link').first()).toBeVisible();
    await expectAccessible(page);
    // somebody else looks after open data there
    await page.getByRole('button', { name: 'Change: Looks after open data' }).click();
    await page.getByRole('radio', { name: /^Sam Demo/ }).check();
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(brief).toContainText('Sam Demo');

    // one that has submitted: its level
    await page.goto(`${server.origin}/app/municipalities/2480`);
    await expect(brief).toContainText(/Level \d/);
    await expect(page.getByRole('region', { name: /^Assessment / })).toContainText(/Submitted/);

    await page.goto(`${server.origin}/app/follow-ups?who=me`);
    await expectAccessible(page);
    // whom to be in touch with, and on the contact how often
    const touch = page.getByRole('region', { name: /^\d+ contacts? to be in touch with$/ });
    await expect(touch.getByRole('listitem').first()).toContainText(/by .+, last met /);
    await touch.getByRole('link').first().click();
    await expect(page.getByText(/^Every 90 days, /)).toBeVisible();
    await page.goBack();
    const first = page.getByRole('button', { name: /^Put off: / }).first();
    const what = (await first.getAttribute('aria-label'))!.replace('Put off: ', '');
    await first.click();
    await page.getByRole('button', { name: 'Put off', exact: true }).click();
    await expect(page.getByText('Choose the day to put it off to')).toBeVisible();
    await page.getByRole('radio', { name: /^In four weeks/ }).check();
    await page.getByRole('textbox', { name: 'Why' }).fill('Away until then');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Put off', exact: true }).click();
    const promise = page.getByRole('listitem').filter({ hasText: what }).filter({ hasText: 'Not sent yet' });
    await expect(promise).toHaveCount(1);
    await promise.getByText(/^Put off (once|\d+ times)$/).click();
    await expect(promise).toContainText('Away until then');

    await page.context().setOffline(false);
    await page.goto(`${server.origin}/app/queue`);
    await expectSynced(page);
    await page.goto(`${server.origin}/app/follow-ups`);
    await expect(page.getByText('Not sent yet')).toHaveCount(0);
    await expect(page.getByText('Away until then')).toHaveCount(1);
  });
});

test('a municipality corrects what was noted about it without network, the coordinator settles it, the ledger says so @long', async ({
  browser,
  server,
  signIn,
  expectAccessible
}) => {
  test.setTimeout(120_000);
  const phone = await browser.newContext({ ...PHONE, locale: 'en-GB' });
  const own = await phone.newPage();
  await signIn(own, 'officer@example.org');
  await own.goto(`${server.origin}/app`);
  await expectSynced(own);
  await loadWhole(own);
  await phone.setOffline(true);
  await own.getByRole('link', { name: 'What the network has noted about you' }).click();
  await expect(own.getByRole('heading', { level: 1 })).toHaveText('Ljusdal in the network');
  // said without a name: kept from everybody, the own colleagues too
  await expect(own.getByText('It is never shown with your municipality.')).toBeVisible();
  await expect(own.getByText('Leverantören tar betalt')).toHaveCount(0);
  await expectAccessible(own);
  await own
    .getByRole('button', { name: /^Correct this: / })
    .first()
    .click();
  await own.getByRole('radio', { name: 'It is not like this' }).check();
  await own.getByRole('button', { name: 'Send the correction' }).click();
  await expect(own.getByRole('alert')).toContainText('Say how it is instead');
  await expectAccessible(own);
  await own.getByRole('textbox', { name: 'In your own words' }).fill('We share one with Ovanåker.');
  await own.getByRole('button', { name: 'Send the correction' }).click();
  const said = own.getByRole('listitem').filter({ hasText: 'We share one with Ovanåker.' }).last();
  await expect(said).toContainText('Waits for the coordinator');
  await expect(said).toContainText('Not sent yet');
  await phone.setOffline(false);
  await own.goto(`${server.origin}/app/queue`);
  await expectSynced(own);

  const desk = await (await browser.newContext({ ...DESKTOP, locale: 'en-GB' })).newPage();
  await signIn(desk, 'coordinator@example.org');
  await desk.goto(`${server.origin}/app`);
  const told = desk.getByText(/corrections? waits? for your answer/);
  await expect(told).toBeVisible();
  await desk.goto(`${server.origin}/app/municipalities/2161`);
  const note = desk.getByRole('listitem').filter({ hasText: 'We share one with Ovanåker.' }).last();
  await note.getByRole('textbox', { name: 'Your answer to the municipality' }).fill('Thank you.');
  await note.getByRole('button', { name: 'It is as they say' }).click();
  await expect(note).toContainText('Thank you.');
  await expectAccessible(desk);
  await expectSynced(desk);

  await desk.goto(`${server.origin}/admin/ledger`);
  await expect(desk.getByRole('heading', { level: 1 })).toContainText(/barriers raised, \d+ still open/);
  await expectAccessible(desk);
  await desk.getByRole('table', { name: 'By barrier' }).getByRole('link').first().click();
  await expect(desk.getByRole('heading', { name: 'Measures that would help' })).toBeVisible();
  await expectAccessible(desk);
  const file = await desk.request.get(`${server.origin}/admin/ledger/export?format=csv`);
  expect(file.headers()['content-type']).toContain('text/csv');
  expect((await file.text()).split('\r\n')[0]).toContain('Barrier');
  expect((await own.request.get(`${server.origin}/admin/ledger`)).status()).toBe(403);
});
