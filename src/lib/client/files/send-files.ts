import type { OutboxItem } from '$lib/domain/sync/outbox';
import type { Outcome } from '$lib/domain/sync/protocol';
import { carriesFile, type FileCarried } from '$lib/domain/sync/send-order';
import type { KeptFiles } from '../store/device-store';
import type { Round } from '../sync/send-waiting';
import { draftPhotos } from './draft-photos';
import { tellProgress } from './progress';
import { askOffset, takeBack, type Uploaded, uploadFile } from './upload-file';

/** Then what others have changed is fetched, and the next round goes on. */
const ROUND_MS = 60_000;

/**
 * Sends files, each before the command that names it, and drops from the device what the server has. Whatever happens,
 * a file that is not known to be there stays on the device.
 */
export async function sendFiles(round: Round): Promise<void> {
  const kept = await round.store.files();
  const until = Date.now() + ROUND_MS;
  for (;;) {
    const item = round.nextFile();
    if (!item || Date.now() > until) break;
    const { fileId } = item.envelope.payload as FileCarried;
    tellProgress(fileId, 0);
    const goesOn = await sendOne(round, kept, item, until);
    tellProgress(fileId, null);
    if (!goesOn) break;
  }
  const { outbox } = await round.store.read();
  const drafts = draftPhotos(round.whose['x-waymark-person'] ?? '');
  await kept.sweep(new Set([...namedBy(outbox), ...drafts]));
}

/** Ids of the files that unsent changes name. */
export function namedBy(items: readonly OutboxItem[]): Set<string> {
  const adding = items.filter(({ envelope, state }) => carriesFile(envelope.type) && state !== 'acked');
  return new Set(adding.map(({ envelope }) => (envelope.payload as FileCarried).fileId));
}

/** @returns false where the rest has to wait for another round */
async function sendOne(round: Round, kept: KeptFiles, item: OutboxItem, until: number): Promise<boolean> {
  const { fileId, sha256 } = item.envelope.payload as FileCarried;
  let bytes: ArrayBuffer | null;
  try {
    bytes = await kept.read(fileId);
  } catch (error) {
    // it may be there and cannot be read now: that is no reason to give it up
    console.warn('A file that waits could not be read:', error);
    round.skip(item);
    return true;
  }
  // its fate is unknown: perhaps only the answer was lost, and then the file need not be sent a second time
  const perhapsDone = bytes && item.state === 'sending' && (await askOffset(fileOf(round, sha256, bytes))) === 0;
  if (bytes && !perhapsDone) {
    const uploaded = await upload(round, item, bytes, until);
    if (uploaded.kind !== 'done') return after(round, item, uploaded);
  }
  let reply = await round.send([item]);
  if (reply.kind === 'failed') round.fail(reply.status);
  if (reply.kind !== 'ok') return false;
  if (bytes && isMissing(reply.value[0])) {
    const uploaded = await upload(round, item, bytes, until);
    if (uploaded.kind !== 'done') return after(round, item, uploaded);
    reply = await round.send([item]);
    if (reply.kind !== 'ok') return false;
  }
  const [outcome] = reply.value;
  // lost between two requests: it is still here, and sent again in the next round
  await round.settle(bytes && outcome && isMissing(outcome) ? [waits(outcome.commandId)] : reply.value);
  if (outcome?.outcome === 'duplicate') await takeBack(sha256, round.whose);
  if (outcome?.outcome === 'applied' || outcome?.outcome === 'duplicate') await kept.drop(fileId);
  return true;
}

const fileOf = ({ whose }: Round, sha256: string, bytes: ArrayBuffer) => ({ sha256, bytes, headers: whose });

function upload(round: Round, item: OutboxItem, bytes: ArrayBuffer, until: number): Promise<Uploaded> {
  const { fileId, sha256 } = item.envelope.payload as FileCarried;
  return uploadFile({
    ...fileOf(round, sha256, bytes),
    async onpiece(offset) {
      tellProgress(fileId, offset / bytes.byteLength);
      const outbox = await round.sendRest();
      const wanted = outbox?.some(({ envelope }) => envelope.commandId === item.envelope.commandId) ?? false;
      return wanted && (offset === bytes.byteLength || Date.now() < until);
    }
  });
}

/** What follows from an upload that did not come to its end. */
async function after(round: Round, item: OutboxItem, uploaded: Uploaded): Promise<boolean> {
  const { commandId } = item.envelope;
  if (uploaded.kind === 'refused') {
    await round.settle([{ commandId, outcome: 'rejected', problems: uploaded.problems }]);
    return true;
  }
  if (uploaded.kind === 'later') round.fail(uploaded.status);
  if (uploaded.kind !== 'stopped') return false;
  const { outbox } = await round.store.read();
  const discarded = !outbox.some(({ envelope }) => envelope.commandId === commandId);
  if (discarded) await takeBack((item.envelope.payload as FileCarried).sha256, round.whose);
  return discarded;
}

const isMissing = (outcome: Outcome | undefined): boolean =>
  outcome?.outcome === 'rejected' && outcome.problems.some(({ code }) => code === 'file-missing');

const waits = (commandId: string): Outcome => ({ commandId, outcome: 'deferred', reason: 'file-missing' });
