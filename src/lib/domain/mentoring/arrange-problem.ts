import { layOutGraph, type FlowGraph } from './flow-graph';
import { costOfPlace, listSides, pairKey, placesOf, type MatchEdge, type MatchProblem } from './match-problem';
import { findScoreGrid, type ScoreGrid } from './score-grid';

/** A problem brought into id order, pinned and forbidden pairs taken out, scores as whole steps of a grid. */
export interface ArrangedProblem {
  mentees: string[];
  mentors: string[];
  grid: ScoreGrid;
  /** What is left to decide: places after the pins, edges neither pinned nor forbidden nor negative. */
  graph: FlowGraph;
  /** The edges of `graph`, in its order. */
  edges: MatchEdge[];
  pinned: MatchEdge[];
  /** Edges neither pinned nor forbidden nor negative of sides whose places the pins hold, or that have none. */
  closed: MatchEdge[];
  /** What the pins' places cost, in steps. */
  pinnedCost: number;
}

/**
 * Prepares a valid problem for the solver. The outcome depends on ids and values only, never on the order in which
 * the input lists them: that is what makes every later tie fall the same way.
 *
 * Throws when a pin is no edge or goes beyond a capacity or need; `readEdges` refuses such input.
 *
 * @example
 * arrangeProblem({ capacity: {}, need: {}, edges: [{ mentee: 'a', mentor: 'b', score: 0.5 }], forbid: [], pin: [], previous: [] });
 * // { mentees: ['a'], mentors: ['b'], grid: { stepsPerUnit: 10, exact: true }, graph with one edge of weight 5, ... }
 */
export function arrangeProblem(problem: MatchProblem): ArrangedProblem {
  const { mentees, mentors } = listSides(problem);
  const menteeNumber = numberIds(mentees);
  const mentorNumber = numberIds(mentors);
  // one place more than could be filled keeps "more than enough" apart from "just enough", whose last place has a price
  const need = Int32Array.from(mentees, (id) => Math.min(placesOf(problem.need, id), mentors.length + 1));
  const capacity = Int32Array.from(mentors, (id) => Math.min(placesOf(problem.capacity, id), mentees.length + 1));
  const forbidden = new Set(problem.forbid.map(([mentee, mentor]) => pairKey(mentee, mentor)));
  const pins = new Set(problem.pin.map(([mentee, mentor]) => pairKey(mentee, mentor)));
  const special = forbidden.size + pins.size > 0;

  const pinned: MatchEdge[] = [];
  const rows: MatchEdge[][] = mentees.map(() => []);
  for (const edge of problem.edges) {
    const key = special ? pairKey(edge.mentee, edge.mentor) : '';
    if (pins.has(key)) pinned.push(edge);
    else if (edge.score >= 0 && !forbidden.has(key)) rows[menteeNumber.get(edge.mentee)!]!.push(edge);
  }
  if (pinned.length !== pins.size) throw new Error('A pinned pair is not an edge; read the problem with readEdges.');
  const pinsOf = new Int32Array(mentors.length);
  for (const edge of pinned) {
    takePlace(need, menteeNumber.get(edge.mentee)!);
    takePlace(capacity, mentorNumber.get(edge.mentor)!);
    pinsOf[mentorNumber.get(edge.mentor)!]!++;
  }

  const orderOf = (edge: MatchEdge) => mentorNumber.get(edge.mentor)!;
  const bySides = (a: MatchEdge, b: MatchEdge) =>
    menteeNumber.get(a.mentee)! - menteeNumber.get(b.mentee)! || orderOf(a) - orderOf(b);
  pinned.sort(bySides);
  const free = rows.flatMap((row) => row.sort((a, b) => orderOf(a) - orderOf(b)));
  const isOpen = (edge: MatchEdge) => need[menteeNumber.get(edge.mentee)!]! > 0 && capacity[orderOf(edge)]! > 0;
  const edges = free.filter(isOpen);
  const closed = edges.length < free.length ? free.filter((edge) => !isOpen(edge)) : [];
  const load = problem.load ?? 0;
  const grid = findScoreGrid(gatherScores([free, pinned], load));
  const steps = Math.round(load * grid.stepsPerUnit);
  // the pins hold the first, cheapest places
  const running = Int32Array.from(mentors, (id) => costOfPlace({ load: 1, running: problem.running }, id, 0));
  const placeCost = (mentor: number, place: number) => steps * (place + pinsOf[mentor]! + running[mentor]!);
  const columns = {
    menteeOf: Int32Array.from(edges, (edge) => menteeNumber.get(edge.mentee)!),
    mentorOf: Int32Array.from(edges, orderOf),
    weight: Float64Array.from(edges, (edge) => Math.round(edge.score * grid.stepsPerUnit))
  };
  const graph = layOutGraph(need, capacity, columns, steps > 0 ? placeCost : undefined);
  let pinnedCost = 0;
  if (steps > 0) pinsOf.forEach((pins, at) => (pinnedCost += sumCosts(pins, (k) => steps * (k + running[at]!))));
  return { mentees, mentors, grid, graph, edges, pinned, closed, pinnedCost };
}

function sumCosts(places: number, costOf: (place: number) => number): number {
  let sum = 0;
  for (let place = 0; place < places; place++) sum += costOf(place);
  return sum;
}

function gatherScores(lists: readonly (readonly MatchEdge[])[], load: number): Float64Array {
  const scores = new Float64Array(lists.reduce((count, list) => count + list.length, 1));
  let at = 0;
  for (const list of lists) for (const edge of list) scores[at++] = edge.score;
  scores[at] = load;
  return scores;
}

function numberIds(ids: string[]): Map<string, number> {
  return new Map(ids.map((id, number) => [id, number]));
}

function takePlace(places: Int32Array, number: number): void {
  if (places[number] === 0) throw new Error('The pins go beyond a capacity or need; read the problem with readEdges.');
  places[number]!--;
}
