import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { REGISTER_FIELDS, type Mapping } from '$lib/domain/register/types';
import { MAX_FILE_BYTES } from '$lib/domain/shared/table/limits';
import { ok, refuse, type Result } from '$lib/domain/shared/result';

/**
 * Between the steps the file stays in the page itself, gzipped and in base64: nothing of a person's upload is kept on
 * the server, and the back button works. Beyond this size the person chooses the file again.
 */
const MOST_KEPT = 3 * 1024 * 1024;

export interface Upload {
  fileName: string;
  bytes: Uint8Array;
  sha256: string;
  /** The person's own choice of columns; none at the first step. */
  mapping?: Mapping;
  closeMissing: boolean;
  /** The hash of the file whose preview was shown. */
  previewed: string | null;
}

/** Reads the form of either step: the file chosen now, else the one the page has kept. */
export async function readUpload(request: Request): Promise<Result<Upload>> {
  const form = await readFormData(request);
  if (!form.ok) return form;
  const { value: data } = form;
  const chosen = data.get('file');
  const kept = data.get('kept');
  let file: { fileName: string; bytes: Uint8Array };
  if (chosen instanceof File && chosen.name !== '') {
    file = { fileName: chosen.name.slice(0, 200), bytes: new Uint8Array(await chosen.arrayBuffer()) };
  } else if (typeof kept === 'string' && kept !== '') {
    const bytes = unpackFile(kept);
    if (!bytes) return refuse('file-missing', 'file', 'The file in the page is damaged - choose it again.');
    file = { fileName: String(data.get('fileName') ?? '').slice(0, 200), bytes };
  } else return refuse('file-missing', 'file', 'Choose a file first.');
  const sha256 = hashFile(file.bytes);
  const previewed = (data.get('sha256') as string | null) || null;
  return ok({
    ...file,
    sha256,
    previewed,
    // columns were chosen for the file in the preview, not for another one
    mapping: previewed === null || previewed === sha256 ? readMapping(data) : undefined,
    closeMissing: data.get('closeMissing') !== null
  });
}

/** The file as the page keeps it; null where it is too large. */
export function keepFile(bytes: Uint8Array): string | null {
  const kept = gzipSync(bytes).toString('base64');
  return kept.length <= MOST_KEPT ? kept : null;
}

export async function readFormData(request: Request): Promise<Result<FormData>> {
  try {
    return ok(await request.formData());
  } catch (error) {
    // the server's own limit on bodies is a little above that of files
    if ((error as { status?: number }).status !== 413) throw error;
    return refuse(
      'file-too-large',
      'file',
      'The file has more than 10 MB - take out columns or sheets that are not needed.'
    );
  }
}

export function unpackFile(kept: string): Uint8Array | null {
  try {
    return new Uint8Array(gunzipSync(Buffer.from(kept, 'base64'), { maxOutputLength: MAX_FILE_BYTES + 1 }));
  } catch {
    return null;
  }
}

export function hashFile(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Selects named `map.code`, `map.name`, ...; an empty one says that the file has no such column. */
function readMapping(data: FormData): Mapping | undefined {
  if (!REGISTER_FIELDS.some((field) => data.has(`map.${field}`))) return undefined;
  const mapping: Mapping = {};
  for (const field of REGISTER_FIELDS) {
    const column = data.get(`map.${field}`);
    if (typeof column === 'string' && /^\d{1,4}$/.test(column)) mapping[field] = Number(column);
  }
  return mapping;
}
