import { type Locale, LOCALES } from '../shared/locale';
import { type Problem, ok, refuseAll, type Result } from '../shared/result';
import type { ContactRecord } from '../sync/field-records';
import { normaliseEmail } from './contact-email';
import {
  CONTACT_CHANNELS,
  CONTACT_ROLES,
  type ContactChannel,
  type ContactRole,
  LAWFUL_BASES,
  type LawfulBasis,
  MORE_ROOM
} from './contact-kinds';
import { formatPhone, normalisePhone } from './contact-phone';
import { type OptOutScope, OPT_OUT_SCOPES } from './may-be-contacted';
import type { ContactContent } from './merge-contact';

/** A contact as it is being written down: all of it may be empty or wrong still. */
export interface ContactDraft {
  contactId: string;
  /** Empty for none. */
  municipalityId: string;
  name: string;
  role: ContactRole;
  email: string;
  phone: string;
  channel: ContactChannel | '';
  source: string;
  note: string;
  stayInTouchDays: string;
  basis: LawfulBasis | '';
  /** ISO dates, or empty. */
  basisOn: string;
  optedOutOn: string;
  optOutScope: OptOutScope;
  /** One a line. */
  moreEmails: string;
  morePhones: string;
  /** Empty: that of the account, else of the network. */
  language: Locale | '';
}

/**
 * A new contact of a municipality, or of none.
 *
 * @example
 * emptyContact('0198...', norsjo.id).role // 'officer'
 */
export function emptyContact(contactId: string, municipalityId: string): ContactDraft {
  return {
    ...{ contactId, municipalityId, name: '', role: 'officer', email: '', phone: '', channel: '', source: '' },
    ...{ note: '', stayInTouchDays: '', basis: '', basisOn: '', optedOutOn: '' },
    ...{ optOutScope: 'everything', moreEmails: '', morePhones: '', language: '' }
  };
}

/** A contact opened for changes. */
export function draftOfContact(contact: ContactRecord): ContactDraft {
  const { id: contactId, name, role, email, source, note } = contact;
  return {
    ...{ contactId, name, role, email, source, note },
    municipalityId: contact.municipalityId ?? '',
    phone: contact.phone && formatPhone(contact.phone),
    channel: contact.channel ?? '',
    stayInTouchDays: contact.stayInTouchDays === null ? '' : String(contact.stayInTouchDays),
    basis: contact.basis ?? '',
    basisOn: contact.basisOn ?? '',
    optedOutOn: contact.optedOutOn ?? '',
    optOutScope: contact.optOutScope ?? 'everything',
    moreEmails: (contact.moreEmails ?? []).join('\n'),
    morePhones: (contact.morePhones ?? []).map(formatPhone).join('\n'),
    language: contact.language ?? ''
  };
}

/**
 * A draft as it was kept on the device, however old; null where there is none to be read. What it cannot keep is left out,
 * never the whole.
 *
 * @example
 * readContactDraft({ contactId: '0198...', name: 'Karin Lund' })?.name // 'Karin Lund'
 */
export function readContactDraft(kept: unknown): ContactDraft | null {
  const from = (typeof kept === 'object' && kept !== null ? kept : {}) as Partial<Record<string, unknown>>;
  const words = (name: keyof ContactDraft) => (typeof from[name] === 'string' ? from[name] : '');
  const oneOf = <T>(known: readonly T[], value: unknown, other: T): T => known.find((one) => one === value) ?? other;
  if (words('contactId') === '') return null;
  return {
    contactId: words('contactId'),
    municipalityId: words('municipalityId'),
    name: words('name'),
    role: oneOf(CONTACT_ROLES, from.role, 'officer'),
    email: words('email'),
    phone: words('phone'),
    channel: oneOf<ContactChannel | ''>(CONTACT_CHANNELS, from.channel, ''),
    source: words('source'),
    note: words('note'),
    stayInTouchDays: words('stayInTouchDays'),
    basis: oneOf<LawfulBasis | ''>(LAWFUL_BASES, from.basis, ''),
    basisOn: words('basisOn'),
    optedOutOn: words('optedOutOn'),
    optOutScope: oneOf<OptOutScope>(OPT_OUT_SCOPES, from.optOutScope, 'everything'),
    moreEmails: words('moreEmails'),
    morePhones: words('morePhones'),
    language: oneOf<Locale | ''>(LOCALES, from.language, '')
  };
}

/**
 * What a draft says, address and number as they are kept, or everything that stands in its way. Codes: `name-missing`,
 * `email-invalid`, `phone-invalid`, `phone-country-missing`, `days-invalid`, `too-many`, each at its field.
 *
 * @param country of the network: what a number without a country code belongs to
 * @example
 * toContactContent({ ...emptyContact(id, ''), name: 'Karin', phone: '0912-140 00' }, 'SE')
 * // { ok: true, value: { name: 'Karin', phone: '+4691214000', municipalityId: null, ... } }
 */
export function toContactContent(draft: ContactDraft, country: string): Result<ContactContent> {
  const problems: Problem[] = [];
  const name = oneLine(draft.name);
  if (name === '')
    problems.push({ code: 'name-missing', path: 'name', message: 'Name is missing - write one, such as "Registrar".' });
  const [email, phone] = [normaliseEmail(draft.email), normalisePhone(draft.phone, country)];
  if (!email.ok) problems.push(...email.problems);
  if (!phone.ok) problems.push(...phone.problems);
  const days = draft.stayInTouchDays.trim();
  if (days !== '' && !(/^\d{1,4}$/.test(days) && Number(days) >= 1 && Number(days) <= 3650))
    problems.push({
      ...{ code: 'days-invalid', path: 'stayInTouchDays', facts: { value: days } },
      message: `Days must be a whole number from 1 to 3650 - got "${days}"`
    });
  const main = { email: email.ok ? email.value : '', phone: phone.ok ? phone.value : '' };
  const moreEmails = readMore(draft.moreEmails, 'moreEmails', main.email, normaliseEmail, problems);
  const toPhone = (text: string) => normalisePhone(text, country);
  const morePhones = readMore(draft.morePhones, 'morePhones', main.phone, toPhone, problems);
  if (problems.length > 0 || !email.ok || !phone.ok) return refuseAll(problems);
  return ok({
    ...{ name, role: draft.role, email: email.value, phone: phone.value },
    municipalityId: draft.municipalityId || null,
    channel: draft.channel || null,
    source: oneLine(draft.source),
    note: draft.note.trim(),
    stayInTouchDays: days === '' ? null : Number(days),
    basis: draft.basis || null,
    basisOn: draft.basisOn || null,
    optedOutOn: draft.optedOutOn || null,
    // everything is what a wish without a scope means
    optOutScope: draft.optedOutOn && draft.optOutScope !== 'everything' ? draft.optOutScope : null,
    moreEmails,
    morePhones
  });
}

/** One a line; the first one is not said again. Puts what is wrong among `problems`. */
function readMore(
  text: string,
  path: 'moreEmails' | 'morePhones',
  first: string,
  read: (text: string) => Result<string>,
  problems: Problem[]
): string[] | null {
  const found = new Set<string>();
  for (const line of text.split(/[\n,]/)) {
    const one = read(line);
    if (!one.ok) problems.push(...one.problems.map((problem) => ({ ...problem, path })));
    else if (one.value !== '' && one.value !== first) found.add(one.value);
  }
  if (found.size > MORE_ROOM)
    problems.push({
      ...{ code: 'too-many', path, facts: { most: MORE_ROOM, value: found.size } },
      message: `At most ${MORE_ROOM} further ones can be kept - got ${found.size}`
    });
  return found.size ? [...found] : null;
}

/** Pasted names bring tabs and line breaks; a line has none. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\s]+/gu, ' ').trim();
}
