import { getLocale } from '$lib/paraglide/runtime.js';
import type { Result } from '$lib/domain/shared/result';
import { moveBlock, readDesk } from '$lib/server/reporting/desk-service';
import { savePiece, takeBackPiece } from '$lib/server/reporting/editorial-service';
import { readForm, statusOf } from '$lib/server/shared/form';
import { fail, redirect } from '@sveltejs/kit';
import { needNetwork } from '../../../need';
import { orError } from '../../../or-error';
import { ROLES } from '../roles';

export const load = async (event) => {
  const { networkId, networkName } = needNetwork(event, ROLES);
  const { app, actor } = event.locals;
  const desk = orError(await readDesk(app, actor, { networkId, locale: getLocale() }));
  return { networkId, networkName, desk, saved: event.url.searchParams.has('saved') };
};

type Event = Parameters<typeof needNetwork>[0] & { request: Request; locals: App.Locals };

/** Does it, and shows the list again at the part it was about. */
async function carryOut(
  event: Event,
  work: (networkId: string, form: Record<string, string | undefined>, version: number) => Promise<Result<unknown>>
) {
  const { networkId } = needNetwork(event, ROLES);
  const form = readForm(await event.request.formData());
  const result = await work(networkId, form, Number(form.version ?? 0));
  if (!result.ok) return fail(statusOf(result.problems), { problems: result.problems });
  redirect(303, `/admin/reports/edit?network=${networkId}#line-${form.block ?? 'top'}`);
}

export const actions = {
  move: (event) =>
    carryOut(event, (networkId, { block = '', to }, version) =>
      moveBlock(event.locals.app, event.locals.actor, { networkId, block, to: to === 'up' ? 'up' : 'down', version })
    ),
  hide: (event) =>
    carryOut(event, (networkId, { block = '' }, version) =>
      savePiece(event.locals.app, event.locals.actor, { networkId, version, piece: { kind: 'hide', block } })
    ),
  reject: (event) =>
    carryOut(event, (networkId, { measure = '', reason = '' }, version) =>
      savePiece(event.locals.app, event.locals.actor, {
        networkId,
        version,
        piece: { kind: 'reject', measure, reason }
      })
    ),
  takeBack: (event) =>
    carryOut(event, (networkId, { key = '' }, version) =>
      takeBackPiece(event.locals.app, event.locals.actor, { networkId, key, version })
    )
};
