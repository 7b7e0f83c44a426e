import { allowsMail, type AudienceContact } from './campaign-audience';
import type { RecipientChannel, ReplyKind } from './campaign-kinds';
import { isAnswer } from './campaign-kinds';
import { mayBeContacted } from './may-be-contacted';

export interface CalledRecipient {
  channel: RecipientChannel;
  reply: ReplyKind | null;
  /** ISO date, with `not-now`. */
  restsUntil: string | null;
  /** Somebody of the municipality said yes or no. */
  decided: boolean;
  /** A message to them was not sent, since they wish to be reached otherwise. */
  mailRefused: boolean;
}

/** `not-any-more`: the campaign has begun to call them, and they have gone back to mail since. */
export type CallWish = 'phone' | 'text' | 'not-any-more';

/**
 * Whether a person is to call a recipient of a campaign, and how they prefer it: they wish no mail, have not answered
 * or said "not now" until a day that has come, have a number, and have not objected. Null where nobody is to call.
 *
 * @param today ISO date
 * @example
 * callOf({ channel: 'phone', reply: null, restsUntil: null, decided: false, mailRefused: false }, texting, '2026-11-23')
 * // 'text'
 */
export function callOf(
  recipient: CalledRecipient,
  contact: Omit<AudienceContact, 'municipalityId' | 'role'> | undefined,
  today: string
): CallWish | null {
  const { reply, restsUntil } = recipient;
  if (!contact || recipient.decided) return null;
  const rested = reply === 'not-now' && restsUntil !== null && restsUntil <= today;
  if (reply && isAnswer(reply) && !rested) return null;
  if (recipient.channel !== 'phone' && !recipient.mailRefused) return null;
  if (contact.channel === 'letter') return null;
  const way = contact.channel === 'text' ? 'text' : 'phone';
  if (!mayBeContacted(contact, way, 'campaign').may) return null;
  return allowsMail(contact) ? 'not-any-more' : way;
}
