import { createHash } from 'node:crypto';
import { actorId, type Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { type ExistingMunicipality, type ImportPlan, planImport } from '$lib/domain/register/plan-import';
import { readRegister, type RegisterPreview } from '$lib/domain/register/read-register';
import { recallMapping, rememberMapping } from '$lib/domain/register/remember-mapping';
import type { Mapping, RegisterFacts } from '$lib/domain/register/types';
import { ok, refuse, refuseAll, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { currentWave, insertAssessments } from '../assessment/repository';
import { findNetwork } from '../identity/directory-repository';
import { change } from '../shared/change';
import {
  changesOfImport,
  deleteMunicipality,
  deleteUntouchedAssessments,
  findImport,
  type ImportChangeRow,
  type ImportRow,
  insertImport,
  insertMunicipalities,
  insertSuccession,
  keepMapping,
  listImports,
  markUndone,
  municipalitiesInUse,
  newerImports,
  rememberedMappings,
  updateMunicipality
} from './import-repository';
import { findMunicipality, listMunicipalities, type MunicipalityRow } from './repository';

export interface RegisterFile {
  networkId: string;
  fileName: string;
  bytes: Uint8Array;
  /** The person's own choice of columns; else the remembered or the proposed one. */
  mapping?: Mapping;
}

export interface ImportPreview {
  preview: RegisterPreview;
  /** Null where the rows have problems: then nothing can be imported. */
  plan: ImportPlan | null;
}

/** Reads the file and says what an import would do; writes nothing. */
export async function previewImport(app: App, actor: Actor, file: RegisterFile): Promise<Result<ImportPreview>> {
  const refused = authorize(actor, 'register:import', { networkId: file.networkId });
  if (refused) return refused;
  return readAndPlan(app, file);
}

export interface Imported {
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
  const read = await readAndPlan(app, input);
  if (!read.ok) return read;
  const { preview, plan } = read.value;
  if (!plan) {
    if (preview.problems.length) return refuseAll(preview.problems.map(({ code, path, message }) => ({ code, path, message })));
    return refuse('no-rows', input.fileName, 'The file has a header but no municipalities - nothing was imported.');
  }
  const closing = input.closeMissing ? plan.missing : [];
  const counts = {
    created: plan.creates.length,
    updated: plan.updates.length,
    closed: closing.length,
    unchanged: plan.unchanged.length,
    repaired: preview.repairCount
  };
  const missing = plan.missing.length - closing.length;
  if (input.dryRun || counts.created + counts.updated + counts.closed === 0) return ok({ importId: null, ...counts, missing, dryRun: input.dryRun === true });

  const importId = app.newId();
  const { networkId } = input;
  return change(app, actor, { action: 'register:import', networkId, subject: importId }, async ({ tx, now, feed }) => {
    const created = plan.creates.map((row) => ({ id: app.newId(), networkId, ...toColumns(row), updatedAt: now }));
    await insertMunicipalities(tx, created);
    const changes: ImportChangeRow[] = created.map((row) => ({ importId, municipalityId: row.id, kind: 'create', before: null, after: null }));
    for (const { id, changes: fields, before } of [...plan.updates, ...closing]) {
      const after = Object.fromEntries(fields.map((f) => [f.field, f.to]));
      await updateMunicipality(tx, id, { ...toColumns({ ...before, ...after }), updatedAt: now });
      const kind = closing.some((c) => c.id === id) ? 'close' : 'update';
      changes.push({ importId, municipalityId: id, kind, before: toColumns(before), after: toColumns({ ...before, ...after }) });
    }
    // a municipality that joins while a wave is open can answer too
    const wave = await currentWave(tx, networkId);
    if (wave && !wave.closedAt) {
      const rows = created.map((m) => ({ id: app.newId(), networkId, waveId: wave.id, municipalityId: m.id, updatedAt: now }));
      await insertAssessments(tx, rows);
      for (const row of rows) await feed('assessment', row.id, row.municipalityId);
    }
    const sha256 = createHash('sha256').update(input.bytes).digest('hex');
    await insertImport(tx, { id: importId, networkId, fileName: input.fileName, sha256, createdAt: now, createdBy: actorId(actor), counts, undoneAt: null }, changes);
    await keepMapping(tx, networkId, rememberMapping(preview.mapping, preview.columns), now);
    for (const { municipalityId } of changes) await feed('municipality', municipalityId);
    return ok({ importId, ...counts, missing, dryRun: false });
  });
}

export interface Undone {
  removed: number;
  restored: number;
  /** Kept, because answers, people or meetings refer to them by now; or because they were changed since. */
  kept: { code: string; name: string; because: 'in-use' | 'changed-since' }[];
}

/** Takes an import back: the newest first. What has been used or changed since stays and is named. */
export async function undoImport(app: App, actor: Actor, input: { importId: string }): Promise<Result<Undone>> {
  const refused = authorize(actor, 'register:import');
  if (refused) return refused;
  const found = await findImport(app.db.read, input.importId);
  if (!found) return refuse('not-found', 'importId', 'This import does not exist.');
  const { networkId } = found;
  const forbidden = authorize(actor, 'register:import', { networkId });
  if (forbidden) return forbidden;
  if (found.undoneAt) return refuse('undone-already', 'importId', 'This import has been undone already.');
  if (await newerImports(app.db.read, found)) return refuse('newer-import', 'importId', 'A newer import builds on this one - undo that first.');
  return change(app, actor, { action: 'register:undo', networkId, subject: found.id }, async ({ tx, now, feed }) => {
    const changes = await changesOfImport(tx, found.id);
    const created = changes.filter((c) => c.kind === 'create').map((c) => c.municipalityId);
    await deleteUntouchedAssessments(tx, created);
    const inUse = await municipalitiesInUse(tx, created);
    const undone: Undone = { removed: 0, restored: 0, kept: [] };
    for (const { municipalityId, kind, before, after } of changes) {
      const row = await findMunicipality(tx, municipalityId);
      if (!row) continue;
      const keep = (because: 'in-use' | 'changed-since') => undone.kept.push({ code: row.code, name: row.name, because });
      if (kind === 'create') {
        if (inUse.has(row.id)) {
          keep('in-use');
          continue;
        }
        await deleteMunicipality(tx, row.id);
        undone.removed++;
      } else {
        if (JSON.stringify(toColumns(toFacts(row))) !== JSON.stringify(after)) {
          keep('changed-since');
          continue;
        }
        await updateMunicipality(tx, row.id, { ...(before as Columns), updatedAt: now });
        undone.restored++;
      }
      await feed('municipality', row.id);
    }
    await markUndone(tx, found.id, now);
    return ok(undone);
  });
}

export async function listRegisterImports(app: App, actor: Actor, input: { networkId: string }): Promise<Result<ImportRow[]>> {
  const refused = authorize(actor, 'register:import', { networkId: input.networkId });
  if (refused) return refused;
  return ok(await listImports(app.db.read, input.networkId));
}

export async function listRegister(app: App, actor: Actor, input: { networkId: string }): Promise<Result<MunicipalityRow[]>> {
  const refused = authorize(actor, 'register:read', { networkId: input.networkId });
  if (refused) return refused;
  return ok(await listMunicipalities(app.db.read, { networkId: input.networkId, ended: true }));
}

/** A merger, split or renumbering: closes the predecessor the day before and names who follows it. */
export async function recordSuccession(
  app: App,
  actor: Actor,
  input: { predecessorId: string; successorIds: string[]; date: string }
): Promise<Result<null>> {
  const refused = authorize(actor, 'register:import');
  if (refused) return refused;
  const predecessor = await findMunicipality(app.db.read, input.predecessorId);
  if (!predecessor) return refuse('not-found', 'predecessorId', 'This municipality is not in the register.');
  const { networkId } = predecessor;
  const forbidden = authorize(actor, 'register:import', { networkId });
  if (forbidden) return forbidden;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(input.date) || Number.isNaN(Date.parse(input.date))) {
    return refuse('invalid', 'date', `The first day of the new order is a date like 2027-01-01 - got "${input.date}".`);
  }
  const successors = await listMunicipalities(app.db.read, { ids: input.successorIds });
  if (!successors.length || successors.length !== input.successorIds.length || successors.some((s) => s.networkId !== networkId || s.id === predecessor.id)) {
    return refuse('not-found', 'successorIds', 'Choose one or more other municipalities of the same network as successors.');
  }
  const lastDay = new Date(Date.parse(input.date) - 86_400_000).toISOString().slice(0, 10);
  return change(app, actor, { action: 'register:succeed', networkId, subject: predecessor.id }, async ({ tx, now, feed }) => {
    await updateMunicipality(tx, predecessor.id, { validTo: lastDay, updatedAt: now });
    for (const successor of successors) await insertSuccession(tx, { predecessorId: predecessor.id, successorId: successor.id, date: input.date });
    await feed('municipality', predecessor.id);
    return ok(null);
  });
}

async function readAndPlan(app: App, file: RegisterFile): Promise<Result<ImportPreview>> {
  const network = await findNetwork(app.db.read, file.networkId);
  if (!network) return refuse('not-found', 'networkId', 'This network does not exist.');
  const rows = await listMunicipalities(app.db.read, { networkId: file.networkId, ended: true });
  const codes = new Set(rows.map((row) => row.code.length));
  const options = {
    fileName: file.fileName,
    preferLanguages: [network.locale],
    // the codes already here tell how long a code is, also where every zero of the file was eaten
    ...(codes.size === 1 && { codeLength: [...codes][0] })
  };
  let read = readRegister(file.bytes, file.mapping ? { ...options, mapping: file.mapping } : options);
  if (!read.ok) return read;
  if (!file.mapping) {
    const { columns } = read.value;
    const remembered = (await rememberedMappings(app.db.read, file.networkId)).find((mapping) => recallMapping(mapping, columns));
    if (remembered) read = readRegister(file.bytes, { ...options, remembered });
    if (!read.ok) return read;
  }
  const preview = read.value;
  const today = app.now().toISOString().slice(0, 10);
  const existing = rows.map((row): ExistingMunicipality => ({ id: row.id, ...toFacts(row) }));
  return ok({ preview, plan: preview.canImport.met ? planImport(existing, preview.rows, { today }) : null });
}

type Columns = ReturnType<typeof toColumns>;

/** The register's facts under the names of the table. */
function toColumns(facts: RegisterFacts) {
  const { code, name, nameSecond, countyCode, countyName, group, urbanisation, population, lat, lon, validFrom, validTo } = facts;
  return { code, name, nameSecond, countyCode, countyName, groupCode: group, urbanisation, population, lat, lon, validFrom, validTo };
}

function toFacts(row: MunicipalityRow): RegisterFacts {
  const { code, name, nameSecond, countyCode, countyName, groupCode, urbanisation, population, lat, lon, validFrom, validTo } = row;
  return { code, name, nameSecond, countyCode, countyName, group: groupCode, urbanisation: urbanisation as RegisterFacts['urbanisation'], population, lat, lon, validFrom, validTo };
}
