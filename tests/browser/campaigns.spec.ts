import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { type Post, startPost } from '../support/post';
import { type RunningServer, startServer } from '../support/server';
import { calendarReply, invitationIn } from '../support/calendar-mail';
import { DESKTOP, expect, expectSynced, PHONE, prepareDemo, signInTo, test, waitForShell } from './fixtures';

// a server that has a mail server: the demo's own shows its mail instead
const own = test.extend<{ breaks: boolean; post: Post; server: RunningServer }>({
  /** The first message to each is taken, and the line breaks before the mail server says so. */
  breaks: [false, { option: true }],
  post: async ({ breaks }, use) => {
    const begun = new Set<string>();
    const post = await startPost({
      onData({ to: [address = ''], headers }) {
        if (!breaks || begun.has(address) || !headers.has('list-unsubscribe')) return null;
        begun.add(address);
        return 'cut';
      }
    });
    await use(post);
    await post.stop();
  },
  server: async ({ post }, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'waymark-campaign-'));
    copyFileSync(prepareDemo(), join(folder, 'demo.db'));
    const server = await startServer(join(folder, 'demo.db'), { WAYMARK_DEMO: '1', MAIL_URL: post.url });
    await use(server);
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});

const heading = (page: Page) => page.getByRole('heading', { level: 1 });
/** The messages of the campaign; not the test to oneself. */
const letters = (post: Post) => post.taken.filter(({ headers }) => headers.has('list-unsubscribe'));

own(
  'a campaign from its filter to a mail, its link clicked, its reply recorded',
  async ({ browser, server, post, expectAccessible }) => {
    // from a filter to a promise kept
    own.setTimeout(240_000);
    const desk = await (await browser.newContext({ ...DESKTOP, locale: 'en-GB' })).newPage();
    await signInTo(desk, server.origin, 'coordinator@example.org');
    await desk.goto(`${server.origin}/admin/campaigns`);
    await expect(heading(desk)).toHaveText('1 campaign');
    await expectAccessible(desk);
    await desk.getByLabel('Name').fill('Spring');
    await desk.getByRole('button', { name: 'Make a draft' }).click();
    await expect(heading(desk)).toHaveText('Spring');

    // nobody in it, then a code that is none, then two municipalities
    await desk.getByRole('link', { name: 'Change' }).click();
    await expect(heading(desk)).toContainText('municipalities');
    const emails = desk.locator('tbody tr').filter({ hasText: '@' });
    await expect(emails.first()).toBeVisible();
    const [one, two] = await emails.evaluateAll((rows) =>
      rows.slice(0, 2).map((row) => [...row.children].map((cell) => cell.textContent.trim()))
    );
    await desk.getByText('Lists of codes').click();
    await desk.getByLabel('Only these codes').fill('0000');
    await desk.getByRole('button', { name: 'Show' }).click();
    await expect(desk.getByRole('alert')).toContainText('0000');
    const places = await desk.request.get(`${server.origin}/admin/register/export?format=json`);
    const register = (await places.json()) as
      { code: string; name: string }[] | { municipalities: { code: string; name: string }[] };
    const list = Array.isArray(register) ? register : register.municipalities;
    const codes = [one, two].map((row) => list.find(({ name }) => name === row![0])!.code);
    await desk.getByLabel('Only these codes').fill(codes.join(', '));
    await desk.getByRole('button', { name: 'Show' }).click();
    await expect(desk.getByRole('status').filter({ hasText: '2 of' })).toContainText('2 recipients can be written to');
    await expectAccessible(desk);
    await desk.getByRole('button', { name: 'Use this choice' }).click();

    await desk.getByRole('link', { name: 'Write the first message' }).click();
    const swedish = desk.getByRole('group', { name: 'Swedish' });
    await swedish.getByLabel('Subject').fill('Öppna data i {kommun}');
    await swedish.getByLabel('Text').fill('Hej\n\nVi vill gärna träffa {municipality}.');
    await desk.getByRole('button', { name: 'Save the message' }).click();
    await expect(desk.getByRole('alert')).toContainText('There is no field {kommun}');
    await swedish.getByLabel('Subject').fill('Öppna data i {municipality}');
    await desk.getByRole('button', { name: 'Save the message' }).click();
    await expect(desk.getByText('The message is saved.')).toBeVisible();
    await expect(desk.getByRole('article')).toContainText(`Öppna data i ${one![0]}`);
    await desk.getByRole('link', { name: 'Next' }).click();
    await expect(desk.getByRole('article')).toContainText(`Öppna data i ${two![0]}`);
    await expectAccessible(desk);
    await desk.getByRole('button', { name: 'Send this one to me' }).click();
    await expect(desk.getByText('A test is on its way to coordinator@example.org')).toBeVisible();
    await expect
      .poll(() => post.taken.some(({ to }) => to[0] === 'coordinator@example.org'), { timeout: 20_000 })
      .toBe(true);

    await desk.getByRole('link', { name: 'Spring' }).click();
    await expect(desk.getByText('2 messages go out')).toBeVisible();
    await expectAccessible(desk);
    await desk.getByRole('button', { name: 'Start the campaign' }).click();
    await expect(heading(desk)).toHaveText('0 of 2 have answered');
    await expect.poll(() => letters(post).length, { timeout: 20_000 }).toBe(2);
    expect(
      letters(post)
        .map(({ to }) => to[0])
        .sort()
    ).toEqual([one![2], two![2]].sort());

    // whoever was written to has no account; opening the link says nothing, the button does
    const [first, second] = letters(post);
    const link = /http:\S+\/reply\/[\w-]{43}/.exec(first!.text)![0];
    const reader = await (await browser.newContext({ locale: 'sv-SE' })).newPage();
    await reader.goto(link);
    await expect(reader.getByRole('button', { name: 'Nej tack' })).toBeVisible();
    await expectAccessible(reader);
    await desk.reload();
    await expect(heading(desk)).toHaveText('0 of 2 have answered');
    await reader.getByRole('button', { name: 'Ja, hör gärna av er' }).click();
    await expect(reader.getByText('Tack, svaret är noterat.')).toBeVisible();
    await desk.reload();
    await expect(heading(desk)).toHaveText('1 of 2 have answered');
    await expectAccessible(desk);

    // the mail program's own button: no cookie, no origin (RFC 8058); and the page for people
    const address = second!.headers.get('list-unsubscribe')!.slice(1, -1);
    const done = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'List-Unsubscribe=One-Click'
    });
    expect(done.status).toBe(200);
    await reader.goto(address);
    await reader.getByRole('button', { name: 'Avregistrera' }).click();
    await expect(heading(reader)).toContainText('Du får inga fler utskick');
    await desk.goto(`${server.origin}/admin/campaigns`);
    await desk.getByRole('link', { name: 'Replies' }).click();
    await expect(heading(desk)).toHaveText('Nothing to sort');
    await desk.getByLabel('Mail file').setInputFiles({
      name: 'answer.eml',
      mimeType: 'message/rfc822',
      buffer: Buffer.from(
        `From: Karin <${second!.to[0]}>\r\nTo: post@example.org\r\nSubject: Sv\r\nMessage-ID: <k@x.example>\r\n\r\nNej tack, inte aktuellt\r\n`
      )
    });
    await desk.getByRole('button', { name: 'Read the mail' }).click();
    await expect(heading(desk)).toHaveText('1 reply to sort');
    await expectAccessible(desk);
    await desk.getByRole('button', { name: 'No', exact: true }).click();
    await expect(heading(desk)).toHaveText('Nothing to sort');

    // who said yes is met: one tap, planned without a network, told of once there is one
    await desk.setViewportSize(PHONE.viewport);
    await expectAccessible(desk);
    const willing = desk.getByRole('region', { name: 'Said yes' });
    const said = first!.to[0]!;
    const place = [one!, two!].find((row) => row[2] === said)![0]!;
    const tap = willing.getByRole('link', { name: `Plan a meeting with ${place}`, exact: true });
    await tap.click();
    await expect(heading(desk)).toHaveText(`Plan a meeting with ${place}`);
    const guest = desk.getByRole('group', { name: 'Contacts' }).getByRole('checkbox', { checked: true });
    await expect(guest).toHaveCount(1);
    await expectAccessible(desk);
    const day = (weeks: number) => new Date(Date.now() + weeks * 7 * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
    await desk.getByRole('button', { name: 'Save the plan' }).click();
    await expect(desk.getByRole('alert')).toContainText('Choose a day.');
    await desk.getByLabel('Day').fill(day(4));
    await desk.getByLabel('Place or link').fill('Stadshuset, rum 3');
    // the app is on this device whole
    await waitForShell(desk);
    await desk.context().setOffline(true);
    await desk.getByRole('button', { name: 'Save the plan' }).click();
    await expect(heading(desk)).toContainText(`${place}, `);
    await expect(desk.getByText('Planned on this device.')).toBeVisible();
    await desk.context().setOffline(false);
    // pairings of the demo have dates in their mails, too
    const invitations = () => post.taken.filter(({ source }) => /method=(REQUEST|CANCEL)/.test(source));
    await expect.poll(() => invitations().length, { timeout: 20_000 }).toBe(1);
    const asked = await invitationIn(invitations()[0]!);
    expect(asked).toMatchObject({ method: 'REQUEST', sequence: 0, attendees: [`mailto:${said}`] });
    await expect(desk.getByText('No answer yet')).toBeVisible();
    await expectAccessible(desk);

    // their calendar answers, and the meeting is moved
    const answer = Buffer.from(calendarReply(asked, said, 'ACCEPTED'));
    await desk.goto(`${server.origin}/admin/campaigns/replies`);
    await desk.getByLabel('Mail file').setInputFiles({ name: 'yes.eml', mimeType: 'message/rfc822', buffer: answer });
    await desk.getByRole('button', { name: 'Read the mail' }).click();
    await expect(desk.getByText('it stands with the plan now')).toBeVisible();
    await expect(tap).toHaveCount(0);
    await desk.goto(`${server.origin}/app/meetings`);
    await desk.getByRole('region', { name: 'Planned meetings' }).getByRole('link', { name: place }).click();
    await expect(desk.getByText('Comes', { exact: true })).toBeVisible();
    await desk.getByRole('link', { name: 'Change the plan' }).click();
    await desk.getByLabel('Day').fill(day(5));
    await desk.getByRole('button', { name: 'Save the plan' }).click();
    await expect.poll(() => invitations().length, { timeout: 20_000 }).toBe(2);
    const moved = await invitationIn(invitations()[1]!);
    expect(moved).toMatchObject({ method: 'REQUEST', uid: asked.uid, sequence: 1 });
    await expect(desk.getByText('Comes (answered before the last change)')).toBeVisible();

    // held: what was planned stands in the log already
    await desk.getByRole('link', { name: 'Log this meeting' }).click();
    await expect(heading(desk)).toContainText(place);
    await desk.getByLabel('Conclusions').fill('They begin with the licences.');
    await desk.getByRole('button', { name: 'Add a promise' }).click();
    await desk.getByLabel('What is promised').fill('Skicka licensmallen');
    await desk.getByRole('radio', { name: /^Two weeks/ }).check();
    await desk.getByRole('button', { name: 'Save meeting' }).click();
    await expect(heading(desk)).toContainText(place);
    await expect(desk.getByText('They begin with the licences.')).toBeVisible();
    await desk.getByRole('link', { name: 'Meetings' }).first().click();
    await expect(desk.getByRole('region', { name: 'Planned meetings' })).toHaveCount(0);

    // thanked with what was promised, in their language; the promise is kept; the campaign counts the meeting
    await desk.getByRole('link', { name: place }).first().click();
    await desk.getByRole('button', { name: 'Write the letter of thanks' }).click();
    await expect(desk.getByLabel('Text', { exact: true })).toHaveValue(/Det här lovade vi:\n- Skicka licensmallen/);
    await expectAccessible(desk);
    await desk.getByRole('button', { name: 'Send to 1 person' }).click();
    const thanks = () => post.taken.filter(({ text }) => text.includes('Tack för att ni tog er tid'));
    await expect.poll(() => thanks().map(({ to }) => to), { timeout: 20_000 }).toEqual([[said]]);
    await desk.getByRole('button', { name: 'Write the letter of thanks' }).click();
    await expect(desk.getByText('thanked already')).toBeVisible();
    await desk.getByRole('checkbox', { name: 'Skicka licensmallen' }).check();
    await expectSynced(desk);
    await desk.setViewportSize(DESKTOP.viewport);
    await desk.goto(`${server.origin}/app/follow-ups`);
    await expect(desk.getByRole('checkbox', { name: 'Skicka licensmallen', checked: false })).toHaveCount(0);
    await desk.goto(`${server.origin}/admin/campaigns`);
    await desk.getByRole('link', { name: 'Spring' }).click();
    const results = desk.locator('table', { hasText: 'Cost per meeting' }).locator('tbody tr').first();
    await expect(results.locator('th, td').nth(5)).toHaveText(/1\s*$/);
  }
);

own.describe('where sending was interrupted', () => {
  own.use({ breaks: true });

  own('nothing goes out twice unless a person says so', async ({ browser, server, post, expectAccessible }) => {
    const desk = await (await browser.newContext({ ...DESKTOP, locale: 'en-GB' })).newPage();
    await signInTo(desk, server.origin, 'coordinator@example.org');
    await desk.goto(`${server.origin}/admin/campaigns`);
    const replies = await desk.getByRole('link', { name: 'Replies' }).getAttribute('href');
    const networkId = new URL(replies!, server.origin).searchParams.get('network')!;
    const id = await desk.evaluate(async (networkId) => {
      const send = async (method: string, path: string, body: object) => {
        const given = await fetch(`/api/v1/campaigns${path}`, { method, body: JSON.stringify(body) });
        return (await given.json()) as { campaignId: string; version: number };
      };
      const targets = ['2161', '2101', '2080'];
      const filter = { ...{ levels: [], sizes: [], counties: [], groups: [] }, neverReached: false, excluded: [] };
      const draft = {
        networkId,
        name: 'Autumn',
        perMinute: 600,
        filter: { ...filter, lastContactBefore: '', targets }
      };
      const { campaignId } = await send('POST', '', draft);
      const texts = { sv: { subject: 'Öppna data', body: 'Hej {municipality}' } };
      const { version } = await send('POST', `/${campaignId}/steps`, { version: 1, afterDays: 0, texts });
      await send('POST', `/${campaignId}/state`, { to: 'start', version });
      return campaignId;
    }, networkId);
    const doubtful = desk.getByRole('region', { name: 'Nobody knows whether these arrived' });
    await expect(async () => {
      await desk.goto(`${server.origin}/admin/campaigns/${id}`);
      await expect(doubtful.getByRole('listitem')).toHaveCount(3, { timeout: 500 });
    }).toPass({ timeout: 30_000 });
    await expectAccessible(desk);
    for (const [left, decision] of [
      [2, 'It arrived'],
      [1, 'Let it be'],
      [0, 'Send again']
    ] as const) {
      await doubtful.getByRole('button', { name: decision }).first().click();
      await expect(doubtful.getByRole('listitem')).toHaveCount(left);
    }
    await expect.poll(() => letters(post).length, { timeout: 20_000 }).toBe(4);
    const times = letters(post).map(({ to }, _, all) => all.filter((other) => other.to[0] === to[0]).length);
    expect(times.sort()).toEqual([1, 1, 2, 2]);
  });
});

test.describe('a campaign sent from somebody’s own mailbox', () => {
  test.use({ ...DESKTOP, locale: 'en-GB' });

  test('is refused with nobody in it, calls whoever prefers that, leaves as files, and an answer by phone is logged', async ({
    page,
    server,
    signIn,
    expectAccessible
  }) => {
    test.setTimeout(120_000);
    await signIn(page, 'coordinator@example.org');
    await page.goto(`${server.origin}/app/contacts?q=registrator+ljusdal`);
    await page.getByRole('link', { name: 'Registrator, Ljusdal', exact: true }).click();
    await page.getByRole('link', { name: 'Edit' }).click();
    await page.getByRole('textbox', { name: 'Phone' }).first().fill('0651-180 00');
    await page.getByLabel('Prefers to be reached by').selectOption('Phone');
    await page.getByRole('button', { name: 'Save the contact' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Registrator, Ljusdal' })).toBeVisible();
    await expectSynced(page);

    await page.goto(`${server.origin}/admin/campaigns`);
    await page.getByLabel('Name').fill('Autumn');
    await page.getByRole('button', { name: 'Make a draft' }).click();
    await expect(heading(page)).toHaveText('Autumn');
    const choose = async (only: string, never: string) => {
      await page.getByRole('link', { name: 'Change' }).click();
      const lists = page.locator('details', { has: page.locator('summary', { hasText: 'Lists of codes' }) });
      // it is unfolded already where something is chosen in it
      await lists.evaluate((part: HTMLDetailsElement) => (part.open = true));
      await page.getByLabel('Only these codes').fill(only);
      await page.getByLabel('Never these codes').fill(never);
      await page.getByRole('button', { name: 'Show' }).click();
    };
    await choose('2161', '2161');
    await expect(heading(page)).toHaveText(/^0 of \d+ municipalities$/);
    await expect(page.getByText('Nobody is in this choice')).toBeVisible();
    await page.getByRole('button', { name: 'Use this choice' }).click();
    await page.getByRole('link', { name: 'Write the first message' }).click();
    const swedish = page.getByRole('group', { name: 'Swedish' });
    await swedish.getByLabel('Subject').fill('Öppna data i {municipality}');
    await swedish.getByLabel('Text').fill('Hej\n\nVi vill gärna träffa {municipality}.');
    await page.getByRole('button', { name: 'Save the message' }).click();
    await expect(page.getByText('The message is saved.')).toBeVisible();
    await page.getByRole('link', { name: 'Autumn' }).click();
    await page.getByRole('button', { name: 'Start the campaign' }).click();
    await expect(page.getByRole('alert')).toContainText('There is nobody in this campaign. Widen the choice');
    await expectAccessible(page);

    await choose('2161 2101', '');
    await expect(page.getByRole('status')).toContainText('1 recipient can be written to, 1 is to be called.');
    const instead = page.getByRole('table', { name: 'Who is to be called instead, and why' });
    await expect(instead.getByRole('row').nth(1)).toContainText('Prefers the phone to mail');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Use this choice' }).click();
    await expect(page.getByText('1 person is listed for you to call')).toBeVisible();
    await page.getByRole('radio', { name: 'Me, from my own mailbox' }).check();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByText('Saved.')).toBeVisible();
    await page.getByRole('button', { name: 'Start the campaign' }).click();
    await expect(heading(page)).toHaveText('0 of 2 have answered');

    const calls = page.getByRole('table', { name: 'Who is to be called instead, and why' });
    await expect(calls.getByRole('link', { name: '+46 651 180 00' })).toHaveAttribute('href', 'tel:+4665118000');
    await calls.getByRole('button', { name: 'Called today: Registrator, Ljusdal' }).click();
    await expect(page.getByText('1 municipality logged.')).toBeVisible();
    await expect(calls.getByText('Municipality first called on')).toBeVisible();
    await expectAccessible(page);

    const saved = async (name: string) => {
      const download = page.waitForEvent('download');
      await page.getByRole('button', { name }).click();
      return readFileSync((await (await download).path())!);
    };
    const csv = (await saved('CSV for mail merge')).toString('utf8');
    expect(csv).toContain('Öppna data i Ockelbo');
    expect(csv).not.toContain('Ljusdal');
    expect((await saved('Word file')).subarray(0, 2).toString()).toBe('PK');

    await page.getByText('Log an answer').click();
    const from = page.getByLabel('From', { exact: true });
    await from.selectOption({ label: 'Ljusdal, Registrator, Ljusdal' });
    await page.locator('#log-kind').selectOption('Yes');
    await page.getByRole('button', { name: 'Log it' }).first().click();
    await expect(heading(page)).toHaveText('1 of 2 have answered');
    await expect(calls).toHaveCount(0);
    await expect(
      page.getByRole('table', { name: /^What each channel led to/ }).getByRole('row', { name: /^Phone/ })
    ).toContainText('1');
  });
});
