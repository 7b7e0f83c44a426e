import type { EvidenceAdd } from '$lib/domain/assessment/commands';
import type { OutboxItem } from '$lib/domain/sync/outbox';
import { MAX_EXPORTED_BYTES, type QueueBytes, type QueueFile } from '$lib/domain/sync/queue-file';
import { fromBase64, toBase64 } from '../files/base64';
import { hashBytes } from '../files/hash-bytes';
import { carriesFile } from '$lib/domain/sync/send-order';
import { namedBy } from '../files/send-files';
import type { KeptFiles } from '../store/device-store';

/**
 * The bytes of the files that unsent changes name, for an export.
 *
 * @returns also how many were left out, because all together would be too large for a phone, or cannot be read here
 */
export async function packFiles(
  items: readonly OutboxItem[],
  kept: KeptFiles,
  most = MAX_EXPORTED_BYTES
): Promise<{ files: QueueBytes[]; left: number }> {
  const files: QueueBytes[] = [];
  let [room, left] = [most, 0];
  for (const id of namedBy(items)) {
    const bytes = await kept.read(id).catch(() => null);
    if (bytes && bytes.byteLength <= room) {
      room -= bytes.byteLength;
      files.push({ id, data: toBase64(new Uint8Array(bytes)) });
    } else left++;
  }
  return { files, left };
}

/**
 * Puts the files of somebody's export on this device. A command whose file is not in it, or is not what its hash says,
 * is left out: it would only be refused.
 */
export async function unpackFiles(file: QueueFile, kept: KeptFiles): Promise<{ file: QueueFile; left: number }> {
  const { files = [], ...rest } = file;
  const data = new Map(files.map(({ id, data }) => [id, data]));
  const commands: QueueFile['commands'] = [];
  for (const entry of rest.commands) {
    if (carriesFile(entry.envelope.type)) {
      const { fileId, sha256 } = (entry.envelope.payload ?? {}) as Partial<EvidenceAdd>;
      const bytes = bytesIn(data.get(fileId ?? ''));
      if (!fileId || !bytes || (await hashBytes(bytes)) !== sha256) continue;
      await kept.keep(fileId, bytes);
    }
    commands.push(entry);
  }
  return { file: { ...rest, commands }, left: rest.commands.length - commands.length };
}

function bytesIn(data: string | undefined): ArrayBuffer | null {
  try {
    return data === undefined ? null : fromBase64(data).buffer;
  } catch {
    // no base64: as if it were missing
    return null;
  }
}
