import type { CsvCell } from '$lib/domain/shared/csv';
import type { ContactRecord } from '$lib/domain/sync/field-records';
import { m } from '$lib/paraglide/messages.js';
import { BASIS_WORDS, CHANNEL_WORDS, CONTACT_ROLE_WORDS, placeOf } from './words';

/** Contacts as a table to take away, header first; a wish not to be contacted goes with them. */
export function contactTable(contacts: readonly ContactRecord[]): CsvCell[][] {
  const header = [
    m.contacts_name(),
    m.contacts_role(),
    m.contacts_municipality(),
    m.contacts_email(),
    m.contacts_phone(),
    m.contacts_channel(),
    m.contacts_opted_out(),
    m.contacts_source(),
    m.contacts_basis(),
    m.contacts_basis_on(),
    m.contacts_note()
  ];
  const rows = contacts.map((contact) => [
    contact.name,
    CONTACT_ROLE_WORDS[contact.role](),
    placeOf(contact),
    contact.email,
    contact.phone,
    contact.channel ? CHANNEL_WORDS[contact.channel]() : null,
    contact.optedOutOn,
    contact.source,
    contact.basis ? BASIS_WORDS[contact.basis]() : null,
    contact.basisOn,
    contact.note
  ]);
  return [header, ...rows];
}
