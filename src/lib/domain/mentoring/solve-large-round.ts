import { assignAtScale, type ScaleOptions, type ScaleSolution } from './assign-at-scale';
import type { PairSource } from './pair-source';
import { STEPS } from './pair-scorer';
import { municipalityOf, type MenteeProfile, type MentorProfile } from './profile';
import { fromProfiles } from './profile-source';
import type { ProposeOptions } from './propose';
import { settleTies } from './settle-ties';
import { addTurnstiles, type Twin } from './turnstiles';

export interface LargeProblem {
  mentees: readonly MenteeProfile[];
  mentors: readonly MentorProfile[];
  options: ProposeOptions;
  load: number;
  /** Pairs to stay close to, by number. */
  previous: readonly (readonly [mentee: number, mentor: number])[];
}

export interface LargeSolution {
  /** By number. */
  pairs: (readonly [mentee: number, mentor: number])[];
  /** In millionths. */
  total: number;
  bound: number;
  proven: boolean;
}

type Scale = Pick<ScaleOptions, 'onProgress' | 'shouldStop' | 'enough'>;
// more than any score, so that a turnstile is never left empty
const BONUS = STEPS + 1;

/**
 * The best pairs over all that the rules allow, nobody with the same municipality twice. Whoever gets one twice in the best
 * of all is given a turnstile for it (`addTurnstiles`), and the round is solved again, until nobody does: a best solution
 * that keeps a rule it was not held to is best under that rule too.
 *
 * @param plain the pairs of `problem`, as `fromProfiles` gives them
 * @example
 * solveLargeRound(source, { mentees, mentors, options, load: 0, previous: [] }); // { pairs: [[0, 3], ...], total, bound, proven: true }
 */
export function solveLargeRound(plain: PairSource, problem: LargeProblem, scale: Scale): LargeSolution {
  const { mentees, mentors, options, load, previous } = problem;
  const twins: Twin[] = [];
  for (let source = plain; ;) {
    const before = throughStandIns(previous, twins, mentees.length);
    const solved = assignAtScale(holdPrevious(addTurnstiles(source, twins, BONUS), before), {
      ...scale,
      ties: previous.length > 0
    });
    const proven = solved.bound === solved.total;
    const chosen = proven && previous.length > 0 ? settle(solved, before) : solved.chosen;
    const pairs = readPairs(solved, chosen, twins, mentees.length, mentors.length);
    const twice = findTwice(pairs, mentors);
    const bound = solved.bound - BONUS * twins.length;
    if (!proven) {
      const kept = dropSecond(pairs, twice, plain, mentors);
      return { pairs: kept, total: addUp(kept, plain, mentors.length), bound, proven };
    }
    if (twice.length === 0) return { pairs, total: solved.total - BONUS * twins.length, bound, proven };
    for (const { mentee, municipality } of twice) twins.push(listOffers(plain, mentee, municipality, mentors));
    source = fromProfiles(withoutTwins(mentees, mentors, twins), mentors, { ...options, load });
  }
}

/** Offers of a municipality are one choice. Rules let through what a pair is ruled out by for itself. */
function withoutTwins(
  mentees: readonly MenteeProfile[],
  mentors: readonly MentorProfile[],
  twins: readonly Twin[]
): MenteeProfile[] {
  const all = [...mentees];
  for (const { mentee, offers } of twins) {
    const own = all[mentee]!;
    all[mentee] = { ...own, vetoes: [...own.vetoes, municipalityOf(mentors[offers[0]!.mentor]!)] };
  }
  return all;
}

function listOffers(plain: PairSource, mentee: number, municipality: string, mentors: readonly MentorProfile[]): Twin {
  const offers = mentors.flatMap((mentor, at) => {
    const weight = municipalityOf(mentor) === municipality && plain.capacity[at]! > 0 ? plain.weigh(mentee, at) : -1;
    return weight < 0 ? [] : [{ mentor: at, weight }];
  });
  return { mentee, offers };
}

type Pairs = readonly (readonly [mentee: number, mentor: number])[];

/** Previous pairs of twins go through their stand-ins. */
function throughStandIns(previous: Pairs, twins: readonly Twin[], mentees: number): Pairs {
  return previous.map(([mentee, mentor]) => {
    const at = twins.findIndex(
      (twin) => twin.mentee === mentee && twin.offers.some((offer) => offer.mentor === mentor)
    );
    return [at < 0 ? mentee : mentees + at, mentor] as const;
  });
}

function readPairs(
  { graph }: ScaleSolution,
  chosen: Uint8Array,
  twins: readonly Twin[],
  mentees: number,
  mentors: number
): (readonly [number, number])[] {
  const through = new Set<number>();
  chosen.forEach((isChosen, edge) => {
    const turnstile = graph.mentorOf[edge]! - mentors;
    if (isChosen && turnstile >= 0 && graph.menteeOf[edge]! < mentees) through.add(turnstile);
  });
  const pairs: (readonly [number, number])[] = [];
  chosen.forEach((isChosen, edge) => {
    const [mentee, mentor] = [graph.menteeOf[edge]!, graph.mentorOf[edge]!];
    if (!isChosen || mentor >= mentors) return;
    // only a solver that was stopped leaves a turnstile empty
    if (mentee < mentees) pairs.push([mentee, mentor]);
    else if (through.has(mentee - mentees)) pairs.push([twins[mentee - mentees]!.mentee, mentor]);
  });
  return pairs;
}

function findTwice(pairs: Pairs, mentors: readonly MentorProfile[]): { mentee: number; municipality: string }[] {
  const had = new Map<number, Set<string>>();
  const twice = new Map<string, { mentee: number; municipality: string }>();
  for (const [mentee, mentor] of pairs) {
    const municipality = municipalityOf(mentors[mentor]!);
    const own = had.get(mentee) ?? new Set();
    if (own.has(municipality)) twice.set(`${mentee} ${municipality}`, { mentee, municipality });
    had.set(mentee, own.add(municipality));
  }
  return [...twice.values()];
}

/** Of what a mentee has of one municipality the best stays. */
function dropSecond(
  pairs: Pairs,
  twice: readonly { mentee: number; municipality: string }[],
  plain: PairSource,
  mentors: readonly MentorProfile[]
): (readonly [number, number])[] {
  const dropped = new Set<readonly [number, number]>();
  for (const { mentee, municipality } of twice) {
    pairs
      .filter((pair) => pair[0] === mentee && municipalityOf(mentors[pair[1]]!) === municipality)
      .sort((a, b) => plain.weigh(...b) - plain.weigh(...a) || a[1] - b[1])
      .slice(1)
      .forEach((pair) => dropped.add(pair));
  }
  return pairs.filter((pair) => !dropped.has(pair));
}

function addUp(pairs: Pairs, plain: PairSource, mentors: number): number {
  const taken = new Int32Array(mentors);
  return pairs.reduce((sum, [mentee, mentor]) => {
    const cost = plain.placeCost?.(mentor, taken[mentor]!) ?? 0;
    taken[mentor]!++;
    return sum + plain.weigh(mentee, mentor) - cost;
  }, 0);
}

function holdPrevious(source: PairSource, previous: Pairs): PairSource {
  if (previous.length === 0) return source;
  const before = new Map<number, number[]>();
  for (const [mentee, mentor] of previous) before.set(mentee, [...(before.get(mentee) ?? []), mentor]);
  return {
    ...source,
    listAlways(mentee) {
      const others = source.listAlways(mentee) ?? [];
      const all = new Set([...others, ...(before.get(mentee) ?? []).filter((mentor) => source.capacity[mentor]! > 0)]);
      return all.size ? Int32Array.from([...all].sort((a, b) => a - b)) : null;
    }
  };
}

function settle({ graph, menteePrice, mentorPrice }: ScaleSolution, previous: Pairs): Uint8Array {
  const mentors = graph.capacity.length;
  const keys = new Set(previous.map(([mentee, mentor]) => mentee * mentors + mentor));
  const wasPaired = Uint8Array.from(graph.menteeOf, (mentee, edge) =>
    Number(keys.has(mentee * mentors + graph.mentorOf[edge]!))
  );
  return settleTies(graph, { menteePrice, mentorPrice }, wasPaired);
}
