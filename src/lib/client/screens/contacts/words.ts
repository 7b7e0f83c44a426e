import type { ContactChannel, ContactRole, LawfulBasis } from '$lib/domain/outreach/contact-kinds';
import { formatPhone } from '$lib/domain/outreach/contact-phone';
import type { OptOutScope } from '$lib/domain/outreach/may-be-contacted';
import type { Locale } from '$lib/domain/shared/locale';
import type { ContactField } from '$lib/domain/outreach/merge-contact';
import type { Duplicate } from '$lib/domain/outreach/find-duplicates';
import type { Problem } from '$lib/domain/shared/result';
import type { ContactRecord } from '$lib/domain/sync/field-records';
import { m } from '$lib/paraglide/messages.js';
import { device } from '../../device.svelte';
import { formatDay } from '../dates';

export const CONTACT_ROLE_WORDS: Record<ContactRole, () => string> = {
  registrar: m.contacts_role_registrar,
  statistics: m.contacts_role_statistics,
  it: m.contacts_role_it,
  archivist: m.contacts_role_archivist,
  lawyer: m.contacts_role_lawyer,
  politician: m.contacts_role_politician,
  officer: m.contacts_role_officer,
  manager: m.contacts_role_manager,
  other: m.contacts_role_other
};
export const CHANNEL_WORDS: Record<ContactChannel, () => string> = {
  mail: m.contacts_channel_mail,
  phone: m.contacts_channel_phone,
  text: m.contacts_channel_text,
  letter: m.contacts_channel_letter
};
export const LANGUAGE_WORDS: Record<Locale, () => string> = {
  en: m.contacts_language_en,
  sv: m.contacts_language_sv,
  nl: m.contacts_language_nl
};
export const BASIS_WORDS: Record<LawfulBasis, () => string> = {
  consent: m.contacts_basis_consent,
  contract: m.contacts_basis_contract,
  'public-task': m.contacts_basis_public_task,
  'legitimate-interest': m.contacts_basis_legitimate_interest
};
const FIELD_WORDS: Record<ContactField, () => string> = {
  municipalityId: m.contacts_municipality,
  name: m.contacts_name,
  role: m.contacts_role,
  email: m.contacts_email,
  phone: m.contacts_phone,
  channel: m.contacts_channel,
  source: m.contacts_source,
  note: m.contacts_note,
  stayInTouchDays: m.contacts_touch_label,
  basis: m.contacts_basis,
  basisOn: m.contacts_basis_on,
  optedOutOn: m.contacts_opted_out,
  optOutScope: m.people_opt_out_scope,
  moreEmails: m.people_more_emails,
  morePhones: m.people_more_phones
};
export const SCOPE_WORDS: Record<OptOutScope, () => string> = {
  everything: m.people_scope_everything,
  campaigns: m.people_scope_campaigns,
  mail: m.people_scope_mail,
  phone: m.people_scope_phone,
  text: m.people_scope_text,
  letter: m.people_scope_letter
};
export const fieldWords = (field: string): string => FIELD_WORDS[field as ContactField]?.() ?? field;

/** What is said in one field of a contact. */
export function valueWords(field: string, value: unknown): string {
  const text = value === null || value === undefined ? '' : String(value);
  if (text === '') return m.contacts_clash_empty();
  const known = (words: Record<string, () => string>) => words[text]?.() ?? text;
  switch (field as ContactField) {
    case 'municipalityId':
      return placeOf({ municipalityId: text });
    case 'role':
      return known(CONTACT_ROLE_WORDS);
    case 'channel':
      return known(CHANNEL_WORDS);
    case 'basis':
      return known(BASIS_WORDS);
    case 'phone':
      return formatPhone(text);
    case 'moreEmails':
      return Array.isArray(value) ? value.join(', ') : '';
    case 'morePhones':
      return Array.isArray(value) ? value.map((phone) => formatPhone(String(phone))).join(', ') : '';
    case 'optOutScope':
      return known(SCOPE_WORDS);
    case 'stayInTouchDays':
      return m.contacts_touch_every({ days: Number(value) });
    case 'basisOn':
    case 'optedOutOn':
      return formatDay(text);
    default:
      return text;
  }
}

const DUPLICATE_WORDS: Record<Duplicate['because'], (said: { name: string }) => string> = {
  email: m.contacts_duplicate_email,
  phone: m.contacts_duplicate_phone,
  name: m.contacts_duplicate_name
};

export const duplicateWords = ({ contact, because }: Duplicate): string =>
  DUPLICATE_WORDS[because]({ name: contact.name });

/** Where a contact belongs; empty for whoever belongs to no municipality. */
export const placeOf = ({ municipalityId }: Pick<ContactRecord, 'municipalityId'>): string =>
  municipalityId ? (device.one('municipality', municipalityId)?.name ?? '') : '';

export const personWords = (id: string): string => device.one('person', id)?.name ?? m.contacts_somebody();

/** What to put right before a contact can be saved, in the reader's language. */
export function sayContactProblem({ code, path, message, facts = {} }: Problem): { path: string; message: string } {
  const value = String(facts.value ?? '');
  switch (code) {
    case 'name-missing':
      return { path, message: m.contacts_problem_name() };
    case 'email-invalid':
      return { path, message: m.contacts_problem_email({ value }) };
    case 'phone-invalid':
      return { path, message: m.contacts_problem_phone({ value }) };
    case 'phone-country-missing':
      return { path, message: m.contacts_problem_phone_country({ value }) };
    case 'days-invalid':
      return { path, message: m.contacts_problem_days() };
    default:
      return { path, message: m.contacts_problem_other({ message }) };
  }
}
