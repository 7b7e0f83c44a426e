import type { Aggregates } from '$lib/domain/reporting/aggregate-types';
import {
  EDITION_PARTS,
  type EditionContent,
  type EditionLink,
  type EditionManifest,
  type EditionPart,
  type FrozenEdition,
  type PublishedEdition
} from '$lib/domain/reporting/edition';
import type { ReportDocument } from '$lib/domain/reporting/document';
import type { Editorial } from '$lib/domain/reporting/editorial/editorial';
import { NO_MATERIAL } from '$lib/domain/reporting/report-material';
import type { ReleaseFacts } from '$lib/domain/reporting/release/release-facts';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import { createHash } from 'node:crypto';
import type { App } from '../app';
import { addressKey, takeTry } from '../auth/limits';
import type { Reader, Tx } from '../db/client';
import { readContent } from '../assessment/evidence-repository';
import { findNetwork } from '../identity/directory-repository';
import { findModel } from '../model/repository';
import { REPORT_TEXTS } from '../render/report-texts';
import { hashManifest, readInput, unpackPart } from './edition-parts';
import { correctionOf, findParts, redactionsOf } from './edition-repository';
import { type EditionRow, findEdition } from './repository';

/** What is frozen and never leaves the server. */
const CONFIDENTIAL: readonly EditionPart[] = ['input', 'editorial'];
const PUBLIC = EDITION_PARTS.filter((name) => !CONFIDENTIAL.includes(name));

/** Editions read lately, by the hash of what they say; one is some megabytes. */
const KEPT_MOST = 4;
const kept = new WeakMap<App, Map<string, Promise<Result<EditionContent>>>>();

/** The hash of what an edition says now. */
export const hashNow = (row: Pick<EditionRow, 'sha256' | 'sha256Now'>) => row.sha256Now ?? row.sha256;

/**
 * An edition for everybody. Whoever calls this shows it to whom they like.
 *
 * Errors: `not-found`, also for one that is not published; `altered`, which names the part and its hashes;
 * `too-many-tries`, only for one that has to be unpacked first.
 *
 * @param from address of whoever asks
 */
export async function readPublishedEdition(app: App, id: string, from?: string): Promise<Result<PublishedEdition>> {
  const row = await findEdition(app.db.read, id);
  // a draft is nobody's business: the same answer as for one that never was
  if (!row?.publishedAt) return refuse('not-found', 'id', 'There is no published report at this address.');
  const content = await readContentOf(app, row, from);
  if (!content.ok) return content;
  const network = await findNetwork(app.db.read, row.networkId);
  const { id: editionId, number, networkId, waveId, publishedAt, sha256 } = row;
  const { meta } = content.value;
  const redactions = await redactionsOf(app.db.read, id);
  return ok({
    ...{ id: editionId, number, networkId, waveId, publishedAt, network: network?.name ?? meta.network },
    ...{ demo: meta.demo, sha256: hashNow(row), sha256Published: sha256, content: content.value },
    redactions: redactions.map(({ block, kind, at }) => ({ block, kind, on: at.toISOString().slice(0, 10) })),
    corrects: await linkTo(app, row),
    correctedBy: await linkFrom(app, row)
  });
}

async function linkTo(app: App, { correctsId, correction }: EditionRow): Promise<EditionLink | null> {
  const before = correctsId === null ? undefined : await findEdition(app.db.read, correctsId);
  return before && correction ? { id: before.id, number: before.number, note: correction } : null;
}

async function linkFrom(app: App, { id }: EditionRow): Promise<EditionLink | null> {
  const next = await correctionOf(app.db.read, id);
  return next?.correction ? { id: next.id, number: next.number, note: next.correction } : null;
}

/**
 * What an edition says, published or not, held against its hash. Unpacking one counts against the limit of the address
 * that asks, where there is one.
 */
export async function readContentOf(app: App, row: EditionRow, from?: string): Promise<Result<EditionContent>> {
  const contents = kept.get(app) ?? new Map<string, Promise<Result<EditionContent>>>();
  kept.set(app, contents);
  const key = `${row.id} ${hashNow(row)}`;
  const tired =
    from === undefined || contents.has(key) ? null : await takeTry(app, [['rendering-address', addressKey(from)]]);
  if (tired) return tired;
  const known = contents.get(key);
  if (known) return known;
  const read = row.manifest ? readParts(app, row, row.manifest) : readOld(app, row);
  contents.set(key, read);
  // what was altered may be restored any moment
  read.then(
    (result) => result.ok || contents.delete(key),
    () => contents.delete(key)
  );
  for (const oldest of contents.keys()) {
    if (contents.size <= KEPT_MOST) break;
    contents.delete(oldest);
  }
  return read;
}

async function readParts(app: App, row: EditionRow, manifest: EditionManifest): Promise<Result<EditionContent>> {
  const values = await unpackParts(app.db.read, row, PUBLIC);
  if (!values.ok) return values;
  const part = <T>(name: EditionPart) => values.value.get(name) as T;
  return ok({
    format: 2,
    software: manifest.software,
    meta: part('meta'),
    model: part('model'),
    texts: part('texts'),
    reportTexts: part('report-texts'),
    aggregates: part('aggregates'),
    material: part('material'),
    document: part('document')
  });
}

/** Parts by name; refused where the list of parts is not the one that was frozen, or one of them is not. */
export async function unpackParts(
  db: Reader | Tx,
  row: EditionRow,
  names: readonly EditionPart[]
): Promise<Result<Map<EditionPart, unknown>>> {
  const { manifest } = row;
  if (!manifest || hashManifest(manifest) !== hashNow(row))
    return altered(row, manifest ? hashManifest(manifest) : 'none');
  const parts = await findParts(db, row.id, names);
  const values = new Map<EditionPart, unknown>();
  for (const name of names) {
    const value = await unpackPart(manifest, parts.get(name), name);
    if (!value.ok) return value;
    values.set(name, value.value);
  }
  return ok(values);
}

function altered(row: EditionRow, hash: string) {
  return refuse(
    'altered',
    'id',
    `Edition ${row.number} was altered in the database: its hash is ${hash.slice(0, 12)}, frozen as ${hashNow(row).slice(0, 12)}. Restore it from a backup.`
  );
}

/** Editions of before are a document and its hash. */
async function readOld(app: App, row: EditionRow): Promise<Result<EditionContent>> {
  const hash = createHash('sha256').update(JSON.stringify(row.document)).digest('hex');
  if (hash !== row.sha256) return altered(row, hash);
  const document = row.document as ReportDocument;
  const stored = await findModel(app, document.model.id, document.model.version);
  if (!stored) throw new Error(`Model ${document.model.id} ${document.model.version} of edition ${row.id} is missing`);
  // its numbers stand in its document alone: there is nothing to choose from
  const aggregates: Aggregates = { status: 'too-few', because: 'nobody-answered', threshold: 0 };
  const { model, texts } = stored;
  const { meta } = document;
  const shown = { meta, reportTexts: REPORT_TEXTS, aggregates, material: NO_MATERIAL, document };
  return ok({ format: 2, software: 'before', model, texts, ...shown });
}

/** All of an edition, what is confidential too: for counting it again and for comparing. Callers authorise. */
export async function readFrozenEdition(
  app: App,
  row: EditionRow,
  db: Reader | Tx = app.db.read
): Promise<Result<FrozenEdition>> {
  if (!row.manifest)
    return refuse(
      'not-frozen',
      'id',
      `Edition ${row.number} was published before editions kept what they were made from - it can be read, not made again.`
    );
  const values = await unpackParts(db, row, EDITION_PARTS);
  if (!values.ok) return values;
  const part = <T>(name: EditionPart) => values.value.get(name) as T;
  const model = part<FrozenEdition['model']>('model');
  return ok({
    format: 2,
    software: row.manifest.software,
    meta: part('meta'),
    model,
    texts: part('texts'),
    reportTexts: part('report-texts'),
    aggregates: part('aggregates'),
    document: part('document'),
    input: readInput(part('input'), model),
    material: part('material'),
    editorial: part<Editorial>('editorial')
  });
}

/** What the files of a published edition say of their publication. */
export async function readReleaseFacts(app: App, id: string): Promise<ReleaseFacts | null> {
  return (await findEdition(app.db.read, id))?.release ?? null;
}

/** The pictures in a document, by hash. */
export async function picturesOf(app: App, document: ReportDocument): Promise<Record<string, Uint8Array>> {
  const pictures: Record<string, Uint8Array> = {};
  for (const block of document.blocks) {
    if (block.kind !== 'picture') continue;
    const bytes = await readContent(app.db.read, block.sha256);
    if (!bytes || createHash('sha256').update(bytes).digest('hex') !== block.sha256)
      throw new Error(`The picture ${block.sha256} of a report is missing or was altered`);
    pictures[block.sha256] = bytes;
  }
  return pictures;
}

/** A picture of a published edition. */
export async function readEditionPicture(
  app: App,
  editionId: string,
  sha256: string
): Promise<Result<{ bytes: Uint8Array; type: 'image/jpeg' | 'image/png' }>> {
  const gone = refuse('not-found', 'sha256', 'There is no such picture in this report.');
  const row = await findEdition(app.db.read, editionId);
  if (!row?.publishedAt) return gone;
  const content = await readContentOf(app, row);
  if (!content.ok) return content;
  const block = content.value.document.blocks.find((one) => one.kind === 'picture' && one.sha256 === sha256);
  const bytes = block?.kind === 'picture' ? await readContent(app.db.read, sha256) : undefined;
  return block?.kind === 'picture' && bytes ? ok({ bytes, type: block.type }) : gone;
}
