import { ok, refuseAll, type Result } from '../shared/result';
import type { ScaleOptions } from './assign-at-scale';
import { checkProblem } from './check-problem';
import { shortenProblems } from './describe-issues';
import { compareIds, costOfPlace, pairKey, type MatchPair, type MatchProblem, type PairIds } from './match-problem';
import type { PairSource } from './pair-source';
import { STEPS } from './pair-scorer';
import { municipalitiesOf, municipalityOf, type MenteeProfile, type MentorProfile } from './profile';
import { fromProfiles } from './profile-source';
import {
  checkRound,
  describeUnhelped,
  proposePair,
  type ProposedEdge,
  type ProposeOptions,
  type Unhelped
} from './propose';
import { solveLargeRound } from './solve-large-round';
import type { Unmatched } from './unmatched';

export interface LargeRound {
  /** Sorted by mentee, then mentor. */
  pairs: ProposedEdge[];
  total: number;
  bound: number;
  optimal: boolean;
  /** Null when there are more pairs to compare than that can wait for: see `MOST_COMPARED`. */
  blocking: PairIds[] | null;
  unmatched: Unmatched[];
  unhelped: Unhelped[];
}

/** Above so many possible pairs the blocking ones are not looked for. */
const MOST_COMPARED = 50_000_000;

type Wishes = Pick<MatchProblem, 'forbid' | 'pin' | 'previous' | 'load'>;

/**
 * The assignment of the highest total for a round too large to list its pairs: the same as `proposePairs` and `assignTotal`
 * would give, fewest changes against `previous` included, except for the choice among what is equal in all this.
 *
 * Refused like `proposePairs` and `checkProblem`. Stopped early, `optimal` is false and `bound` says how far off it may be.
 *
 * @example
 * matchLargeRound(mentees, mentors, { ...DEFAULT_RULES, weights: DEFAULT_WEIGHTS }, { forbid: [], pin: [], previous: [] });
 */
export function matchLargeRound(
  mentees: readonly MenteeProfile[],
  mentors: readonly MentorProfile[],
  options: ProposeOptions,
  { forbid, pin, previous, load }: Wishes,
  scale: Pick<ScaleOptions, 'onProgress' | 'shouldStop' | 'enough'> = {}
): Result<LargeRound> {
  const problems = checkRound(mentees, mentors, options.weights);
  if (problems.length > 0) return refuseAll(problems);
  const menteeById = new Map(mentees.map((mentee) => [mentee.id, mentee]));
  const mentorById = new Map(mentors.map((mentor) => [mentor.id, mentor]));
  const pinned = new Map(
    pin.flatMap(([mentee, mentor]) => {
      const sides = [menteeById.get(mentee), mentorById.get(mentor)] as const;
      const edge = sides[0] && sides[1] && proposePair(sides[0], sides[1], options);
      return edge ? [[pairKey(mentee, mentor), edge] as const] : [];
    })
  );
  const capacity = Object.fromEntries(mentors.map((mentor) => [mentor.id, mentor.capacity]));
  const need = Object.fromEntries(mentees.map((mentee) => [mentee.id, mentee.need ?? 1]));
  const contradictions = checkProblem(
    {
      ...{ capacity, need, edges: [...pinned.values()], forbid, pin, previous },
      municipality: municipalitiesOf(mentors)
    },
    'profiles'
  );
  if (contradictions.length > 0) return refuseAll(shortenProblems(contradictions));

  const left = takePins(mentees, mentors, [...pinned.values()], forbid);
  const menteeNumber = new Map(left.mentees.map(({ id }, number) => [id, number]));
  const mentorNumber = new Map(left.mentors.map(({ id }, number) => [id, number]));
  const number = ([mentee, mentor]: PairIds) => [menteeNumber.get(mentee)!, mentorNumber.get(mentor)!] as const;
  const source = fromProfiles(left.mentees, left.mentors, { ...options, load: load ?? 0 });
  const problem = { ...left, options, load: load ?? 0, previous: previous.map(number) };
  const solved = solveLargeRound(source, problem, scale);
  const chosen = [...pinned.values()];
  for (const [mentee, mentor] of solved.pairs) {
    chosen.push(proposePair(left.mentees[mentee]!, left.mentors[mentor]!, options)!);
  }
  chosen.sort((a, b) => compareIds(a.mentee, b.mentee) || compareIds(a.mentor, b.mentor));
  const fixed = addUpPins([...pinned.values()], mentors, load ?? 0);
  return ok({
    pairs: chosen,
    total: (solved.total + fixed) / STEPS,
    bound: (solved.bound + fixed) / STEPS,
    optimal: solved.proven,
    blocking: findBlocking(source, left, chosen, pinned),
    ...listLeftOver(mentees, mentors, chosen, source, options)
  });
}

/** The profiles that are left when the pins have their places, in the order of ids, so that the input's order has no say. */
function takePins(
  mentees: readonly MenteeProfile[],
  mentors: readonly MentorProfile[],
  pinned: readonly ProposedEdge[],
  forbid: readonly PairIds[]
): { mentees: MenteeProfile[]; mentors: MentorProfile[] } {
  // who is pinned to a municipality gets no other offer of it; who is forbidden a mentor may get its groups
  const closed = new Map<string, string[]>();
  const forbidden = new Map<string, string[]>();
  const pins = { mentee: new Map<string, number>(), mentor: new Map<string, number>() };
  const behind = municipalitiesOf(mentors);
  for (const { mentee, mentor } of pinned) {
    closed.set(mentee, [...(closed.get(mentee) ?? []), behind[mentor] ?? mentor]);
  }
  for (const [mentee, mentor] of forbid) forbidden.set(mentor, [...(forbidden.get(mentor) ?? []), mentee]);
  for (const edge of pinned) {
    pins.mentee.set(edge.mentee, (pins.mentee.get(edge.mentee) ?? 0) + 1);
    pins.mentor.set(edge.mentor, (pins.mentor.get(edge.mentor) ?? 0) + 1);
  }
  const byId = (a: { id: string }, b: { id: string }) => compareIds(a.id, b.id);
  return {
    mentees: mentees
      .map((mentee) => ({
        ...mentee,
        need: (mentee.need ?? 1) - (pins.mentee.get(mentee.id) ?? 0),
        vetoes: [...mentee.vetoes, ...(closed.get(mentee.id) ?? [])]
      }))
      .sort(byId),
    mentors: mentors
      .map((mentor) => {
        const taken = pins.mentor.get(mentor.id) ?? 0;
        return {
          ...mentor,
          capacity: mentor.capacity - taken,
          running: (mentor.running ?? 0) + taken,
          // a forbidden pair is one more veto
          vetoes: [...mentor.vetoes, ...(forbidden.get(mentor.id) ?? [])]
        };
      })
      .sort(byId)
  };
}

/** Scores of the pins less what their places cost, in millionths. */
function addUpPins(pinned: readonly ProposedEdge[], mentors: readonly MentorProfile[], load: number): number {
  const running = Object.fromEntries(mentors.map((mentor) => [mentor.id, mentor.running ?? 0]));
  const taken = new Map<string, number>();
  let sum = 0;
  for (const { mentor, score } of pinned) {
    const k = taken.get(mentor) ?? 0;
    taken.set(mentor, k + 1);
    sum += Math.round(score * STEPS) - Math.round(load * STEPS) * costOfPlace({ load: 1, running }, mentor, k);
  }
  return sum;
}

function findBlocking(
  source: PairSource,
  { mentees, mentors }: { mentees: MenteeProfile[]; mentors: MentorProfile[] },
  chosen: readonly MatchPair[],
  pinned: ReadonlyMap<string, unknown>
): PairIds[] | null {
  if (mentees.length * mentors.length > MOST_COMPARED) return null;
  const free = chosen.filter((pair) => !pinned.has(pairKey(pair.mentee, pair.mentor)));
  const keys = new Set(chosen.map((pair) => pairKey(pair.mentee, pair.mentor)));
  // what a new partner must be worth more than: nothing where a place is empty, never where pins hold all of them
  const leastOf = (side: 'mentee' | 'mentor', ids: readonly { id: string }[], places: Int32Array) => {
    const scores = new Map<string, number[]>();
    for (const pair of free)
      scores.set(pair[side], [...(scores.get(pair[side]) ?? []), Math.round(pair.score * STEPS)]);
    return ids.map(({ id }, at) => {
      const own = scores.get(id) ?? [];
      return own.length < places[at]! ? -1 : Math.min(Infinity, ...own);
    });
  };
  const ofMentee = leastOf('mentee', mentees, source.need);
  const ofMentor = leastOf('mentor', mentors, source.capacity);
  const { townOf, heldOf } = findHeld(mentees, mentors, chosen);
  const blocking: PairIds[] = [];
  mentees.forEach((mentee, i) => {
    mentors.forEach((mentor, j) => {
      if (ofMentee[i] === Infinity || ofMentor[j] === Infinity) return;
      const had = heldOf[i]!.find(({ town }) => town === townOf[j]);
      const weight = source.weigh(i, j);
      if (weight <= (had?.weight ?? ofMentee[i]!) || weight <= ofMentor[j]! || keys.has(pairKey(mentee.id, mentor.id)))
        return;
      blocking.push([mentee.id, mentor.id]);
    });
  });
  return blocking;
}

/** What each mentee has already of a municipality with several offers: only that can be exchanged for another of them. */
function findHeld(mentees: readonly MenteeProfile[], mentors: readonly MentorProfile[], chosen: readonly MatchPair[]) {
  const behind = municipalitiesOf(mentors);
  const towns = new Map([...new Set(Object.values(behind))].map((id, number) => [id, number]));
  const number = (mentor: string) => towns.get(behind[mentor] ?? mentor) ?? -1;
  const held = new Map<string, { town: number; weight: number }[]>();
  for (const { mentee, mentor, score } of chosen) {
    if (number(mentor) < 0) continue;
    held.set(mentee, [...(held.get(mentee) ?? []), { town: number(mentor), weight: Math.round(score * STEPS) }]);
  }
  return {
    townOf: Int32Array.from(mentors, ({ id }) => number(id)),
    heldOf: mentees.map(({ id }) => held.get(id) ?? [])
  };
}

function listLeftOver(
  mentees: readonly MenteeProfile[],
  mentors: readonly MentorProfile[],
  chosen: readonly MatchPair[],
  source: PairSource,
  options: ProposeOptions
): { unmatched: Unmatched[]; unhelped: Unhelped[] } {
  const byId = [...mentors].sort((a, b) => compareIds(a.id, b.id));
  const got = new Map<string, Set<string>>();
  const taken = new Map<string, number>();
  const behind = municipalitiesOf(mentors);
  for (const { mentee, mentor } of chosen) {
    got.set(mentee, (got.get(mentee) ?? new Set()).add(behind[mentor] ?? mentor));
    taken.set(mentor, (taken.get(mentor) ?? 0) + 1);
  }
  const unmatched: Unmatched[] = [];
  const unhelped: Unhelped[] = [];
  [...mentees]
    .sort((a, b) => compareIds(a.id, b.id))
    .forEach((mentee, i) => {
      const own = got.get(mentee.id) ?? new Set();
      const missing = (mentee.need ?? 1) - own.size;
      if (missing <= 0) return;
      const isOpen = (mentor: MentorProfile, j: number) => !own.has(municipalityOf(mentor)) && source.weigh(i, j) >= 0;
      const isFull = (mentor: MentorProfile) => (taken.get(mentor.id) ?? 0) >= mentor.capacity;
      const anyLeft = byId.some(isOpen);
      const fits = anyLeft && byId.some((mentor, j) => isFull(mentor) && isOpen(mentor, j));
      unmatched.push({ mentee: mentee.id, missing, reason: fits ? 'capacity' : anyLeft ? 'negative' : 'no-edge' });
      // a coordinator who forbids all its pairs leaves it without, but the rules would help it
      const helps = (mentor: MentorProfile) => proposePair(mentee, mentor, options) !== null;
      if (own.size === 0 && !anyLeft && !mentors.some(helps)) {
        unhelped.push(describeUnhelped(mentee, mentors, options));
      }
    });
  return { unmatched, unhelped };
}
