import type { MaturityModel, Measure, MeasureCondition } from '../model/types';
import type { ReadyAggregates } from './aggregate-types';
import { type LiveNumber, type NumberSource, readNumber } from './live-number';

/** Answers that are in no share. */
const APART = ['dont-know', 'not-applicable', 'not-reached', 'unanswered'] as const;

/** Why a condition of a measure's rule does not hold. */
export type ConditionReason = 'share-too-low' | 'too-few-municipalities' | 'withheld' | 'nobody-to-count';

export type ConditionResult =
  | {
      met: true;
      condition: MeasureCondition;
      /** Null where only the least share can be told from what is published. */
      counts: { part: LiveNumber; whole: LiveNumber } | null;
      /** Percentage, exact or the least it can be. */
      share: LiveNumber;
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
 * count neither way. `barrier-raised`: distinct municipalities that raised it / municipalities met. Where a number is
 * withheld, the least the share can be by the published ones must do: a proposal must show what it rests on.
 *
 * @example
 * proposeMeasures(model, aggregates).candidates[0]
 * // { measure: { id: 'licence-recommendation', ... }, margin: 0.08, conditions: [{ met: true, margin: 0.08, ... }, ...] }
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

function evaluate(condition: MeasureCondition, { tables }: ReadyAggregates): ConditionResult {
  const isShown = (ref: string) =>
    tables[ref.slice(0, ref.indexOf('.'))]?.cells[ref.slice(ref.indexOf('.') + 1)]?.status === 'published';
  const read = (source: NumberSource): LiveNumber => {
    const number = readNumber(tables, source);
    if ('failed' in number) throw new Error(`A measure's rule reads "${number.ref}": ${number.failed}`);
    return number;
  };
  const fails = (because: ConditionReason): ConditionResult => ({ met: false, condition, because });
  const source =
    condition.kind === 'criterion-unmet'
      ? findUnmet(condition.criterion, isShown)
      : findRaised(condition.barrier, isShown);
  if (!source) return fails('withheld');

  const { exact, ...fraction } = source;
  const part = read({ ...fraction, as: 'count' });
  const whole = read({ ref: source.over, minus: source.overMinus, as: 'count' });
  if (whole.value === 0) return fails('nobody-to-count');
  // compared as counts, so that 40 % of 190 is 76 whatever 0.4 is in binary
  if (part.value < condition.minShare * whole.value - 1e-9) return fails(exact ? 'share-too-low' : 'withheld');
  if (condition.kind === 'barrier-raised' && part.value < condition.minCount) return fails('too-few-municipalities');
  const share = read({ ...fraction, as: 'percent', ...(exact ? {} : { round: 'down' as const }) });
  return {
    met: true,
    condition,
    counts: exact ? { part: read({ ref: source.ref, as: 'count' }), whole } : null,
    share,
    margin: part.value / whole.value - condition.minShare
  };
}

interface Fraction {
  ref: string;
  plus?: string[];
  over: string;
  overMinus?: string[];
  exact: boolean;
}

/** The share of unmet: exact where published, else from the parts that are, over the most that can know. */
function findUnmet(criterion: string, isShown: (ref: string) => boolean): Fraction | null {
  const ref = (cell: string) => `answers-${criterion}.${cell}`;
  const parts = isShown(ref('unmet')) ? [ref('unmet')] : [ref('partly'), ref('no')].filter(isShown);
  const [first, ...plus] = parts;
  if (first === undefined || !isShown(ref('all'))) return null;
  const knowing = isShown(ref('know'))
    ? { over: ref('know') }
    : { over: ref('all'), overMinus: APART.map(ref).filter(isShown) };
  return { ref: first, plus, ...knowing, exact: isShown(ref('unmet')) && isShown(ref('know')) };
}

function findRaised(barrier: string, isShown: (ref: string) => boolean): Fraction | null {
  const fraction = { ref: `barrier-${barrier}.raised`, over: `barrier-${barrier}.all` };
  return isShown(fraction.ref) && isShown(fraction.over) ? { ...fraction, exact: true } : null;
}
