import { type DraftView, readDraft } from '$lib/server/model/draft-service';
import { redirect } from '@sveltejs/kit';
import { needPerson } from '../../../../need';
import { orError } from '../../../../or-error';

/** The draft of the address; one that is published is shown as what it became. */
export async function openDraft(event: {
  locals: App.Locals;
  url: URL;
  params: { draft: string };
}): Promise<DraftView> {
  needPerson(event);
  const { app, actor } = event.locals;
  const draft = orError(await readDraft(app, actor, { draftId: event.params.draft }));
  if (draft.published)
    redirect(303, `/admin/models/${draft.model.id}/${draft.model.version}?network=${draft.networkId}`);
  return draft;
}
