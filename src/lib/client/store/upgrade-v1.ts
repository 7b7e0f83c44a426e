import type { OutboxItem } from '$lib/domain/sync/outbox';
import type { Change } from '$lib/domain/sync/records';
import type { Box } from './crypto-box';
import { asked, finished } from './idb-request';
import { type StoreState, STRICT } from './idb-schema';
import { changePages } from './record-pages';

/**
 * Moves what version 1 kept readable into the encrypted stores: read, encrypted, and then written and emptied in one
 * transaction, so that a device that dies in between has everything in one place or the other.
 */
export async function upgradeV1(db: IDBDatabase, box: Box): Promise<void> {
  const old = db.transaction(['records', 'outbox', 'meta']);
  const meta = old.objectStore('meta');
  const [records, items, seq, cursor, syncedAt] = await Promise.all([
    asked<Change[]>(old.objectStore('records').getAll()),
    asked<OutboxItem[]>(old.objectStore('outbox').getAll()),
    asked<unknown>(meta.get('seq')),
    asked<unknown>(meta.get('cursor')),
    asked<unknown>(meta.get('syncedAt'))
  ]);
  if (cursor === undefined && seq === undefined && !items.length) return;
  const pages = [...changePages(new Map(), records)];
  const rows = await Promise.all(items.map((item) => box.seal(`queue/${item.seq}`, item)));
  const sealed = await Promise.all(pages.map(([n, page]) => box.seal(`pages/${n}`, [...page.values()])));

  const tx = db.transaction(['records', 'outbox', 'meta', 'state', 'queue', 'pages'], 'readwrite', STRICT);
  const end = finished(tx);
  const state = await asked<StoreState | undefined>(tx.objectStore('state').get('state'));
  // another tab was faster, or an old one has written meanwhile: look again
  const same =
    (await asked(tx.objectStore('meta').get('seq'))) === seq &&
    (await asked(tx.objectStore('outbox').count())) === items.length;
  if (!state || !same) {
    await end;
    return upgradeV1(db, box);
  }
  const rev = state.rev + 1;
  for (const [i, item] of items.entries()) tx.objectStore('queue').put({ ...rows[i]!, rev }, item.seq);
  for (const [i, [n]] of pages.entries()) tx.objectStore('pages').put({ ...sealed[i]!, rev }, n);
  tx.objectStore('state').put(
    {
      ...state,
      rev,
      seq: Math.max(state.seq, Number(seq ?? 0)),
      cursor: Number(cursor ?? 0),
      syncedAt: (syncedAt as string | undefined) ?? null,
      pages: Object.fromEntries(pages.map(([n]) => [n, rev]))
    },
    'state'
  );
  for (const name of ['records', 'outbox', 'meta'] as const) tx.objectStore(name).clear();
  await end;
}
