import type { ContactChannel } from './contact-kinds';

/**
 * What somebody does not want any more: anything at all, mailings to many (a personal answer is fine), or one way of
 * reaching them. Article 21 of the GDPR: an objection to mailings always holds, without a reason.
 */
export const OPT_OUT_SCOPES = ['everything', 'campaigns', 'mail', 'phone', 'text', 'letter'] as const;
export type OptOutScope = (typeof OPT_OUT_SCOPES)[number];

export interface OptOut {
  scope: OptOutScope;
  /** ISO date. */
  on: string;
}

/** What decides whether a contact may be reached. */
export interface Contactable {
  /** Normalised, or empty. */
  email: string;
  phone: string;
  optedOutOn: string | null;
  /** Null where nobody asked how far it goes: everything. */
  optOutScope: OptOutScope | null;
  /** A date in any form; null for a contact that is there. */
  removedAt: unknown;
  /** Those kept for its addresses, whoever had them first: they outlive the contact that was asked to go. */
  optOuts: readonly OptOut[];
}

export type Reachable =
  | { may: true }
  | { may: false; because: 'removed' }
  | { may: false; because: 'opted-out'; scope: OptOutScope; on: string }
  | { may: false; because: 'no-email' | 'no-phone' };

/**
 * Whether a contact may be reached in this way. Everything that sends asks here, at the moment it sends: an objection
 * counts from the second it is written down.
 *
 * @param purpose a mailing to many, or something between two people: an answer, thanks after a meeting
 * @example
 * mayBeContacted({ ...karin, optedOutOn: '2026-11-01', optOutScope: 'campaigns', optOuts: [] }, 'mail')
 * // { may: false, because: 'opted-out', scope: 'campaigns', on: '2026-11-01' }
 */
export function mayBeContacted(
  contact: Contactable,
  channel: ContactChannel,
  purpose: 'campaign' | 'personal' = 'campaign'
): Reachable {
  if (contact.removedAt !== null && contact.removedAt !== undefined) return { may: false, because: 'removed' };
  const own: OptOut[] =
    contact.optedOutOn === null ? [] : [{ scope: contact.optOutScope ?? 'everything', on: contact.optedOutOn }];
  const against = [...own, ...contact.optOuts].find(
    ({ scope }) => scope === 'everything' || scope === channel || (scope === 'campaigns' && purpose === 'campaign')
  );
  if (against) return { may: false, because: 'opted-out', scope: against.scope, on: against.on };
  if (channel === 'mail' && contact.email === '') return { may: false, because: 'no-email' };
  if ((channel === 'phone' || channel === 'text') && contact.phone === '') return { may: false, because: 'no-phone' };
  return { may: true };
}
