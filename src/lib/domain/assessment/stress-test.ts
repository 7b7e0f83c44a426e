import type { MaturityModel } from '../model/types';
import { seededRandom } from '../shared/random';
import type { AssessmentResult } from './result-types';

/** How far the overall score hangs on what one weighs most. */
export type Steadiness = 'steady' | 'somewhat' | 'depends';

export interface StressTest {
  /** How many weightings were drawn. */
  draws: number;
  /** Share of them, 0 to 1, under which the overall score stays within `WITHIN` points of the reported one. */
  share: number;
  /** Nine weightings in ten give a score between these two. */
  low: number;
  high: number;
  verdict: Steadiness;
}

/** Points of 100. */
export const WITHIN = 5;
const DRAWS = 1000;
/** The same answers are judged the same on every device and on every day. */
const SEED = 20_161_122;

/**
 * The weights stress test: 1,000 random weightings of the dimensions that have a score, each as likely as any other (Dirichlet
 * with every parameter 1), and the share of them under which the weighted mean of the dimension scores stays within 5
 * points of the overall score. Null where nothing has a score. The weights of dimensions are shaken, not those of criteria:
 * which theme counts how much is what people disagree about. `steady` from nine in ten on, `depends` below one in two.
 *
 * Method: Saisana, Saltelli and Tarantola 2005, doi:10.1111/j.1467-985X.2005.00350.x. Drawing: exponential spacings
 * divided by their sum, Devroye 1986, Non-Uniform Random Variate Generation, ch. V.2.
 *
 * @param result Of the same model; scores 0 to 100.
 *
 * @example
 * stressWeights(model, scoreAssessment(model, {}))
 * // { draws: 1000, share: 1, low: 0, high: 0, verdict: 'steady' }
 */
export function stressWeights(model: MaturityModel, result: AssessmentResult): StressTest | null {
  const overall = result.overall.score;
  // ordered by id, so that the order of dimensions in the model changes nothing
  const scores = model.dimensions
    .map(({ id }) => id)
    .sort((a, b) => (a < b ? -1 : 1))
    .flatMap((id) => result.dimensions[id]?.score ?? []);
  if (overall === null || scores.length === 0) return null;
  const [least, most] = [Math.min(...scores), Math.max(...scores)];
  const next = seededRandom(SEED);
  const means = new Float64Array(DRAWS);
  let near = 0;
  for (let draw = 0; draw < DRAWS; draw++) {
    let sum = 0;
    let weighted = 0;
    for (const score of scores) {
      const weight = -Math.log(1 - next());
      sum += weight;
      weighted += weight * score;
    }
    // floating point may carry a mean of equals a hair's breadth past them
    const mean = Math.min(most, Math.max(least, sum > 0 ? weighted / sum : overall));
    means[draw] = mean;
    if (Math.abs(mean - overall) <= WITHIN) near++;
  }
  means.sort();
  const share = near / DRAWS;
  const verdict = share >= 0.9 ? 'steady' : share >= 0.5 ? 'somewhat' : 'depends';
  return { draws: DRAWS, share, low: means[DRAWS * 0.05]!, high: means[DRAWS * 0.95 - 1]!, verdict };
}
