import { setImmediate } from 'node:timers/promises';
import { unpackSheet } from '$lib/domain/assessment/packed-answers';
import { formCohort, type Measured } from '$lib/domain/mentoring/effect-cohort';
import { LEAST_PAIRS } from '$lib/domain/mentoring/effect-types';
import type { MaturityModel } from '$lib/domain/model/types';
import type { AggregateInput } from '$lib/domain/reporting/aggregate-types';
import type { App } from '../app';
import type { WaveRow } from '../assessment/repository';
import { gatherAsks, standingOf } from '../mentoring/gather-effect';
import type { GatheredEarlier } from './read-earlier';
import type { GatheredWave } from './read-wave';
import { begunPairings, doneSteps, type RegisterPlace } from './report-repository';
import type { WavePeriod } from './wave-period';

/**
 * Of more municipalities than these that never asked for a mentor, every so many-th by code is looked at: among 5,000
 * everybody finds a near neighbour, and 100,000 would be a gigabyte.
 */
const MOST_OTHERS = 5000;
const SCORED_AT_ONCE = 1000;

export interface MentoringWanted {
  wave: WaveRow;
  period: WavePeriod;
  model: MaturityModel;
  register: readonly RegisterPlace[];
  places: ReadonlyMap<string, number>;
  gathered: GatheredWave;
  /** Newest first. */
  earlier: readonly GatheredEarlier[];
  signal?: AbortSignal | undefined;
}

/** Who was paired since the wave before, the steps mentees took meanwhile, and what the effect study measures. */
export async function gatherMentoring(
  app: App,
  wanted: MentoringWanted
): Promise<Pick<AggregateInput, 'pairings' | 'mentoring'>> {
  const { wave, period, register, places } = wanted;
  const steps = new Map<string, Date[]>();
  for (const { municipalityId, at } of await doneSteps(app.db.read, wave.networkId)) {
    const own = steps.get(municipalityId);
    if (own) own.push(at);
    else steps.set(municipalityId, [at]);
  }
  const pairings: NonNullable<AggregateInput['pairings']>[number][] = [];
  for (const { menteeId, mentorId, startedAt, closedAt } of await begunPairings(app.db.read, wave.networkId, period)) {
    const [mentee, mentor] = [menteeId, mentorId].map((id) => register[places.get(id) ?? -1]?.code);
    if (!startedAt || mentee === undefined || mentor === undefined) continue;
    const end = closedAt ?? period.until.at;
    const taken = (steps.get(menteeId) ?? []).filter((at) => at >= startedAt && at <= end).length;
    pairings.push({ mentor, mentee, steps: taken });
  }
  const mentoring = await measurePeriods(app, wanted);
  return { pairings, ...(mentoring.length ? { mentoring } : {}) };
}

/** The municipalities that both waves of a period found, with their parts in it; the earliest period first. */
async function measurePeriods(
  app: App,
  { wave, model, register, places, gathered, earlier, signal }: MentoringWanted
): Promise<NonNullable<AggregateInput['mentoring']>> {
  const { pairings, asks } = await gatherAsks(app, wave.networkId);
  const mentees = new Set(pairings.flatMap(({ menteeId, startedAt }) => (startedAt ? [menteeId] : [])));
  if (mentees.size < LEAST_PAIRS) return [];
  const chosen = choose(register, new Set([...pairings.flatMap(sidesOf), ...asks.map((one) => one.municipalityId)]));
  const waves = [gathered, ...earlier.map((one) => one.gathered)].reverse();
  const periods: NonNullable<AggregateInput['mentoring']>[number][] = [];
  let before = await measure(model, waves[0]!, register, chosen, signal);
  for (const one of waves.slice(1)) {
    const after = await measure(model, one, register, chosen, signal);
    const measured = [...chosen].map(({ id, group, population }): Measured => ({
      ...{ id, group, population },
      before: before.get(id) ?? null,
      after: after.get(id) ?? null
    }));
    const { units } = formCohort(measured, pairings, asks);
    periods.push(units.map((unit) => ({ ...unit, id: register[places.get(unit.id)!]!.code })));
    before = after;
  }
  return periods;
}

const sidesOf = ({ menteeId, mentorId }: { menteeId: string; mentorId: string }) => [menteeId, mentorId];

function choose(register: readonly RegisterPlace[], involved: ReadonlySet<string>): Set<RegisterPlace> {
  const others = register.filter(({ id }) => !involved.has(id));
  const every = Math.ceil(others.length / MOST_OTHERS);
  return new Set([...register.filter(({ id }) => involved.has(id)), ...others.filter((_, i) => i % every === 0)]);
}

type Found = NonNullable<Measured['before']>;

async function measure(
  model: MaturityModel,
  { packed, submittedAt }: GatheredWave,
  register: readonly RegisterPlace[],
  chosen: ReadonlySet<RegisterPlace>,
  signal: AbortSignal | undefined
): Promise<Map<string, Found>> {
  const criteria = model.criteria.map(({ id }) => id);
  const found = new Map<string, Found>();
  for (const [row, position] of packed.municipality.entries()) {
    const place = register[position]!;
    if (!chosen.has(place)) continue;
    if (found.size % SCORED_AT_ONCE === SCORED_AT_ONCE - 1) await setImmediate();
    if (signal?.aborted) break;
    const standing = standingOf(model, unpackSheet(criteria, packed.answers, row));
    if (standing) found.set(place.id, { standing, submittedAt: new Date(submittedAt[row]!) });
  }
  return found;
}
