import type { ScoringRule } from '../model/types';
import type { Rule } from './rule';
import { firstNoRule } from './rule-first-no';
import { pointsRule } from './rule-points';
import { stagedRule } from './rule-staged';

const RULES: Readonly<Record<ScoringRule['kind'], Rule>> = {
  staged: stagedRule,
  points: pointsRule,
  'first-no': firstNoRule
};

/**
 * The scoring rule a model names.
 *
 * @example
 * selectRule({ kind: 'points' }); // pointsRule
 */
export function selectRule(rule: ScoringRule): Rule {
  return RULES[rule.kind];
}
