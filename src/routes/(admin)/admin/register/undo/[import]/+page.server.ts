import { previewUndoImport } from '$lib/server/register/import-service';
import { statusOf } from '$lib/server/shared/form';
import { error, redirect } from '@sveltejs/kit';
import { needNetwork } from '../../../../need';

export const load = async (event) => {
  const { networkId } = needNetwork(event, ['administrator', 'coordinator']);
  const { app, actor } = event.locals;
  const importId = event.params.import;
  const plan = await previewUndoImport(app, actor, { importId });
  if (!plan.ok) {
    // undone meanwhile, or a newer one came: the list of imports says which
    if (plan.problems.some(({ code }) => code === 'undone-already' || code === 'newer-import'))
      redirect(303, `/admin/register?network=${networkId}`);
    error(statusOf(plan.problems), plan.problems[0]?.message ?? '');
  }
  return { networkId, importId, plan: plan.value };
};
