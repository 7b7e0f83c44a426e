import type { App } from '../app';
import { deleteRemovedFiles } from '../assessment/evidence-repository';
import { deleteExpired } from '../auth/repository';

/** How long a file that was taken away can be brought back. */
const BRING_BACK_MS = 30 * 24 * 60 * 60 * 1000;

/** Expired sessions and used or expired codes are of no use to anybody but a thief; files taken away go for good. */
export async function removeExpired(app: App): Promise<void> {
  const now = app.now();
  await app.db.write(async (tx) => {
    await deleteExpired(tx, now);
    await deleteRemovedFiles(tx, new Date(now.getTime() - BRING_BACK_MS));
  });
}
