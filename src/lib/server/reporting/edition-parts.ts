import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import {
  EDITION_PARTS,
  type EditionManifest,
  type EditionPart,
  type FrozenEdition
} from '$lib/domain/reporting/edition';
import { freezeInput, thawInput } from '$lib/domain/reporting/freeze-input';
import { ok, refuse, type Result } from '$lib/domain/shared/result';

const [pack, unpack] = [promisify(gzip), promisify(gunzip)];
const hashOf = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest('hex');

export interface PackedPart {
  name: EditionPart;
  sha256: string;
  bytes: Buffer;
}

/** The parts of an edition as plain JSON: the model stands once, answers as packed bytes. */
function partsOf(edition: FrozenEdition): Record<EditionPart, unknown> {
  const { model: _model, ...input } = freezeInput(edition.input) as { model?: unknown };
  const { meta, model, texts, reportTexts, material, editorial, aggregates, document } = edition;
  return { meta, model, texts, 'report-texts': reportTexts, input, material, editorial, aggregates, document };
}

/** One part, compressed, with the hash of what it says. */
export async function packPart(name: EditionPart, value: unknown): Promise<PackedPart> {
  const text = JSON.stringify(value);
  return { name, sha256: hashOf(text), bytes: await pack(text) };
}

export async function packEdition(edition: FrozenEdition): Promise<{ manifest: EditionManifest; parts: PackedPart[] }> {
  const values = partsOf(edition);
  const parts = await Promise.all(EDITION_PARTS.map((name) => packPart(name, values[name])));
  return { manifest: manifestOf(edition.software, parts), parts };
}

export function manifestOf(software: string, parts: readonly Pick<PackedPart, 'name' | 'sha256'>[]): EditionManifest {
  return { format: 2, software, parts: parts.map(({ name, sha256 }) => ({ name, sha256 })) };
}

/** The hash of an edition: of the list of its parts and theirs. */
export const hashManifest = (manifest: EditionManifest) => hashOf(JSON.stringify(manifest));

/** What the parts of an edition hash to, without storing them. */
export function hashParts(edition: FrozenEdition): Record<EditionPart, string> {
  const values = partsOf(edition);
  return Object.fromEntries(EDITION_PARTS.map((name) => [name, hashOf(JSON.stringify(values[name]))])) as Record<
    EditionPart,
    string
  >;
}

/**
 * One part, held against the hash in the manifest.
 *
 * Errors: `altered`, which names the part and both hashes.
 */
export async function unpackPart(
  manifest: EditionManifest,
  part: { name: EditionPart; bytes: Uint8Array } | undefined,
  name: EditionPart
): Promise<Result<unknown>> {
  const told = manifest.parts.find((one) => one.name === name)?.sha256;
  // what does not unpack was altered, too
  const bytes = part && (await unpack(part.bytes).catch(() => undefined));
  const found = bytes && hashOf(bytes);
  if (!bytes || found !== told) {
    const now = found ? `its hash is ${found.slice(0, 12)}` : part ? 'it cannot be unpacked' : 'it is missing';
    return refuse(
      'altered',
      name,
      `The part "${name}" of this edition was altered in the database: ${now}, frozen as ${told?.slice(0, 12) ?? 'nothing'}. Restore it from a backup.`
    );
  }
  return ok(JSON.parse(bytes.toString('utf8')));
}

/** The confidential input, with the model it was counted by. */
export function readInput(value: unknown, model: FrozenEdition['model']): FrozenEdition['input'] {
  return thawInput({ ...(value as object), model });
}
