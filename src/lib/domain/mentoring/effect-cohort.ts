import type { EffectUnit, Standing } from './effect-types';
import type { PairingStatus } from './pairing-states';

/** A municipality of the register with what two waves found, and when it submitted. */
export interface Measured {
  id: string;
  group: string | null;
  population: number | null;
  before: { standing: Standing; submittedAt: Date } | null;
  after: { standing: Standing; submittedAt: Date } | null;
}

export interface PairingFact {
  menteeId: string;
  mentorId: string;
  dimension: string;
  status: PairingStatus;
  startedAt: Date | null;
  closedAt: Date | null;
}

/** A municipality was known to want a mentor at that time. */
export interface Ask {
  municipalityId: string;
  at: Date;
  /** The first one asked for, where that is known. */
  dimension: string | null;
}

/**
 * Why a municipality is in no group.
 * - `no-follow-up`: had a mentor and was not measured afterwards; said, because those that leave may be those that did not gain
 * - `not-measured`: not in both waves, and had no mentor
 * - `too-short`: with a mentor for less than eight weeks when the later wave measured it
 * - `helped-before`: had a mentor before the earlier wave, which may still tell
 * - `mentor`: was a mentor in that time, and may have learnt by it
 */
export type LeftOut = 'no-follow-up' | 'not-measured' | 'too-short' | 'helped-before' | 'mentor';

export interface Cohort {
  units: EffectUnit[];
  leftOut: Record<LeftOut, number>;
}

const WEEKS_AT_LEAST = 8;
const WEEK_MS = 7 * 86_400_000;

/**
 * Who counts as matched, as one that asked and stayed unmatched, and as one that had not asked, between two waves. A pairing counts by
 * the day it began, between the municipality's own two submissions, and counts even where it was ended early: leaving those out would
 * flatter. With several pairings the first decides the dimension. What happened after the later submission is not looked at: whoever
 * asked only then had not asked.
 *
 * @param asks everything that shows that a municipality wanted a mentor; pairings that never began are asks too
 *
 * @example
 * formCohort([ljusdal, ovanaker], [{ menteeId: 'ljusdal', mentorId: 'gavle', dimension: 'legal', status: 'active', ... }], []);
 * // { units: [{ id: 'ljusdal', part: 'matched', dimension: 'legal', ... }, { id: 'ovanaker', part: 'never', ... }], leftOut: { ... } }
 */
export function formCohort(
  municipalities: readonly Measured[],
  pairings: readonly PairingFact[],
  asks: readonly Ask[]
): Cohort {
  const begun = pairings.flatMap((pairing) => {
    const { status, startedAt } = pairing;
    return startedAt && (status === 'active' || status === 'closed') ? [{ ...pairing, startedAt }] : [];
  });
  const asMentee = groupBy(begun, ({ menteeId }) => menteeId);
  const asMentor = groupBy(begun, ({ mentorId }) => mentorId);
  const asked = groupBy(asks, ({ municipalityId }) => municipalityId);
  const leftOut: Cohort['leftOut'] = {
    'no-follow-up': 0,
    'not-measured': 0,
    'too-short': 0,
    'helped-before': 0,
    mentor: 0
  };
  const units: EffectUnit[] = [];
  for (const one of municipalities) {
    const place = placeOf(one, asMentee.get(one.id) ?? [], asMentor.get(one.id) ?? [], asked.get(one.id) ?? []);
    if (typeof place === 'string') leftOut[place]++;
    else units.push(place);
  }
  return { units, leftOut };
}

type Begun = PairingFact & { startedAt: Date };

function placeOf(
  { id, group, population, before, after }: Measured,
  asMentee: readonly Begun[],
  asMentor: readonly Begun[],
  asks: readonly Ask[]
): EffectUnit | LeftOut {
  if (!before) return 'not-measured';
  if (!after)
    return asMentee.some(({ startedAt }) => startedAt >= before.submittedAt) ? 'no-follow-up' : 'not-measured';
  const unit = { id, group, population, before: before.standing, after: after.standing };
  const begun = asMentee
    .filter(({ startedAt }) => startedAt < after.submittedAt)
    .sort((a, b) => a.startedAt.getTime() - b.startedAt.getTime() || (a.dimension < b.dimension ? -1 : 1));
  const [first] = begun;
  if (first) {
    if (first.startedAt < before.submittedAt) return 'helped-before';
    const long = begun.some((pairing) => {
      const ended = pairing.closedAt !== null && pairing.closedAt <= after.submittedAt;
      return ended || after.submittedAt.getTime() - pairing.startedAt.getTime() >= WEEKS_AT_LEAST * WEEK_MS;
    });
    return long ? { ...unit, part: 'matched', dimension: first.dimension } : 'too-short';
  }
  const helpedOthers = asMentor.some(
    ({ startedAt, closedAt }) => startedAt < after.submittedAt && (closedAt === null || closedAt >= before.submittedAt)
  );
  if (helpedOthers) return 'mentor';
  const early = asks
    .filter(({ at }) => at < after.submittedAt)
    .sort((a, b) => a.at.getTime() - b.at.getTime() || ((a.dimension ?? '') < (b.dimension ?? '') ? -1 : 1));
  if (!early.length) return { ...unit, part: 'never', dimension: null };
  return { ...unit, part: 'asked', dimension: early.find(({ dimension }) => dimension !== null)?.dimension ?? null };
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}
