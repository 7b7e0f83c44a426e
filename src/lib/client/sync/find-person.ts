import { openDatabase, storeName } from '../store/idb-schema';
import { openIdbStore } from '../store/idb-store';
import { readKeys } from '../store/store-key';
import { type KnownPerson, rememberPerson, signInMark } from './known-person';

/**
 * Whose store this device can open although the browser has forgotten who works here: killed, it keeps what was in
 * IndexedDB and loses what went into localStorage in the last seconds (Chromium writes that late). Null where no store is
 * open, or more than one: then only the server can say who it is.
 */
export async function findPerson(): Promise<KnownPerson | null> {
  const prefix = storeName('');
  const ids = (await indexedDB.databases()).flatMap(({ name = '' }) =>
    name.startsWith(prefix) && !name.endsWith('-files') ? name.slice(prefix.length) : []
  );
  const open: string[] = [];
  for (const id of ids) if (await isOpen(id)) open.push(id);
  if (open.length !== 1) return null;
  const store = await openIdbStore(open[0]!);
  const person = (store.kept.get('person') ?? null) as KnownPerson | null;
  store.close();
  if (person) rememberPerson(person, signInMark());
  return person;
}

/** Not locked by a sign-out. A store of another version, or something else by such a name, is left alone. */
async function isOpen(personId: string): Promise<boolean> {
  const db = await openDatabase(personId).catch(() => null);
  if (!db) return false;
  try {
    const { hold, held } = await readKeys(db);
    return hold !== undefined && held !== undefined;
  } catch {
    return false;
  } finally {
    db.close();
  }
}
