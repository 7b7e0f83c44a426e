import type { App } from '../app';
import { deleteRemovedFiles } from '../assessment/evidence-repository';
import { deleteExpired } from '../auth/repository';
import { deleteIdleUploads } from '../files/upload-repository';
import { deleteRemovedPairingFiles } from '../mentoring/pairing-life-repository';
import { deleteRemovedPhotos } from '../outreach/meeting-photo-repository';
import { deleteExpiredSignUps } from '../outreach/sign-up-repository';
import { removeWithdrawnStories } from '../mentoring/remove-withdrawn-stories';

/** How long a file that was taken away can be brought back. */
const BRING_BACK_MS = 30 * 24 * 60 * 60 * 1000;

/** How long an upload waits for its next piece, or for the command that names it; its device still has the file. */
const UPLOAD_MS = 7 * 24 * 60 * 60 * 1000;

/** Expired sessions and used or expired codes are of no use to anybody but a thief; files taken away, and uploads nobody goes on with, go for good. */
export async function removeExpired(app: App): Promise<void> {
  const now = app.now();
  await app.db.write(async (tx) => {
    await deleteExpired(tx, now);
    await deleteExpiredSignUps(tx, now);
    await deleteRemovedPhotos(tx, new Date(now.getTime() - BRING_BACK_MS));
    await deleteRemovedPairingFiles(tx, new Date(now.getTime() - BRING_BACK_MS));
    await deleteRemovedFiles(tx, new Date(now.getTime() - BRING_BACK_MS));
    await deleteIdleUploads(tx, new Date(now.getTime() - UPLOAD_MS));
  });
  await removeWithdrawnStories(app);
}
