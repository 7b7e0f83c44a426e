import type { Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { type Cohort, formCohort } from '$lib/domain/mentoring/effect-cohort';
import { type Finding, findFinding } from '$lib/domain/mentoring/effect-finding';
import { measureEffect } from '$lib/domain/mentoring/effect-measure';
import type { EffectResult } from '$lib/domain/mentoring/effect-types';
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
  result: EffectResult;
  finding: Finding;
  leftOut: Cohort['leftOut'] | null;
  /** The waves had different versions of the model: older answers are read under the newer one. */
  carried: boolean;
  threshold: number;
  /** Those that both municipalities agree to. */
  stories: EffectStory[];
}

/**
 * Whether mentoring works, between two waves: for the network's coordinators. Figures for others leave by `writeEffect`, under the
 * network's threshold.
 *
 * @param input.to the later wave; left out: the latest in which there is a pairing to see, else the latest
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
  const chosen = input.to ? periods.find(({ to }) => to.id === input.to) : (withPairs ?? periods[0]);
  if (input.to && !chosen) return refuse('not-found', 'to', 'This wave has none before it - choose a later one.');
  const said = ({ from, to }: Period) => ({ from: saidOf(from), to: saidOf(to) });
  const common = {
    periods: periods.map(said),
    threshold: network.threshold,
    stories: await readStories(app, network.id)
  };
  const model = chosen && (await findModel(app, chosen.to.modelId, chosen.to.modelVersion));
  const measured = chosen && model && (await gatherMeasured(app, chosen, model.model));
  if (!chosen || !measured) {
    const result: EffectResult = { kind: 'stories-only', pairs: 0 };
    return ok({ ...common, period: null, result, finding: findFinding(result), leftOut: null, carried: false });
  }
  const cohort = formCohort(measured, pairings, asks);
  const result = measureEffect(cohort.units);
  const { modelId: id, modelVersion: version } = chosen.to;
  return ok({
    ...common,
    period: { ...said(chosen), model: { id, version } },
    ...{ result, finding: findFinding(result), leftOut: cohort.leftOut },
    carried: chosen.from.modelVersion !== version
  });
}

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
