import { readImport } from '$lib/server/outreach/list-import-service';
import { previewUndo } from '$lib/server/outreach/undo-preview-service';
import { redirect } from '@sveltejs/kit';
import { needNetwork } from '../../../../need';
import { orError } from '../../../../or-error';
import { ROLES } from '../../../campaigns/roles';

export const load = async (event) => {
  const { networkId } = needNetwork(event, ROLES);
  const { app, actor } = event.locals;
  const input = { importId: event.params.id };
  const { id, kind, fileName, state } = orError(await readImport(app, actor, input));
  if (state === 'undone') redirect(303, `/admin/lists/${id}?kind=${kind}&network=${networkId}`);
  return { ...{ networkId, id, kind, fileName }, plan: orError(await previewUndo(app, actor, input)) };
};
