import { actorId, type Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { change, type ChangeContext } from '../shared/change';
import { findListImport, type ListImportRow, updateListImport } from './import-repository';
import { RIGHT_FOR } from './import-right';
import { NAMED } from './plan-import-back';
import { takeBackContacts } from './take-back-contacts';
import { takeBackMeetings } from './take-back-meetings';
import type { Because } from './undo-fate';

/** What became of the changes of one part. */
export interface TakenBack {
  removed: number;
  restored: number;
  kept: { id: string; because: Because }[];
  /** Nothing is left to take back. */
  finished: boolean;
}

const PARTS = { contacts: takeBackContacts, meetings: takeBackMeetings } as const;

/** Takes an import back part by part; one that was interrupted goes on where it was. */
export async function takeImportBack(
  app: App,
  actor: Actor,
  importId: string,
  onPart?: (left: ListImportRow) => void
): Promise<Result<ListImportRow>> {
  for (;;) {
    const part = await takePartBack(app, actor, importId);
    if (!part.ok) return part;
    onPart?.(part.value);
    if (part.value.state === 'undone') return part;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function takePartBack(app: App, actor: Actor, importId: string): Promise<Result<ListImportRow>> {
  const found = await findListImport(app.db.read, importId);
  if (!found) return refuse('not-found', 'importId', 'This import does not exist.');
  const { networkId, kind } = found;
  const forbidden = authorize(actor, RIGHT_FOR[kind], { networkId });
  if (forbidden) return forbidden;
  return change(app, actor, { action: `${kind}:undo-import`, networkId, subject: importId }, async (context) => {
    const row = await findListImport(context.tx, importId);
    if (!row) return refuse('not-found', 'importId', 'This import does not exist.');
    if (row.state === 'undone') return refuse('undone-already', 'importId', 'This import has been undone already.');
    return ok(await takeSomeBack(app, actor, context, row));
  });
}

async function takeSomeBack(
  app: App,
  actor: Actor,
  context: ChangeContext,
  row: ListImportRow
): Promise<ListImportRow> {
  const { tx, now } = context;
  const some = await PARTS[row.kind](app, actor, context, row);
  const before = row.undone ?? { removed: 0, restored: 0, kept: 0, named: [] };
  const next: ListImportRow = {
    ...row,
    ...{ state: some.finished ? 'undone' : 'undoing', touchedAt: now, stopAsked: false },
    ...(some.finished && { undoneAt: now, undoneBy: actorId(actor) }),
    undone: {
      removed: before.removed + some.removed,
      restored: before.restored + some.restored,
      kept: before.kept + some.kept.length,
      named: [...before.named, ...some.kept].slice(0, NAMED)
    }
  };
  await updateListImport(tx, row.id, next);
  return next;
}
