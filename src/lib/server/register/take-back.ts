import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { ChangeContext } from '../shared/change';
import { type Columns, toColumns, toFacts } from './columns';
import {
  changesOfImport,
  countNewerImports,
  findImport,
  forgetMapping,
  type ImportChangeRow,
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

/** Undoes what an import changed, row by row; refuses where it was undone before or another one builds on it. */
export async function takeBack({ tx, now, feed, feedMany }: ChangeContext, importId: string): Promise<Result<Undone>> {
  const found = await findImport(tx, importId);
  if (!found || found.undoneAt) return refuse('undone-already', 'importId', 'This import has been undone already.');
  if (await countNewerImports(tx, found))
    return refuse('newer-import', 'importId', 'A newer import builds on this one - undo that first.');
  const changes = await changesOfImport(tx, importId);
  const rows = new Map(
    (await listMunicipalities(tx, { networkId: found.networkId, on: 'any' })).map((row) => [row.id, row])
  );
  const undone: Undone = { removed: 0, restored: 0, kept: [] };
  const keep = ({ code, name }: MunicipalityRow, because: 'in-use' | 'changed-since') =>
    undone.kept.push({ code, name, because });

  const created = changes
    .filter(({ kind }) => kind === 'create')
    .flatMap(({ municipalityId }) => rows.get(municipalityId) ?? []);
  const inUse = await municipalitiesInUse(
    tx,
    created.map(({ id }) => id)
  );
  for (const row of created) if (inUse.has(row.id)) keep(row, 'in-use');
  const removable = created.map(({ id }) => id).filter((id) => !inUse.has(id));
  await feedMany('assessment', await deleteWaitingAssessments(tx, removable));
  await deleteMunicipalities(tx, removable);
  undone.removed = removable.length;
  await feedMany(
    'municipality',
    removable.map((id) => ({ id }))
  );

  for (const change of changes.filter(({ kind }) => kind !== 'create')) {
    const row = rows.get(change.municipalityId);
    if (!row) continue;
    if (!isAsImported(row, change)) {
      keep(row, 'changed-since');
      continue;
    }
    await updateMunicipality(tx, row.id, { ...(change.before as Columns), updatedAt: now });
    await feed('municipality', row.id);
    undone.restored++;
  }
  await markUndone(tx, importId, now);
  await forgetMapping(tx, found.networkId, found.createdAt);
  return ok(undone);
}

function isAsImported(row: MunicipalityRow, { after }: ImportChangeRow): boolean {
  return JSON.stringify(toColumns(toFacts(row))) === JSON.stringify(after);
}
