import type { AnswerValue, MaturityModel, ModelText } from '../model/types';
import type { CsvCell } from '../shared/csv';
import type { AnswerOrigin } from './origin';

/** Names of the columns of an exported assessment, in this order and the same in every language: the import knows them. */
export const ANSWER_COLUMNS = [
  'criterion',
  'dimension',
  'level',
  'statement',
  'answer',
  'answer_text',
  'note',
  'evidence',
  'answered_by',
  'answered_at',
  'origin',
  'model'
] as const;

export const ANSWERS_FORMAT = 'waymark-answers';

export interface KeptAnswer {
  criterionId: string;
  value: AnswerValue | null;
  note: string;
  evidence: string;
  origin: AnswerOrigin;
  /** A name. */
  answeredBy: string;
  answeredAt: Date;
}

/** One assessment as it leaves: what it is about, and its answers. */
export interface AnswerExport {
  municipality: { code: string; name: string };
  wave: { name: string; opensAt: Date };
  model: MaturityModel;
  text: ModelText;
  answers: readonly KeptAnswer[];
  /** An answer in the reader's words. */
  wordOf: (value: AnswerValue) => string;
}

/**
 * The assessment as a table with a header: one row for each criterion of the model, answered or not, so that it can be
 * filled in and come back. Moments are ISO 8601 in UTC.
 *
 * @example
 * tableOfAnswers({ ...assessment, answers: [{ criterionId: 'l1', value: 'yes', ... }] })[1]
 * // ['l1', 'Law', 1, 'We have a licence.', 'yes', 'Ja', 'Since May', '', 'Karin Lund', '2026-05-01T09:00:00.000Z', 'own', 'roadmap@1.0.0']
 */
export function tableOfAnswers({ model, text, answers, wordOf }: AnswerExport): CsvCell[][] {
  const given = new Map(answers.map((answer) => [answer.criterionId, answer]));
  const rows = model.criteria.map(({ id, dimension, level }): CsvCell[] => {
    const answer = given.get(id);
    const value = answer?.value ?? null;
    return [
      id,
      text.dimensions[dimension]?.name ?? dimension,
      level,
      text.criteria[id]?.statement ?? id,
      value,
      value && wordOf(value),
      answer?.note,
      answer?.evidence,
      answer?.answeredBy,
      answer?.answeredAt.toISOString(),
      answer?.origin,
      `${model.id}@${model.version}`
    ];
  });
  return [[...ANSWER_COLUMNS], ...rows];
}

/**
 * The assessment as JSON, documented in docs/answers-format.md; criteria without an answer, note or evidence are left out.
 *
 * @example
 * JSON.parse(writeAnswersJson(assessment, now)).answers[0]
 * // { criterion: 'l1', answer: 'yes', note: 'Since May', evidence: '', answeredBy: 'Karin Lund', answeredAt: '2026-05-01T09:00:00.000Z', origin: 'own' }
 */
export function writeAnswersJson({ municipality, wave, model, answers }: AnswerExport, exportedAt: Date): string {
  const given = new Map(answers.map((answer) => [answer.criterionId, answer]));
  const written = {
    format: ANSWERS_FORMAT,
    version: 1,
    municipality,
    wave: { name: wave.name, opensOn: wave.opensAt.toISOString().slice(0, 10) },
    model: { id: model.id, version: model.version },
    exportedAt: exportedAt.toISOString(),
    answers: model.criteria.flatMap(({ id }) => {
      const answer = given.get(id);
      if (!answer || (answer.value === null && answer.note === '' && answer.evidence === '')) return [];
      const { value, note, evidence, answeredBy, answeredAt, origin } = answer;
      return [
        { criterion: id, answer: value, note, evidence, answeredBy, answeredAt: answeredAt.toISOString(), origin }
      ];
    })
  };
  return `${JSON.stringify(written, null, 2)}\n`;
}
