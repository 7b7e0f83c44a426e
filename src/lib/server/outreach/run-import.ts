import type { Actor } from '$lib/domain/identity/actor';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { change, type ChangeContext } from '../shared/change';
import { countRows, type ImportCounts, type RowOutcome } from './import-outcome';
import { findListImport, type ListImportRow, updateListImport } from './import-repository';

/** What reads rows of one kind in. */
export interface Importer<Row> {
  write(actor: Actor, context: ChangeContext, importId: string, rows: readonly Row[]): Promise<RowOutcome[]>;
  /** The part is on the disk. */
  settle?(): void;
}

/** Rows in one transaction: others write in between. */
const AT_ONCE = { contacts: 200, meetings: 25 } as const;

export interface ImportRun {
  importId: string;
  state: 'done' | 'stopped';
  total: number;
  doneRows: number;
  counts: ImportCounts;
}

/**
 * Reads the rows in part by part, each in one transaction with its audit row, how far it is and what it changed: so a
 * row is in whole or not at all, an import that was stopped or lost its process goes on where it was, and what it did
 * until then can be taken back.
 */
export async function runImport<Row>(
  app: App,
  actor: Actor,
  importId: string,
  rows: readonly Row[],
  importer: Importer<Row>,
  onPart?: (progress: { doneRows: number; total: number }) => void
): Promise<Result<ImportRun>> {
  for (;;) {
    const part = await runPart(app, actor, importId, rows, importer);
    if (!part.ok) return part;
    const { state, doneRows, total, counts } = part.value;
    onPart?.({ doneRows, total });
    if (state !== 'running')
      return ok({ importId, doneRows, total, counts, state: state === 'done' ? 'done' : 'stopped' });
    // the next part waits its turn behind what others want to write
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function runPart<Row>(
  app: App,
  actor: Actor,
  importId: string,
  rows: readonly Row[],
  importer: Importer<Row>
): Promise<Result<ListImportRow>> {
  const found = await findListImport(app.db.read, importId);
  if (!found) return refuse('not-found', 'importId', 'This import does not exist.');
  const entry = { action: `${found.kind}:import`, networkId: found.networkId, subject: importId };
  const written = await change(app, actor, entry, async (context) => {
    const row = await findListImport(context.tx, importId);
    if (!row) return refuse('not-found', 'importId', 'This import does not exist.');
    if (row.state !== 'running') return ok(row);
    const some = row.stopAsked ? [] : rows.slice(row.doneRows, row.doneRows + AT_ONCE[row.kind]);
    const outcomes = some.length ? await importer.write(actor, context, importId, some) : [];
    const doneRows = row.doneRows + some.length;
    const next: ListImportRow = {
      ...row,
      ...{ doneRows, counts: countRows(row.counts, outcomes), touchedAt: context.now, stopAsked: false },
      state: doneRows >= row.total ? 'done' : row.stopAsked ? 'stopped' : 'running'
    };
    await updateListImport(context.tx, importId, next);
    return ok(next);
  });
  if (written.ok) importer.settle?.();
  return written;
}
