import hoodiecrow from 'hoodiecrow-imap';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { App } from '$lib/server/app';
import { parseMail } from '$lib/server/mail/parse-mail';
import { dropMailFile, listWaiting } from '$lib/server/outreach/campaign-reply-service';
import { readProgress } from '$lib/server/outreach/campaign-results-service';
import { readMailFolder } from '$lib/server/outreach/read-folder';
import { sendCampaigns } from '$lib/server/outreach/send-campaigns';
import { bounceMail, type CampaignWorld, createCampaignWorld, eml, must } from '../support/campaign-world';
import { type Post, startPost } from '../support/post';
import { createTestApp, disposeTestApp } from '../support/test-app';
import { cpuNow } from '../support/cpu-now';

interface Folder {
  url: string;
  /** Puts a mail into the inbox, as a delivery does. */
  deliver(mail: Uint8Array): void;
  /** What lies there with its flags. */
  messages(): { flags: string[] }[];
  /** As after a restore of the mail server: the same mails under new numbers. */
  renumber(uidValidity: number): void;
  stop(): Promise<void>;
}

/** A real IMAP server on this machine, with an empty inbox. */
async function startMailbox(): Promise<Folder> {
  const server = hoodiecrow({ plugins: ['ID', 'ENABLE'], storage: { INBOX: { messages: [] } } });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const inbox = server.getMailbox('INBOX')!;
  return {
    url: `imap://testuser:testpass@127.0.0.1:${server.server.address().port}/INBOX`,
    deliver: (mail) => server.appendMessage('INBOX', [], false, new TextDecoder('latin1').decode(mail)),
    messages: () => inbox.messages,
    renumber(uidValidity) {
      inbox.uidvalidity = uidValidity;
      inbox.messages.forEach((message, i) => (message.uid = i + 1));
      inbox.uidnext = inbox.messages.length + 1;
    },
    stop: () => new Promise<void>((resolve) => server.close(() => resolve()))
  };
}

let app: App;
let post: Post | undefined;
let box: Folder | undefined;
let world: CampaignWorld;
async function begin(env: Record<string, string> = {}) {
  post = await startPost();
  box = await startMailbox();
  app = await createTestApp({
    env: {
      MAIL_URL: post.url,
      IMAP_URL: box.url,
      MAIL_FROM: 'Waymark <post@example.org>',
      CAMPAIGN_PER_MINUTE: '600',
      ...env
    }
  });
  world = await createCampaignWorld(app, 3);
}
afterEach(async () => {
  await disposeTestApp(app);
  await post?.stop();
  await box?.stop();
});
const idFor = (place: number) => {
  const mail = post!.taken.find(({ to }) => to[0] === world.contacts[place]!.email)!;
  return /<([0-9a-f-]{36})@/.exec(mail.headers.get('message-id')!)![1]!;
};

describe('the mail folder', () => {
  it('is read once, in order, changed in nothing, and again without harm after it was made anew', async () => {
    await begin();
    const campaignId = await world.start();
    await sendCampaigns(app);
    box!.deliver(bounceMail(idFor(0), world.contacts[0]!.email, '5.1.1'));
    box!.deliver(
      eml(
        {
          ...{ From: 'registrator@place1.example', To: 'post@example.org', Subject: 'Dnr KS 2026/44' },
          ...{ 'Message-ID': '<ack@place1.example>', 'Auto-Submitted': 'auto-replied' }
        },
        'Tack.'
      )
    );
    box!.deliver(
      eml(
        { From: 'chef@place2.example', To: 'post@example.org', Subject: 'Sv', 'Message-ID': '<c@x.example>' },
        'Ja tack'
      )
    );
    box!.deliver(
      eml(
        { From: 'shop@adverts.example', To: 'post@example.org', Subject: 'Sale', 'Message-ID': '<s@x.example>' },
        'Buy'
      )
    );
    await Promise.all([readMailFolder(app), readMailFolder(app)]);
    const check = async () => {
      const { replies, recipients } = must(await readProgress(app, world.coordinator, { campaignId }));
      expect(replies.map(({ kind, bounce, sortedAt }) => [kind, bounce, sortedAt !== null]).sort()).toEqual(
        [
          [null, 'hard', true],
          ['acknowledgement', null, true],
          ['yes', null, false]
        ].sort()
      );
      expect(recipients.flatMap(({ messages }) => messages.map(({ state }) => state)).sort()).toEqual([
        'bounced',
        'sent',
        'sent'
      ]);
    };
    await check();
    expect(must(await listWaiting(app, world.coordinator, { networkId: world.networkId }))).toHaveLength(1);
    expect(box!.messages().map(({ flags }) => flags.filter((flag) => flag !== '\\Recent'))).toEqual([[], [], [], []]);
    await readMailFolder(app);
    await check();
    box!.renumber(99);
    await readMailFolder(app);
    await check();
    box!.deliver(
      eml(
        { From: 'it@place2.example', To: 'post@example.org', Subject: 'Sv', 'Message-ID': '<d@x.example>' },
        'Nej tack'
      )
    );
    await readMailFolder(app);
    expect(must(await listWaiting(app, world.coordinator, { networkId: world.networkId }))).toHaveLength(2);
    expect(box!.messages()).toHaveLength(5);
  });

  it('that is not there, or does not let us in, costs a line in the log and no more', async () => {
    await begin();
    const at = (IMAP_URL: string | undefined) => readMailFolder({ ...app, env: { ...app.env, IMAP_URL } });
    await at('imap://testuser:wrong@127.0.0.1:9/INBOX');
    await at(box!.url.replace('testpass', 'wrong'));
    await at(box!.url.replace('INBOX', 'Nowhere'));
    await at(undefined);
  });
});

/** Lines a mail is made of, whole and broken, in any order. */
const LINES = [
  'From: Karin <karin@place0.example>',
  'From: =?utf-8?Q?K=C3=A4rin?= <k@x.example>, b@x.example',
  'From: Team: a@x.example, b@x.example;',
  'From: <>',
  'From:',
  'To: post@example.org',
  'To: answers+018f0000-0000-7000-8000-000000000001@example.org',
  'Subject: =?utf-8?B?4pyT?= =?iso-8859-1?Q?=E5?= =?bad?X?x?=',
  'Subject: \u0000\u0007',
  'Message-ID: <m@x.example>',
  'Message-ID: <<<>>>',
  'In-Reply-To: <018f0000-0000-7000-8000-000000000001@x.example>',
  `References: ${'<a@b.example> '.repeat(200)}`,
  'Auto-Submitted: auto-replied',
  'Auto-Submitted: ;;;',
  'Date: not a date',
  'Date: Mon, 99 Foo 99999 99:99:99 +9999',
  'Content-Type: text/plain; charset=utf-8',
  'Content-Type: text/plain; charset=nonsense',
  'Content-Type: text/html',
  'Content-Type: multipart/mixed; boundary=b',
  'Content-Type: multipart/mixed; boundary=""',
  'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
  'Content-Type: message/delivery-status',
  'Content-Type: message/rfc822',
  'Content-Type: text/calendar; method=REPLY',
  'Content-Transfer-Encoding: base64',
  'Content-Transfer-Encoding: quoted-printable',
  'Content-Transfer-Encoding: x-odd',
  ' folded',
  '\tfolded',
  '',
  '--b',
  '--b--',
  'Final-Recipient: rfc822; karin@place0.example',
  'Action: failed',
  'Status: 5.1.1',
  'Status: 9.9.9.9.9',
  '=E5=ZZ=',
  '4pyT====',
  '<html><style><div><!--',
  '<'.repeat(300),
  '&nbsp;'.repeat(100),
  'Ja tack den 31 februari 2027',
  'Diarienummer '.repeat(50),
  'Eva '.repeat(100),
  'a@'.repeat(200),
  '>'.repeat(500),
  '\ud800',
  '.'
];
const line = fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...LINES) }, fc.string({ maxLength: 80 }));
const mail = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.array(line, { maxLength: 40 }).map((lines) => new TextEncoder().encode(lines.join('\r\n')))
  },
  {
    weight: 1,
    arbitrary: fc.array(line, { maxLength: 40 }).map((lines) => new TextEncoder().encode(lines.join('\n')))
  },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 400 }) }
);

describe('a mail file', () => {
  it('of whatever lines is a mail or is refused: 10,000 of them, none over a second', async () => {
    await begin();
    let slowest = 0;
    let mails = 0;
    await fc.assert(
      fc.asyncProperty(mail, async (bytes) => {
        const started = cpuNow();
        const parsed = await parseMail(bytes);
        slowest = Math.max(slowest, cpuNow() - started);
        if (parsed.ok) mails++;
        else expect(parsed.problems[0]!.code).toBe('mail-unreadable');
      }),
      { numRuns: 10_000 }
    );
    expect(mails).toBeGreaterThan(500); // else they were all refused at the door
    expect(slowest).toBeLessThan(1000);
  }, 120_000);

  it('that was read is taken in or refused, whatever it says: no exception reaches its sender', async () => {
    await begin();
    await world.start();
    await sendCampaigns(app);
    let slowest = 0;
    await fc.assert(
      fc.asyncProperty(mail, async (bytes) => {
        const started = cpuNow();
        const taken = await dropMailFile(app, world.coordinator, { networkId: world.networkId, bytes });
        slowest = Math.max(slowest, cpuNow() - started);
        return taken.ok || taken.problems.length > 0;
      }),
      { numRuns: 300 }
    );
    expect(slowest).toBeLessThan(1000);
  }, 120_000);

  it.each<[string, Uint8Array]>([
    [
      'of a thousand nested parts',
      eml(
        { From: 'a@x.example', 'Content-Type': 'multipart/mixed; boundary=b' },
        '--b\nContent-Type: multipart/mixed; boundary=b\n\n'.repeat(1000)
      )
    ],
    [
      'of ten thousand parts',
      eml({ From: 'a@x.example', 'Content-Type': 'multipart/mixed; boundary=b' }, '--b\n\nx\n'.repeat(10_000))
    ],
    ['with a header of a megabyte', eml({ From: 'a@x.example', Subject: '=?utf-8?Q?x?= '.repeat(70_000) }, 'x')],
    ['with a hundred thousand addresses', eml({ From: 'a@x.example', To: 'a@x.example, '.repeat(15_000) }, 'x')],
    ['of tags that never end', eml({ From: 'a@x.example', 'Content-Type': 'text/html' }, '<style '.repeat(200_000))],
    ['of two megabytes of words', eml({ From: 'a@x.example' }, 'eva.berg@ Eva Berg '.repeat(100_000))]
  ])('%s takes less than a second', async (_name, bytes) => {
    await begin();
    const started = cpuNow();
    const taken = await dropMailFile(app, world.coordinator, { networkId: world.networkId, bytes });
    expect(cpuNow() - started).toBeLessThan(1000);
    expect(taken.ok || taken.problems[0]!.code).toBeTruthy();
  });

  it('over two megabytes is refused', async () => {
    await begin();
    const parsed = await parseMail(new Uint8Array(2 * 1024 * 1024 + 1));
    expect(parsed.ok ? '' : parsed.problems[0]!.code).toBe('file-too-large');
  });
});
