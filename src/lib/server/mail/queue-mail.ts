import type { App } from '../app';
import type { Tx } from '../db/client';
import { insertMail } from './repository';

export interface Letter {
  networkId: string | null;
  recipient: string;
  subject: string;
  body: string;
  /** A calendar file (iCalendar) with a date proposed in the mail. */
  calendar?: string;
  /** What is asked of whoever gets it (RFC 5546); without it the date is only told. */
  calendarMethod?: 'REQUEST' | 'CANCEL';
  /** Where answers go. */
  replyTo?: string;
  /** Of a contact: their wishes are asked for once more before it leaves. */
  contactId?: string;
  /** Of no use after this, as a one-time code. */
  expiresAt?: Date;
}

/**
 * Puts a mail into the transaction of the change that causes it; `sendWaitingMail` sends it later.
 *
 * @throws Error where the recipient could smuggle in another header: addresses are checked long before
 */
export async function queueMail(tx: Tx, app: App, letter: Letter): Promise<string> {
  if (!isPlain(letter.recipient)) throw new Error('The recipient of a mail must be one plain address');
  if (letter.replyTo !== undefined && !isPlain(letter.replyTo))
    throw new Error('The address for answers to a mail must be one plain address');
  const id = app.newId();
  const now = app.now();
  await insertMail(tx, {
    id,
    networkId: letter.networkId,
    recipient: letter.recipient,
    // names of networks and municipalities stand in subjects
    subject: letter.subject.replace(/\p{Cc}+/gu, ' ').slice(0, 200),
    body: letter.body,
    calendar: letter.calendar ?? null,
    calendarMethod: letter.calendarMethod ?? null,
    replyTo: letter.replyTo ?? null,
    contactId: letter.contactId ?? null,
    createdAt: now,
    nextAttemptAt: now,
    expiresAt: letter.expiresAt ?? null
  });
  return id;
}

const isPlain = (address: string) => /^[^\s<>,;"]+@[^\s<>,;"]+$/.test(address);
