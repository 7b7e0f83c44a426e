import type { Likened } from '$lib/domain/outreach/find-duplicates';
import type { ContactRecord } from '$lib/domain/sync/field-records';
import { device } from '../../device.svelte';
import { asJson, askPeople } from './ask-people';

// A device keeps the contacts changed last of very many. Whatever looks among "all" of them asks the server, too, and
// keeps what it is given: pages that read the device then show it like any other.

/** Whether the network has more contacts than this device keeps. */
export const isBeyond = (): boolean => (device.all('network')[0]?.contacts ?? 0) > 0;

/** Whether there is more to find, and somebody to ask. */
export const canAsk = (): boolean => isBeyond() && device.online;

const LASTS_MS = 5 * 60_000;
const askedAt = new Map<string, number>();

/** Brings every contact of these municipalities; what was brought lately is here. */
export async function bringContactsOf(municipalityIds: readonly string[]): Promise<void> {
  for (const municipality of municipalityIds) {
    if (Date.now() - (askedAt.get(municipality) ?? 0) < LASTS_MS) continue;
    askedAt.set(municipality, Date.now());
    for (let after: string | null = ''; after !== null;) {
      const next: string | null | undefined = await bringPage({ municipality, after, limit: 100 });
      if (next === undefined) askedAt.delete(municipality);
      after = next ?? null;
    }
  }
}

/** Brings contacts in which these words are found. */
export async function bringFound(query: string, limit: number): Promise<void> {
  await bringPage({ q: query, limit });
}

/** Brings one. */
export async function bringContact(id: string): Promise<void> {
  const answer = await askPeople<ContactRecord>(`/${encodeURIComponent(id)}`);
  if ('value' in answer) await keep([answer.value]);
}

/** Brings contacts that may be the same as one that is kept or being written down. */
export async function bringSame(one: Likened): Promise<void> {
  const emails = [one.email, ...(one.moreEmails ?? [])].filter(Boolean);
  const phones = [one.phone, ...(one.morePhones ?? [])].filter(Boolean);
  if (!emails.length && !phones.length && one.name.trim().length < 3) return;
  const { id: contact, name, municipalityId } = one;
  const asked = { network: networkId(), contact, name, municipality: municipalityId ?? '', emails, phones };
  const answer = await askPeople<{ same: { contact: ContactRecord }[] }>('/same', asJson('POST', asked));
  if ('value' in answer) await keep(answer.value.same.map(({ contact }) => contact));
}

export interface TouchesThere {
  touches: { contact: ContactRecord; last: string | null; due: string }[];
  soon: number;
  all: number;
}

/** Whom to be in touch with again, of all contacts; null where the server gave no answer. */
export async function askTouches(who: string | null): Promise<TouchesThere | null> {
  const answer = await askPeople<TouchesThere>(
    `/touches?${new URLSearchParams({ network: networkId(), who: who ?? '' })}`
  );
  return 'value' in answer ? answer.value : null;
}

const networkId = () => device.all('network')[0]?.id ?? '';

/** @returns the `after` of the next page, null after the last; undefined where there was no answer */
async function bringPage(asked: Record<string, string | number>): Promise<string | null | undefined> {
  const body = { network: networkId(), whole: true, ...asked };
  const answer = await askPeople<{ contacts: ContactRecord[]; next: string | null }>('/search', asJson('POST', body));
  if ('problems' in answer) return undefined;
  await keep(answer.value.contacts);
  return answer.value.next;
}

async function keep(contacts: readonly ContactRecord[]): Promise<void> {
  const news = contacts.filter(({ id, version }) => device.one('contact', id)?.version !== version);
  if (news.length) await device.hold(...news.map((data) => ({ entity: 'contact' as const, id: data.id, data })));
}
