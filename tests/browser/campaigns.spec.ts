import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { type Post, startPost } from '../support/post';
import { type RunningServer, startServer } from '../support/server';
import { DESKTOP, expect, prepareDemo, signInTo, test } from './fixtures';

// a server that has a mail server: the demo's own shows its mail instead
const own = test.extend<{ post: Post; server: RunningServer }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the pattern
  post: async ({}, use) => {
    const post = await startPost();
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
    const desk = await (await browser.newContext({ ...DESKTOP, locale: 'en-GB' })).newPage();
    await signInTo(desk, server.origin, 'coordinator@example.org');
    await desk.goto(`${server.origin}/admin/campaigns`);
    await expect(heading(desk)).toHaveText('No campaigns yet');
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
  }
);
