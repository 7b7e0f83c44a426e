import { ok, type Result } from '../shared/result';
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
 * stop gives what it has, with `optimal` false and the bound that holds then.
 *
 * @example
 * solveMatch(problem, 'stable').bound; // null
 */
export function solveMatch(
  problem: MatchProblem,
  objective: Objective,
  options: Pick<TotalOptions, 'onProgress' | 'shouldStop'> = {}
): MatchOutput {
  const { pairs, total, bound } =
    objective === 'total' ? assignTotal(problem, options) : { ...assignStable(problem), bound: null };
  return {
    pairs,
    total,
    bound,
    optimal: bound !== null && bound - total <= findTolerance(problem.edges),
    blocking: findBlockingPairs(problem, pairs),
    unmatched: listUnmatched(problem, pairs, objective)
  };
}
