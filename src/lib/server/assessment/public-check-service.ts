import { checkCriteria, readCheck } from '$lib/domain/assessment/check';
import { isCheckAnswer, type KeptCheck } from '$lib/domain/assessment/kept-check';
import type { Actor } from '$lib/domain/identity/actor';
import { criterionById } from '$lib/domain/model/find';
import type { AnswerValue, CriterionText, Effort, Role } from '$lib/domain/model/types';
import type { Locale } from '$lib/domain/shared/locale';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { shippedModels } from '../model/seed';

export interface CheckForm {
  model: { id: string; version: string };
  questions: {
    id: string;
    dimension: string;
    statement: string;
    yesMeans: string[];
    partlyMeans: string;
    canBePartly: boolean;
  }[];
}

export interface CheckResult {
  answers: KeptCheck['answers'];
  total: number;
  passed: number;
  dimensions: {
    name: string;
    marks: { criterion: string; statement: string; passed: boolean; answer: AnswerValue | null; level: number }[];
  }[];
  step: {
    dimension: string;
    statement: string;
    why: string;
    tips: CriterionText['tips'];
    effort: Effort;
    role: Role;
    findOut: boolean;
  } | null;
}

/** The questions of the five-minute check, of the newest model that ships, in one language. */
export async function readCheckForm(_app: App, _actor: Actor, input: { locale: Locale }): Promise<Result<CheckForm>> {
  const { model, text } = shipped(input.locale);
  const questions = checkCriteria(model).map(({ id, dimension, canBePartly }) => {
    const { statement, yesMeans, partlyMeans } = text.criteria[id]!;
    return { id, dimension: text.dimensions[dimension]!.name, statement, yesMeans, partlyMeans, canBePartly };
  });
  return ok({ model: { id: model.id, version: model.version }, questions });
}

/** What answers to the check say, in words; nothing is stored and nothing is counted. */
export async function takeCheck(
  _app: App,
  _actor: Actor,
  input: { locale: Locale; answers: Record<string, unknown> }
): Promise<Result<CheckResult>> {
  const { model, text } = shipped(input.locale);
  const answers: Record<string, KeptCheck['answers'][string]> = {};
  for (const { id, canBePartly } of checkCriteria(model)) {
    const given = input.answers[id];
    if (given === undefined) continue;
    if (!isCheckAnswer(given) || (given === 'partly' && !canBePartly))
      return refuse(
        'unknown-answer',
        id,
        `Answer to "${id}" must be yes, ${canBePartly ? 'partly, ' : ''}no or dont-know - got ${JSON.stringify(String(given).slice(0, 40))}`
      );
    answers[id] = given;
  }
  const first = checkCriteria(model)[0]?.id ?? '';
  if (Object.keys(answers).length === 0)
    return refuse('nothing-answered', first, 'Answer at least one question, then ask for the result again.');
  const { total, passed, dimensions, step } = readCheck(model, answers);
  const criterion = step && criterionById(model, step.criterion);
  const said = step && text.criteria[step.criterion];
  return ok({
    answers,
    total,
    passed,
    dimensions: dimensions.map(({ dimension, marks }) => ({
      name: text.dimensions[dimension]!.name,
      marks: marks.map((mark) => ({
        ...mark,
        statement: text.criteria[mark.criterion]!.statement,
        answer: answers[mark.criterion] ?? null
      }))
    })),
    step:
      step && criterion && said
        ? {
            dimension: text.dimensions[step.dimension]!.name,
            statement: said.statement,
            why: said.why,
            tips: said.tips,
            effort: step.effort,
            role: criterion.role,
            findOut: step.findOut
          }
        : null
  });
}

function shipped(locale: Locale) {
  const { model, texts } = shippedModels.at(-1)!;
  const text = texts.find((one) => one.locale === locale);
  if (!text) throw new Error(`The shipped model has no texts in ${locale}`);
  return { model, text };
}
