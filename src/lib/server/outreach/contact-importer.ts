import { actorId, type Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { type BookContact, ContactBook } from '$lib/domain/outreach/imports/contact-book';
import {
  type ListGiven,
  planContact,
  type PlannedContact,
  type Present
} from '$lib/domain/outreach/imports/plan-contact';
import type { ContactRowRead } from '$lib/domain/outreach/imports/read-contact-rows';
import { contactContent } from '$lib/domain/outreach/merge-contact';
import type { App } from '../app';
import type { Reader, Tx } from '../db/client';
import type { ChangeContext } from '../shared/change';
import { changesSince, latestCursor } from '../sync/repository';
import { allContacts, type ContactRow, contactsOf, insertContacts } from './contact-repository';
import type { RowOutcome } from './import-outcome';
import { addressesOf, erasedAmong } from './opt-out-repository';
import { type ChangedContact, recordContactChanges } from './record-contact-changes';
import { saveContact } from './save-contact';

/** None of those that were removed. */
const NONE_REMOVED = new Date(8.64e15);
const FEED_PAGE = 2000;

export interface ContactListOptions {
  networkId: string;
  given: ListGiven;
  present: Present;
}

/**
 * The contacts of a network while a list is read into them. They are read once; what others change in between is read
 * again before each part, by the feed their devices go by.
 */
export class ContactImporter {
  readonly #book = new ContactBook();
  readonly #rows = new Map<string, ContactRow>();
  #cursor = 0;
  /** What the part that is being written has done to the book: its transaction may have to run again. */
  readonly #undo: (() => unknown)[] = [];
  /** The line of this file a contact was made by. */
  readonly #madeBy = new Map<string, number>();

  private constructor(
    private readonly app: App,
    private readonly options: ContactListOptions
  ) {}

  static async open(app: App, options: ContactListOptions): Promise<ContactImporter> {
    const importer = new ContactImporter(app, options);
    // before the contacts: what changes meanwhile is read twice rather than missed
    importer.#cursor = await latestCursor(app.db.read, options.networkId);
    for (const row of await allContacts(app.db.read, options.networkId)) importer.#know(row);
    return importer;
  }

  /** What rows would do; nothing is written. Later rows see what earlier ones would have made. */
  async plan(rows: readonly ContactRowRead[]): Promise<RowOutcome[]> {
    const erased = await this.#erasedOf(this.app.db.read, rows);
    return rows.map((row) => {
      const planned = row.problems.length ? null : this.#planRow(row, erased);
      if (planned && (planned.action === 'create' || planned.action === 'update'))
        this.#put({ ...planned.content, id: planned.contactId ?? `row ${row.line}` }, row.line);
      return this.#outcome(row, planned);
    });
  }

  /** Writes rows in the transaction given; says what became of each. */
  async write(
    actor: Actor,
    context: ChangeContext,
    importId: string,
    rows: readonly ContactRowRead[]
  ): Promise<RowOutcome[]> {
    const { networkId } = this.options;
    const refused = authorize(actor, 'contact:edit', { networkId });
    if (refused) throw new Error('A list is read in by whoever may edit contacts');
    for (let step = this.#undo.pop(); step; step = this.#undo.pop()) step();
    await this.#refresh(context.tx);
    const erased = await this.#erasedOf(context.tx, rows);
    const who = { updatedBy: actorId(actor), updatedAt: context.now };
    const fresh = new Map<string, ContactRow>();
    const changed = new Map<string, { before: ContactRow; after: ContactRow }>();
    const outcomes = rows.map((row) => {
      const planned = row.problems.length ? null : this.#planRow(row, erased);
      const outcome = this.#outcome(row, planned);
      if (planned?.action !== 'create' && planned?.action !== 'update') return outcome;
      const id = planned.contactId ?? this.app.newId();
      const made = fresh.get(id);
      const present = changed.get(id)?.after ?? this.#rows.get(id);
      if (made) fresh.set(id, { ...made, ...planned.content });
      else if (present) {
        const before = changed.get(id)?.before ?? present;
        changed.set(id, { before, after: { ...before, ...planned.content, version: before.version + 1, ...who } });
      } else {
        const first = {
          version: 1,
          createdBy: who.updatedBy,
          createdAt: context.now,
          removedAt: null,
          mergedInto: null
        };
        fresh.set(id, { id, networkId, ...planned.content, ...first, ...who });
      }
      this.#put({ ...planned.content, id }, row.line);
      return outcome;
    });
    await this.#save(context, importId, [...fresh.values()], [...changed.values()]);
    return outcomes;
  }

  /** Contacts of the part before, and of the one that is being written. */
  #written = new Set<string>();
  #writing = new Set<string>();

  /** The part is on the disk: what it did to the book stays. */
  settle(): void {
    this.#written = this.#writing;
    this.#undo.length = 0;
  }

  async #save(
    { tx, feedMany }: ChangeContext,
    importId: string,
    fresh: readonly ContactRow[],
    changed: readonly ChangedContact[]
  ): Promise<void> {
    const plain = fresh.filter(({ optedOutOn }) => optedOutOn === null);
    await insertContacts(tx, plain);
    // a wish is kept for the addresses too
    for (const row of fresh) if (row.optedOutOn !== null) await saveContact(this.app, tx, row);
    for (const { before, after } of changed) await saveContact(this.app, tx, after, before);
    await recordContactChanges(this.app, tx, importId, fresh, changed);
    const rows = [...fresh, ...changed.map(({ after }) => after)];
    for (const row of rows) {
      const known = this.#rows.get(row.id);
      this.#undo.push(() => void (known ? this.#rows.set(row.id, known) : this.#rows.delete(row.id)));
      this.#rows.set(row.id, row);
    }
    this.#writing = new Set(rows.map(({ id }) => id));
    await feedMany(
      'contact',
      rows.map(({ id }) => ({ id }))
    );
  }

  #know(row: ContactRow): void {
    this.#rows.set(row.id, row);
    this.#book.put(toBook(row));
  }

  #planRow(row: ContactRowRead, erased: ReadonlySet<string>): PlannedContact {
    const gone = addressesOf({ email: '', phone: '', ...row.said }).some(({ address }) => erased.has(address));
    return planContact(this.#book, row, this.options.given, this.options.present, gone);
  }

  #outcome(row: ContactRowRead, planned: PlannedContact | null): RowOutcome {
    const { line, problems } = row;
    const base = { line, label: row.said.name ?? '' };
    if (!planned) return { ...base, action: 'refused', problems };
    switch (planned.action) {
      case 'erased':
        // no name: nothing of them is shown again
        return { line, label: '', action: 'refused', why: { code: 'erased', message: ERASED } };
      case 'no-basis':
        return { ...base, action: 'refused', why: { code: 'no-basis', message: NO_BASIS } };
      default: {
        const { changed, calledThere, action } = planned;
        const sameAs = planned.contactId === null ? undefined : this.#madeBy.get(planned.contactId);
        return { ...base, action, changed, ...(calledThere !== null && { calledThere }), ...(sameAs && { sameAs }) };
      }
    }
  }

  #put(contact: BookContact, line: number): void {
    const before = this.#book.get(contact.id);
    this.#book.put(contact);
    if (!before) this.#madeBy.set(contact.id, line);
    this.#undo.push(() => {
      if (before) this.#book.put(before);
      else {
        this.#book.drop(contact.id);
        this.#madeBy.delete(contact.id);
      }
    });
  }

  async #erasedOf(db: Reader | Tx, rows: readonly ContactRowRead[]): Promise<Set<string>> {
    const addresses = rows.flatMap(({ said }) => addressesOf({ email: '', phone: '', ...said }));
    return erasedAmong(this.app, db, this.options.networkId, addresses);
  }

  /** What was changed since the part before, by whomever. */
  async #refresh(tx: Tx): Promise<void> {
    const { networkId } = this.options;
    const cursor = this.#cursor;
    this.#undo.push(() => (this.#cursor = cursor));
    for (;;) {
      const feed = await changesSince(tx, networkId, {
        cursor: this.#cursor,
        limit: FEED_PAGE,
        near: [],
        progress: true
      });
      const told = new Map<string, number>();
      for (const { entity, entityId } of feed)
        if (entity === 'contact') told.set(entityId, (told.get(entityId) ?? 0) + 1);
      // told of once, by the part before: it is known how that left it
      const ids = [...told].filter(([id, times]) => times > 1 || !this.#written.has(id)).map(([id]) => id);
      const rows = ids.length ? await contactsOf(tx, networkId, NONE_REMOVED, ids) : [];
      const found = new Set(rows.map(({ id }) => id));
      for (const row of rows) this.#know(row);
      for (const id of ids) if (!found.has(id)) this.#book.drop(id);
      this.#cursor = feed.at(-1)?.cursor ?? this.#cursor;
      if (feed.length < FEED_PAGE) return;
    }
  }
}

const toBook = (row: ContactRow): BookContact => ({ id: row.id, ...contactContent(row) });

const ERASED =
  'Somebody with this address asked to be erased and not to be written to again - take the row out of the list.';
const NO_BASIS = 'A new contact needs a source and a lawful basis - choose them for the whole list.';
