import { ERASED, eraseWords, tracePattern } from '$lib/domain/outreach/erase-words';
import type { App } from '../app';
import type { Reader, Tx } from '../db/client';
import type { ErasureEntry } from '../operations/erasure-list';
import type { ChangeContext } from '../shared/change';
import { type PersonTraces, redactPerson } from '../reporting/redact-edition';
import { eraseClashes } from '../sync/clash-repository';
import { hashAddress } from './address-hash';
import { unindexContacts } from './contact-index-repository';
import { dropReferences } from './contact-references-repository';
import * as rows from './erasure-repository';
import { type Address, addressesOf, hideAddresses } from './opt-out-repository';
import { plansWithContacts } from './plan-repository';
import { deleteSignUpsOf } from './sign-up-repository';
import { type Search, sweepWords } from './sweep-words-repository';

/** Everything by which one person is found; they may be several contacts that were merged. */
export interface Subject {
  networkId: string;
  ids: string[];
  names: string[];
  addresses: Address[];
  attendances: Awaited<ReturnType<typeof rows.attendancesOf>>;
  search: Search;
}

/** @returns null where there is no such contact */
export async function findSubject(db: Reader | Tx, contactId: string): Promise<Subject | null> {
  const ids = await rows.samePerson(db, contactId);
  const contacts = await rows.contactRows(db, ids);
  const networkId = contacts[0]?.networkId;
  if (!networkId) return null;
  const merges = await rows.mergesOf(db, ids);
  // what a contact said before a merge that was undone is said of these people, too
  const earlier = merges.flatMap((merge) => [
    ...(ids.includes(merge.keptId) ? [merge.keptBefore, ...(merge.undoneAt ? [] : [merge.keptAfter])] : []),
    ...(ids.includes(merge.goneId) ? [merge.goneBefore] : [])
  ]);
  const said = [...contacts, ...earlier];
  const unique = (list: readonly string[]) => [...new Set(list)].filter(Boolean);
  const names = unique(said.map(({ name }) => name));
  const addresses = [...new Map(said.flatMap(addressesOf).map((one) => [`${one.kind}:${one.address}`, one])).values()];
  const municipalityIds = unique(said.flatMap(({ municipalityId }) => municipalityId ?? []));
  const attendances = await rows.attendancesOf(db, { networkId, ids, names, municipalityIds });
  const shared = await rows.sharedAddresses(
    db,
    networkId,
    ids,
    addresses.map(({ address }) => address)
  );
  const of = (kind: Address['kind']) =>
    addresses.filter((one) => one.kind === kind && !shared.has(one.address)).map(({ address }) => address);
  const search: Search = {
    networkId,
    traces: { names, emails: of('email'), phones: of('phone') },
    meetingIds: unique(attendances.map(({ meetingId }) => meetingId)),
    planIds: await plansWithContacts(db, ids),
    // one word alone, or what an office is called, is not a name that stands for one person everywhere
    namesake:
      names.some((name) => !/\S\s+\S/.test(name)) ||
      contacts.some(({ role }) => role === 'registrar') ||
      (await rows.isOffice(db, networkId, names)) ||
      (await rows.hasNamesake(db, networkId, ids, names))
  };
  return { networkId, ids, names, addresses, attendances, search };
}

export const hashesOf = (app: App, { networkId, addresses }: Subject): string[] =>
  addresses.map(({ kind, address }) => `${kind}:${hashAddress(app, networkId, kind, address)}`);

/** Somebody who was removed from the contacts: their meetings go on saying who was there. */
function aloneOf(subject: Subject): Subject {
  const traces = { names: [], emails: [], phones: [] };
  return { ...subject, attendances: [], search: { ...subject.search, traces, meetingIds: [], planIds: [] } };
}

/** Nobody looks on when time alone makes somebody go: then a name goes from the meetings they were at, and from no other text. */
function narrowed(found: Subject, reason: ErasureEntry['reason']): Subject {
  if (reason === 'removed') return aloneOf(found);
  return reason === 'retention' ? { ...found, search: { ...found.search, namesake: true } } : found;
}

/** Where a name may be somebody else's, only addresses and numbers tell whose words they are. */
function findsPerson({ traces, namesake }: Search): PersonTraces | null {
  const sure = namesake ? { ...traces, names: [] } : traces;
  const pattern = tracePattern(sure);
  return pattern && { holds: (text) => text.search(pattern) >= 0, erase: (text) => eraseWords(text, sure) };
}

export interface Erased {
  contacts: number;
  meetings: number;
  /** Texts that were changed. */
  texts: number;
}

/**
 * Takes a person out of everything, in one transaction: the meeting stays, who was there as what stays, the name goes.
 * Devices are told to fetch everything anew, since a text of any kind may have changed.
 */
export async function erasePeople(
  app: App,
  context: ChangeContext,
  found: Subject,
  how: { reason: ErasureEntry['reason']; by: string; at: Date; hashes: string[] }
): Promise<Erased> {
  const { tx, now } = context;
  const subject = narrowed(found, how.reason);
  const { networkId, ids, addresses, attendances, search } = subject;
  const attendees = attendances.map(({ id }) => id);
  await rows.eraseAttendees(tx, attendees, ERASED);
  await rows.touchMeetings(tx, search.meetingIds, now);
  const clashes = [
    ...(await eraseClashes(tx, 'contact', ids)),
    ...(await rows.deleteClashesOfAttendees(tx, attendees))
  ];
  await rows.closeInvitations(tx, networkId, search.traces.emails, now);
  await rows.forgetMail(tx, networkId, search.traces.emails, ERASED);
  await deleteSignUpsOf(tx, networkId, search.traces.emails, search.traces.phones);
  await hideAddresses(app, tx, networkId, addresses);
  await rows.forgetAddressHashes(tx, ids);
  const plans = await plansWithContacts(tx, ids);
  await dropReferences(tx, ids);
  await unindexContacts(tx, ids);
  await rows.deleteContacts(tx, ids);
  const texts = await sweepWords(tx, search);
  const person = findsPerson(search);
  if (person) await redactPerson(app, context, { networkId, ...person });
  const { reason, by, at, hashes } = how;
  for (const id of ids) {
    await rows.insertErasure(tx, { id, networkId, hashes, reason, erasedAt: at, erasedBy: by });
    await context.feed('contact', id);
  }
  for (const id of clashes) await context.feed('clash', id);
  for (const id of plans) await context.feed('planned-meeting', id);
  for (const id of search.meetingIds) await context.feed('meeting', id);
  // a person's own row tells their devices to fetch everything
  if (texts > 0)
    await context.feedMany(
      'person',
      (await rows.peopleIn(tx, networkId)).map((id) => ({ id }))
    );
  return { contacts: ids.length, meetings: search.meetingIds.length, texts };
}
