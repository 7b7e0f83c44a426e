import { ok, type Problem, refuseAll, type Result } from '../shared/result';

/** A scanned decision of some 40 pages; above it, a link to the document serves better. */
export const MAX_EVIDENCE_BYTES = 10 * 1024 * 1024;
/** What one municipality's files may hold together. */
export const MAX_MUNICIPALITY_BYTES = 200 * 1024 * 1024;

/** What may be attached, by the ending of its name. Nothing that a browser would run: no HTML, no SVG. */
export const EVIDENCE_TYPES: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  odt: 'application/vnd.oasis.opendocument.text',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  csv: 'text/csv',
  txt: 'text/plain'
};

const MOST_NAME = 120;

/**
 * A file's name without anything that could be more than a name: no folders, no control or direction characters.
 *
 * @returns '' where nothing is left
 * @example
 * cleanFileName('..\\..\\Decision\r\n KS 118.PDF') // 'Decision KS 118.PDF'
 */
export function cleanFileName(name: string): string {
  const last =
    name
      .normalize('NFC')
      .split(/[\\/]/)
      .filter((part) => /[^.\s\p{Cc}]/u.test(part))
      .at(-1) ?? '';
  // Cf holds the marks that turn the direction of writing: "fdp.exe" must not read as "exe.pdf"
  const clean = last
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, '')
    .replaceAll(/["<>|:*?]/g, '_')
    .replaceAll(/\s+/g, ' ')
    .replace(/^[.\s]+/, '')
    .trim();
  const letters = [...clean];
  if (letters.length <= MOST_NAME) return clean;
  const end = [...`.${endingOf(clean)}`];
  return [...letters.slice(0, MOST_NAME - end.length), ...end].join('');
}

/** What stands after the last dot, in small letters; '' where there is none. */
export function endingOf(name: string): string {
  return /\.([^.]{1,10})$/.exec(name)?.[1]?.toLowerCase() ?? '';
}

/**
 * The type a file's name promises.
 *
 * @example
 * promisedType('map.svg') // { ok: false, problems: [{ code: 'file-type-refused', path: 'name', ... }] }
 */
export function promisedType(name: string): Result<string> {
  const type = EVIDENCE_TYPES[endingOf(name)];
  if (type) return ok(type);
  const allowed = Object.keys(EVIDENCE_TYPES).join(', ');
  return problem('file-type-refused', 'name', `The file must be one of ${allowed} - got "${name}".`, { name, allowed });
}

const MARKUP = /^\s*<(?:!doctype|!--|\?xml|html|head|body|svg|script|iframe|meta|style)/i;

/**
 * Whether bytes are plain text: UTF-8 without control characters, and no web page or drawing under another name.
 *
 * @example
 * checkPlainText('list.csv', new TextEncoder().encode('<svg onload=alert(1)>'))
 * // { ok: false, problems: [{ code: 'file-lies', path: 'file', facts: { name: 'list.csv', found: 'HTML/XML' } }] }
 */
export function checkPlainText(name: string, bytes: Uint8Array): Result<null> {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return notText(name);
  }
  if (/(?![\t\n\v\f\r])\p{Cc}/u.test(text)) return notText(name);
  if (text.startsWith('%PDF-')) return lies(name, 'pdf');
  if (MARKUP.test(text)) return lies(name, 'HTML/XML');
  return ok(null);
}

const notText = (name: string) =>
  problem('file-not-text', 'file', `"${name}" is not plain text in UTF-8 - save it as UTF-8 and attach it again.`, {
    name
  });

/** Name and bytes do not agree; `found` is what the bytes are, in the word people use for it. */
export function lies(name: string, found: string): { ok: false; problems: Problem[] } {
  const message = `The name "${name}" says ${endingOf(name)}, but the file is ${found} - rename it, or attach the right file.`;
  return problem('file-lies', 'file', message, { name, said: endingOf(name), found });
}

/** Said by whoever notices first: the device before sending, or the server at the first byte too many. */
export function fileTooLarge(): Problem {
  const megabytes = MAX_EVIDENCE_BYTES / (1024 * 1024);
  const message = `The file has more than ${megabytes} MB - attach a smaller one, or give a link to it.`;
  return { code: 'file-too-large', path: 'file', message, facts: { megabytes } };
}

function problem(
  code: string,
  path: string,
  message: string,
  facts: Record<string, string | number>
): { ok: false; problems: Problem[] } {
  return refuseAll([{ code, path, message, facts }]);
}
