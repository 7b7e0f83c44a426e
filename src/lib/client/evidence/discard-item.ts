import type { OutboxItem } from '$lib/domain/sync/outbox';
import { carriesFile, type FileCarried } from '$lib/domain/sync/send-order';
import { device } from '../device.svelte';
import { draftPhotos } from '../files/draft-photos';
import { namedBy } from '../files/send-files';
import { takeBack } from '../files/upload-file';

/** As long as the way back is shown, and some more. */
const UNDO_MS = 60_000;

/** Takes an unsent change back. The file it carries stays as long as that can be undone (`device.bringBack`). */
export async function discardItem(item: OutboxItem): Promise<void> {
  if (!carriesFile(item.envelope.type)) return device.discard(item.seq);
  const { fileId, sha256 } = item.envelope.payload as FileCarried;
  const files = await device.files();
  await files?.renew(fileId);
  await device.discard(item.seq);
  setTimeout(() => {
    // signed out meanwhile: what is left then goes with the store, or when it is opened again
    if (!device.person || namedBy(device.outbox).has(fileId)) return;
    void files?.drop(fileId);
    if (device.online) void takeBack(sha256, { 'x-waymark-person': device.person.id });
  }, UNDO_MS);
}

/** Removes files whose change was taken back in a page that was closed since. */
export async function sweepFiles(): Promise<void> {
  const drafts = draftPhotos(device.person?.id ?? '');
  await (await device.files())?.sweep(new Set([...namedBy(device.outbox), ...drafts]));
}
