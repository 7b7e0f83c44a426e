import { fileTypeFromBuffer } from 'file-type';
import { checkPlainText, EVIDENCE_TYPES, lies, promisedType } from '$lib/domain/assessment/evidence-file';
import { ok, type Result } from '$lib/domain/shared/result';

/**
 * The media type of a file, read from its bytes and never from what its sender says; refused where bytes and name
 * disagree. Of a zip only the entry that names its kind is opened, and of that at most 1 MB (file-type's own limit):
 * a bomb is never unpacked.
 */
export async function readEvidenceType(name: string, bytes: Uint8Array): Promise<Result<string>> {
  const promised = promisedType(name);
  if (!promised.ok) return promised;
  if (promised.value.startsWith('text/')) {
    const checked = checkPlainText(name, bytes);
    return checked.ok ? promised : checked;
  }
  const found = await detect(bytes);
  if (found?.mime === promised.value) return ok(promised.value);
  return lies(name, found ? wordFor(found) : wordForText(bytes));
}

async function detect(bytes: Uint8Array): Promise<{ ext: string; mime: string } | undefined> {
  try {
    return await fileTypeFromBuffer(bytes);
  } catch {
    // it begins as something known and is broken off or inconsistent: nothing a reader could open
    return undefined;
  }
}

const wordFor = ({ ext, mime }: { ext: string; mime: string }) =>
  Object.keys(EVIDENCE_TYPES).find((ending) => EVIDENCE_TYPES[ending] === mime) ?? ext;

/** For the message only: what people most often have under a wrong name. */
function wordForText(bytes: Uint8Array): string {
  const plain = checkPlainText('x.txt', bytes);
  if (plain.ok) return bytes.length === 0 ? '0 bytes' : 'txt';
  return String(plain.problems[0]?.facts?.found ?? '?');
}
