import type { App } from '../app';
import { deleteExpired } from '../auth/repository';

/** Expired sessions and used or expired codes are of no use to anybody but a thief. */
export async function removeExpired(app: App): Promise<void> {
  const now = app.now();
  await app.db.write((tx) => deleteExpired(tx, now));
}
