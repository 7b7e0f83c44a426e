import type { Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { formatPhone } from '$lib/domain/outreach/contact-phone';
import { type Duplicate, findDuplicates, nameKey } from '$lib/domain/outreach/find-duplicates';
import { foldText } from '$lib/domain/outreach/fold-text';
import { ok, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { pageOfContacts } from './contact-index-repository';
import { contactRecords } from './contact-records';

export interface SameContactInput {
  networkId: string;
  /** Of the contact itself, which is none of them. */
  contactId?: string;
  name?: string;
  municipalityId?: string;
  /** As they are kept: `normaliseEmail`, `normalisePhone`. */
  emails?: readonly string[];
  phones?: readonly string[];
}

/** So many are looked at for one address, number or name, and so many are given. */
const LOOKED_AT = 100;
const SHOWN = 8;
/** More addresses or numbers than this no contact has. */
const MOST_EACH = 10;

/**
 * Contacts that may be the same one, looked for among all of a network: a device that keeps only a part of them asks here
 * while somebody types. What counts as the same is said by `findDuplicates`; the search only brings the likely ones.
 */
export async function listSameContacts(
  app: App,
  actor: Actor,
  input: SameContactInput
): Promise<Result<{ same: Duplicate[] }>> {
  const { networkId, contactId = '', name = '', municipalityId = '', emails = [], phones = [] } = input;
  const refused = authorize(actor, 'contact:edit') ?? authorize(actor, 'contact:edit', { networkId });
  if (refused) return refused;
  const [mine, numbers] = [emails.filter(Boolean).slice(0, MOST_EACH), phones.filter(Boolean).slice(0, MOST_EACH)];
  const searches = [...mine.map(phraseOfEmail), ...numbers.map(wordOfPhone)].map((words) => ({ words, place: '' }));
  const words = wordsOfName(name);
  if (words) searches.push({ words, place: municipalityId });
  const ids = new Set<string>();
  for (const { words, place } of searches) {
    if (!words) continue;
    const asked = { networkId, role: '', municipalityId: place, removed: false, words, after: '', limit: LOOKED_AT };
    for (const { id } of (await pageOfContacts(app.db.read, asked)) ?? []) ids.add(id);
  }
  const one = {
    ...{ id: contactId, name, municipalityId: municipalityId || null, email: mine[0] ?? '', phone: numbers[0] ?? '' },
    ...{ moreEmails: mine.slice(1), morePhones: numbers.slice(1) }
  };
  return ok({ same: findDuplicates(one, await contactRecords(app, networkId, [...ids])).slice(0, SHOWN) });
}

/** An address as one phrase: its words beside each other, in order. */
function phraseOfEmail(email: string): string {
  const words = foldText(email).match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.length ? `"${words.join(' ')}"` : '';
}

/** As the index has numbers: with the country, without the extension. */
function wordOfPhone(phone: string): string {
  const digits = formatPhone(phone)
    .replace(/ x\d+$/, '')
    .replace(/\D/g, '');
  return digits ? `"${digits}"` : '';
}

const wordsOfName = (name: string) =>
  nameKey(name)
    .split(' ')
    .filter(Boolean)
    .map((word) => `"${word}"`)
    .join(' AND ');
