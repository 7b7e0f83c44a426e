import type { Problem } from '../shared/result';
import { municipalityIn, pairKey, placesOf, type MatchProblem, type PairIds } from './match-problem';
import { nameEntry, showValue } from './name-entry';

type PairList = 'forbid' | 'pin' | 'previous';

/**
 * What only the whole problem shows. Codes: `duplicate-edge`, `too-large` (scores that add up to infinity),
 * `unknown-id`, `pin-not-an-edge`, `pin-forbidden`, `pins-over-need`, `pins-over-capacity`, `pins-one-municipality`.
 *
 * @param from what the problem was given as: messages name the lists of that file
 *
 * A mentee is known from an edge or `need`, a mentor from an edge or `capacity`. A pair listed twice in `forbid`, `pin`
 * or `previous` counts once.
 *
 * @example
 * checkProblem({ ...problem, capacity: { b: 0 }, pin: [['a', 'b']] });
 * // [{ code: 'pins-over-capacity', path: 'pin.0', message: 'Mentor "b" has a capacity of 0 but 1 pin: ...' }]
 */
export function checkProblem(problem: MatchProblem, from: 'edges' | 'profiles' = 'edges'): Problem[] {
  const edges = findEdges(problem);
  const known = {
    mentee: new Set([...Object.keys(problem.need), ...problem.edges.map((edge) => edge.mentee)]),
    mentor: new Set([...Object.keys(problem.capacity), ...problem.edges.map((edge) => edge.mentor)])
  };
  const unknown = (['forbid', 'pin', 'previous'] as const).flatMap((list) =>
    problem[list].flatMap((pair, index) => checkIds(list, index, pair, known, from))
  );
  const unknownGroups = checkGroups(problem, known.mentor);
  return [
    ...edges.problems,
    ...checkSum(problem),
    ...unknown,
    ...unknownGroups,
    ...checkPins(problem, edges.keys, known, from)
  ];
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

function checkGroups({ municipality = {} }: MatchProblem, mentors: Set<string>): Problem[] {
  return Object.keys(municipality).flatMap((id) => {
    if (mentors.has(id)) return [];
    const message = `Municipality of ${showValue(id)}: mentor ${showValue(id)} is unknown - correct the id, list it under capacity or remove the entry`;
    return [{ code: 'unknown-id', path: `municipality.${id}`, message }];
  });
}

function checkIds(
  list: PairList,
  index: number,
  pair: PairIds,
  known: Record<'mentee' | 'mentor', Set<string>>,
  from: 'edges' | 'profiles'
): Problem[] {
  return (['mentee', 'mentor'] as const).flatMap((side, at) => {
    const id = pair[at]!;
    if (known[side].has(id)) return [];
    const places = from === 'profiles' ? `${side}s` : side === 'mentee' ? 'need' : 'capacity';
    const message = `${nameEntry(list, index, pair)}: ${side} ${showValue(id)} is unknown - correct the id, list it under ${places} or remove the entry`;
    return [{ code: 'unknown-id', path: `${list}.${index}.${at}`, message }];
  });
}

function checkPins(
  problem: MatchProblem,
  edges: Map<string, number>,
  known: Record<'mentee' | 'mentor', Set<string>>,
  from: 'edges' | 'profiles'
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
      const message =
        from === 'edges'
          ? `${name} must be an edge - add the edge or remove the pin`
          : `${name} is not allowed by the rules - change what is in its way or remove the pin`;
      problems.push({ code: 'pin-not-an-edge', path: `pin.${index}`, message });
    }
    if (forbidden.has(key)) {
      const message = `${name} is also forbidden (forbid ${forbidden.get(key)! + 1}) - remove one of the two`;
      problems.push({ code: 'pin-forbidden', path: `pin.${index}`, message });
    }
    pins.mentee.set(mentee, [...(pins.mentee.get(mentee) ?? []), index]);
    pins.mentor.set(mentor, [...(pins.mentor.get(mentor) ?? []), index]);
  });
  return [
    ...problems,
    ...checkPlaces(problem, 'mentee', pins.mentee),
    ...checkPlaces(problem, 'mentor', pins.mentor),
    ...checkOnce(problem, pins.mentee)
  ];
}

function checkOnce(problem: MatchProblem, pinsOfMentee: Map<string, number[]>): Problem[] {
  return [...pinsOfMentee].flatMap(([mentee, indices]) => {
    const byMunicipality = new Map<string, number[]>();
    for (const index of indices) {
      const municipality = municipalityIn(problem, problem.pin[index]![1]);
      byMunicipality.set(municipality, [...(byMunicipality.get(municipality) ?? []), index]);
    }
    return [...byMunicipality].flatMap(([municipality, same]) => {
      if (same.length < 2) return [];
      const names = same.map((index) => nameEntry('pin', index, problem.pin[index])).join(', ');
      const message = `Mentee ${showValue(mentee)} is pinned to ${showValue(municipality)} ${same.length} times: ${names} - one of its offers is the most, so remove ${same.length - 1}`;
      return [{ code: 'pins-one-municipality', path: `pin.${same.at(-1)}`, message }];
    });
  });
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
