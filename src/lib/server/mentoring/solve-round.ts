import { pairKey, type PairIds } from '$lib/domain/mentoring/match-problem';
import { type MenteeProfile, type MentorProfile, municipalityOf } from '$lib/domain/mentoring/profile';
import { type PosedRound, poseProblem } from '$lib/domain/mentoring/pose-problem';
import { DEFAULT_RULES } from '$lib/domain/mentoring/hard-rules';
import type { Objective } from '$lib/domain/mentoring/unmatched';
import { ok, refuse, refuseAll, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { currentWave } from '../assessment/repository';
import { findModel } from '../model/repository';
import { gatherProfiles } from './gather-profiles';
import { namePins } from './name-pins';
import { type NewPairing, officersByMunicipality, type RoundRow } from './repository';

/** What a coordinator decided about a round before it is computed. Pairs are `[mentee, mentor or group offer]`. */
export interface RoundSettings {
  networkId: string;
  weights: Readonly<Record<string, number>>;
  pins: readonly PairIds[];
  forbids: readonly PairIds[];
  /** `[mentee, municipality]` that are not to be paired, whether it helps alone or in a group. */
  apart?: readonly PairIds[];
  /** The pairs as they are: among equally good rounds the one that changes fewest is chosen. */
  previous: readonly PairIds[];
  /** Only these ask; left out: everybody who asks. */
  asking?: ReadonlySet<string>;
}

/** A round before it is solved: everything a board needs to try what would happen. */
export interface RoundProblem extends PosedRound {
  mentees: MenteeProfile[];
  mentors: MentorProfile[];
}

/** Profiles and wishes as they are now, as a matching problem under the coordinator's decisions. */
export async function poseRound(app: App, settings: RoundSettings): Promise<Result<RoundProblem>> {
  const { networkId, weights, pins, previous, apart = [] } = settings;
  const wave = await currentWave(app.db.read, networkId);
  const stored = wave && (await findModel(app, wave.modelId, wave.modelVersion));
  if (!wave || !stored)
    return refuse(
      'no-wave',
      'networkId',
      'There is no wave yet, so no levels to match by - open one under Administration.'
    );
  const { mentees, mentors, current } = await gatherProfiles(app, wave, stored.model, settings.asking);
  const inAnyForm = apart.flatMap(([mentee, id]) =>
    mentors.filter((mentor) => municipalityOf(mentor) === id).map((mentor): PairIds => [mentee, mentor.id])
  );
  const decided = { weights, pins, forbids: [...settings.forbids, ...inAnyForm], previous };
  const posed = poseProblem(mentees, mentors, { ...DEFAULT_RULES, current }, decided);
  if (!posed.ok) return refuseAll(await namePins(app, networkId, pins, posed.problems));
  return ok({ mentees, mentors, ...posed.value });
}

export interface SolvedRound {
  pairings: NewPairing[];
  result: Pick<RoundRow, 'total' | 'bound' | 'proven' | 'unmatched' | 'blocking'>;
}

/** The best round there is, or the stable one. Writes nothing. */
export async function solveRound(
  app: App,
  settings: RoundSettings & { roundId: string; objective: Objective }
): Promise<Result<SolvedRound>> {
  const posed = await poseRound(app, settings);
  if (!posed.ok) return posed;
  const { problem, edges, unhelped, mentors } = posed.value;
  const { objective, networkId, roundId } = settings;
  const solved = await app.offload('match', { ...problem, objective });
  // nobody may publish what is said to be the best and is not proven to be
  if (objective === 'total' && (!solved.optimal || solved.bound === null))
    throw new Error(`The matching of ${edges.length} pairs came back without its proof`);
  const proposed = new Map(edges.map((edge) => [pairKey(edge.mentee, edge.mentor), edge]));
  const offers = new Map(mentors.map((mentor) => [mentor.id, mentor]));
  const officers = await officersByMunicipality(app.db.read, networkId);
  const withoutEdge = new Map(unhelped.map((one) => [one.mentee, one.ruledOut]));
  return ok({
    pairings: solved.pairs.map(({ mentee, mentor, score }): NewPairing => {
      const { dimension, reasons } = proposed.get(pairKey(mentee, mentor))!;
      const offer = offers.get(mentor)!;
      const mentorId = municipalityOf(offer);
      return {
        id: app.newId(),
        networkId,
        roundId,
        menteeId: mentee,
        mentorId,
        groupId: offer.of === undefined ? null : offer.id,
        dimension,
        score,
        reasons,
        status: 'proposed',
        menteeOfficerId: officers.get(mentee) ?? null,
        mentorOfficerId: officers.get(mentorId) ?? null
      };
    }),
    result: {
      total: solved.total,
      bound: solved.bound ?? 0,
      proven: solved.bound !== null && solved.optimal,
      blocking: solved.blocking.map(([mentee, mentor]): [string, string] => [mentee, mentor]),
      unmatched: solved.unmatched.map(({ mentee, reason }) => {
        const ruledOut = withoutEdge.get(mentee);
        return { municipalityId: mentee, ...(ruledOut ? { reason: 'no-edge' as const, ruledOut } : { reason }) };
      })
    }
  });
}
