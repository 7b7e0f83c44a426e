import { nameKey } from '$lib/domain/outreach/find-duplicates';
import { foldText } from '$lib/domain/outreach/fold-text';
import { type ContactContent, contactContent } from '$lib/domain/outreach/merge-contact';
import { mergeTwoContacts } from '$lib/domain/outreach/merge-two-contacts';
import type { ReadCard } from '$lib/domain/outreach/read-vcards';
import { isSame } from '$lib/domain/shared/merge-fields';
import type { Problem } from '$lib/domain/shared/result';
import type { App } from '../app';
import type { Reader, Tx } from '../db/client';
import { listMunicipalities } from '../register/repository';
import { cardsOf } from './card-repository';
import { allContacts, type ContactRow } from './contact-repository';
import { addressesOf, findOptOuts } from './opt-out-repository';

/** What becomes of one card. */
export interface PlannedCard {
  row: number;
  name: string;
  /** `erased`: somebody with this address asked to be erased and not to be written to again. */
  action: 'create' | 'update' | 'same' | 'erased' | 'unreadable';
  contactId: string | null;
  problems: Problem[];
  /** Said by the file or kept for the address: not to be contacted. */
  optedOut: boolean;
}

export interface Planned extends PlannedCard {
  uid: string;
  content: ContactContent | null;
  present: ContactRow | null;
}

/** Words around a municipality's name in the languages of the interface. */
const AROUND = /\b(kommun|stad|municipality|city of|gemeente|stadsbestuur|gemeentebestuur)\b/g;
const placeKey = (name: string) => foldText(name).replace(AROUND, ' ').replace(/\s+/g, ' ').trim();

/** The contacts of a network by everything a card may be known by. Those that a file adds are put in as they are made. */
export class KnownContacts {
  readonly #byId = new Map<string, ContactRow>();
  readonly #byAddress = new Map<string, ContactRow>();
  readonly #byName = new Map<string, ContactRow>();

  constructor(
    readonly networkId: string,
    rows: readonly ContactRow[],
    private readonly byUid: Map<string, string>,
    private readonly places: ReadonlyMap<string, string>
  ) {
    for (const row of rows) this.put(row);
  }

  put(row: ContactRow, uid = ''): void {
    this.#byId.set(row.id, row);
    for (const { address } of addressesOf(row)) this.#byAddress.set(address, row);
    this.#byName.set(`${row.municipalityId} ${nameKey(row.name)}`, row);
    if (uid) this.byUid.set(uid, row.id);
  }

  placeOf(organisations: readonly string[]): string | null {
    // `Ljusdals kommun` is Ljusdal's
    const find = (one: string) => this.places.get(placeKey(one)) ?? this.places.get(placeKey(one).replace(/s$/, ''));
    return organisations.map(find).find(Boolean) ?? null;
  }

  /** By its own id, by the card's id of an earlier import, by an address, by name within a municipality. */
  find(uid: string, content: ContactContent): ContactRow | null {
    const id = this.#byId.get(uid) ?? this.#byId.get(this.byUid.get(uid) ?? '');
    const addresses = addressesOf(content);
    const address = () => addresses.map((one) => this.#byAddress.get(one.address));
    // a name alone says something within a municipality, or where there is nothing else to go by
    const name = () =>
      content.municipalityId || !addresses.length
        ? this.#byName.get(`${content.municipalityId} ${nameKey(content.name)}`)
        : undefined;
    return id ?? address().find(Boolean) ?? name() ?? null;
  }
}

export async function loadKnown(
  db: Reader | Tx,
  networkId: string,
  on: string,
  uids: readonly string[]
): Promise<KnownContacts> {
  const municipalities = await listMunicipalities(db, { networkId, on });
  const places = new Map(municipalities.map(({ id, name }) => [placeKey(name), id]));
  const rows = await allContacts(db, networkId);
  return new KnownContacts(networkId, rows, await cardsOf(db, networkId, uids), places);
}

/** What a card would do to the contacts of a network: make a new one, or say more of one that is there. */
export async function planCard(
  app: App,
  db: Reader | Tx,
  known: KnownContacts,
  { row, name, uid, organisations, content: said, problems }: ReadCard,
  given: Pick<ContactContent, 'source' | 'basis' | 'basisOn'>
): Promise<Planned> {
  const base = { row, name, uid, problems, contactId: null, optedOut: false, present: null };
  if (!said) return { ...base, action: 'unreadable', content: null };
  const content: ContactContent = {
    ...said,
    municipalityId: known.placeOf(organisations),
    source: said.source || given.source,
    basis: said.basis ?? given.basis,
    basisOn: said.basisOn ?? given.basisOn
  };
  const wishes = await findOptOuts(app, db, known.networkId, addressesOf(content));
  const optedOut = content.optedOutOn !== null || wishes.length > 0;
  if (wishes.some(({ source }) => source === 'erasure')) return { ...base, action: 'erased', content: null, optedOut };
  const present = known.find(uid, content);
  if (!present) return { ...base, action: 'create', content, optedOut };
  const before = contactContent(present);
  // where it is known from is said already
  const more = { ...content, source: before.source && content.source === given.source ? '' : content.source };
  const merged = mergeTwoContacts(before, more, []);
  const action = isSame(merged, before) ? 'same' : 'update';
  return { ...base, action, content: merged, contactId: present.id, present, optedOut };
}
