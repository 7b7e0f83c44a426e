import type { Box, Sealed } from './crypto-box';
import type { KeptFiles } from './device-store';
import { asked, finished } from './idb-request';
import { filesName, STRICT } from './idb-schema';

/** One file, encrypted whole; readable: its size and when it was put here. */
interface FileRow extends Sealed {
  at: number;
}

const FILES = 'files';
/** Longer than anybody could undo. */
const UNDONE_MS = 60 * 60 * 1000;

/** Opened for each piece of work: nothing is left open in the way of removing the store. */
async function inDatabase<T>(name: string, work: (db: IDBDatabase) => Promise<T>): Promise<T> {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(FILES);
  const db = await asked(request);
  try {
    return await work(db);
  } finally {
    db.close();
  }
}

/**
 * The files beside a person's store, under the same key: locked, unlocked and removed with it.
 *
 * @param store the name of the store's database
 */
export function openFiles(store: string, box: Box, now = Date.now): KeptFiles {
  const name = filesName(store);
  const place = (id: string) => `files/${id}`;
  const change = (work: (files: IDBObjectStore) => Promise<unknown>) =>
    inDatabase(name, async (db) => {
      const tx = db.transaction(FILES, 'readwrite', STRICT);
      const end = finished(tx);
      await work(tx.objectStore(FILES));
      await end;
    });
  return {
    async keep(id, bytes) {
      const row: FileRow = { ...(await box.seal(place(id), bytes)), at: now() };
      await change((files) => asked(files.put(row, id)));
    },
    async read(id) {
      const row = await inDatabase(name, (db) =>
        asked<FileRow | undefined>(db.transaction(FILES).objectStore(FILES).get(id))
      );
      return row ? box.open(place(id), row, (bytes) => bytes) : null;
    },
    drop: (id) => change((files) => asked(files.delete(id))),
    renew: (id) =>
      change(async (files) => {
        const row = await asked<FileRow | undefined>(files.get(id));
        if (row) await asked(files.put({ ...row, at: now() }, id));
      }),
    sweep: (named) =>
      change(async (files) => {
        for (const key of await asked(files.getAllKeys())) {
          if (named.has(String(key))) continue;
          const row = await asked<FileRow | undefined>(files.get(key));
          if (row && row.at < now() - UNDONE_MS) files.delete(key);
        }
      })
  };
}
