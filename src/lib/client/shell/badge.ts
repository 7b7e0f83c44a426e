import { asked } from '../store/idb-request';

/** The number of unsent changes on the app's icon, where the system shows one. */
export async function showBadge(unsent: number): Promise<void> {
  if (!navigator.setAppBadge) return;
  // a browser may have the function and no icon to put it on
  await (unsent ? navigator.setAppBadge(unsent) : navigator.clearAppBadge()).catch(() => undefined);
}

/** Without a page, from the service worker: how many lie in the stores is readable, what they are is not. */
export async function badgeFromStores(): Promise<void> {
  const databases = (await indexedDB.databases?.()) ?? [];
  let unsent = 0;
  for (const { name } of databases) if (name?.startsWith('waymark-')) unsent += await countUnsent(name);
  await showBadge(unsent);
}

async function countUnsent(name: string): Promise<number> {
  const request = indexedDB.open(name);
  // it is gone since it was listed: nothing is made anew
  request.onupgradeneeded = () => request.transaction?.abort();
  try {
    const db = await asked(request);
    try {
      if (!db.objectStoreNames.contains('queue')) return 0;
      // at 0 lies what was sent last
      return await asked(db.transaction('queue').objectStore('queue').count(IDBKeyRange.lowerBound(1)));
    } finally {
      db.close();
    }
  } catch {
    return 0;
  }
}
