import { isSame } from '../../shared/merge-fields';
import type { LawfulBasis } from '../contact-kinds';
import { CONTACT_FIELDS, type ContactField } from '../contact-fields';
import { type ContactContent, contactContent, NO_CONTACT } from '../merge-contact';
import { mergeTwoContacts } from '../merge-two-contacts';
import type { ContactBook, FoundBecause } from './contact-book';
import { plainText } from './row-cells';
import type { ContactRowRead } from './read-contact-rows';

/** Of a contact that is there already: fill in what nobody knows yet, or let the list be right. */
export const PRESENT = ['fill', 'replace'] as const;
export type Present = (typeof PRESENT)[number];

/** Asked once for the whole list. */
export interface ListGiven {
  source: string;
  basis: LawfulBasis | null;
  /** ISO date the basis is noted from. */
  on: string;
}

export interface PlannedContact {
  action: 'create' | 'update' | 'same' | 'erased' | 'no-basis';
  /** Null for a new one. */
  contactId: string | null;
  because: FoundBecause | null;
  content: ContactContent;
  changed: ContactField[];
  /** Found by an address or number, but called otherwise there. */
  calledThere: string | null;
}

/** Joined or the wider of two by themselves: nobody has to choose. */
const NEVER_TAKEN: readonly ContactField[] = [
  'source',
  'note',
  'optedOutOn',
  'optOutScope',
  'moreEmails',
  'morePhones'
];

/**
 * What a row would do to the contacts: make one, say more of one, or nothing. Whoever was erased with the wish not to
 * be written to again is not made anew; a wish not to be contacted stays whatever the list says; a new contact needs a
 * source and a lawful basis.
 *
 * @param erased an address of the row belongs to somebody who was erased
 * @example
 * planContact(book, { id: '', said: { name: 'Karin Lund', email: 'karin@example.org' } }, { source: 'List', ... }, 'fill', false)
 * // { action: 'create', contactId: null, ... }
 */
export function planContact(
  book: ContactBook,
  { id, said }: Pick<ContactRowRead, 'id' | 'said'>,
  given: ListGiven,
  present: Present,
  erased: boolean
): PlannedContact {
  const found = erased ? null : book.find(id, said);
  const basis = said.basis ?? given.basis;
  const content: ContactContent = {
    ...NO_CONTACT,
    ...said,
    source: said.source ?? given.source,
    basis,
    basisOn: basis ? (said.basisOn ?? given.on) : null
  };
  const base = { contactId: null, because: null, changed: [], calledThere: null, content };
  if (erased) return { ...base, action: 'erased' };
  if (!found) return { ...base, action: basis && content.source !== '' ? 'create' : 'no-basis' };
  const before = contactContent(found.contact);
  // a spreadsheet hands back what it was given, less what cannot be seen
  for (const field of ['name', 'note', 'source'] as const)
    if (content[field] !== before[field] && plainText(before[field]) === content[field]) content[field] = before[field];
  const take = present === 'replace' ? takenFrom(said, content, before) : [];
  // what is known of its origin and its basis is not the list's to say again
  const more = {
    ...content,
    source: before.source && said.source === undefined ? '' : content.source,
    ...(before.basis !== null && said.basis === undefined && { basis: null, basisOn: null })
  };
  const merged = mergeTwoContacts(before, more, take);
  // a wish without a scope is one for everything already
  if (before.optedOutOn !== null && before.optOutScope === null && merged.optOutScope === 'everything')
    merged.optOutScope = null;
  const changed = CONTACT_FIELDS.filter((field) => !isSame(merged[field], before[field]));
  const otherName =
    said.name !== undefined && found.because !== 'id' && said.name !== before.name && !changed.includes('name');
  return {
    action: changed.length ? 'update' : 'same',
    ...{ contactId: found.contact.id, because: found.because, content: merged, changed },
    calledThere: otherName ? before.name : null
  };
}

function takenFrom(said: Partial<ContactContent>, content: ContactContent, before: ContactContent): ContactField[] {
  return CONTACT_FIELDS.filter(
    (field) => said[field] !== undefined && !NEVER_TAKEN.includes(field) && !isSame(content[field], before[field])
  );
}
