import { type Actor, actorId } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import type { ModelDraft } from '$lib/domain/model/draft';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { change, type ChangeContext } from '../shared/change';
import { type DraftRow, findDraft, updateDraft } from './draft-repository';

/** A draft, and the version of it the editor had seen. */
export interface DraftInput {
  draftId: string;
  version: number;
}

/** The draft if the actor may edit it; published ones too. */
export async function mayEdit(app: App, actor: Actor, draftId: string): Promise<Result<DraftRow>> {
  const row = await findDraft(app.db.read, draftId);
  if (!row) return refuse('not-found', 'draftId', 'This draft does not exist.');
  return authorize(actor, 'model:edit', { networkId: row.networkId }) ?? ok(row);
}

/** One change of a draft: refused where it is published, or where somebody else saved since the editor opened it. */
export async function changeDraft<T>(
  app: App,
  actor: Actor,
  input: DraftInput,
  action: string,
  work: (
    row: DraftRow,
    context: ChangeContext
  ) =>
    | Result<{ draft?: ModelDraft; publishedAt?: Date; value: T }>
    | Promise<Result<{ draft?: ModelDraft; publishedAt?: Date; value: T }>>
): Promise<Result<{ version: number; value: T }>> {
  const found = await mayEdit(app, actor, input.draftId);
  if (!found.ok) return found;
  const { id, networkId } = found.value;
  return change(app, actor, { action, networkId, subject: id }, async (context) => {
    const row = await findDraft(context.tx, id);
    if (!row) return refuse('not-found', 'draftId', 'This draft does not exist.');
    if (row.publishedAt)
      return refuse(
        'draft-published',
        'draftId',
        `This draft was published as ${row.modelId} ${row.model.version} and never changes - copy that version instead.`
      );
    if (row.version !== input.version)
      return refuse(
        'draft-changed',
        'version',
        `This draft was saved by somebody else after you opened it (version ${row.version}, you had ${input.version}) - look at it again, then save.`
      );
    const result = await work(row, context);
    if (!result.ok) return result;
    const { draft, publishedAt, value } = result.value;
    const version = row.version + 1;
    await updateDraft(context.tx, id, {
      ...(draft && { model: draft.model, texts: draft.texts, bridge: draft.bridge }),
      ...(publishedAt && { publishedAt }),
      version,
      updatedBy: actorId(actor),
      updatedAt: context.now
    });
    return ok({ version, value });
  });
}
