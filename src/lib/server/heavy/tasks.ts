import { solveMatch, type MatchOutput } from '$lib/domain/mentoring/match-edges';
import type { MatchProblem } from '$lib/domain/mentoring/match-problem';
import { aggregate } from '$lib/domain/reporting/aggregate';
import type { AggregateInput, Aggregates } from '$lib/domain/reporting/aggregate-types';
import type { Result } from '$lib/domain/shared/result';
import { loadHighsSolver } from '../disclosure/highs';

/**
 * Work too heavy for the event loop: the server runs it in a worker thread, the command line and tests where they are.
 * Input and output are plain data, so that they can cross to a thread.
 */
export const heavyTasks = {
  async aggregate(input: AggregateInput): Promise<Result<Aggregates>> {
    return aggregate(input, await loadHighsSolver());
  },
  async match(problem: MatchProblem): Promise<MatchOutput> {
    return solveMatch(problem, 'total');
  }
};

export type HeavyTasks = typeof heavyTasks;
export type HeavyTask = keyof HeavyTasks;
export type Offload = <K extends HeavyTask>(task: K, input: Parameters<HeavyTasks[K]>[0]) => Promise<Awaited<ReturnType<HeavyTasks[K]>>>;

/** In this very thread. */
export const runHere: Offload = (task, input) => (heavyTasks[task] as (given: unknown) => Promise<never>)(input);
