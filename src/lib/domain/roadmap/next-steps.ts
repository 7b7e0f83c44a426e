import { encodeAnswers, hopefulCodes, isMet, unmetReason, CODE, type AnswerCodes } from '../assessment/answer-codes';
import { closeOver } from '../assessment/criterion-set';
import { judgeDimension } from '../assessment/judge-dimension';
import { indexModel, type ModelIndex } from '../assessment/model-index';
import type { UnmetReason } from '../assessment/result-types';
import type { Rule } from '../assessment/rule';
import { selectRule } from '../assessment/select-rule';
import type { AnswerSheet, Effort, MaturityModel } from '../model/types';

export interface NextStep {
  criterion: string;
  dimension: string;
  because: UnmetReason;
  /** What this step lifts once it and the steps before it are done. */
  lifts: { dimension: string; from: number; to: number } | null;
  effort: Effort;
  /** The answer was don't know: the step is to find out. */
  findOut: boolean;
}

/**
 * The next steps: what blocks the dimensions from their next level, those of the lowest level first, then least effort (unmet
 * dependencies counted in), then model order, each after what it depends on. When nothing is left that blocks, the
 * other unmet criteria follow by level, effort and model order, advice among them.
 *
 * @example
 * nextSteps(model, { l1: 'yes', l2: 'dont-know' }, 1);
 * // [{ criterion: 'l2', dimension: 'legal', because: 'dont-know',
 * //    lifts: { dimension: 'legal', from: 1, to: 2 }, effort: 'days', findOut: true }]
 */
export function nextSteps(model: MaturityModel, answers: AnswerSheet, count = 3): NextStep[] {
  const index = indexModel(model);
  const rule = selectRule(model.rule);
  const codes = encodeAnswers(index, answers);
  const ordered = [...rankBlocking(index, rule, codes), ...rankOthers(index, codes)];
  const chosen = takeWithDependencies(index, codes, ordered, count);
  return describeSteps(index, rule, codes, chosen);
}

interface Ranked {
  position: number;
  level: number;
  effort: number;
}

function rankBlocking(index: ModelIndex, rule: Rule, codes: AnswerCodes): number[] {
  const hopeful = hopefulCodes(codes);
  const blocking = index.dimensions.flatMap((entry): Ranked[] => {
    const judgement = judgeDimension(index, rule, entry, codes, hopeful);
    return (judgement?.step?.criteria ?? []).map((position) => ({
      position,
      level: judgement?.level ?? index.startLevel,
      effort: closeOver(index, codes, [position]).effort
    }));
  });
  return blocking.sort(compareRanked).map(({ position }) => position);
}

function rankOthers(index: ModelIndex, codes: AnswerCodes): number[] {
  return index.criteria
    .map(({ source, effort }, position): Ranked => ({ position, level: source.level, effort }))
    .filter(({ position }) => !isMet(codes[position]))
    .sort(compareRanked)
    .map(({ position }) => position);
}

function compareRanked(a: Ranked, b: Ranked): number {
  return a.level - b.level || a.effort - b.effort || a.position - b.position;
}

function takeWithDependencies(
  index: ModelIndex,
  codes: AnswerCodes,
  ordered: readonly number[],
  count: number
): number[] {
  const seen = new Set<number>();
  const taken: number[] = [];
  const take = (position: number): void => {
    if (seen.has(position) || isMet(codes[position])) return;
    seen.add(position);
    index.criteria[position]!.dependsOn.forEach(take);
    taken.push(position);
  };
  for (const position of ordered) {
    if (taken.length >= count) break;
    take(position);
  }
  return taken.slice(0, Math.max(0, count));
}

function describeSteps(index: ModelIndex, rule: Rule, codes: AnswerCodes, chosen: readonly number[]): NextStep[] {
  const done = codes.slice();
  return chosen.map((position) => {
    const { source, dimension } = index.criteria[position]!;
    const entry = index.dimensions[dimension]!;
    const from = rule.findLevel(index, entry, done);
    done[position] = CODE.yes;
    const to = rule.findLevel(index, entry, done);
    return {
      criterion: source.id,
      dimension: entry.id,
      because: unmetReason(codes[position]),
      lifts: from !== null && to !== null && to > from ? { dimension: entry.id, from, to } : null,
      effort: source.effort,
      findOut: codes[position] === CODE['dont-know']
    };
  });
}
