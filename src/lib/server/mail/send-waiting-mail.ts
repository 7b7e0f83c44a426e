import nodemailer, { type Transporter } from 'nodemailer';
import { SYSTEM } from '$lib/domain/identity/actor';
import { mayBeContacted } from '$lib/domain/outreach/may-be-contacted';
import { ok } from '$lib/domain/shared/result';
import type { App } from '../app';
import type { Tx } from '../db/client';
import { findContact } from '../outreach/contact-repository';
import { toContactable } from '../outreach/contactable';
import { change } from '../shared/change';
import { publicOrigin } from '../shared/origin';
import { dueMail, expiredMail, findMail, markMail, type MailRow, updateMail } from './repository';

const BATCH = 50;
const MAX_ATTEMPTS = 12;
const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 6 * 60 * 60 * 1000;

const transports = new WeakMap<App, Transporter>();
const running = new WeakMap<App, Promise<void>>();

/** One connection, kept open; a mail server that hangs must not hold up the rest for the ten minutes that are usual. */
const CONNECTION = {
  pool: true as const,
  maxConnections: 1,
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  socketTimeout: 30_000
};

function transportOf(app: App, url: string): Transporter {
  const present = transports.get(app) ?? nodemailer.createTransport({ url, ...CONNECTION });
  transports.set(app, present);
  return present;
}

/**
 * The job that sends what waits, oldest first, one batch at a time and never twice at once.
 * Without MAIL_URL mail goes on waiting. The log carries ids of mails, never addresses.
 */
export async function sendWaitingMail(app: App): Promise<void> {
  const present = running.get(app);
  if (present) return present;
  const run = sendAll(app).finally(() => running.delete(app));
  running.set(app, run);
  return run;
}

async function sendAll(app: App): Promise<void> {
  await giveUpExpired(app);
  const url = app.env.MAIL_URL;
  if (!url) return;
  for (;;) {
    const batch = await dueMail(app.db.read, app.now(), BATCH);
    for (const row of batch) await sendOne(app, transportOf(app, url), row);
    if (batch.length < BATCH) return;
  }
}

async function sendOne(app: App, transport: Transporter, row: MailRow): Promise<void> {
  const attempts = row.attempts + 1;
  const wait = Math.min(FIRST_WAIT_MS * 2 ** row.attempts, LONGEST_WAIT_MS);
  // noted before sending: if the disk is full afterwards, nobody gets the same mail every five seconds
  const wanted = await app.db.write(async (tx) => {
    const fresh = await findMail(tx, row.id);
    // replaced by a newer one, or its person erased, since the batch was read
    if (!fresh || fresh.sentAt || fresh.failedAt) return 'gone';
    if (!(await isWanted(app, tx, fresh))) return 'unwanted';
    await updateMail(tx, row.id, { attempts, nextAttemptAt: new Date(app.now().getTime() + wait) });
    return 'wanted';
  });
  if (wanted === 'unwanted') await finish(app, row, 'mail:withheld', { failedAt: app.now() });
  if (wanted !== 'wanted') return;
  try {
    await transport.sendMail({
      from: app.env.MAIL_FROM,
      to: { name: '', address: row.recipient },
      ...(row.replyTo && { replyTo: { name: '', address: row.replyTo } }),
      subject: row.subject,
      text: row.body,
      ...(row.calendar && {
        icalEvent: { method: row.calendarMethod ?? 'PUBLISH', filename: 'waymark.ics', content: row.calendar }
      }),
      // the same id for every attempt: where the answer to the first was lost, the second is known as a copy
      messageId: `<${row.id}@${new URL(publicOrigin(app.env)).hostname}>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
      disableFileAccess: true,
      disableUrlAccess: true
    });
  } catch (error) {
    return noteFailure(app, row, attempts, error);
  }
  await finish(app, row, 'mail:sent', { sentAt: app.now(), lastError: null });
  app.log.info({ mail: row.id, attempts }, 'mail sent');
}

/** Whether the contact it is for may be written to still: a wish written down since it was put here counts. */
async function isWanted(app: App, tx: Tx, { contactId }: MailRow): Promise<boolean> {
  if (!contactId) return true;
  const contact = await findContact(tx, contactId);
  return contact !== undefined && mayBeContacted(await toContactable(app, tx, contact), 'mail', 'personal').may;
}

async function noteFailure(app: App, row: MailRow, attempts: number, error: unknown): Promise<void> {
  const { code = 'EUNKNOWN', responseCode } = error as { code?: string; responseCode?: number };
  const lastError = [code, responseCode].filter(Boolean).join(' ');
  // 5xx to the recipient or the message is final (RFC 5321, 4.2.1); a wrong password of ours is not the mail's fault
  const refused = responseCode !== undefined && responseCode >= 500 && (code === 'EENVELOPE' || code === 'EMESSAGE');
  app.log.warn({ mail: row.id, attempts, error: lastError }, 'mail not sent');
  if (refused || attempts >= MAX_ATTEMPTS) {
    await finish(app, row, 'mail:given-up', { failedAt: app.now(), lastError });
  } else {
    await app.db.write((tx) => updateMail(tx, row.id, { lastError }));
  }
}

/** What was sent is nobody's business any more: mails hold codes and links. The demo shows them. */
async function finish(app: App, row: MailRow, action: string, values: Partial<MailRow>): Promise<void> {
  const wiped = app.env.WAYMARK_DEMO === '1' ? {} : { body: '', calendar: null };
  await change(app, SYSTEM, { action, networkId: row.networkId, subject: row.id }, async ({ tx }) => {
    await updateMail(tx, row.id, { ...values, ...wiped });
    return ok(null);
  });
}

async function giveUpExpired(app: App): Promise<void> {
  // in the demo nothing is sent, and people read the mail in the app
  if (app.env.WAYMARK_DEMO === '1') return;
  const ids = await expiredMail(app.db.read, app.now());
  if (!ids.length) return;
  await change(
    app,
    SYSTEM,
    { action: 'mail:expired', networkId: null, subject: ids.length === 1 ? ids[0] : null },
    async ({ tx }) => {
      await markMail(tx, ids, { failedAt: app.now(), body: '', calendar: null });
      return ok(null);
    }
  );
}

/** Closes the connection to the mail server, for tests and shutdown. */
export function closeMail(app: App): void {
  transports.get(app)?.close();
  transports.delete(app);
}
