import fc from 'fast-check';
import { municipalityIn, pairKey, type MatchEdge, type MatchProblem, type PairIds } from './match-problem';

// For tests only: random matching problems that `readEdges` accepts.

/** Few different scores, so that many totals are equal. */
export const tiedScore = fc.integer({ min: -2, max: 3 });
/** Two decimals, any double, large and small ones, and the awkward sums of binary fractions. */
export const anyScore = fc.oneof(
  fc.integer({ min: -300, max: 1000 }).map((hundredths) => hundredths / 100),
  fc.double({ min: -1, max: 3, noNaN: true }),
  fc.double({ min: -1e6, max: 1e6, noNaN: true }),
  fc.constantFrom(0, 0.1 + 0.2, 0.3, 1 / 3, 2 / 3, 1e-9)
);

interface Options {
  mentees?: number;
  mentors?: number;
  score?: fc.Arbitrary<number>;
  likings?: boolean;
  /** Now and then a load and mentees a mentor has already. */
  load?: boolean;
  /** Now and then several mentors are offers of one municipality. */
  groups?: boolean;
}

/** A problem with at most so many mentees and mentors, with needs, capacities, forbidden and pinned pairs. */
export function arbitraryProblem({
  mentees = 6,
  mentors = 5,
  score = anyScore,
  likings = false,
  load = false,
  groups = false
}: Options = {}) {
  const pairs = fc.array(
    fc.record({
      mentee: fc.integer({ min: 0, max: mentees - 1 }),
      mentor: fc.integer({ min: 0, max: mentors - 1 }),
      score,
      liking: fc.option(fc.tuple(tiedScore, tiedScore), { freq: 3 }),
      mark: fc.constantFrom('', '', '', '', 'forbid', 'pin', 'previous')
    }),
    { maxLength: mentees * mentors, size: 'max' }
  );
  const places = (most: number) =>
    fc.array(fc.option(fc.integer({ min: 0, max: 3 }), { freq: 3 }), { minLength: most, maxLength: most });
  const loads = load ? fc.constantFrom(undefined, 0.01, 0.25, 1, 1 / 3) : fc.constant(undefined);
  const sides = { need: places(mentees), capacity: places(mentors), load: loads, running: places(mentors) };
  const behind = fc.constantFrom('o0', 'o1', 'town', null);
  const municipality = fc.array(behind, { minLength: groups ? mentors : 0, maxLength: groups ? mentors : 0 });
  return fc.record({ pairs, municipality, ...sides }).map((drawn): MatchProblem => {
    const need = namePlaces('e', drawn.need);
    const capacity = namePlaces('o', drawn.capacity);
    const edges = new Map<string, MatchEdge>();
    const municipality = Object.fromEntries(
      drawn.municipality.flatMap((id, j) =>
        id !== null && drawn.pairs.some((pair) => pair.mentor === j) ? [[`o${j}`, id]] : []
      )
    );
    const marked = { forbid: [] as PairIds[], pin: [] as PairIds[], previous: [] as PairIds[] };
    const room = new Map<string, number>();
    for (const { mentee: i, mentor: j, score, liking, mark } of drawn.pairs) {
      const [mentee, mentor] = [`e${i}`, `o${j}`];
      const key = pairKey(mentee, mentor);
      if (edges.has(key)) continue;
      const own = likings && liking ? { menteeScore: liking[0], mentorScore: liking[1] } : {};
      edges.set(key, { mentee, mentor, score, ...own });
      const left = [room.get(mentee) ?? need[mentee] ?? 1, room.get(mentor) ?? capacity[mentor] ?? 1] as const;
      if (mark === '' || (mark === 'pin' && Math.min(...left) <= 0)) continue;
      const held = pairKey(mentee, municipalityIn({ municipality }, mentor));
      if (mark === 'pin' && room.has(held)) continue;
      marked[mark].push([mentee, mentor]);
      if (mark !== 'pin') continue;
      room.set(held, 0);
      room.set(mentee, left[0] - 1);
      room.set(mentor, left[1] - 1);
    }
    const loaded = drawn.load === undefined ? {} : { load: drawn.load, running: namePlaces('o', drawn.running) };
    const grouped = groups ? { municipality } : {};
    return { need, capacity, edges: [...edges.values()], ...marked, ...loaded, ...grouped };
  });
}

function namePlaces(letter: string, places: (number | null)[]): Record<string, number> {
  return Object.fromEntries(places.flatMap((count, at) => (count === null ? [] : [[`${letter}${at}`, count]])));
}

/** Every assignment that keeps all rules, as lists of edges; for tiny problems. */
export function listAssignments(problem: MatchProblem): MatchEdge[][] {
  const forbidden = new Set(problem.forbid.map(([mentee, mentor]) => pairKey(mentee, mentor)));
  const pinned = new Set(problem.pin.map(([mentee, mentor]) => pairKey(mentee, mentor)));
  const count = new Map<string, number>();
  const found: MatchEdge[][] = [];
  const chosen: MatchEdge[] = [];
  const tryFrom = (at: number): void => {
    const edge = problem.edges[at];
    if (!edge) {
      found.push([...chosen]);
      return;
    }
    const key = pairKey(edge.mentee, edge.mentor);
    if (!pinned.has(key)) tryFrom(at + 1);
    if (forbidden.has(key) || (edge.score < 0 && !pinned.has(key))) return;
    const [got, taken] = [count.get(edge.mentee) ?? 0, count.get(edge.mentor) ?? 0];
    if (got >= (problem.need[edge.mentee] ?? 1) || taken >= (problem.capacity[edge.mentor] ?? 1)) return;
    const municipality = problem.municipality?.[edge.mentor] ?? edge.mentor;
    const hasIt = (other: MatchEdge) =>
      other.mentee === edge.mentee && (problem.municipality?.[other.mentor] ?? other.mentor) === municipality;
    if (chosen.some(hasIt)) return;
    count.set(edge.mentee, got + 1).set(edge.mentor, taken + 1);
    chosen.push(edge);
    tryFrom(at + 1);
    chosen.pop();
    count.set(edge.mentee, got).set(edge.mentor, taken);
  };
  tryFrom(0);
  return found;
}
