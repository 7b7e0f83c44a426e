import type { App } from '../app';
import { findPrivateKey, insertPrivateKey } from './repository';
import { newPrivateKey, readPrivateKey, type VapidKey } from './vapid';

const keys = new WeakMap<App, VapidKey>();

/** The server's key: from the environment, else from the database, where it is put at first use. */
export async function keyOf(app: App): Promise<VapidKey> {
  const present = keys.get(app);
  if (present) return present;
  const key = readPrivateKey(app.env.VAPID_PRIVATE_KEY ?? (await keptKey(app)));
  keys.set(app, key);
  return key;
}

async function keptKey(app: App): Promise<string> {
  const found = await findPrivateKey(app.db.read);
  if (found) return found;
  return app.db.write(async (tx) => {
    const meanwhile = await findPrivateKey(tx);
    if (meanwhile) return meanwhile;
    const made = newPrivateKey();
    await insertPrivateKey(tx, made, app.now());
    return made;
  });
}
