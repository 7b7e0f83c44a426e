import { cleanFileName, fileTooLarge, MAX_EVIDENCE_BYTES } from '$lib/domain/assessment/evidence-file';
import { checkFirstBytes } from '$lib/domain/assessment/first-bytes';
import type { EvidenceAdd } from '$lib/domain/assessment/commands';
import type { Problem, Result } from '$lib/domain/shared/result';
import { v7 } from 'uuid';
import { device } from '../device.svelte';
import { hashBytes } from '../files/hash-bytes';
import { isFull } from '../store/is-full';

export type Attached =
  /** Stored on the device with the command that names it; sent when there is a network. */
  | { kind: 'kept'; id: string }
  | { kind: 'refused'; problems: Problem[] }
  /** The browser has no room for it; nothing was changed. */
  | { kind: 'full' }
  /** The browser could not read it: moved, or taken from the phone's cloud without network. */
  | { kind: 'unreadable' };

/** So much is left for answers and notes: they must not be kept out by a photograph. */
const SPARE_BYTES = 10 * 1024 * 1024;

/** Keeps a chosen file on the device as evidence for an answer, with or without network. */
export function attachFile(assessmentId: string, criterionId: string, file: File): Promise<Attached> {
  return keepChosenFile(file, (content) =>
    device.issue('evidence.add', `file:${content.fileId}`, { ...content, assessmentId, criterionId }, null)
  );
}

/** What a command says of the file it carries. */
type FileContent = Pick<EvidenceAdd, 'fileId' | 'name' | 'sha256' | 'size'>;

/** Checks a chosen file, keeps it on the device, and then makes the command that names it. */
export async function keepChosenFile(
  file: File,
  issue: (content: FileContent) => Promise<Result<null>>
): Promise<Attached> {
  const name = cleanFileName(file.name);
  if (file.size > MAX_EVIDENCE_BYTES) return { kind: 'refused', problems: [fileTooLarge()] };
  let bytes: ArrayBuffer;
  try {
    bytes = await file.arrayBuffer();
  } catch {
    return { kind: 'unreadable' };
  }
  if (bytes.byteLength === 0)
    return { kind: 'refused', problems: [{ code: 'file-empty', path: 'file', message: `"${name}" is empty.` }] };
  const checked = checkFirstBytes(name, new Uint8Array(bytes));
  if (!checked.ok) return { kind: 'refused', problems: checked.problems };
  const estimate = await navigator.storage?.estimate?.();
  const free = estimate?.quota ? estimate.quota - (estimate.usage ?? 0) : Infinity;
  if (free < bytes.byteLength + SPARE_BYTES) return { kind: 'full' };
  const id = v7();
  const content = { fileId: id, name, sha256: await hashBytes(bytes), size: bytes.byteLength };
  const files = await device.files();
  if (!files) throw new Error('The device has no store open');
  try {
    // the file first: a command never names what is not there
    await files.keep(id, bytes);
    const issued = await issue(content);
    if (issued.ok) return { kind: 'kept', id };
    await files.drop(id);
    return { kind: 'refused', problems: issued.problems };
  } catch (error) {
    await files.drop(id).catch(() => undefined);
    if (isFull(error)) return { kind: 'full' };
    throw error;
  }
}
