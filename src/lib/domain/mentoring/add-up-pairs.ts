import { costOfPlace, type MatchPair, type MatchProblem } from './match-problem';
import { findScoreGrid } from './score-grid';

/**
 * What pairs are worth together: the sum of their scores, less what the load of their mentors takes off. Decimals add up
 * without the noise of binary fractions. Units: those of the scores.
 *
 * @example
 * // b has two mentees, and a load of 0.1 makes the second dearer
 * addUpPairs({ load: 0.1 }, [{ mentee: 'a', mentor: 'b', score: 0.1 }, { mentee: 'c', mentor: 'b', score: 0.3 }]); // 0.3
 */
export function addUpPairs(problem: Pick<MatchProblem, 'load' | 'running'>, pairs: readonly MatchPair[]): number {
  const { stepsPerUnit, exact } = findScoreGrid([...pairs.map(({ score }) => score), problem.load ?? 0]);
  const steps = exact ? stepsPerUnit : 1;
  const read = (value: number) => (exact ? Math.round(value * steps) : value);
  const taken = new Map<string, number>();
  let sum = 0;
  for (const { mentor, score } of pairs) {
    const k = taken.get(mentor) ?? 0;
    taken.set(mentor, k + 1);
    sum += read(score) - read(costOfPlace(problem, mentor, k));
  }
  return sum / steps;
}
