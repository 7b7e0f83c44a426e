import { createHash } from 'node:crypto';
import { actorId, type Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import type { ImportPlan, PlannedClosing, PlannedUpdate } from '$lib/domain/register/plan-import';
import type { RegisterPreview } from '$lib/domain/register/read-register';
import { rememberMapping } from '$lib/domain/register/remember-mapping';
import { isValidOn } from '$lib/domain/register/validity';
import { ok, refuse, refuseAll, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { assessmentsOfWave, currentWave, insertAssessments } from '../assessment/repository';
import { change, type ChangeContext } from '../shared/change';
import { today } from '../shared/today';
import { toColumns } from './columns';
import {
  findImport,
  type ImportChangeRow,
  type ImportRow,
  insertImport,
  keepMapping,
  listImports
} from './import-repository';
import { planRows, readFile, type RegisterFile } from './read-file';
import { insertMunicipalities, updateMunicipality } from './repository';
import { countPlannedBack, planBack, takeBack, type Undone } from './take-back';

export interface ImportPreview {
  preview: RegisterPreview;
  /** Null where the rows have problems: then nothing can be imported. */
  plan: ImportPlan | null;
}

/** Reads the file and says what an import would do; writes nothing. */
export async function previewImport(app: App, actor: Actor, file: RegisterFile): Promise<Result<ImportPreview>> {
  const refused = authorize(actor, 'register:import', { networkId: file.networkId });
  if (refused) return refused;
  const read = await readFile(app, file);
  if (!read.ok) return read;
  const preview = read.value;
  return ok({
    preview,
    plan: preview.canImport.met ? await planRows(app, app.db.read, file.networkId, preview) : null
  });
}

export interface Imported {
  /** Null where nothing was written: a dry run, or nothing to change. */
  importId: string | null;
  created: number;
  updated: number;
  closed: number;
  unchanged: number;
  repaired: number;
  /** Valid here but not in the file, and left open. */
  missing: number;
  dryRun: boolean;
}

/**
 * Imports the register: everything or nothing. The same file twice changes nothing.
 * Municipalities that the file no longer has are closed only where asked for.
 */
export async function importRegister(
  app: App,
  actor: Actor,
  input: RegisterFile & { dryRun?: boolean; closeMissing?: boolean }
): Promise<Result<Imported>> {
  const refused = authorize(actor, 'register:import', { networkId: input.networkId });
  if (refused) return refused;
  const read = await readFile(app, input);
  if (!read.ok) return read;
  const preview = read.value;
  if (preview.problemCount > 0) return refuseAll(nameProblems(preview));
  if (!preview.canImport.met)
    return refuse('no-rows', 'file', 'The file has a header but no municipalities - nothing was imported.');
  const { networkId, closeMissing = false } = input;
  const expected = countPlan(preview, await planRows(app, app.db.read, networkId, preview), closeMissing);
  if (input.dryRun || expected.created + expected.updated + expected.closed === 0)
    return ok({ importId: null, ...expected, dryRun: input.dryRun === true });

  const importId = app.newId();
  return change(app, actor, { action: 'register:import', networkId, subject: importId }, async (context) => {
    const { tx, now } = context;
    // planned anew inside the transaction: somebody else may have imported meanwhile
    const plan = await planRows(app, tx, networkId, preview);
    const changes = await carryOut(app, context, {
      importId,
      networkId,
      plan,
      closing: closeMissing ? plan.missing : []
    });
    const { missing, ...counts } = countPlan(preview, plan, closeMissing);
    const sha256 = createHash('sha256').update(input.bytes).digest('hex');
    await insertImport(
      tx,
      {
        id: importId,
        networkId,
        fileName: input.fileName,
        sha256,
        createdAt: now,
        createdBy: actorId(actor),
        counts,
        undoneAt: null
      },
      changes
    );
    const headers = preview.columns.map(({ header }) => header).filter((header) => header !== '');
    await keepMapping(tx, networkId, { headers, mapping: rememberMapping(preview.mapping, preview.columns) }, now);
    return ok({ importId, ...counts, missing, dryRun: false });
  });
}

/** Says what undoing an import would do, and what would stay and why; writes nothing. */
export async function previewUndoImport(
  app: App,
  actor: Actor,
  input: { importId: string }
): Promise<Result<Undone & { fileName: string; networkId: string }>> {
  const found = await findOwnImport(app, actor, input.importId);
  if (!found.ok) return found;
  const planned = await planBack(app.db.read, input.importId);
  if (!planned.ok) return planned;
  const { fileName, networkId } = found.value;
  return ok({ ...countPlannedBack(planned.value), fileName, networkId });
}

/** Takes an import back: the newest first. What has been used or changed since stays and is named. */
export async function undoImport(app: App, actor: Actor, input: { importId: string }): Promise<Result<Undone>> {
  const found = await findOwnImport(app, actor, input.importId);
  if (!found.ok) return found;
  const { id, networkId } = found.value;
  return change(app, actor, { action: 'register:undo', networkId, subject: id }, (context) => takeBack(context, id));
}

async function findOwnImport(app: App, actor: Actor, importId: string): Promise<Result<ImportRow>> {
  const refused = authorize(actor, 'register:import');
  if (refused) return refused;
  const found = await findImport(app.db.read, importId);
  if (!found) return refuse('not-found', 'importId', 'This import does not exist.');
  return authorize(actor, 'register:import', { networkId: found.networkId }) ?? ok(found);
}

/** The newest first. */
export async function listRegisterImports(
  app: App,
  actor: Actor,
  input: { networkId: string }
): Promise<Result<ImportRow[]>> {
  const refused = authorize(actor, 'register:import', { networkId: input.networkId });
  if (refused) return refused;
  return ok(await listImports(app.db.read, input.networkId));
}

function nameProblems({ problems, problemCount }: RegisterPreview) {
  const named = problems.map(({ code, path, message }) => ({ code, path, message }));
  const more = problemCount - problems.length;
  return more > 0
    ? [
        ...named,
        { code: 'more-problems', path: 'file', message: `${more} more problems were found - mend these first.` }
      ]
    : named;
}

function countPlan(preview: RegisterPreview, plan: ImportPlan, closeMissing: boolean) {
  return {
    created: plan.creates.length,
    updated: plan.updates.length,
    closed: closeMissing ? plan.missing.length : 0,
    unchanged: plan.unchanged.length,
    repaired: preview.repairCount,
    missing: closeMissing ? 0 : plan.missing.length
  };
}

interface Work {
  importId: string;
  networkId: string;
  plan: ImportPlan;
  closing: PlannedClosing[];
}

/** Writes the plan and says what changed, for the undo. */
async function carryOut(
  app: App,
  context: ChangeContext,
  { importId, networkId, plan, closing }: Work
): Promise<ImportChangeRow[]> {
  const { tx, now, feedMany } = context;
  const created = plan.creates.map((row) => ({ id: app.newId(), networkId, ...toColumns(row), updatedAt: now }));
  await insertMunicipalities(tx, created);
  const changes: ImportChangeRow[] = created.map((row) => ({
    importId,
    municipalityId: row.id,
    kind: 'create',
    before: null,
    after: null
  }));
  const joining = created.filter((row) => isValidOn(row, today(app))).map(({ id }) => id);
  const update = async ({ id, changes: fields, before }: PlannedUpdate | PlannedClosing, kind: 'update' | 'close') => {
    const after = toColumns({ ...before, ...Object.fromEntries(fields.map(({ field, to }) => [field, to])) });
    await updateMunicipality(tx, id, { ...after, updatedAt: now });
    changes.push({ importId, municipalityId: id, kind, before: toColumns(before), after });
    if (!isValidOn(before, today(app)) && isValidOn(after, today(app))) joining.push(id);
  };
  for (const planned of plan.updates) await update(planned, 'update');
  for (const planned of closing) await update(planned, 'close');
  await joinWave(app, context, networkId, joining);
  await feedMany(
    'municipality',
    changes.map(({ municipalityId }) => ({ id: municipalityId }))
  );
  return changes;
}

/** A municipality that joins while a wave is open can answer too. */
async function joinWave(
  app: App,
  { tx, now, feedMany }: ChangeContext,
  networkId: string,
  municipalityIds: string[]
): Promise<void> {
  const wave = await currentWave(tx, networkId);
  if (!wave || wave.closedAt || !municipalityIds.length) return;
  const present = new Set((await assessmentsOfWave(tx, wave.id)).map(({ municipality }) => municipality.id));
  const rows = municipalityIds
    .filter((id) => !present.has(id))
    .map((municipalityId) => ({ id: app.newId(), networkId, waveId: wave.id, municipalityId, updatedAt: now }));
  await insertAssessments(tx, rows);
  await feedMany('assessment', rows);
}
