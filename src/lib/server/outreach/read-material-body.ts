import { MAX_EVIDENCE_BYTES } from '$lib/domain/assessment/evidence-file';
import type { MaterialTexts } from '$lib/domain/outreach/material';
import { LOCALES } from '$lib/domain/shared/locale';
import type { Result } from '$lib/domain/shared/result';
import { readBytes } from '../shared/read-bytes';

const TOO_LARGE = {
  ...{ code: 'file-too-large', path: 'file' },
  message: `A file of the library may have ${MAX_EVIDENCE_BYTES / (1024 * 1024)} MB.`
};

/** The bytes of a file of the library; errors: `file-too-large`. */
export function readMaterialBody(request: Request): Promise<Result<Uint8Array>> {
  return readBytes(request, MAX_EVIDENCE_BYTES, TOO_LARGE);
}

/** Titles and descriptions of an address: `title.sv=Faktablad&description.sv=...`. */
export function textsIn(url: URL): MaterialTexts {
  const said = (name: string) => url.searchParams.get(name) ?? '';
  return Object.fromEntries(
    LOCALES.map((locale) => [locale, { title: said(`title.${locale}`), description: said(`description.${locale}`) }])
  );
}
