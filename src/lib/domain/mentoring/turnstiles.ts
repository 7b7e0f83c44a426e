import type { FoundPairs, PairSource } from './pair-source';

/** Offers of one municipality to one mentee, of which it may get one. */
export interface Twin {
  mentee: number;
  /** Sorted by mentor. */
  offers: readonly { mentor: number; weight: number }[];
}

/**
 * The same pairs with a stand-in and a turnstile for every twin, as in `untwine`: stand-ins are numbered after the mentees,
 * turnstiles after the mentors. The source itself must no longer offer the pairs of the twins.
 *
 * @param bonus for standing in a turnstile: more than any weight
 * @example
 * addTurnstiles(source, [{ mentee: 0, offers: [{ mentor: 2, weight: 900 }, { mentor: 5, weight: 800 }] }], 1001);
 */
export function addTurnstiles(source: PairSource, twins: readonly Twin[], bonus: number): PairSource {
  if (twins.length === 0) return source;
  const mentees = source.need.length;
  const mentors = source.capacity.length;
  const { placeCost } = source;
  const ofMentee = new Map<number, number[]>();
  twins.forEach(({ mentee }, at) => ofMentee.set(mentee, [...(ofMentee.get(mentee) ?? []), mentors + at]));
  let prices: Float64Array = new Float64Array(mentors + twins.length);
  const turnstilesOf = (mentee: number) =>
    mentee < mentees ? (ofMentee.get(mentee) ?? []) : [mentors + (mentee - mentees)];
  const offersOf = (mentee: number) => (mentee < mentees ? [] : twins[mentee - mentees]!.offers);
  return {
    need: extend(source.need, twins.length),
    capacity: extend(source.capacity, twins.length),
    ...(placeCost && {
      placeCost: (mentor: number, place: number) => (mentor < mentors ? placeCost(mentor, place) : 0)
    }),
    largest: Math.max(source.largest, bonus),
    rough: source.rough,
    setPrices(mentorPrice) {
      prices = mentorPrice;
      source.setPrices(mentorPrice);
    },
    findBest(mentee: number, floor: number, most: number, found: FoundPairs): number {
      if (mentee < mentees) source.findBest(mentee, floor, most, found);
      else found.start(floor, most);
      const offer = (mentor: number, weight: number) => {
        const worth = weight - prices[mentor]!;
        if (worth >= found.floor) found.offer(mentor, weight, worth);
      };
      for (const { mentor, weight } of offersOf(mentee)) offer(mentor, weight);
      for (const turnstile of turnstilesOf(mentee)) offer(turnstile, bonus);
      return found.count;
    },
    listAlways(mentee) {
      const own = mentee < mentees ? (source.listAlways(mentee) ?? []) : offersOf(mentee).map(({ mentor }) => mentor);
      const all = [...own, ...turnstilesOf(mentee)];
      return all.length > 0 ? Int32Array.from(all) : null;
    },
    weigh(mentee, mentor) {
      if (mentor >= mentors) return turnstilesOf(mentee).includes(mentor) ? bonus : -1;
      if (mentee < mentees) return source.weigh(mentee, mentor);
      return offersOf(mentee).find((offer) => offer.mentor === mentor)?.weight ?? -1;
    }
  };
}

function extend(places: Int32Array, by: number): Int32Array {
  const longer = new Int32Array(places.length + by).fill(1);
  longer.set(places);
  return longer;
}
