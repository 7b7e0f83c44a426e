import type { AnswerSheet, AnswerValue, Criterion, MaturityModel } from '$lib/domain/model/types';
import Papa from 'papaparse';
import { buildModel } from '../builders/model';

export interface OdiAnswer {
  id: string;
  positive: boolean;
  /** The level an assessment gets that ends with this answer; null where it goes on. */
  level: number | null;
}

export interface OdiQuestion {
  id: string;
  activity: string;
  answers: OdiAnswer[];
}

/** A row with a question's id begins it, and holds its first answer; the rows below hold the others. */
export function readOdiQuestions(csv: string): OdiQuestion[] {
  const questions: OdiQuestion[] = [];
  for (const row of Papa.parse<string[]>(csv).data.slice(1)) {
    const [id, , activity, , , , answerId, , positive, level] = row.map((cell) => cell.trim());
    if (!answerId) continue;
    if (id) questions.push({ id, activity: activity ?? '', answers: [] });
    questions.at(-1)!.answers.push({
      id: answerId,
      positive: positive === 'Y',
      level: level ? Number(level) : null
    });
  }
  return questions;
}

const stopsOf = ({ answers }: OdiQuestion) =>
  answers.flatMap(({ positive, level }) => (positive || level === null ? [] : [level])).sort((a, b) => a - b);

/**
 * The questionnaire as a model under the rule `first-no`: an activity is a dimension. A yes vouches for the level that a no
 * to the next question leaves, the last one for 5. Where a question has two answers that stop it, the higher is `partly`.
 */
export function convertOdi(questions: readonly OdiQuestion[]): MaturityModel {
  const activities = [...new Set(questions.map(({ activity }) => activity))];
  const criteria = questions.map((question, at): Pick<Criterion, 'id' | 'dimension' | 'level'> & Partial<Criterion> => {
    const next = questions[at + 1];
    const level = next?.activity === question.activity ? stopsOf(next)[0]! : 5;
    const [lowest, highest] = [stopsOf(question)[0], stopsOf(question).at(-1)];
    const own = {
      id: question.id,
      dimension: `a${activities.indexOf(question.activity) + 1}`,
      level,
      canBeNotApplicable: false
    };
    return lowest === highest ? { ...own, canBePartly: false } : { ...own, partlyLevel: highest };
  });
  return buildModel(criteria, {
    ...{ id: 'odi-pathway', version: '1.0.0', rule: { kind: 'first-no' }, levels: [1, 2, 3, 4, 5] },
    dimensions: activities.map((_, at) => ({ id: `a${at + 1}` }))
  });
}

/** Yes to every question of an activity before this one, then this answer. */
export function answerUpTo(questions: readonly OdiQuestion[], at: number, chosen: OdiAnswer): AnswerSheet {
  const question = questions[at]!;
  const before = questions.slice(0, at).filter(({ activity }) => activity === question.activity);
  const stops = stopsOf(question);
  const value: AnswerValue = chosen.positive ? 'yes' : chosen.level === stops[0] ? 'no' : 'partly';
  return { ...Object.fromEntries(before.map(({ id }) => [id, 'yes' as const])), [question.id]: value };
}
