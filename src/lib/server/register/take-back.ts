import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { Reader, Tx } from '../db/client';
import type { ChangeContext } from '../shared/change';
import { type Columns, toColumns, toFacts } from './columns';
import {
  changesOfImport,
  countNewerImports,
  findImport,
  forgetMapping,
  type ImportChangeRow,
  type ImportRow,
  markUndone
} from './import-repository';
import { deleteMunicipalities, listMunicipalities, type MunicipalityRow, updateMunicipality } from './repository';
import { deleteWaitingAssessments, municipalitiesInUse } from './use-repository';

export interface Undone {
  removed: number;
  restored: number;
  /** Kept, because answers, people or meetings refer to them by now; or because they were changed since. */
  kept: { code: string; name: string; because: 'in-use' | 'changed-since' }[];
}

export interface PlannedBack {
  found: ImportRow;
  remove: MunicipalityRow[];
  restore: ImportChangeRow[];
  kept: Undone['kept'];
}

/**
 * Decides what undoing an import would do, and writes nothing; refuses where it was undone before or another one builds
 * on it. Asked for the page that says so before, and again in the transaction that does it.
 */
export async function planBack(db: Reader | Tx, importId: string): Promise<Result<PlannedBack>> {
  const found = await findImport(db, importId);
  if (!found || found.undoneAt) return refuse('undone-already', 'importId', 'This import has been undone already.');
  if (await countNewerImports(db, found))
    return refuse('newer-import', 'importId', 'A newer import builds on this one - undo that first.');
  const changes = await changesOfImport(db, importId);
  const rows = new Map(
    (await listMunicipalities(db, { networkId: found.networkId, on: 'any' })).map((row) => [row.id, row])
  );
  const kept: Undone['kept'] = [];
  const keep = ({ code, name }: MunicipalityRow, because: 'in-use' | 'changed-since') =>
    kept.push({ code, name, because });
  const created = changes
    .filter(({ kind }) => kind === 'create')
    .flatMap(({ municipalityId }) => rows.get(municipalityId) ?? []);
  const inUse = await municipalitiesInUse(
    db,
    created.map(({ id }) => id)
  );
  for (const row of created) if (inUse.has(row.id)) keep(row, 'in-use');
  const restore: ImportChangeRow[] = [];
  for (const change of changes.filter(({ kind }) => kind !== 'create')) {
    const row = rows.get(change.municipalityId);
    if (!row) continue;
    if (isAsImported(row, change)) restore.push(change);
    else keep(row, 'changed-since');
  }
  return ok({ found, remove: created.filter(({ id }) => !inUse.has(id)), restore, kept });
}

/** What a plan comes to, as people are told. */
export function countPlannedBack({ remove, restore, kept }: PlannedBack): Undone {
  return { removed: remove.length, restored: restore.length, kept };
}

/** Undoes what an import changed, row by row. */
export async function takeBack({ tx, now, feed, feedMany }: ChangeContext, importId: string): Promise<Result<Undone>> {
  const planned = await planBack(tx, importId);
  if (!planned.ok) return planned;
  const { found, remove, restore } = planned.value;
  const ids = remove.map(({ id }) => id);
  await feedMany('assessment', await deleteWaitingAssessments(tx, ids));
  await deleteMunicipalities(tx, ids);
  await feedMany(
    'municipality',
    ids.map((id) => ({ id }))
  );
  for (const { municipalityId, before } of restore) {
    await updateMunicipality(tx, municipalityId, { ...(before as Columns), updatedAt: now });
    await feed('municipality', municipalityId);
  }
  await markUndone(tx, importId, now);
  await forgetMapping(tx, found.networkId, found.createdAt);
  return ok(countPlannedBack(planned.value));
}

function isAsImported(row: MunicipalityRow, { after }: ImportChangeRow): boolean {
  return JSON.stringify(toColumns(toFacts(row))) === JSON.stringify(after);
}
