import { CODE, type AnswerCodes } from './answer-codes';
import type { DimensionEntry, ModelIndex } from './model-index';
import type { Rule } from './rule';

export interface Points {
  earned: number;
  possible: number;
}

/**
 * Points per answer, a percentage per dimension and no levels: 100 * earned / possible. The overall score is the share of all
 * points, not the mean of the shares, as in EU Open Data Maturity 2023 (2055 of 2540). docs/scoring.md, "Points".
 */
export const pointsRule: Rule = {
  findLevel: () => null,
  findScore: (index, dimension, codes) => shareOf(sumPoints(index, dimension, codes)),
  isAnswered(index, dimension, codes) {
    return dimension.criteria.every((p) => !index.criteria[p]?.required || codes[p] !== CODE.unanswered);
  },
  findStep: () => null,
  findOverallScore(index, codes, dimensions) {
    const total: Points = { earned: 0, possible: 0 };
    for (const dimension of dimensions) {
      const { earned, possible } = sumPoints(index, dimension, codes);
      total.earned += earned;
      total.possible += possible;
    }
    return shareOf(total);
  }
};

/**
 * Points of one dimension: what the answers earned, of what a yes everywhere would earn. Not applicable leaves both;
 * don't know, unanswered and not reached earn nothing; criteria without points count nowhere. Weights are not used.
 *
 * @example
 * // yes of 30 / 10 / 0 points and partly of 20 / 5 / 0 points
 * sumPoints(index, dimension, codes); // { earned: 35, possible: 50 }
 */
export function sumPoints(index: ModelIndex, dimension: DimensionEntry, codes: AnswerCodes): Points {
  const sum: Points = { earned: 0, possible: 0 };
  for (const position of dimension.byId) {
    const points = index.criteria[position]?.source.points;
    const code = codes[position];
    if (!points || code === CODE['not-applicable']) continue;
    sum.possible += points.yes;
    if (code === CODE.yes) sum.earned += points.yes;
    else if (code === CODE.partly) sum.earned += points.partly;
    else if (code === CODE.no) sum.earned += points.no;
  }
  return sum;
}

// a dimension whose applicable criteria are worth no points has earned none
function shareOf({ earned, possible }: Points): number {
  return possible === 0 ? 0 : (100 * earned) / possible;
}
