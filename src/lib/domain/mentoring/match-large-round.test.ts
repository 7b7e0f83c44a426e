import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_RULES } from './hard-rules';
import { matchLargeRound } from './match-large-round';
import { solveMatch } from './match-edges';
import { pairKey, type PairIds } from './match-problem';
import { menteesArbitrary, mentorsArbitrary } from './profile.arbitrary';
import { proposePairs } from './propose';
import { DEFAULT_WEIGHTS } from './weights';

const options = { ...DEFAULT_RULES, weights: DEFAULT_WEIGHTS };

describe('matchLargeRound', () => {
  it('gives what listing all pairs gives: total, proof, changes, blocking pairs, who is left and why', () => {
    const marks = fc.infiniteStream(fc.constantFrom('', '', '', 'forbid', 'previous', 'pin'));
    fc.assert(
      fc.property(
        menteesArbitrary,
        mentorsArbitrary,
        marks,
        fc.constantFrom(0, 0.1),
        (mentees, mentors, mark, load) => {
          const proposals = proposePairs(mentees, mentors, options);
          if (!proposals.ok) throw new Error(proposals.problems[0]!.message);
          const { capacity, need, edges } = proposals.value;
          const lists = { forbid: [] as PairIds[], previous: [] as PairIds[], pin: [] as PairIds[] };
          const held = new Set<string>();
          for (const { mentee, mentor } of edges) {
            const drawn = mark.next().value as '' | keyof typeof lists;
            if (drawn === '' || (drawn === 'pin' && (held.has(mentee) || held.has(mentor) || capacity[mentor] === 0)))
              continue;
            if (drawn === 'pin') held.add(mentee).add(mentor);
            lists[drawn].push([mentee, mentor]);
          }
          const running = Object.fromEntries(mentors.map((mentor) => [mentor.id, mentor.running ?? 0]));
          const listed = solveMatch({ ...proposals.value, ...lists, load, running }, 'total');
          const large = matchLargeRound(mentees, mentors, options, { ...lists, load });
          if (!large.ok) throw new Error(large.problems[0]!.message);
          expect(large.value.total).toBeCloseTo(listed.total, 9);
          expect(large.value).toMatchObject({ optimal: true, bound: large.value.total });
          const before = new Set(lists.previous.map((pair) => pairKey(...pair)));
          const kept = (pairs: readonly { mentee: string; mentor: string }[]) =>
            pairs.filter((pair) => before.has(pairKey(pair.mentee, pair.mentor))).length;
          const changes = (pairs: readonly { mentee: string; mentor: string }[]) => pairs.length - 2 * kept(pairs);
          if (before.size > 0) expect(changes(large.value.pairs)).toBe(changes(listed.pairs));
          const samePairs =
            JSON.stringify(large.value.pairs.map(({ mentee, mentor }) => [mentee, mentor])) ===
            JSON.stringify(listed.pairs.map(({ mentee, mentor }) => [mentee, mentor]));
          // what is equal in all this may be chosen differently, and then so may who is left
          if (!samePairs) return;
          expect(large.value.blocking).toEqual(listed.blocking);
          expect(large.value.unmatched).toEqual(listed.unmatched);
          expect(large.value.unhelped).toEqual(proposals.value.unhelped.filter(({ mentee }) => need[mentee]! > 0));
        }
      ),
      { numRuns: 400 }
    );
  });

  it('says which pins conflict', () => {
    const result = matchLargeRound(
      [{ ...profile('a'), wants: [{ dimension: 'legal', priority: 1 }] }],
      [{ ...profile('b'), levels: { legal: 3 }, offers: ['legal'], capacity: 0 }],
      options,
      { forbid: [], pin: [['a', 'b']], previous: [] }
    );
    expect(result).toMatchObject({ ok: false, problems: [{ code: 'pins-over-capacity', path: 'pin.0' }] });
  });
});

function profile(id: string) {
  const unknown = { population: null, county: null, group: null, lat: null, lon: null };
  return { id, levels: { legal: 1 }, languages: ['sv'], vetoes: [], ...unknown };
}
