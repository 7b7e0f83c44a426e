import type { Browser, Page } from '@playwright/test';
import { v7 } from 'uuid';
import { COMPUTES, DESKTOP, expect, expectKept, expectSynced, PHONE, signInTo, test, waitForShell } from './fixtures';

const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const said = (page: Page) => page.locator('main [aria-live=polite].sr');
const SECONDS = 1000;

/** Somebody in a browser of their own. */
async function openPhone(browser: Browser): Promise<Page> {
  return (await browser.newContext({ ...PHONE, locale: 'en-GB' })).newPage();
}

/** An account for an officer there, made by the coordinator; the demo's own mentor has one. */
async function officerOf(browser: Browser, desk: Page, origin: string, place: string): Promise<Page> {
  const page = await openPhone(browser);
  if (place === 'Umeå') {
    await signInTo(page, origin, 'mentor@example.org');
    return page;
  }
  const office = await desk.context().newPage();
  await office.goto(`${origin}/admin/people/invite`);
  const select = office.getByLabel('Municipality');
  const option = select.locator('option').filter({ hasText: new RegExp(`^${place} \\(`) });
  await select.selectOption(await option.getAttribute('value'));
  await office.locator('input[name=email]').fill(`${encodeURIComponent(place).replaceAll('%', '')}@example.org`);
  await office.getByRole('button', { name: 'Make the invitation' }).click();
  await page.goto(await office.locator('#invitation-link').inputValue());
  await office.close();
  await page.getByLabel('Name').fill(`Officer of ${place}`);
  await page.getByRole('button', { name: 'Accept the invitation' }).click();
  await page.waitForURL('**/app');
  return page;
}

/** The link in the mail with this subject, opened as its reader does. */
async function openMail(page: Page, origin: string, subject: RegExp): Promise<void> {
  await page.goto(`${origin}/demo-mail`);
  const mail = page.getByRole('article').filter({ has: page.getByRole('heading', { name: subject }) });
  await mail.first().getByRole('link').first().click();
}

/** From the list of pairings to the page of one. */
async function openPairing(page: Page, name: RegExp): Promise<void> {
  await page.getByRole('link', { name }).click();
  await page.waitForURL('**/app/peer/*');
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
}

const YES = /^Yes, we are in|^Ja, vi vill/;

/** Says yes to whatever waits for an answer: nobody has more than two to answer, and the next ones wait for these. */
async function answerAll(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/app/peer`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const yes = page.getByRole('button', { name: YES });
  for (let left = await yes.count(); left > 0; left--) {
    await yes.first().click();
    await expect(yes).toHaveCount(left - 1);
  }
  await expectSynced(page);
}

/** The demo's mentor offers places in a group: whoever is declined finds somebody else. */
async function offerGroups(browser: Browser, origin: string): Promise<void> {
  const page = await openPhone(browser);
  await signInTo(page, origin, 'mentor@example.org');
  const session = (await (await page.request.get(`${origin}/api/v1/session`)).json()) as {
    person: { memberships: { municipalityId: string }[] };
  };
  const municipalityId = session.person.memberships[0]!.municipalityId;
  const { changes } = (await (await page.request.get(`${origin}/api/v1/sync?since=0`)).json()) as {
    changes: { entity: string; id: string; data: Record<string, unknown> | null }[];
  };
  const asked = changes.filter(
    ({ entity, data }) => entity === 'pairing' && data?.mentorId === municipalityId && data.status === 'invited'
  );
  const { offers, wants, languages, capacity } = changes.find(
    ({ entity, id }) => entity === 'profile' && id === municipalityId
  )!.data as { offers: string[]; wants: string[]; languages: string[]; capacity: number };
  const groups = [{ id: v7(), dimension: 'legal', places: 5 }];
  const commands = [
    ...asked.map(({ id }) => ({
      type: 'pairing.reply',
      payload: { pairingId: id, side: 'mentor', accept: true, reason: '' }
    })),
    { type: 'mentoring.profile', payload: { municipalityId, offers, wants, languages, capacity, groups } }
  ].map((command, i) => ({
    ...{ commandId: v7(), seq: i + 1, schemaVersion: 1, baseVersion: null, issuedAt: new Date().toISOString() },
    ...command
  }));
  const sent = await page.request.post(`${origin}/api/v1/sync`, {
    headers: { origin },
    data: { protocol: 1, deviceId: v7(), commands }
  });
  const { outcomes } = (await sent.json()) as { outcomes: { outcome: string }[] };
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(commands.map(() => 'applied'));
  await page.context().close();
}

test('a whole round: wishes, board, invitations, a no, the next best, work together, what it gave @long', async ({
  page: desk,
  browser,
  server,
  signIn,
  expectAccessible
}) => {
  // three quarters of a minute on a machine with nothing else to do
  test.setTimeout(180 * SECONDS);
  const { origin } = server;
  const errors: string[] = [];
  desk.on('pageerror', (error) => errors.push(error.message));
  await desk.setViewportSize(DESKTOP.viewport);
  await offerGroups(browser, origin);
  await signIn(desk, 'coordinator@example.org');

  // a round opens, and somebody who asks says what for, and of whom
  await desk.goto(`${origin}/admin/rounds`);
  await desk.getByLabel('Name of the round').fill('Whole');
  await desk.getByLabel('Wishes come in until').fill('2030-01-31');
  await desk.getByRole('button', { name: 'Open the round and ask everybody' }).click();
  await expect(heading(desk)).toContainText('so far');
  const address = desk.url().split('?')[0]!;
  const { wishes } = (await (await desk.request.get(`${address}/export?format=json`)).json()) as {
    wishes: { name: string; said: string; wants: string[]; offers: string[]; capacity: number }[];
  };
  const { name: mentee } = wishes.find((row) => row.said === 'asks' && row.wants.includes('legal'))!;
  const wished = wishes.find((row) => row.name !== mentee && row.offers.includes('legal') && row.capacity > 0)!.name;
  const asking = await officerOf(browser, desk, origin, mentee);
  asking.on('pageerror', (error) => errors.push(error.message));
  await asking.goto(`${origin}/app/peer`);
  await asking.getByLabel('First', { exact: true }).selectOption('legal');
  await asking.locator('summary').filter({ hasText: 'Mentors you wish for' }).click();
  const list = asking
    .locator('details')
    .filter({ has: asking.locator('summary', { hasText: 'Mentors you wish for' }) });
  for (const remove of await list.getByRole('button', { name: /^Take .* off the list/ }).all()) await remove.click();
  await list.getByRole('combobox').fill(wished);
  await list.getByRole('option').first().click();
  // without its reason a wish is on this phone only, and still there after a reload
  await expect(list.locator('summary')).toContainText(`${wished} · 1 reason missing`);
  await asking.reload();
  await asking.locator('summary').filter({ hasText: 'Mentors you wish for' }).click();
  const sent = asking.waitForResponse((response) =>
    (response.request().postData() ?? '').includes('They decided on a licence')
  );
  await list.getByRole('textbox', { name: `Why ${wished}` }).fill('They decided on a licence last year');
  await list.getByRole('textbox', { name: `Why ${wished}` }).blur();
  await expect(list.locator('summary')).not.toContainText('missing');
  await sent;
  await desk.goto(`${address}?q=${encodeURIComponent(mentee)}`);
  await expect(desk.getByRole('row').filter({ hasText: mentee })).toContainText('since this round');

  // a draft, found by name on its board, pinned by keyboard
  await desk.getByRole('button', { name: 'Compute the draft' }).click(COMPUTES);
  await expect(heading(desk)).toContainText('no better total exists', { timeout: 40_000 });
  const card = desk.locator('.lanes [data-card]').filter({ has: desk.getByText(mentee, { exact: true }) });
  await desk.getByLabel('Go to a municipality on the board').fill(mentee);
  await desk.keyboard.press('Enter');
  await expect(card).toBeFocused();
  const lane = await card.locator('xpath=ancestor::*[@data-lane]').getAttribute('data-name');
  const first = lane!.split(', ').at(-1)!;
  const declining = await officerOf(browser, desk, origin, first);
  await card.press('p');
  await expect(said(desk)).toContainText(`${mentee} and ${lane} are pinned`);
  await desk.getByRole('button', { name: 'Save decisions' }).press('Enter');
  await expect(said(desk)).toContainText('computed again under your decisions');
  await expectAccessible(desk);
  await desk.getByRole('button', { name: 'Publish round' }).click();
  await expect(heading(desk)).toContainText('waiting for an answer, 0 came to nothing');

  // the invitation's mail is opened, and says no for a reason
  await openMail(declining, origin, new RegExp(`^${first}: ${mentee} asks for help`));
  await openPairing(declining, new RegExp(`^${mentee} asks for your help`));
  await declining.getByRole('button', { name: 'No, not this time' }).click();
  await declining.getByLabel('Why not').fill('Two colleagues are on leave');
  await declining.getByRole('button', { name: 'Send our no' }).click();
  await expect(heading(declining)).toContainText('Nothing came of');
  await expectSynced(declining);

  // the next best is offered by itself, and both say yes
  const row = desk.getByRole('row').filter({ hasText: 'Two colleagues are on leave' });
  await expect(async () => {
    await desk.goto(`${address}?state=declined&q=${encodeURIComponent(mentee)}`);
    await expect(row).toContainText('Next best:', { timeout: 500 });
  }).toPass({ timeout: 20 * SECONDS });
  const next = /Next best: (.+)/.exec(await row.innerText())![1]!.trim();
  expect(next).not.toBe(first);
  const helping = await officerOf(browser, desk, origin, next);
  await expect(async () => {
    await answerAll(helping, origin);
    await asking.goto(`${origin}/demo-mail`);
    await expect(asking.getByRole('heading', { name: `${mentee}: ${next} could help you` })).toBeVisible({
      timeout: 500
    });
  }).toPass({ timeout: 60 * SECONDS });
  await openMail(asking, origin, new RegExp(`^${mentee}: ${next} could help you`));
  await openPairing(asking, new RegExp(`^${next} can help you`));
  await asking.getByRole('button', { name: 'Yes, we are in' }).click();
  await expectSynced(asking);
  const pairing = new URL(asking.url()).pathname;
  await helping.goto(`${origin}${pairing}`);
  // it may have said yes to this one among the others
  const yes = helping.getByRole('button', { name: YES });
  await expect(yes.or(helping.getByRole('checkbox').first())).toBeVisible();
  if (await yes.isVisible()) await yes.click();
  await expect(helping.getByRole('checkbox').first()).toBeVisible();
  await expectSynced(helping);

  // an agenda, a session written down without network, a visit being typed and then planned
  await asking.goto(`${origin}${pairing}`);
  await expect(heading(asking)).toContainText(`${next} helps you with`);
  await asking.getByRole('checkbox', { name: /^Say who you are/ }).check();
  await expectSynced(asking);
  await waitForShell(asking);
  await asking.context().setOffline(true);
  await asking.getByRole('link', { name: 'Log a session' }).click();
  await asking.getByRole('textbox', { name: 'What you did' }).fill('Read their decision on the licence.');
  await asking.getByRole('button', { name: 'Save the session' }).click();
  await expect(asking.getByText('Read their decision on the licence.')).toBeVisible();
  await asking.goto(`${origin}${pairing}`);
  await asking.getByRole('button', { name: 'Plan a visit' }).click();
  await asking.getByLabel('Place', { exact: true }).fill(`${next}, town hall`);
  await expectKept(asking);
  await asking.reload();
  await expect(asking.getByLabel('Place', { exact: true })).toHaveValue(`${next}, town hall`);
  await asking.getByLabel('Day', { exact: true }).fill('2099-01-12');
  await asking.getByLabel(/^Travel, SEK/).fill('640');
  await asking.getByRole('button', { name: 'Save the visit' }).click();
  await expect(asking.getByRole('row', { name: /^Together/ })).toContainText('640');
  await asking.context().setOffline(false);
  await asking.evaluate(() => dispatchEvent(new Event('online')));
  await expectSynced(asking);

  // the mentor has all of it, ends it, and says what it gave; so does the other side
  const swedish = next === 'Umeå';
  await helping.reload();
  await expect(helping.getByText(`${next}, town hall`)).toBeVisible();
  await helping.getByText(swedish ? 'Avsluta samarbetet' : 'End the pairing').click();
  await helping.getByRole('button', { name: swedish ? 'Vi är klara' : 'We are done' }).click();
  await helping.getByRole('radio', { name: swedish ? 'Bra' : 'Well', exact: true }).check();
  await helping.getByRole('radio', { name: swedish ? 'Ja' : 'Yes', exact: true }).check();
  await helping.getByRole('button', { name: swedish ? 'Spara svaren' : 'Save our answers' }).click();
  await expectSynced(helping);
  await asking.reload();
  await expect(heading(asking)).toContainText('has helped you');
  await asking.getByRole('radio', { name: 'Very much' }).check();
  await asking.getByLabel('What worked').fill('Short calls');
  await asking.getByRole('radio', { name: 'Yes', exact: true }).check();
  await asking.getByRole('button', { name: 'Save our answers' }).click();
  await expect(asking.getByText('Would do it again.')).toBeVisible();
  await expectSynced(asking);

  // thanks: a certificate that is a PDF; and the coordinator reads what both said
  const link = helping.getByRole('link', { name: /\(PDF\)$/ });
  const pdf = await helping.request.get(`${origin}${await link.getAttribute('href')}`);
  expect(pdf.headers()['content-type']).toBe('application/pdf');
  expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');
  await desk.goto(`${origin}${pairing}`);
  await expect(desk.getByText('Short calls')).toBeVisible();
  await expect(desk.getByText('Would do it again.')).toHaveCount(2);
  await desk.goto(`${address}?state=closed`);
  await expect(desk.getByRole('row').filter({ hasText: mentee })).toContainText(next);
  expect(errors).toEqual([]);
});
