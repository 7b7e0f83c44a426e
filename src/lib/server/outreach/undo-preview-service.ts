import type { Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { namesOf } from '../assessment/history-repository';
import { findListImport } from './import-repository';
import { RIGHT_FOR } from './import-right';
import { nameKept } from './kept-rows-repository';
import { type PlannedKept, planImportBack } from './plan-import-back';

/** Something that would stay, as it is called now. */
export interface KeptShown extends Omit<PlannedKept, 'changedBy'> {
  /** Of a meeting its municipalities. */
  name: string;
  /** ISO date of a meeting. */
  on: string | null;
  /** Empty where it was no person, or nobody knows. */
  changedByName: string;
}

export interface UndoPreview {
  removed: number;
  restored: number;
  kept: number;
  /** Somebody has taken them away already. */
  gone: number;
  /** The first of those that would stay, with why. */
  keptNames: KeptShown[];
}

/** Says what undoing an import would do, and what would stay and why; writes nothing. */
export async function previewUndo(app: App, actor: Actor, input: { importId: string }): Promise<Result<UndoPreview>> {
  const refused = authorize(actor, 'contact:edit') ?? authorize(actor, 'meeting:log');
  if (refused) return refused;
  const row = await findListImport(app.db.read, input.importId);
  if (!row) return refuse('not-found', 'importId', 'This import does not exist.');
  const forbidden = authorize(actor, RIGHT_FOR[row.kind], { networkId: row.networkId });
  if (forbidden) return forbidden;
  if (row.state === 'undone') return refuse('undone-already', 'importId', 'This import has been undone already.');
  const { named, ...counts } = await planImportBack(app.db.read, row);
  const people = await namesOf(app.db.read, [...new Set(named.flatMap(({ changedBy }) => changedBy ?? []))]);
  const shown = await nameKept(app.db.read, row.kind, named);
  return ok({
    ...counts,
    keptNames: shown.map(({ changedBy, ...one }) => ({ ...one, changedByName: people.get(changedBy ?? '') ?? '' }))
  });
}
