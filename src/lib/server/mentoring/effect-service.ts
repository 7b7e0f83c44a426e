import type { Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { type Ask, type Cohort, formCohort, type PairingFact } from '$lib/domain/mentoring/effect-cohort';
import { type Finding, findFinding } from '$lib/domain/mentoring/effect-finding';
import { measureEffect } from '$lib/domain/mentoring/effect-measure';
import { poolEffect } from '$lib/domain/mentoring/effect-pool';
import type { EffectResult } from '$lib/domain/mentoring/effect-types';
import { type EffectRow, effectRows, keepApart } from '$lib/domain/mentoring/write-effect';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { listWaves } from '../assessment/repository';
import { findNetwork } from '../identity/directory-repository';
import { findModel } from '../model/repository';
import { listMunicipalities } from '../register/repository';
import { gatherAsks, gatherMeasured, type Period } from './gather-effect';
import { storiesSeen } from './story-repository';

export interface WaveSaid {
  id: string;
  name: string;
  /** The later wave is open yet: more will come in. */
  open: boolean;
}

export interface EffectStory {
  id: string;
  mentee: string;
  mentor: string;
  side: 'mentee' | 'mentor';
  dimension: string;
  criterionId: string;
  month: string;
  text: string;
}

export interface EffectShown {
  /** Waves that follow each other, the latest first. */
  periods: { from: WaveSaid; to: WaveSaid }[];
  /** The one that is shown; null where there are no two waves. */
  period: { from: WaveSaid; to: WaveSaid; model: { id: string; version: string } } | null;
  /** Not null where all periods are put together; `period` then reaches from the first wave to the last. */
  pooled: { periods: number; countedBefore: number } | null;
  result: EffectResult;
  finding: Finding;
  leftOut: Cohort['leftOut'] | null;
  /** The waves had different versions of the model: older answers are read under the newer one. */
  carried: boolean;
  threshold: number;
  /** Figures that may leave. */
  rows: EffectRow[];
  /** Those that both municipalities agree to. */
  stories: EffectStory[];
}

/**
 * Whether mentoring works, between two waves: for the network's coordinators. Figures for others leave by `writeEffect`, under the
 * network's threshold.
 *
 * @param input.to the later wave, or `all` for every period together; left out: the latest in which there is a pairing to
 *   see, else the latest
 */
export async function readEffect(
  app: App,
  actor: Actor,
  input: { networkId: string; to?: string | null }
): Promise<Result<EffectShown>> {
  const forbidden = authorize(actor, 'round:read', { networkId: input.networkId });
  if (forbidden) return forbidden;
  const network = await findNetwork(app.db.read, input.networkId);
  if (!network) return refuse('not-found', 'networkId', 'This network does not exist.');
  const waves = (await listWaves(app.db.read, network.id)).sort((a, b) => a.opensAt.getTime() - b.opensAt.getTime());
  const periods = waves.flatMap((to, i): Period[] => (waves[i - 1] ? [{ from: waves[i - 1]!, to }] : [])).reverse();
  const { pairings, asks } = await gatherAsks(app, network.id);
  const withPairs = periods.find(({ from, to }) =>
    pairings.some(({ startedAt }) => startedAt && startedAt >= from.opensAt && startedAt < (to.closedAt ?? to.closesAt))
  );
  const common = {
    periods: periods.map(said),
    threshold: network.threshold,
    stories: await readStories(app, network.id)
  };
  if (input.to === ALL)
    return ok({
      ...common,
      ...(await readTogether(app, network.threshold, [...periods].reverse(), { pairings, asks }))
    });
  const chosen = input.to ? periods.find(({ to }) => to.id === input.to) : (withPairs ?? periods[0]);
  if (input.to && !chosen) return refuse('not-found', 'to', 'This wave has none before it - choose a later one.');
  const model = chosen && (await findModel(app, chosen.to.modelId, chosen.to.modelVersion));
  const measured = chosen && model && (await gatherMeasured(app, chosen, model.model));
  if (!chosen || !measured) {
    const result: EffectResult = { kind: 'stories-only', pairs: 0 };
    return ok({ ...common, ...nothing, result, finding: findFinding(result) });
  }
  const cohort = formCohort(measured, pairings, asks);
  const result = measureEffect(cohort.units);
  const { modelId: id, modelVersion: version } = chosen.to;
  return ok({
    ...common,
    period: { ...said(chosen), model: { id, version } },
    rows: effectRows(result, network.threshold),
    ...{ pooled: null, result, finding: findFinding(result), leftOut: cohort.leftOut },
    carried: chosen.from.modelVersion !== version
  });
}

/** What stands for all periods together in place of the id of a wave. */
const ALL = 'all';
const nothing = { period: null, pooled: null, leftOut: null, carried: false, rows: [] };

/** Every period in which both waves are of one model, put together; whom they leave out is added up. */
async function readTogether(
  app: App,
  threshold: number,
  periods: readonly Period[],
  { pairings, asks }: { pairings: readonly PairingFact[]; asks: readonly Ask[] }
): Promise<Omit<EffectShown, 'periods' | 'threshold' | 'stories'>> {
  const cohorts: { period: Period; cohort: Cohort }[] = [];
  for (const period of periods) {
    const model = await findModel(app, period.to.modelId, period.to.modelVersion);
    const measured = model && (await gatherMeasured(app, period, model.model));
    if (measured) cohorts.push({ period, cohort: formCohort(measured, pairings, asks) });
  }
  const { result, countedBefore } = poolEffect(cohorts.map(({ cohort }) => cohort.units));
  const [first, last] = [cohorts[0]?.period, cohorts.at(-1)?.period];
  if (!first || !last) return { ...nothing, result, finding: findFinding(result) };
  const { modelId: id, modelVersion: version } = last.to;
  const leftOut = { ...cohorts[0]!.cohort.leftOut };
  for (const { cohort } of cohorts.slice(1))
    for (const reason of Object.keys(leftOut) as (keyof Cohort['leftOut'])[]) leftOut[reason] += cohort.leftOut[reason];
  return {
    period: { from: saidOf(first.from), to: saidOf(last.to), model: { id, version } },
    pooled: { periods: cohorts.length, countedBefore },
    rows: keepApart(
      effectRows(result, threshold),
      cohorts.map(({ cohort }) => effectRows(measureEffect(cohort.units), threshold)),
      threshold
    ),
    ...{ result, finding: findFinding(result), leftOut },
    carried: cohorts.some(({ period: { from, to } }) => from.modelVersion !== to.modelVersion)
  };
}

const said = ({ from, to }: Period) => ({ from: saidOf(from), to: saidOf(to) });

const saidOf = ({ id, name, closedAt }: Period['to']): WaveSaid => ({ id, name, open: closedAt === null });

async function readStories(app: App, networkId: string): Promise<EffectStory[]> {
  // nobody's officer here: only what both agree to
  const rows = await storiesSeen(app.db.read, { networkId, own: [] }, null);
  const ids = [...new Set(rows.flatMap(({ menteeId, mentorId }) => [menteeId, mentorId]))];
  const names = new Map((await listMunicipalities(app.db.read, { ids })).map(({ id, name }) => [id, name]));
  return rows.map(({ story: { id, side, dimension, criterionId, month, text }, menteeId, mentorId }) => ({
    ...{ id, side, dimension, criterionId, month, text },
    mentee: names.get(menteeId) ?? '',
    mentor: names.get(mentorId) ?? ''
  }));
}
