import { LAWFUL_BASES } from '$lib/domain/outreach/contact-kinds';
import {
  COLUMNS_OF,
  IMPORT_KINDS,
  type ImportKind,
  type ListChoices,
  type ListMapping
} from '$lib/domain/outreach/imports/kinds';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { ListInput } from '$lib/server/outreach/read-list-file';
import { hashFile, keepFile, readFormData, unpackFile } from '../register/import/upload';

export interface Upload {
  input: ListInput;
  sha256: string;
  /** The hash of the file whose preview was shown. */
  previewed: string | null;
  /** The file as the page keeps it between the steps; null where it is too large. */
  kept: string | null;
}

export const kindOf = (url: URL): ImportKind =>
  IMPORT_KINDS.find((one) => one === url.searchParams.get('kind')) ?? 'contacts';

/** Reads the form of either step: the file chosen now, else the one the page has kept. */
export async function readUpload(request: Request, networkId: string, kind: ImportKind): Promise<Result<Upload>> {
  const form = await readFormData(request);
  if (!form.ok) return form;
  const data = form.value;
  const text = (name: string) => {
    const value = data.get(name);
    return typeof value === 'string' ? value : '';
  };
  const file = await readFile(data, text);
  if (!file.ok) return file;
  const { fileName, bytes } = file.value;
  const sha256 = hashFile(bytes);
  const previewed = text('sha256') || null;
  // what was chosen was chosen for the file in the preview, not for another one
  const same = previewed === null || previewed === sha256;
  const input: ListInput = {
    ...{ networkId, kind, fileName, bytes },
    choices: same ? readChoices(data, text, kind) : { places: {} },
    source: text('source')
      .replace(/[\p{Cc}\s]+/gu, ' ')
      .trim()
      .slice(0, 200),
    basis: LAWFUL_BASES.find((one) => one === text('basis')) ?? null,
    present: text('present') === 'replace' ? 'replace' : 'fill',
    pastDone: text('past') !== 'open'
  };
  return ok({ input, sha256, previewed, kept: keepFile(bytes) });
}

async function readFile(
  data: FormData,
  text: (name: string) => string
): Promise<Result<{ fileName: string; bytes: Uint8Array }>> {
  const chosen = data.get('file');
  if (chosen instanceof File && chosen.name !== '')
    return ok({ fileName: chosen.name.slice(0, 200), bytes: new Uint8Array(await chosen.arrayBuffer()) });
  const kept = text('kept');
  if (kept === '') return refuse('file-missing', 'file', 'Choose a file first.');
  const bytes = unpackFile(kept);
  return bytes
    ? ok({ fileName: text('fileName').slice(0, 200), bytes })
    : refuse('file-missing', 'file', 'The file in the page is damaged - choose it again.');
}

/** Selects named `map.email`, ..., and pairs of `placekey.0` and `place.0`. */
function readChoices(data: FormData, text: (name: string) => string, kind: ImportKind): ListChoices {
  const mapping: ListMapping = {};
  for (const column of COLUMNS_OF[kind])
    if (/^\d{1,4}$/.test(text(`map.${column}`))) mapping[column] = Number(text(`map.${column}`));
  const mapped = COLUMNS_OF[kind].some((column) => data.has(`map.${column}`));
  const places: Record<string, string> = {};
  for (let i = 0; data.has(`placekey.${i}`); i++)
    if (text(`place.${i}`)) places[text(`placekey.${i}`)] = text(`place.${i}`);
  const order = text('dates');
  return { ...(mapped && { mapping }), places, ...((order === 'dmy' || order === 'mdy') && { dateOrder: order }) };
}
