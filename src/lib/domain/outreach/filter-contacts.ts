import type { ContactRecord } from '../sync/field-records';
import { CONTACT_ROLES, type ContactRole } from './contact-kinds';
import { foldText } from './fold-text';

export interface ContactFilter {
  query: string;
  role: ContactRole | '';
  municipalityId: string;
  /** Those removed lately, instead of all others. */
  removed: boolean;
}

/**
 * The filter in an address. What is not known is no filter.
 *
 * @param idOf the municipality of a code
 * @example
 * readContactFilter(new URLSearchParams('role=it&q=lund'), () => '').role // 'it'
 */
export function readContactFilter(address: URLSearchParams, idOf: (code: string) => string): ContactFilter {
  const code = address.get('municipality') ?? '';
  return {
    query: address.get('q')?.trim() ?? '',
    role: CONTACT_ROLES.find((role) => role === address.get('role')) ?? '',
    municipalityId: code === '' ? '' : idOf(code),
    removed: address.get('removed') === 'yes'
  };
}

/**
 * Contacts that fit: every word of the query is found in name, address, note, source or municipality, a number in the
 * telephone number however it is written.
 *
 * @param placeName the name of a municipality
 * @example
 * filterContacts([karin], { query: '0912-140', role: '', municipalityId: '', removed: false }, () => 'Norsjö') // [karin]
 */
export function filterContacts(
  contacts: readonly ContactRecord[],
  filter: ContactFilter,
  placeName: (id: string) => string
): ContactRecord[] {
  const words = foldText(filter.query).split(/\s+/).filter(Boolean);
  const digits = /^[\d\s+()/.-]+$/.test(filter.query) ? filter.query.replace(/^\s*00|\D/g, '').replace(/^0/, '') : '';
  return contacts.filter((contact) => {
    if ((contact.removedAt !== null) !== filter.removed) return false;
    if (filter.role !== '' && contact.role !== filter.role) return false;
    if (filter.municipalityId !== '' && contact.municipalityId !== filter.municipalityId) return false;
    if (words.length === 0) return true;
    if (digits !== '' && contact.phone.includes(digits)) return true;
    const { name, email, note, source, municipalityId } = contact;
    const text = foldText([name, email, note, source, municipalityId ? placeName(municipalityId) : ''].join(' '));
    return words.every((word) => text.includes(word));
  });
}
