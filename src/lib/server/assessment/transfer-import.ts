import {
  type ImportChoices,
  type ImportReading,
  type ImportTable,
  type Catalogue
} from '$lib/domain/assessment/import-types';
import { type PlannedAnswer, planImport } from '$lib/domain/assessment/import-plan';
import { readImport } from '$lib/domain/assessment/import-read';
import { readCellTable, readTextTable } from '$lib/domain/assessment/import-table';
import { actorId, type Actor } from '$lib/domain/identity/actor';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import { MAX_FILE_BYTES } from '$lib/domain/shared/table/limits';
import { nameBinary } from '$lib/domain/shared/table/looks-like';
import type { App } from '../app';
import type { Reader, Tx } from '../db/client';
import { findBridge } from '../model/find-bridge';
import { findModel } from '../model/repository';
import type { ChangeContext } from '../shared/change';
import type { Found } from './open-assessment';
import { type AnswerReceived, answersOf, findAnswer, findVersion, writeAnswers } from './repository';
import { placesOf, touch } from './save-answer';
import { type AnswerImportRow, markUndone, versionsOf } from './transfer-repository';

export interface AnswerFile {
  fileName: string;
  bytes: Uint8Array;
  choices: ImportChoices;
}

export interface FileReading {
  table: ImportTable;
  reading: ImportReading;
}

/** Reads the file as whatever it is by its first bytes, and its answers against the assessment's model. */
export async function readAnswerFile(
  app: App,
  found: Found,
  { bytes, choices }: AnswerFile
): Promise<Result<FileReading>> {
  const table = await readTable(app, bytes);
  if (!table.ok) return table;
  const catalogue = await readCatalogue(app, found);
  return ok(readImport(table.value, catalogue, choices, app.now()));
}

async function readTable(app: App, bytes: Uint8Array): Promise<Result<ImportTable>> {
  if (bytes.length > MAX_FILE_BYTES)
    return refuse('file-too-large', 'file', 'The file has more than 10 MB - take out what is not needed.');
  // a workbook is a ZIP archive, however its members are ordered
  if (!nameBinary(bytes)?.match(/ZIP|Excel workbook/)) return readTextTable(bytes);
  const cells = await app.offload('readWorkbook', bytes);
  return cells.ok ? readCellTable(cells.value) : cells;
}

async function readCatalogue(app: App, { wave }: Found): Promise<Catalogue> {
  const stored = await findModel(app, wave.modelId, wave.modelVersion);
  if (!stored) throw new Error(`Model ${wave.modelId} ${wave.modelVersion} of a wave is missing`);
  const present = { id: wave.modelId, version: wave.modelVersion };
  const older: Catalogue['older'][number][] = [];
  for (const { version } of await versionsOf(app.db.read, wave.modelId)) {
    if (version === wave.modelVersion) continue;
    const bridge = await findBridge(app, { id: wave.modelId, version }, present);
    const earlier = bridge && (await findModel(app, wave.modelId, version));
    if (earlier) older.push({ version, bridge, model: earlier.model, texts: earlier.texts });
  }
  return { model: stored.model, texts: stored.texts, older };
}

/** What importing would do to the answers as they stand. */
export async function planAnswers(
  app: App,
  db: Reader | Tx,
  found: Found,
  { reading }: FileReading,
  newer: 'keep' | 'take'
): Promise<PlannedAnswer[]> {
  const rows = await answersOf(db, [found.id]);
  return planImport(reading.entries, new Map(rows.map((row) => [row.criterionId, row])), newer, app.now());
}

/** Writes what the plan changes, with its history; gives what was there before, for the undo. */
export async function carryOut(
  app: App,
  actor: Actor,
  context: ChangeContext,
  found: Found,
  plan: readonly PlannedAnswer[]
): Promise<AnswerImportRow['changes']> {
  const changes: AnswerImportRow['changes'] = [];
  const rows: AnswerReceived[] = [];
  const present = new Map((await answersOf(context.tx, [found.id])).map((row) => [row.criterionId, row]));
  for (const { kind, criterionId, after, answeredAt } of plan) {
    if (kind !== 'new' && kind !== 'changed') continue;
    const row = present.get(criterionId);
    const version = (row?.version ?? 0) + 1;
    rows.push({
      ...{ id: row?.id ?? app.newId(), assessmentId: found.id, criterionId, ...after, version, answeredAt },
      ...{ origin: 'import', answeredBy: actorId(actor), receivedAt: context.now }
    });
    const before = row && { value: row.value, note: row.note, evidence: row.evidence, origin: row.origin };
    changes.push({ criterionId, version, before: before ?? null });
  }
  await writeAnswers(context.tx, rows, app.newId, await placesOf(app, found));
  await feedAnswers(context, found, changes);
  await touch(context, found);
  return changes;
}

export interface Undone {
  restored: number;
  /** Criteria whose answer somebody has changed since: left as it is. */
  left: string[];
}

/** Puts back what an import replaced, with its author and age; answers that somebody has changed since stay. */
export async function takeBack(
  app: App,
  actor: Actor,
  context: ChangeContext,
  found: Found,
  row: AnswerImportRow
): Promise<Undone> {
  const restored: AnswerImportRow['changes'] = [];
  const rows: AnswerReceived[] = [];
  const left: string[] = [];
  for (const change of row.changes) {
    const { criterionId, version, before } = change;
    const present = await findAnswer(context.tx, found.id, criterionId);
    if (present?.version !== version) {
      left.push(criterionId);
      continue;
    }
    const old = before && (await findVersion(context.tx, found.id, criterionId, version - 1));
    const { value, note, evidence, origin } = before ?? { value: null, note: '', evidence: '', origin: 'own' as const };
    rows.push({
      ...{ id: present.id, assessmentId: found.id, criterionId, version: version + 1, value, note, evidence, origin },
      ...{ answeredBy: old?.answeredBy ?? actorId(actor), answeredAt: old?.answeredAt ?? context.now },
      receivedAt: context.now
    });
    restored.push(change);
  }
  await writeAnswers(context.tx, rows, app.newId, await placesOf(app, found));
  await markUndone(context.tx, row.id, actorId(actor), context.now);
  await feedAnswers(context, found, restored);
  await touch(context, found);
  return { restored: restored.length, left };
}

async function feedAnswers(
  { feedMany }: ChangeContext,
  { id, municipalityId }: Found,
  changes: readonly { criterionId: string }[]
): Promise<void> {
  await feedMany(
    'answer',
    changes.map(({ criterionId }) => ({ id: `${id}/${criterionId}`, municipalityId }))
  );
}
