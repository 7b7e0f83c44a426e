import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import type { Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { buildReport } from '$lib/domain/reporting/build-report';
import type { EditionPart, FrozenEdition, Redaction } from '$lib/domain/reporting/edition';
import { applyEditorial } from '$lib/domain/reporting/editorial/apply-editorial';
import { check } from '$lib/domain/shared/check';
import { id } from '$lib/domain/shared/fields';
import { LOCALES } from '$lib/domain/shared/locale';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { SOFTWARE } from '../shared/software';
import { hashParts } from './edition-parts';
import { filesOf, redactionsOf } from './edition-repository';
import { hashNow, picturesOf, readFrozenEdition } from './edition-store';
import { releaseOf } from './release-facts-of';
import { type EditionRow, findEdition } from './repository';

export interface RebuiltFile {
  name: string;
  sha256: string;
  /** Whether it is what was made of this content the first time; null where none has been made yet. */
  same: boolean | null;
}

export interface Rebuilt {
  editionId: string;
  number: number;
  /** Everything came out as it was frozen. */
  same: boolean;
  software: { frozen: string; now: string };
  /** What came out otherwise, with both hashes. */
  different: { name: EditionPart; frozen: string; now: string }[];
  files: RebuiltFile[];
  /** What was taken out since it was frozen, so that its first hash is another. */
  redactions: Redaction[];
  sha256: string;
  sha256Published: string;
}

/**
 * Makes an edition again from nothing but what was frozen with it: counts, protects, writes, edits and renders. With the
 * same program the bytes are the same; where they are not, it says which part or file differs, and by what program it
 * was frozen.
 *
 * @param take is given every file, to be written somewhere
 *
 * Errors: `altered` (the part and its hashes), `not-frozen`, those of counting.
 */
export async function rebuildEdition(
  app: App,
  actor: Actor,
  input: { editionId: string; take?: (file: { name: string; bytes: Uint8Array }) => void }
): Promise<Result<Rebuilt>> {
  const refused = authorize(actor, 'report:draft');
  if (refused) return refused;
  const given = check(z.object({ editionId: id }), input);
  if (!given.ok) return given;
  const row = await findEdition(app.db.read, input.editionId);
  if (!row) return refuse('not-found', 'editionId', 'There is no such edition - "report edition list" names them all.');
  const forbidden = authorize(actor, 'report:draft', { networkId: row.networkId });
  if (forbidden) return forbidden;
  const frozen = await readFrozenEdition(app, row);
  if (!frozen.ok) return frozen;
  const again = await countAgain(app, frozen.value);
  if (!again.ok) return again;
  const [then, now] = [row.manifest?.parts ?? [], hashParts(again.value)];
  const different = then.flatMap(({ name, sha256 }) =>
    now[name] === sha256 ? [] : [{ name, frozen: sha256, now: now[name] }]
  );
  const files = await renderAgain(app, row, again.value, input.take);
  if (!files.ok) return files;
  const redactions = await redactionsOf(app.db.read, row.id);
  return ok({
    ...{ editionId: row.id, number: row.number, different, files: files.value },
    same: different.length === 0 && files.value.every(({ same }) => same !== false),
    software: { frozen: frozen.value.software, now: SOFTWARE },
    redactions: redactions.map(({ block, kind, at }) => ({ block, kind, on: at.toISOString().slice(0, 10) })),
    ...{ sha256: hashNow(row), sha256Published: row.sha256 }
  });
}

async function countAgain(app: App, frozen: FrozenEdition): Promise<Result<FrozenEdition>> {
  const { model, input, meta, material, editorial } = frozen;
  const aggregates = await app.offload('aggregate', input);
  if (!aggregates.ok) return aggregates;
  const rejected = editorial.rejected.map(({ measure }) => measure);
  const drafted = buildReport(model, aggregates.value, meta, { rejected, material });
  const edited = applyEditorial(drafted, editorial, aggregates.value);
  if (!edited.ok) return edited;
  return ok({ ...frozen, aggregates: aggregates.value, document: edited.value.document });
}

async function renderAgain(
  app: App,
  row: EditionRow,
  { input: _input, editorial: _editorial, ...content }: FrozenEdition,
  take: ((file: { name: string; bytes: Uint8Array }) => void) | undefined
): Promise<Result<RebuiltFile[]>> {
  const facts = row.release ?? (await releaseOf(app, row, row.createdAt));
  const pictures = await picturesOf(app, content.document);
  const known = new Map((await filesOf(app.db.read, row.id, hashNow(row))).map(({ name, sha256 }) => [name, sha256]));
  const files = new Map<string, RebuiltFile>();
  for (const locale of LOCALES) {
    const edition = { ...content, number: row.number };
    const made = await app.offload('renderEditionFiles', { edition, locale, pictures, facts });
    if (!made.ok) return made;
    for (const { name, bytes } of made.value) {
      if (files.has(name)) continue;
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const first = known.get(name);
      files.set(name, { name, sha256, same: first === undefined ? null : first === sha256 });
      take?.({ name, bytes });
    }
  }
  return ok([...files.values()]);
}
