import type { Page } from '@playwright/test';

/**
 * Everything the app keeps on this device, opened with the device's own key as the app opens it: records, unsent changes,
 * what was sent last, half-typed texts, files; beside it what lies readable. Published models are public and left out.
 * A row that does not open is an error: nothing may hide in one.
 */
export const deviceWords = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const asked = <T>(request: IDBRequest<T>) =>
      new Promise<T>((done, fail) => {
        request.onsuccess = () => done(request.result);
        request.onerror = () => fail(request.error!);
      });
    const names = (await indexedDB.databases()).flatMap(({ name }) => name ?? []);
    const store = names.find((name) => /^waymark-/.test(name) && !name.endsWith('-files'));
    if (!store) throw new Error(`No store on this device, only: ${names.join(', ')}`);
    const parts = [JSON.stringify(localStorage), JSON.stringify(sessionStorage), document.cookie];
    for (const name of await caches.keys())
      parts.push(...(await (await caches.open(name)).keys()).map(({ url }) => url));
    let key: CryptoKey | undefined;
    for (const name of [store, ...names.filter((other) => other !== store)]) {
      const db = await asked(indexedDB.open(name));
      if (name === store) {
        const keys = db.transaction('keys').objectStore('keys');
        const [held, hold] = await Promise.all([asked(keys.get('held')), asked(keys.get('hold'))]);
        const data = { name: 'AES-GCM', length: 256 };
        key = await crypto.subtle.unwrapKey('raw', held as ArrayBuffer, hold as CryptoKey, 'AES-KW', data, false, [
          'decrypt'
        ]);
      }
      for (const kind of [...db.objectStoreNames].filter((one) => one !== 'keys' && one !== 'models')) {
        const rows = db.transaction(kind).objectStore(kind);
        const [ids, values] = await Promise.all([asked(rows.getAllKeys()), asked(rows.getAll())]);
        for (const [i, value] of (values as { iv?: Uint8Array<ArrayBuffer>; data?: ArrayBuffer }[]).entries()) {
          const place = `${kind}/${String(ids[i])}`;
          if (!value.iv || !value.data) parts.push(`${place} ${JSON.stringify(value)}`);
          else {
            const additionalData = new TextEncoder().encode(place);
            const open = { name: 'AES-GCM', iv: value.iv, additionalData };
            parts.push(`${place} ${new TextDecoder().decode(await crypto.subtle.decrypt(open, key!, value.data))}`);
          }
        }
      }
      db.close();
    }
    return parts.join('\n');
  });
