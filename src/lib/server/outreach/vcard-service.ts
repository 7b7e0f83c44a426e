import { createHash } from 'node:crypto';
import { actorId, type Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { LAWFUL_BASES, type LawfulBasis } from '$lib/domain/outreach/contact-kinds';
import { contactContent } from '$lib/domain/outreach/merge-contact';
import { type ReadCard, readVcards } from '$lib/domain/outreach/read-vcards';
import { writeVcards } from '$lib/domain/outreach/write-vcards';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import { decodeText } from '$lib/domain/shared/table/decode';
import type { App } from '../app';
import { findNetwork } from '../identity/directory-repository';
import { listMunicipalities } from '../register/repository';
import { type ChangeContext, change } from '../shared/change';
import { today } from '../shared/today';
import { rememberCard } from './card-repository';
import { allContacts, type ContactRow } from './contact-repository';
import { noteCards, type WrittenCards } from './note-cards';
import type { ChangedContact } from './record-contact-changes';
import { saveContact } from './save-contact';
import { type KnownContacts, loadKnown, planCard, type PlannedCard } from './vcard-plan';

export interface VcardInput {
  networkId: string;
  bytes: Uint8Array;
  /** Of cards that do not say where they are from, and why they may be kept. */
  source?: string;
  basis?: string | null;
  /** Of the file, for the list of imports. */
  fileName?: string;
}

export interface VcardOutcome {
  cards: PlannedCard[];
  created: number;
  updated: number;
  /** By which it can be undone; null where nothing was written. */
  importId: string | null;
}

/** Cards in one transaction: others write in between. */
const AT_ONCE = 100;

const uidsOf = (cards: readonly ReadCard[]) => cards.map(({ uid }) => uid);

type Given = { source: string; basis: LawfulBasis | null; basisOn: string | null };

async function readInput(
  app: App,
  actor: Actor,
  input: VcardInput
): Promise<Result<{ cards: ReadCard[]; given: Given }>> {
  const { networkId, bytes, source = '', basis = null } = input;
  const refused = authorize(actor, 'contact:edit', { networkId });
  if (refused) return refused;
  const network = await findNetwork(app.db.read, networkId);
  if (!network) return refuse('not-found', 'networkId', 'This network does not exist.');
  const known = LAWFUL_BASES.find((one) => one === basis) ?? null;
  if (basis && !known)
    return refuse(
      'basis-unknown',
      'basis',
      `The basis is one of ${LAWFUL_BASES.join(', ')} - got "${basis.slice(0, 40)}".`
    );
  const text = decodeText(bytes);
  if (!text.ok) return text;
  const cards = readVcards(text.value.text, network.country);
  if (!cards.ok) return cards;
  const given = {
    source: source
      .replace(/[\p{Cc}\s]+/gu, ' ')
      .trim()
      .slice(0, 200),
    basis: known
  };
  return ok({ cards: cards.value, given: { ...given, basisOn: known ? today(app) : null } });
}

const outcomeOf = (cards: readonly PlannedCard[], importId: string | null): VcardOutcome => ({
  importId,
  cards: cards.map(({ row, name, action, contactId, problems, optedOut }) => ({
    ...{ row, name, action, contactId, problems, optedOut }
  })),
  created: cards.filter(({ action }) => action === 'create').length,
  updated: cards.filter(({ action }) => action === 'update').length
});

/** What a file would do; nothing is written. */
export async function previewVcards(app: App, actor: Actor, input: VcardInput): Promise<Result<VcardOutcome>> {
  const refused = authorize(actor, 'contact:edit');
  if (refused) return refused;
  const read = await readInput(app, actor, input);
  if (!read.ok) return read;
  const { cards, given } = read.value;
  const known = await loadKnown(app.db.read, input.networkId, today(app), uidsOf(cards));
  const planned: PlannedCard[] = [];
  for (const card of cards) planned.push(await planCard(app, app.db.read, known, card, given));
  return ok(outcomeOf(planned, null));
}

/** Puts the cards of a file among the contacts. The same file again changes nothing. */
export async function importVcards(app: App, actor: Actor, input: VcardInput): Promise<Result<VcardOutcome>> {
  const refused = authorize(actor, 'contact:edit');
  if (refused) return refused;
  const read = await readInput(app, actor, input);
  if (!read.ok) return read;
  const { cards, given } = read.value;
  const { networkId, bytes, fileName = 'contacts.vcf' } = input;
  const importId = app.newId();
  const about = { id: importId, networkId, fileName, sha256: hashOf(bytes), total: cards.length };
  const done: PlannedCard[] = [];
  for (let from = 0; from < cards.length; from += AT_ONCE) {
    const some = cards.slice(from, from + AT_ONCE);
    const entry = { action: 'contact:import', networkId, subject: importId };
    const written = await change(app, actor, entry, async (context) => {
      const known = await loadKnown(context.tx, networkId, today(app), uidsOf(some));
      const cardsDone = await writeCards(app, actor, context, known, some, given);
      await noteCards(app, actor, context, { ...about, rows: [...done, ...cardsDone.planned] }, cardsDone);
      return ok(cardsDone.planned);
    });
    if (!written.ok) return written;
    done.push(...written.value);
  }
  const wrote = done.some(({ action }) => action === 'create' || action === 'update');
  return ok(outcomeOf(done, wrote ? importId : null));
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

async function writeCards(
  app: App,
  actor: Actor,
  context: ChangeContext,
  known: KnownContacts,
  cards: readonly ReadCard[],
  given: Given
): Promise<WrittenCards> {
  const { tx, now } = context;
  const fresh = new Map<string, ContactRow>();
  const changed = new Map<string, ChangedContact>();
  const who = { updatedBy: actorId(actor), updatedAt: now };
  const done: PlannedCard[] = [];
  // one by one: a later card of the file may be about whoever an earlier one made
  for (const card of cards) {
    const planned = await planCard(app, tx, known, card, given);
    const { uid, content, present, action } = planned;
    let { contactId } = planned;
    if (content && action === 'update' && present) {
      const row = { ...present, ...content, version: present.version + 1, ...who };
      await saveContact(app, tx, row, present);
      known.put(row, uid);
      if (fresh.has(row.id)) fresh.set(row.id, row);
      else changed.set(row.id, { before: changed.get(row.id)?.before ?? present, after: row });
    }
    if (content && action === 'create') {
      contactId = app.newId();
      const first = { version: 1, createdBy: who.updatedBy, createdAt: now, removedAt: null, mergedInto: null };
      const row = { id: contactId, networkId: known.networkId, ...content, ...first, ...who };
      await saveContact(app, tx, row);
      known.put(row, uid);
      fresh.set(row.id, row);
    }
    if (contactId && uid) await rememberCard(tx, { networkId: known.networkId, uid, contactId, importedAt: now });
    if (contactId && action !== 'same') await context.feed('contact', contactId);
    done.push({ ...planned, contactId });
  }
  return { planned: done, fresh: [...fresh.values()], changed: [...changed.values()] };
}

/** The network's contacts as a vCard file. */
export async function exportVcards(
  app: App,
  actor: Actor,
  input: { networkId: string; version?: string }
): Promise<Result<string>> {
  const refused = authorize(actor, 'contact:edit') ?? authorize(actor, 'contact:edit', { networkId: input.networkId });
  if (refused) return refused;
  const { networkId, version = '4.0' } = input;
  if (version !== '3.0' && version !== '4.0')
    return refuse('version-unknown', 'version', `The version is 3.0 or 4.0 - got "${version.slice(0, 20)}".`);
  const places = new Map(
    (await listMunicipalities(app.db.read, { networkId, on: 'any' })).map(({ id, name }) => [id, name])
  );
  const rows = await allContacts(app.db.read, networkId);
  const cards = rows.map((row) => ({
    ...{ id: row.id, content: contactContent(row), changedAt: row.updatedAt.toISOString() },
    place: row.municipalityId ? (places.get(row.municipalityId) ?? '') : ''
  }));
  // a file leaves the house
  return change(app, actor, { action: 'contact:export', networkId }, async () => ok(writeVcards(cards, version)));
}
