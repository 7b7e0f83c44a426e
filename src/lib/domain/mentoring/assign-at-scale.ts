import { assignSparse, type Start } from './assign-sparse';
import { Candidates } from './candidates';
import type { FlowGraph, FlowSolution } from './flow-graph';
import { auctionRoughly } from './rough-auction';
import type { ShouldStop } from './hold-auction';
import { LeftOut } from './left-out';
import type { PairSource } from './pair-source';

/** Where a large matching stands; weights in their own unit. */
export interface ScaleProgress {
  round: number;
  stage: 'candidates' | 'solved' | 'priced';
  candidates: number;
  /** Prices are right to within this for the candidates; 0 when exactly. */
  epsilon: number;
  /** Pairs left out that would improve on the prices, of the mentees priced. */
  improving: number;
  /** Best assignment so far, and what none can exceed; null before the first round. */
  total: number | null;
  bound: number | null;
}

/** Where a stable matching stands. */
export interface ProposalProgress {
  stage: 'proposing';
  /** Mentees that have asked all they had to. */
  asked: number;
  of: number;
}

export type MatchProgress = ScaleProgress | ProposalProgress;

export interface ScaleOptions {
  onProgress?: ((progress: ScaleProgress) => void) | undefined;
  shouldStop?: ShouldStop | undefined;
  /** Stop as soon as bound - total is at most this share of the total; 0 (exact) unless said. */
  enough?: number;
  /** Candidates per mentee at the start. */
  width?: number;
  /** Add the pairs left out that exactly meet their prices at the end: they may be exchanged at no loss. */
  ties?: boolean;
}

export interface ScaleSolution extends FlowSolution {
  /** The candidates that `chosen` and the prices belong to. */
  graph: FlowGraph;
  total: number;
  /** No assignment over all pairs, left-out ones included, can have a higher total. */
  bound: number;
  rounds: number;
}

const WIDTH = 12;
const FIRST_EPSILON = 1 / 32;
const FINER = 8;
// with fewer pairs added per mentee the exact solution changes little and is mended, not found anew
const FEW_ADDED = 1 / 50;
// finer than this share of the largest weight the exact finish is as fast
const COARSE_ENDS = 1e-5;

/**
 * The assignment of the highest total over all pairs of a source, most of which are never listed. It solves over a few
 * candidates per mentee, prices every pair left out with the mentors' prices found, adds those that would improve and
 * repeats: roughly at first, the prices finer each round, then exactly, until no pair left out can improve. Total and bound
 * are then equal. Stopped early, or when the gap is small `enough`, it returns the best assignment found and the bound
 * that the best prices prove over all pairs.
 *
 * Sources: column generation with a restricted master, Dantzig & Wolfe, Operations Research 8 (1960); the same for
 * assignment as "core" problems, Volgenant, "Linear and semi-assignment problems: a core oriented approach", Computers &
 * Operations Research 23 (1996). The bound is weak duality: for any prices p of at least the first place's worth, no
 * total exceeds what all mentees together would gain at these prices plus what the places earn.
 *
 * @example
 * const { total, bound } = assignAtScale(fromGraph(graph)); // total === bound
 */
export function assignAtScale(source: PairSource, options: ScaleOptions = {}): ScaleSolution {
  const { onProgress, shouldStop, enough = 0, width = WIDTH } = options;
  let epsilon = source.largest * FIRST_EPSILON;
  const rough = auctionRoughly(source, source.largest * source.rough, width, shouldStop);
  const candidates = Candidates.start(source, rough.pairs);
  const leftOut = new LeftOut(source);
  onProgress?.({
    round: 0,
    stage: 'candidates',
    candidates: candidates.size,
    epsilon: source.largest,
    improving: 0,
    total: null,
    bound: null
  });
  let warm = { mentorPrice: rough.mentorPrice, offBy: source.largest * source.rough };
  let from: Start | undefined;
  let best: ScaleSolution | null = null;
  let bound = Infinity;
  for (let round = 1; ; round++) {
    const isExact = epsilon === 0;
    const graph = candidates.toGraph();
    const solved = assignSparse(graph, {
      warm,
      from,
      ...(isExact ? {} : { coarse: epsilon, start: 'auction' as const }),
      shouldStop
    });
    const total = addUp(graph, solved.chosen);
    const report = { round, candidates: candidates.size, epsilon };
    onProgress?.({ ...report, stage: 'solved', improving: 0, total, bound: bound === Infinity ? null : bound });
    const priced = leftOut.price(candidates, solved.mentorPrice);
    bound = Math.min(bound, priced.bound);
    if (!best || total >= best.total) best = { ...solved, graph, total, bound, rounds: round };
    best.bound = bound;
    best.rounds = round;
    onProgress?.({ ...report, stage: 'priced', improving: priced.added.size, total: best.total, bound });
    const isDone = isExact && priced.added.size === 0;
    if (isDone) {
      priceMentees(graph, solved);
      const proven = { ...solved, graph, total, bound: priced.bound, rounds: round };
      if (!options.ties) return proven;
      candidates.add(leftOut.listTied(candidates, solved.menteePrice));
      const larger = candidates.toGraph();
      return { ...proven, graph: larger, chosen: carryOver(graph, solved.chosen, larger) };
    }
    if (shouldStop?.() || (enough > 0 && bound - best.total <= enough * Math.abs(best.total))) return best;
    candidates.add(priced.added);
    const isNear = isExact && priced.added.size < source.need.length * FEW_ADDED;
    from = isNear
      ? { chosen: carryOver(graph, solved.chosen, candidates.toGraph()), mentorPrice: solved.mentorPrice }
      : undefined;
    warm = { mentorPrice: solved.mentorPrice, offBy: Math.max(epsilon, Math.min(priced.worst, source.largest / 4)) };
    epsilon = epsilon / FINER < source.largest * COARSE_ENDS ? 0 : epsilon / FINER;
  }
}

/** The chosen pairs of a graph in one that has all its edges and more. */
function carryOver(graph: FlowGraph, chosen: Uint8Array, larger: FlowGraph): Uint8Array {
  const carried = new Uint8Array(larger.weight.length);
  for (let mentee = 0; mentee < graph.need.length; mentee++) {
    let at = larger.firstEdge[mentee]!;
    for (let edge = graph.firstEdge[mentee]!; edge < graph.firstEdge[mentee + 1]!; edge++) {
      while (larger.mentorOf[at] !== graph.mentorOf[edge]) at++;
      carried[at] = chosen[edge]!;
    }
  }
  return carried;
}

/** A mentee whose places are all filled asks the least any of them is worth, so that no pair left out exceeds it. */
function priceMentees(graph: FlowGraph, { chosen, menteePrice, mentorPrice }: FlowSolution): void {
  for (let mentee = 0; mentee < graph.need.length; mentee++) {
    let least = Infinity;
    let filled = 0;
    for (let edge = graph.firstEdge[mentee]!; edge < graph.firstEdge[mentee + 1]!; edge++) {
      if (chosen[edge] === 0) continue;
      filled++;
      least = Math.min(least, graph.weight[edge]! - mentorPrice[graph.mentorOf[edge]!]!);
    }
    menteePrice[mentee] = filled > 0 && filled === graph.need[mentee] ? least : 0;
  }
}

function addUp(graph: FlowGraph, chosen: Uint8Array): number {
  const taken = new Int32Array(graph.capacity.length);
  let sum = 0;
  for (let edge = 0; edge < chosen.length; edge++) {
    if (chosen[edge] === 0) continue;
    const mentor = graph.mentorOf[edge]!;
    sum += graph.weight[edge]! - (graph.placeCost?.(mentor, taken[mentor]!) ?? 0);
    taken[mentor]!++;
  }
  return sum;
}
