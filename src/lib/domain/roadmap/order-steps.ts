import { encodeAnswers, isMet, unmetReason, CODE, type AnswerCodes } from '../assessment/answer-codes';
import { closeOver } from '../assessment/criterion-set';
import { indexModel, type ModelIndex } from '../assessment/model-index';
import type { UnmetReason } from '../assessment/result-types';
import type { AnswerSheet, Condition, Criterion, Effort, MaturityModel } from '../model/types';

export interface OrderedStep {
  criterion: string;
  dimension: string;
  level: number;
  effort: Effort;
  because: UnmetReason;
  /** The answer was don't know: the step is to find out. */
  findOut: boolean;
  /** Own conditions that make it easier here. */
  helped: Condition[];
  /** Conditions that would make it easier, where none of them is at hand. */
  missing: Condition[];
  /** What it depends on and is not met either, in model order. */
  after: string[];
}

/**
 * Everything a municipality could take up, in the order that is easiest to walk: by level, then by effort (unmet
 * dependencies counted in), then what its own conditions help with before what needs no help before what lacks help, then
 * model order. A step never comes before one it depends on: that one is taken forward instead.
 *
 * @param conditions what the municipality has or is
 * @example
 * // l2 and q1 take days each, at level 2 and 1; q1 depends on q2 of level 2
 * orderSteps(model, { l1: 'yes' }, ['portal']).map((step) => step.criterion); // ['q2', 'q1', 'l2']
 */
export function orderSteps(
  model: MaturityModel,
  answers: AnswerSheet,
  conditions: readonly Condition[]
): OrderedStep[] {
  const index = indexModel(model);
  const codes = encodeAnswers(index, answers);
  const ranked = index.criteria
    .flatMap(({ source }, position) =>
      isMet(codes[position]) ? [] : [rank(index, codes, source, position, conditions)]
    )
    .sort((a, b) => a.level - b.level || a.effort - b.effort || a.help - b.help || a.position - b.position);
  return inOrderOfDependence(index, codes, ranked).map((position) => {
    const { source, dimension, dependsOn } = index.criteria[position]!;
    const helped = (source.helpedBy ?? []).filter((condition) => conditions.includes(condition));
    return {
      criterion: source.id,
      dimension: index.dimensions[dimension]!.id,
      level: source.level,
      effort: source.effort,
      because: unmetReason(codes[position]),
      findOut: codes[position] === CODE['dont-know'],
      helped,
      missing: helped.length ? [] : [...(source.helpedBy ?? [])],
      after: dependsOn.filter((other) => !isMet(codes[other])).map((other) => index.criteria[other]!.source.id)
    };
  });
}

interface Ranked {
  position: number;
  level: number;
  effort: number;
  help: number;
}

function rank(
  index: ModelIndex,
  codes: AnswerCodes,
  { level, helpedBy = [] }: Criterion,
  position: number,
  conditions: readonly Condition[]
): Ranked {
  const atHand = helpedBy.some((condition) => conditions.includes(condition));
  const help = atHand ? 0 : helpedBy.length === 0 ? 1 : 2;
  return { position, level, effort: closeOver(index, codes, [position]).effort, help };
}

function inOrderOfDependence(index: ModelIndex, codes: AnswerCodes, ranked: readonly Ranked[]): number[] {
  const seen = new Set<number>();
  const ordered: number[] = [];
  const take = (position: number): void => {
    if (seen.has(position) || isMet(codes[position])) return;
    seen.add(position);
    index.criteria[position]!.dependsOn.forEach(take);
    ordered.push(position);
  };
  for (const { position } of ranked) take(position);
  return ordered;
}
