import type { MaturityModel, Measure, MeasureCondition } from '../model/types';
import type { ReadyAggregates } from './aggregate-types';
import { type NumberSource, readNumber } from './live-number';

/** Why a condition of a measure's rule does not hold. */
export type ConditionReason = 'share-too-low' | 'too-few-municipalities' | 'withheld' | 'nobody-to-count';

export type ConditionResult =
  | {
      met: true;
      condition: MeasureCondition;
      /** Where its numbers are: part and whole. */
      part: string;
      whole: string;
      share: number;
      /** How far the share is above what the rule asks for; 0.08 is eight percentage points. */
      margin: number;
    }
  | { met: false; condition: MeasureCondition; because: ConditionReason };

export interface Candidate {
  measure: Measure;
  conditions: Extract<ConditionResult, { met: true }>[];
  /** The smallest margin of its conditions: how much the numbers may change before it falls. */
  margin: number;
}

export interface Declined {
  measure: Measure;
  conditions: ConditionResult[];
}

export interface Proposals {
  /** Furthest above its rule first; equal ones in model order. */
  candidates: Candidate[];
  declined: Declined[];
}

/**
 * Holds every measure's rule against the published numbers; a measure is a candidate when all its conditions hold.
 *
 * `criterion-unmet`: (partly + no) / (yes + partly + no), so don't know, not applicable, not reached and unanswered
 * count neither way. `barrier-raised`: distinct municipalities that raised it / municipalities met. A condition on a
 * withheld number does not hold: a proposal must be able to show what it rests on.
 *
 * @example
 * proposeMeasures(model, aggregates).candidates[0]
 * // { measure: { id: 'licence-recommendation', ... }, margin: 0.08, conditions: [{ met: true, share: 0.48, ... }, ...] }
 */
export function proposeMeasures(model: MaturityModel, aggregates: ReadyAggregates): Proposals {
  const candidates: Candidate[] = [];
  const declined: Declined[] = [];
  for (const measure of model.measures) {
    const conditions = measure.rule.map((condition) => evaluate(condition, aggregates));
    const met = conditions.filter((one) => one.met);
    // a measure without conditions is nobody's conclusion
    if (met.length === 0 || met.length < conditions.length) declined.push({ measure, conditions });
    else candidates.push({ measure, conditions: met, margin: Math.min(...met.map((one) => one.margin)) });
  }
  candidates.sort((a, b) => b.margin - a.margin);
  return { candidates, declined };
}

/** The cells a condition is about: how many of how many. */
export function sourceOf(condition: MeasureCondition): { part: string; whole: string } {
  return condition.kind === 'criterion-unmet'
    ? { part: `answers-${condition.criterion}.unmet`, whole: `answers-${condition.criterion}.know` }
    : { part: `barrier-${condition.barrier}.raised`, whole: `barrier-${condition.barrier}.all` };
}

function evaluate(condition: MeasureCondition, aggregates: ReadyAggregates): ConditionResult {
  const { part, whole } = sourceOf(condition);
  const n = valueOf(aggregates, { ref: part, as: 'count' });
  const of = valueOf(aggregates, { ref: whole, as: 'count' });
  const fails = (because: ConditionReason): ConditionResult => ({ met: false, condition, because });
  if (n === null || of === null) return fails('withheld');
  if (of === 0) return fails('nobody-to-count');
  // compared as counts, so that 40 % of 190 is 76 whatever 0.4 is in binary
  if (n < condition.minShare * of - 1e-9) return fails('share-too-low');
  if (condition.kind === 'barrier-raised' && n < condition.minCount) return fails('too-few-municipalities');
  const share = n / of;
  return { met: true, condition, part, whole, share, margin: share - condition.minShare };
}

function valueOf(aggregates: ReadyAggregates, source: NumberSource): number | null {
  const number = readNumber(aggregates.tables, source);
  if (!('failed' in number)) return number.value;
  if (number.failed === 'unknown-reference') throw new Error(`A measure's rule refers to "${number.ref}", which was not counted`);
  return null;
}
