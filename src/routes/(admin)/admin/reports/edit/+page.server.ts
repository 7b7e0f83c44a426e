import { getLocale } from '$lib/paraglide/runtime.js';
import { ROUNDING_BASES } from '$lib/domain/reporting/rounding-bases';
import type { Result } from '$lib/domain/shared/result';
import { moveBlock, readDesk } from '$lib/server/reporting/desk-service';
import { savePiece, takeBackPiece } from '$lib/server/reporting/editorial-service';
import type { ReportOf } from '$lib/server/reporting/wave-of-report';
import { readForm, statusOf } from '$lib/server/shared/form';
import { fail, redirect } from '@sveltejs/kit';
import { orError } from '../../../or-error';
import { reportOf } from '../report-of';

export const load = async (event) => {
  const { networkName, report, query } = reportOf(event);
  const { app, actor } = event.locals;
  const desk = orError(await readDesk(app, actor, { ...report, locale: getLocale() }));
  return { query, networkName, desk, saved: event.url.searchParams.has('saved') };
};

type Event = Parameters<typeof reportOf>[0] & { request: Request; locals: App.Locals };

/** Does it, and shows the list again at the part it was about. */
async function carryOut(
  event: Event,
  work: (report: ReportOf, form: Record<string, string | undefined>, version: number) => Promise<Result<unknown>>
) {
  const { report, query } = reportOf(event);
  const form = readForm(await event.request.formData());
  const result = await work(report, form, Number(form.version ?? 0));
  if (!result.ok) return fail(statusOf(result.problems), { problems: result.problems });
  redirect(303, `/admin/reports/edit?${query}#line-${form.block ?? 'top'}`);
}

export const actions = {
  move: (event) =>
    carryOut(event, (report, { block = '', to }, version) =>
      moveBlock(event.locals.app, event.locals.actor, { ...report, block, to: to === 'up' ? 'up' : 'down', version })
    ),
  hide: (event) =>
    carryOut(event, (report, { block = '' }, version) =>
      savePiece(event.locals.app, event.locals.actor, { ...report, version, piece: { kind: 'hide', block } })
    ),
  reject: (event) =>
    carryOut(event, (report, { measure = '', reason = '' }, version) =>
      savePiece(event.locals.app, event.locals.actor, {
        ...report,
        version,
        piece: { kind: 'reject', measure, reason }
      })
    ),
  numbers: (event) =>
    carryOut(event, (report, { roundTo = '', keep }, version) => {
      const base = ROUNDING_BASES.find((one) => String(one) === roundTo) ?? null;
      const piece = { kind: 'numbers' as const, roundTo: base, keep: keep !== undefined };
      return savePiece(event.locals.app, event.locals.actor, { ...report, version, piece });
    }),
  takeBack: (event) =>
    carryOut(event, (report, { key = '' }, version) =>
      takeBackPiece(event.locals.app, event.locals.actor, { ...report, key, version })
    )
};
