import type { ContactRecord } from '../sync/field-records';
import type { ContactSet } from './contact-commands';
import { CONTACT_FIELDS, type ContactField } from './contact-fields';

export { CONTACT_FIELDS, type ContactField };

export type ContactContent = Pick<ContactRecord, ContactField>;

/** A contact of whom nothing is known yet. */
export const NO_CONTACT: ContactContent = {
  municipalityId: null,
  name: '',
  role: 'other',
  email: '',
  phone: '',
  channel: null,
  source: '',
  note: '',
  stayInTouchDays: null,
  basis: null,
  basisOn: null,
  optedOutOn: null,
  optOutScope: null,
  moreEmails: null,
  morePhones: null
};

/** The fields of a contact without what else is kept of it. A record of an earlier release lacks some. */
export function contactContent(contact: ContactContent): ContactContent {
  return Object.fromEntries(
    CONTACT_FIELDS.map((field) => [field, contact[field] ?? NO_CONTACT[field]])
  ) as unknown as ContactContent;
}

/** What a change says of each field, and what its author had seen of those they changed. */
export interface ContactChange {
  mine: Partial<ContactContent>;
  /** Left out of a new contact. */
  was?: Partial<ContactContent>;
}

/** The fields of a command without what it is about. */
export function changeIn({
  contactId: _contact,
  networkId: _network,
  language: _language,
  was,
  ...mine
}: ContactSet): ContactChange {
  // what somebody had seen may be anything: it is only compared
  return { mine, ...(was && { was: was as Partial<ContactContent> }) };
}

/**
 * A contact on the device with an unsent change laid over it: its author sees what they wrote.
 *
 * @example
 * layOverContact(karin, { mine: { phone: '+4691214000', note: '' }, was: { phone: '' } })
 * // { ...karin, phone: '+4691214000' }
 */
export function layOverContact(known: ContactContent | undefined, { mine, was }: ContactChange): ContactContent {
  if (!known || !was) return { ...(known ?? NO_CONTACT), ...mine };
  const names = CONTACT_FIELDS.filter((name) => name in was && name in mine);
  return { ...known, ...Object.fromEntries(names.map((name) => [name, mine[name]])) };
}
