import type { AnswerValue, Effort, MaturityModel } from '../model/types';
import { criterionById } from '../model/find';
import { nextSteps } from '../roadmap/next-steps';
import { toAnswerSheet } from './answer-sheet';
import { countEvidence } from './evidence-share';
import { countProfile } from './explain';
import { type DatedAnswer, judgeFreshness } from './freshness';
import { levelAfter } from './level-after';
import { countProgress } from './progress';
import { scoreAssessment } from './score-assessment';

/** One dimension on the sheet. */
export interface SheetDimension {
  id: string;
  state: 'level' | 'open' | 'left-out' | 'score';
  level: number | null;
  /** The level if every open answer were yes; equal to `level` where nothing is open. */
  upTo: number | null;
  /** 0 to 100, rounded; null where left out. */
  score: number | null;
}

/** What a one-page result says, as facts without words. */
export interface SheetFacts {
  dimensions: SheetDimension[];
  /** "Level 2 or more in 5 of 8 dimensions"; null where no dimension is above the first level. */
  headline: { level: number; count: number; of: number } | null;
  overall: { level: number | null; upTo: number | null; score: number | null };
  /** The smallest set of answers that lifts the overall level: where to, and how many. */
  shortest: { level: number; count: number } | null;
  steps: {
    criterion: string;
    dimension: string;
    level: number;
    effort: Effort;
    findOut: boolean;
    lifts: { from: number; to: number } | null;
  }[];
  answered: number;
  total: number;
  dontKnow: number;
  evidence: { expected: number; given: number };
  /** ISO; null where nothing is answered. */
  oldest: string | null;
  stale: number;
  unconfirmed: number;
}

const STEPS = 3;

/**
 * The facts of the result sheet for a council meeting, as of a moment.
 *
 * @param withFile criteria to which a file was given as evidence
 * @param asOf ISO; from here the age of answers is counted
 *
 * @example
 * // legal asks for l1 at level 1 and l2 at level 2
 * gatherSheet(model, [{ criterionId: 'l1', value: 'yes', evidence: '', answeredAt, origin: 'own' }], new Set(), asOf).dimensions;
 * // [{ id: 'legal', state: 'level', level: 1, upTo: 2, score: 50 }]
 */
export function gatherSheet(
  model: MaturityModel,
  answers: readonly (DatedAnswer & { value: AnswerValue | null; evidence: string })[],
  withFile: ReadonlySet<string>,
  asOf: string
): SheetFacts {
  const sheet = toAnswerSheet(answers);
  const result = scoreAssessment(model, sheet);
  const { overall } = result;
  const progress = countProgress(model.criteria, sheet);
  const freshness = judgeFreshness(model, answers, asOf);
  const lifted = overall.move && levelAfter(model, sheet, overall.move.criteria);
  return {
    dimensions: model.dimensions.map(({ id }): SheetDimension => {
      const figures = result.dimensions[id];
      const empty = { id, level: null, upTo: null, score: null };
      if (!figures) return { ...empty, state: 'left-out' };
      const answered = model.criteria.some((c) => c.dimension === id && sheet[c.id] !== undefined);
      if (!answered) return { ...empty, state: 'open' };
      const { level, range, score } = figures;
      const state = level === null ? 'score' : 'level';
      return { id, state, level, upTo: range?.[1] ?? level, score: Math.round(score) };
    }),
    headline: countProfile(model, result).headline,
    overall: {
      level: overall.level,
      upTo: overall.range?.[1] ?? overall.level,
      score: overall.score === null ? null : Math.round(overall.score)
    },
    shortest:
      overall.move && lifted !== null && overall.move.criteria.length > 0
        ? { level: lifted, count: overall.move.criteria.length }
        : null,
    steps: nextSteps(model, sheet, STEPS).map(({ criterion, dimension, effort, findOut, lifts }) => ({
      criterion,
      dimension,
      level: criterionById(model, criterion)?.level ?? 0,
      effort,
      findOut,
      lifts: lifts && { from: lifts.from, to: lifts.to }
    })),
    answered: progress.answered,
    total: progress.total,
    dontKnow: Object.values(sheet).filter((answer) => answer === 'dont-know').length,
    evidence: pickShare(countEvidence(model, answers, withFile)),
    oldest: freshness.oldest,
    stale: freshness.stale,
    unconfirmed: freshness.unconfirmed
  };
}

function pickShare({ expected, given }: { expected: number; given: number }) {
  return { expected, given };
}
