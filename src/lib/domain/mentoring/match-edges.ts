import { ok, type Result } from '../shared/result';
import type { MatchProgress } from './assign-at-scale';
import { assignStable } from './assign-stable';
import { assignTotal, type TotalOptions } from './assign-total';
import { findBlockingPairs } from './blocking-pairs';
import type { MatchPair, MatchProblem, PairIds } from './match-problem';
import { readEdges } from './read-edges';
import { listUnmatched, type Objective, type Unmatched } from './unmatched';
import { findTolerance } from './verify-certificate';

/** The output of `waymark match --edges FILE --json`, field by field. */
export interface MatchOutput {
  pairs: MatchPair[];
  total: number;
  /** No assignment can exceed it; null for the stable objective, which has no such bound. */
  bound: number | null;
  /** bound - total <= 1e-9 × max(1, sum of absolute scores). */
  optimal: boolean;
  blocking: PairIds[];
  unmatched: Unmatched[];
  /** It was told to stop: the pairs keep all rules, but may be neither the best nor stable. */
  stopped?: true;
}

export interface SolveOptions {
  onProgress?: ((progress: MatchProgress) => void) | undefined;
  shouldStop?: TotalOptions['shouldStop'];
}

/**
 * Reads and solves a matching problem given as parsed JSON.
 *
 * @example
 * matchEdges({ edges: [{ mentee: 'a', mentor: 'b', score: 0.83 }], need: { a: 2 } });
 * // value: { pairs: [{ mentee: 'a', mentor: 'b', score: 0.83 }], total: 0.83, bound: 0.83, optimal: true,
 * //   blocking: [], unmatched: [{ mentee: 'a', missing: 1, reason: 'no-edge' }] }
 */
export function matchEdges(input: unknown): Result<MatchOutput> {
  const problem = readEdges(input);
  return problem.ok ? ok(solveMatch(problem.value, problem.value.objective)) : problem;
}

/**
 * Solves a valid problem for one objective. Pairs, blocking pairs and unmatched are sorted by id. A solver that is told to
 * stop gives what it has, with `stopped`, `optimal` false and the bound that holds then.
 *
 * @example
 * solveMatch(problem, 'stable').bound; // null
 */
export function solveMatch(
  problem: MatchProblem,
  objective: Objective,
  { onProgress, shouldStop }: SolveOptions = {}
): MatchOutput {
  const { pairs, total, bound, finished } =
    objective === 'total'
      ? { ...assignTotal(problem, { onProgress, shouldStop }), finished: true }
      : {
          ...assignStable(problem, {
            onProgress: onProgress && ((asked, of) => onProgress({ stage: 'proposing', asked, of })),
            shouldStop
          }),
          bound: null
        };
  const optimal = bound !== null && bound - total <= findTolerance(problem.edges);
  // a solver of totals that was told to stop after it had its proof is done all the same
  const stopped = !finished || (bound !== null && !optimal && shouldStop?.() === true);
  return {
    pairs,
    total,
    bound,
    optimal,
    blocking: findBlockingPairs(problem, pairs),
    unmatched: listUnmatched(problem, pairs, objective),
    ...(stopped && { stopped: true })
  };
}
