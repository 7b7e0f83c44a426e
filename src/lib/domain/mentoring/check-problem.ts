import type { Problem } from '../shared/result';
import { pairKey, placesOf, type MatchProblem, type PairIds } from './match-problem';
import { nameEntry, showValue } from './name-entry';

type PairList = 'forbid' | 'pin' | 'previous';

/**
 * What only the whole problem shows. Codes: `duplicate-edge`, `too-large` (scores that add up to infinity),
 * `unknown-id`, `pin-not-an-edge`, `pin-forbidden`, `pins-over-need`, `pins-over-capacity`.
 *
 * A mentee is known from an edge or `need`, a mentor from an edge or `capacity`. A pair listed twice in `forbid`, `pin`
 * or `previous` counts once.
 *
 * @example
 * checkProblem({ ...problem, capacity: { b: 0 }, pin: [['a', 'b']] });
 * // [{ code: 'pins-over-capacity', path: 'pin.0', message: 'Mentor "b" has a capacity of 0 but 1 pin: ...' }]
 */
export function checkProblem(problem: MatchProblem): Problem[] {
  const edges = findEdges(problem);
  const known = {
    mentee: new Set([...Object.keys(problem.need), ...problem.edges.map((edge) => edge.mentee)]),
    mentor: new Set([...Object.keys(problem.capacity), ...problem.edges.map((edge) => edge.mentor)])
  };
  const unknown = (['forbid', 'pin', 'previous'] as const).flatMap((list) =>
    problem[list].flatMap((pair, index) => checkIds(list, index, pair, known))
  );
  return [...edges.problems, ...checkSum(problem), ...unknown, ...checkPins(problem, edges.keys, known)];
}

function findEdges(problem: MatchProblem): { keys: Map<string, number>; problems: Problem[] } {
  const keys = new Map<string, number>();
  const problems: Problem[] = [];
  problem.edges.forEach((edge, index) => {
    const key = pairKey(edge.mentee, edge.mentor);
    const first = keys.get(key);
    if (first === undefined) keys.set(key, index);
    else {
      const message = `${nameEntry('edges', index, edge)} repeats edge ${first + 1} - keep one of them`;
      problems.push({ code: 'duplicate-edge', path: `edges.${index}`, message });
    }
  });
  return { keys, problems };
}

function checkSum(problem: MatchProblem): Problem[] {
  const sum = problem.edges.reduce((total, edge) => total + Math.abs(edge.score), 0);
  if (sum < Infinity) return [];
  return [
    {
      code: 'too-large',
      path: 'edges',
      message: 'The scores are too large to be added up - divide them all by the same number'
    }
  ];
}

function checkIds(
  list: PairList,
  index: number,
  pair: PairIds,
  known: Record<'mentee' | 'mentor', Set<string>>
): Problem[] {
  return (['mentee', 'mentor'] as const).flatMap((side, at) => {
    const id = pair[at]!;
    if (known[side].has(id)) return [];
    const places = side === 'mentee' ? 'need' : 'capacity';
    const message = `${nameEntry(list, index, pair)}: ${side} ${showValue(id)} is unknown - correct the id, list it under ${places} or remove the entry`;
    return [{ code: 'unknown-id', path: `${list}.${index}.${at}`, message }];
  });
}

function checkPins(
  problem: MatchProblem,
  edges: Map<string, number>,
  known: Record<'mentee' | 'mentor', Set<string>>
): Problem[] {
  const forbidden = new Map(problem.forbid.map(([mentee, mentor], index) => [pairKey(mentee, mentor), index]));
  const seen = new Set<string>();
  const pins = { mentee: new Map<string, number[]>(), mentor: new Map<string, number[]>() };
  const problems: Problem[] = [];
  problem.pin.forEach(([mentee, mentor], index) => {
    const key = pairKey(mentee, mentor);
    if (seen.has(key) || !known.mentee.has(mentee) || !known.mentor.has(mentor)) return;
    seen.add(key);
    const name = nameEntry('pin', index, [mentee, mentor]);
    if (!edges.has(key)) {
      const message = `${name} must be an edge - add the edge or remove the pin`;
      problems.push({ code: 'pin-not-an-edge', path: `pin.${index}`, message });
    }
    if (forbidden.has(key)) {
      const message = `${name} is also forbidden (forbid ${forbidden.get(key)! + 1}) - remove one of the two`;
      problems.push({ code: 'pin-forbidden', path: `pin.${index}`, message });
    }
    pins.mentee.set(mentee, [...(pins.mentee.get(mentee) ?? []), index]);
    pins.mentor.set(mentor, [...(pins.mentor.get(mentor) ?? []), index]);
  });
  return [...problems, ...checkPlaces(problem, 'mentee', pins.mentee), ...checkPlaces(problem, 'mentor', pins.mentor)];
}

function checkPlaces(problem: MatchProblem, side: 'mentee' | 'mentor', pins: Map<string, number[]>): Problem[] {
  const word = side === 'mentee' ? 'need' : 'capacity';
  return [...pins].flatMap(([id, indices]) => {
    const places = placesOf(problem[word], id);
    const over = indices.length - places;
    if (over <= 0) return [];
    const names = indices.map((index) => nameEntry('pin', index, problem.pin[index])).join(', ');
    const title = side === 'mentee' ? 'Mentee' : 'Mentor';
    const count = indices.length === 1 ? '1 pin' : `${indices.length} pins`;
    const message = `${title} ${showValue(id)} has a ${word} of ${places} but ${count}: ${names} - remove ${over} or raise the ${word}`;
    return [{ code: `pins-over-${word}`, path: `pin.${indices.at(-1)}`, message }];
  });
}
