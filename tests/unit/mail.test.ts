import { type AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { App } from '$lib/server/app';
import { LOCALES } from '$lib/domain/shared/locale';
import { queueMail } from '$lib/server/mail/queue-mail';
import { mailTexts, renderMail, type MailName } from '$lib/server/mail/render-mail';
import { pageOfMail } from '$lib/server/mail/repository';
import { closeMail, sendWaitingMail } from '$lib/server/mail/send-waiting-mail';
import { createTestApp, disposeTestApp, testClock } from '../support/test-app';

interface Taken {
  to: string[];
  source: string;
}

/** A real SMTP server on this machine; `answer` may refuse a recipient. */
async function startPost(answer: (recipient: string) => Error | null = () => null) {
  const taken: Taken[] = [];
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onRcptTo: ({ address }, _session, callback) => callback(answer(address)),
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        taken.push({ to: session.envelope.rcptTo.map((r) => r.address), source: Buffer.concat(chunks).toString() });
        callback();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    taken,
    url: `smtp://127.0.0.1:${port}`,
    stop: () => new Promise<void>((resolve) => server.close(() => resolve()))
  };
}

const MINUTE = 60_000;
const clock = testClock();
let app: App;
let post: Awaited<ReturnType<typeof startPost>>;
const letter = { networkId: null, recipient: 'karin@example.org', subject: 'Hej på dig', body: 'Koden är 123456\n' };
const queue = (more: Partial<Parameters<typeof queueMail>[2]> = {}) =>
  app.db.write((tx) => queueMail(tx, app, { ...letter, ...more }));
const rows = async () => (await pageOfMail(app.db.read, null, 0, 1000)).rows;

async function begin(env: Record<string, string> = {}, answer?: (recipient: string) => Error | null) {
  post = await startPost(answer);
  app = await createTestApp({
    now: clock.now,
    env: { MAIL_URL: post.url, MAIL_FROM: 'Waymark <post@example.org>', ...env }
  });
}
afterEach(async () => {
  closeMail(app);
  await disposeTestApp(app);
  await post.stop();
});

describe('waiting mail', () => {
  it('reaches the mail server as it was written, and its body is gone afterwards', async () => {
    await begin();
    const id = await queue();
    await sendWaitingMail(app);
    expect(post.taken).toHaveLength(1);
    expect(post.taken[0]!.to).toEqual(['karin@example.org']);
    const { source } = post.taken[0]!;
    expect(source).toContain('From: Waymark <post@example.org>');
    expect(source).toContain('Subject: =?UTF-8?Q?Hej_p=C3=A5_dig?=');
    expect(source).toContain(`Message-ID: <${id}@127.0.0.1>`);
    expect(source).toMatch(/Koden (=C3=A4r|är) 123456/);
    expect(await rows()).toMatchObject([{ id, body: '', sentAt: clock.now(), attempts: 1 }]);
    await sendWaitingMail(app);
    expect(post.taken).toHaveLength(1);
  });

  it('keeps its body in the demo, which shows it in the app', async () => {
    await begin({ WAYMARK_DEMO: '1' });
    await queue();
    await sendWaitingMail(app);
    expect(await rows()).toMatchObject([{ body: letter.body, sentAt: clock.now() }]);
  });

  it('waits where no mail server is named', async () => {
    await begin({ MAIL_URL: '' });
    await queue();
    await sendWaitingMail(app);
    expect(await rows()).toMatchObject([{ body: letter.body, sentAt: null, attempts: 0 }]);
  });

  it('goes out in batches, each once, also when the job is started twice at once', async () => {
    await begin();
    await app.db.write(async (tx) => {
      for (let i = 0; i < 60; i++) await queueMail(tx, app, { ...letter, recipient: `p${i}@example.org` });
    });
    await Promise.all([sendWaitingMail(app), sendWaitingMail(app)]);
    expect(new Set(post.taken.map((mail) => mail.to[0])).size).toBe(60);
    expect(post.taken).toHaveLength(60);
  });

  it('is tried again later and later while the server is busy, then arrives', async () => {
    let busy = true;
    await begin({}, () =>
      busy ? Object.assign(new Error('come back to karin@example.org later'), { responseCode: 451 }) : null
    );
    await queue();
    const waits: number[] = [];
    for (let i = 0; i < 4; i++) {
      await sendWaitingMail(app);
      const [row] = await rows();
      expect(row).toMatchObject({ attempts: i + 1, sentAt: null, failedAt: null, lastError: 'EENVELOPE 451' });
      waits.push((row!.nextAttemptAt.getTime() - clock.now().getTime()) / MINUTE);
      await sendWaitingMail(app);
      expect((await rows())[0]!.attempts).toBe(i + 1);
      clock.forward(row!.nextAttemptAt.getTime() - clock.now().getTime());
    }
    expect(waits).toEqual([0.5, 1, 2, 4]);
    busy = false;
    await sendWaitingMail(app);
    expect(post.taken).toHaveLength(1);
  });

  it('is given up at once when the address is refused for good, and the others still go', async () => {
    await begin({}, (to) =>
      to.startsWith('gone') ? Object.assign(new Error('no such user'), { responseCode: 550 }) : null
    );
    await queue({ recipient: 'gone@example.org' });
    await queue();
    await sendWaitingMail(app);
    expect(post.taken.map((mail) => mail.to[0])).toEqual(['karin@example.org']);
    expect((await rows()).find((row) => row.recipient === 'gone@example.org')).toMatchObject({
      failedAt: clock.now(),
      body: '',
      lastError: 'EENVELOPE 550'
    });
  });

  it('is not sent once it is of no use any more', async () => {
    await begin();
    await queue({ expiresAt: new Date(clock.now().getTime() + 15 * MINUTE) });
    clock.forward(16 * MINUTE);
    await sendWaitingMail(app);
    expect(post.taken).toHaveLength(0);
    expect(await rows()).toMatchObject([{ failedAt: clock.now(), body: '' }]);
  });
});

describe('headers of a mail', () => {
  beforeEach(() => begin());

  it('cannot be added through a name in the subject', async () => {
    await queue({ subject: 'Network\r\nBcc: victim@example.org\u2028x' });
    await sendWaitingMail(app);
    expect(post.taken[0]!.to).toEqual(['karin@example.org']);
    expect(post.taken[0]!.source).not.toMatch(/^Bcc:/m);
  });

  it.each([
    'a@example.org\r\nBcc: b@example.org',
    'a@example.org, b@example.org',
    'Karin <a@example.org>',
    'nobody',
    ''
  ])('cannot be added through the recipient "%s"', async (recipient) => {
    await expect(queue({ recipient })).rejects.toThrow('one plain address');
  });
});

describe('mail texts', () => {
  beforeEach(() => begin());
  const names = Object.keys(mailTexts.en) as MailName[];
  const holes = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();

  it.each(LOCALES)('are all there in %s, with the same placeholders as in English', (locale) => {
    expect(Object.keys(mailTexts[locale])).toEqual(names);
    for (const name of names) {
      for (const part of ['subject', 'body'] as const) {
        expect(holes(mailTexts[locale][name][part]), `${locale} ${name} ${part}`).toEqual(
          holes(mailTexts.en[name][part])
        );
      }
    }
  });

  it('never carry a code in the subject, which is kept after sending', () => {
    for (const locale of LOCALES)
      for (const name of names) expect(mailTexts[locale][name].subject).not.toMatch(/\{(code|link)\}/);
  });

  it('are refused with a hole in them', () => {
    expect(() => renderMail('nl', 'code', { code: '123456' })).toThrow('{minutes}');
    expect(renderMail('nl', 'code', { code: '123456', minutes: '15' }).body).toContain('123456');
  });
});
