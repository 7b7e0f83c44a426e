import type { Decisions, TriedRound } from '$lib/domain/mentoring/board';
import type { MentorProfile } from '$lib/domain/mentoring/profile';

export const LANE_FILTERS = ['all', 'taken', 'free', 'changed', 'decided'] as const;
export type LaneFilter = (typeof LANE_FILTERS)[number];

export interface Card {
  mentee: string;
  name: string;
  /** Null where it has no mentor. */
  pair: TriedRound['pairs'][number] | null;
  pinned: boolean;
  /** Another mentor than in the draft. */
  moved: boolean;
}
export interface Lane {
  mentor: string;
  name: string;
  places: number;
  cards: Card[];
}

interface Asked {
  mentors: readonly MentorProfile[];
  tried: Pick<TriedRound, 'pairs' | 'unmatched' | 'added' | 'dropped'>;
  decisions: Pick<Decisions, 'pins' | 'forbids'>;
  names: { mentee: (id: string) => string; mentor: (id: string) => string };
  locale: string;
}

/**
 * A board as lanes: one for each mentor, in the order of names, with its mentees; and those without a mentor.
 *
 * @example
 * layLanes({ mentors: [{ id: 'x', capacity: 2, ... }], tried, decisions, names, locale: 'sv' });
 * // { lanes: [{ mentor: 'x', name: 'Umeå', places: 2, cards: [{ mentee: 'a', ... }] }], unmatched: [] }
 */
export function layLanes({ mentors, tried, decisions, names, locale }: Asked): { lanes: Lane[]; unmatched: Card[] } {
  const { compare } = new Intl.Collator(locale, { numeric: true });
  const pins = new Set(decisions.pins.map((pin) => pin.join('/')));
  const moved = new Set([...tried.added, ...tried.dropped].map(([mentee]) => mentee));
  const card = (mentee: string, pair: Card['pair']): Card => ({
    mentee,
    name: names.mentee(mentee),
    pair,
    pinned: pair !== null && pins.has(`${mentee}/${pair.mentor}`),
    moved: moved.has(mentee)
  });
  const byName = (a: { name: string }, b: { name: string }) => compare(a.name, b.name);
  const cards = new Map<string, TriedRound['pairs']>();
  for (const pair of tried.pairs) cards.set(pair.mentor, [...(cards.get(pair.mentor) ?? []), pair]);
  const lanes = mentors.map(({ id, capacity }) => ({
    mentor: id,
    name: names.mentor(id),
    places: capacity,
    cards: (cards.get(id) ?? []).map((pair) => card(pair.mentee, pair)).sort(byName)
  }));
  return {
    // a group takes the place of a mentor that helps nobody alone
    lanes: lanes.filter(({ places, cards: taken }) => places > 0 || taken.length > 0).sort(byName),
    unmatched: tried.unmatched.map(({ mentee }) => card(mentee, null)).sort(byName)
  };
}

/**
 * The lanes a filter leaves: by a part of a name of the mentor or one of its mentees, a theme it offers, and how it stands.
 *
 * @param changed mentors whose pairs are not those of the draft; `decided`: with a pin or a pair ruled out
 */
export function filterLanes(
  lanes: readonly Lane[],
  filter: { q: string; show: LaneFilter; offers: (mentor: string) => boolean },
  is: { changed: ReadonlySet<string>; decided: ReadonlySet<string> }
): Lane[] {
  const q = filter.q.trim().toLocaleLowerCase();
  const shows: Record<LaneFilter, (lane: Lane) => boolean> = {
    all: () => true,
    taken: ({ cards }) => cards.length > 0,
    free: ({ cards, places }) => cards.length < places,
    changed: ({ mentor }) => is.changed.has(mentor),
    decided: ({ mentor }) => is.decided.has(mentor)
  };
  return lanes.filter(
    (lane) =>
      shows[filter.show](lane) &&
      filter.offers(lane.mentor) &&
      (!q || [lane, ...lane.cards].some(({ name }) => name.toLocaleLowerCase().includes(q)))
  );
}
