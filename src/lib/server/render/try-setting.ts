import { ok, refuse, type Result } from '$lib/domain/shared/result';
import { compilePdf } from './compile-pdf';

/**
 * Sets a picture alone on a page, to see whether it can be: its header says what it is, only taking it apart shows that
 * it is whole.
 *
 * Errors: `picture-type`.
 */
export function trySetting({ sha256, bytes }: { sha256: string; bytes: Uint8Array }): Result<null> {
  const file = `${sha256}.${bytes[0] === 0x89 ? 'png' : 'jpg'}`;
  const page = `#set document(title: "-")\n#set text(lang: "en")\n#image("/${file}", width: 1cm, alt: "-")`;
  try {
    compilePdf(page, {}, { [file]: bytes });
    return ok(null);
  } catch {
    return refuse(
      'picture-type',
      'file',
      'This picture cannot be read to its end - save it anew as a JPEG or PNG file.'
    );
  }
}
