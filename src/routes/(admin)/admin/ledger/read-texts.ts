import type { BarrierRow, LedgerFilter } from '$lib/domain/outreach/ledger';
import { getLocale } from '$lib/paraglide/runtime.js';
import { readModel } from '$lib/server/model/public-service';
import type { Ledger } from '$lib/server/outreach/ledger-service';

/** The model's names of what a ledger shows; null before the first wave. */
export async function readTexts(locals: App.Locals, { model, byBarrier }: Ledger, filter: LedgerFilter) {
  const found = model && (await readModel(locals.app, locals.actor, { ...model, locale: getLocale() }));
  if (!found?.ok) return null;
  const { barriers, barrierGroups, measures, criteria } = found.value.text;
  // statements are long: only those of the one barrier that is looked at
  const one: BarrierRow | undefined = filter.barrier ? byBarrier[0] : undefined;
  return {
    barriers: Object.fromEntries(
      Object.entries(barriers).map(([id, { name, description }]) => [id, { name, description }])
    ),
    barrierGroups,
    measures: Object.fromEntries(Object.entries(measures).map(([id, { title }]) => [id, title])),
    criteria: Object.fromEntries((one?.criteria ?? []).map((id) => [id, criteria[id]?.statement ?? id]))
  };
}
export type Texts = Awaited<ReturnType<typeof readTexts>>;
