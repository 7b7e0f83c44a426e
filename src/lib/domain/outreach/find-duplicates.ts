import type { ContactRecord } from '../sync/field-records';
import { foldText } from './fold-text';

export interface Duplicate {
  contact: ContactRecord;
  because: 'email' | 'phone' | 'name';
}
export type Likened = Pick<ContactRecord, 'id' | 'name' | 'email' | 'phone' | 'municipalityId'> &
  Partial<Pick<ContactRecord, 'moreEmails' | 'morePhones'>>;

const STRENGTH: readonly Duplicate['because'][] = ['email', 'phone', 'name'];

/**
 * Contacts that may be the same one: by any address or number anywhere in the network, by name within the municipality.
 * The surest first. Names are compared without accents and in any order, so "Lund, Karin" is Karin Lund.
 *
 * @param one with address and number as they are kept
 * @example
 * findDuplicates({ id: 'new', name: 'Lund, Karin', email: '', phone: '', municipalityId: norsjo }, [karin])
 * // [{ contact: karin, because: 'name' }]
 */
export function findDuplicates(one: Likened, contacts: readonly ContactRecord[]): Duplicate[] {
  const name = nameKey(one.name);
  const emails = new Set(allOf(one.email, one.moreEmails));
  const phones = new Set(allOf(one.phone, one.morePhones));
  const reasonOf = (other: ContactRecord): Duplicate['because'] | null => {
    if (other.id === one.id || other.removedAt) return null;
    if (allOf(other.email, other.moreEmails).some((address) => emails.has(address))) return 'email';
    if (allOf(other.phone, other.morePhones).some((number) => phones.has(number))) return 'phone';
    if (name !== '' && other.municipalityId === one.municipalityId && nameKey(other.name) === name) return 'name';
    return null;
  };
  return contacts
    .flatMap((contact) => {
      const because = reasonOf(contact);
      return because ? [{ contact, because }] : [];
    })
    .sort(
      (a, b) => STRENGTH.indexOf(a.because) - STRENGTH.indexOf(b.because) || (a.contact.id < b.contact.id ? -1 : 1)
    );
}

function allOf(first: string, more: readonly string[] | null | undefined): string[] {
  return [first, ...(more ?? [])].filter((one) => one !== '');
}

/** A name for comparing: words without accents and capitals, in one order. */
export function nameKey(name: string): string {
  const words = foldText(name).match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.sort().join(' ');
}
