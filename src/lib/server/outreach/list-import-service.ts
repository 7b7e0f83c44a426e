import { actorId, type Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import type { ImportKind } from '$lib/domain/outreach/imports/kinds';
import { rememberColumns, signatureOf } from '$lib/domain/outreach/imports/propose-columns';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { namesOf } from '../assessment/history-repository';
import { change } from '../shared/change';
import { type ImportRun, runImport } from './run-import';
import { NO_ROWS } from './import-outcome';
import {
  countChanges,
  findListImport,
  findUnfinished,
  importsOf,
  insertListImport,
  keepListMapping,
  type ListImportRow,
  updateListImport
} from './import-repository';
import { RIGHT_FOR } from './import-right';
import { openImporter } from './open-importer';
import { type ListInput, type ReadList, readListFile } from './read-list-file';
import { takeImportBack } from './undo-import';
import { type PlannedList, planList } from './plan-list';
import { nameKept } from './kept-rows-repository';

/** One that is running and was not touched for so long has lost its process. */
const LOST_AFTER_MS = 60_000;
const LISTED = 20;

/** Whoever may do both may ask before it is known which. */
function mayImport(actor: Actor, input?: { kind: ImportKind; networkId: string }) {
  if (!input?.networkId) return authorize(actor, 'contact:edit') ?? authorize(actor, 'meeting:log');
  return authorize(actor, RIGHT_FOR[input.kind], { networkId: input.networkId });
}

export interface ListPreview extends PlannedList {
  read: ReadList;
}

/** Reads a file and says what an import would do; writes nothing. */
export async function previewList(app: App, actor: Actor, input: ListInput): Promise<Result<ListPreview>> {
  const refused = mayImport(actor) ?? mayImport(actor, input);
  if (refused) return refused;
  const read = await readListFile(app, input);
  if (!read.ok) return read;
  return ok({ read: read.value, ...(await planList(app, input, read.value)) });
}

export interface ListImported extends Omit<ImportRun, 'importId' | 'state'> {
  /** Null where nothing was to be written: then nothing can be undone either. */
  importId: string | null;
  state: ImportRun['state'];
  dryRun: boolean;
  /** Rows that were left out, the first of them with why. */
  leftOut: PlannedList['leftOut'];
}

/**
 * Reads a list in, part by part; with `dryRun` it says what would happen. Rows that cannot be read are left out and
 * named; everything else is in. The same file with the same decisions goes on where an import of it had stopped.
 */
export async function importList(
  app: App,
  actor: Actor,
  input: ListInput & { dryRun?: boolean },
  onPart?: (progress: { importId: string; doneRows: number; total: number }) => void
): Promise<Result<ListImported>> {
  const refused = mayImport(actor) ?? mayImport(actor, input);
  if (refused) return refused;
  const prepared = await readListFile(app, input);
  if (!prepared.ok) return prepared;
  const read = prepared.value;
  if (read.missing.length)
    return refuse(
      'column-missing',
      `mapping.${read.missing[0]}`,
      `Choose the column that holds: ${read.missing.join(', ')}.`
    );
  const planned = await planList(app, input, read);
  const total = read.table.rows.length;
  const { counts, leftOut } = planned;
  if (input.dryRun || counts.created + counts.updated === 0)
    return ok({
      importId: null,
      state: 'done',
      total,
      doneRows: total,
      counts,
      leftOut,
      dryRun: input.dryRun === true
    });
  const begun = await beginImport(app, actor, input, read);
  if (!begun.ok) return begun;
  const { id: importId } = begun.value;
  const told = (progress: { doneRows: number; total: number }) => onPart?.({ importId, ...progress });
  told(begun.value);
  const importer = await openImporter(app, input, read);
  const done = await runImport(app, actor, importId, importer.rows, importer.importer, told);
  return done.ok ? ok({ ...done.value, leftOut, dryRun: false }) : done;
}

/** A new one, or the one that had begun with this file. */
async function beginImport(app: App, actor: Actor, input: ListInput, read: ReadList): Promise<Result<ListImportRow>> {
  const { networkId, kind, fileName } = input;
  const { sha256, settings, table, proposal } = read;
  return change(app, actor, { action: `${kind}:import`, networkId }, async ({ tx, now }) => {
    const signature = signatureOf(table);
    const columns = rememberColumns(proposal.mapping, table);
    await keepListMapping(tx, { networkId, kind, signature, columns, updatedAt: now });
    const unfinished = await findUnfinished(tx, { networkId, kind, sha256, settings });
    if (unfinished?.state === 'running' && now.getTime() - unfinished.touchedAt.getTime() < LOST_AFTER_MS)
      return refuse('import-running', 'file', 'This file is being read in just now - wait until it is done.');
    if (unfinished) {
      const again = { state: 'running' as const, stopAsked: false, touchedAt: now };
      await updateListImport(tx, unfinished.id, again);
      return ok({ ...unfinished, ...again });
    }
    const row: ListImportRow = {
      ...{ id: app.newId(), networkId, kind, fileName: fileName.slice(0, 200), sha256, settings },
      ...{ state: 'running', stopAsked: false, total: table.rows.length, doneRows: 0, counts: NO_ROWS },
      ...{ createdAt: now, createdBy: actorId(actor), touchedAt: now, undoneAt: null, undoneBy: null, undone: null }
    };
    await insertListImport(tx, row);
    return ok(row);
  });
}

export interface ShownImport extends Omit<ListImportRow, 'settings' | 'sha256' | 'undone'> {
  createdByName: string;
  /** Running, but nobody is reading any more: it can be taken up with the same file, or taken back. */
  lost: boolean;
  /** What an undo would look at. */
  changes: number;
  undone:
    | (NonNullable<ListImportRow['undone']> & {
        keptNames: { id: string; name: string; on: string | null; because: string }[];
      })
    | null;
}

/** One import: how far it is, what it did, and what an undo of it left. */
export async function readImport(app: App, actor: Actor, input: { importId: string }): Promise<Result<ShownImport>> {
  const refused = mayImport(actor);
  if (refused) return refused;
  const row = await findListImport(app.db.read, input.importId);
  if (!row) return refuse('not-found', 'importId', 'This import does not exist.');
  const forbidden = mayImport(actor, row);
  if (forbidden) return forbidden;
  return ok((await showAll(app, [row]))[0]!);
}

/** The newest first. */
export async function listImports(
  app: App,
  actor: Actor,
  input: { networkId: string; kind: ImportKind }
): Promise<Result<ShownImport[]>> {
  const refused = mayImport(actor) ?? mayImport(actor, input);
  if (refused) return refused;
  return ok(await showAll(app, await importsOf(app.db.read, input.networkId, input.kind, LISTED)));
}

/** Asks an import that is running to stop after the part it is at; what is in stays in until it is undone. */
export async function stopImport(
  app: App,
  actor: Actor,
  input: { importId: string }
): Promise<Result<{ stopped: boolean }>> {
  const refused = mayImport(actor);
  if (refused) return refused;
  const found = await findListImport(app.db.read, input.importId);
  if (!found) return refuse('not-found', 'importId', 'This import does not exist.');
  const forbidden = mayImport(actor, found);
  if (forbidden) return forbidden;
  const entry = { action: `${found.kind}:stop-import`, networkId: found.networkId, subject: found.id };
  return change(app, actor, entry, async ({ tx, now }) => {
    const row = await findListImport(tx, found.id);
    if (row?.state !== 'running') return ok({ stopped: row?.state === 'stopped' });
    const lost = now.getTime() - row.touchedAt.getTime() >= LOST_AFTER_MS;
    await updateListImport(tx, row.id, lost ? { state: 'stopped' } : { stopAsked: true });
    return ok({ stopped: lost });
  });
}

/** Takes a whole import back: what nobody has changed or used since. What stays is counted, and the first are named. */
export async function undoListImport(
  app: App,
  actor: Actor,
  input: { importId: string },
  onPart?: (left: ListImportRow) => void
): Promise<Result<ShownImport>> {
  const refused = mayImport(actor);
  if (refused) return refused;
  const done = await takeImportBack(app, actor, input.importId, onPart);
  return done.ok ? ok((await showAll(app, [done.value]))[0]!) : done;
}

async function showAll(app: App, rows: readonly ListImportRow[]): Promise<ShownImport[]> {
  const names = await namesOf(app.db.read, [...new Set(rows.map(({ createdBy }) => createdBy))]);
  const lostBefore = app.now().getTime() - LOST_AFTER_MS;
  return Promise.all(
    rows.map(async ({ settings: _settings, sha256: _sha256, undone, ...row }) => ({
      ...row,
      createdByName: names.get(row.createdBy) ?? '',
      lost: (row.state === 'running' || row.state === 'undoing') && row.touchedAt.getTime() < lostBefore,
      changes: row.state === 'undone' ? 0 : await countChanges(app.db.read, row),
      undone: undone && { ...undone, keptNames: await nameKept(app.db.read, row.kind, undone.named) }
    }))
  );
}
