import type { ImportColumn } from '$lib/domain/assessment/import-types';
import { ANSWER_VALUES, type AnswerValue } from '$lib/domain/model/types';
import type { Problem } from '$lib/domain/shared/result';
import { m } from '$lib/paraglide/messages.js';
import { problemText } from './problem-text';

const WORDS: Record<AnswerValue, () => string> = {
  yes: m.ui_answer_yes,
  partly: m.ui_answer_partly,
  no: m.ui_answer_no,
  'not-applicable': m.ui_answer_not_applicable,
  'dont-know': m.ui_answer_dont_know,
  'not-reached': m.ui_answer_not_reached
};

/** Every answer in the reader's language. */
export function answerWords(): Record<AnswerValue, string> {
  return Object.fromEntries(ANSWER_VALUES.map((value) => [value, WORDS[value]()])) as Record<AnswerValue, string>;
}

const COLUMNS: Record<ImportColumn, () => string> = {
  criterion: m.answers_column_criterion,
  answer: m.answers_column_answer,
  note: m.answers_column_note,
  evidence: m.answers_column_evidence,
  answeredAt: m.answers_column_answered_at,
  model: m.answers_column_model
};

export function columnText(column: ImportColumn): string {
  return COLUMNS[column]();
}

type Said = Pick<Problem, 'code' | 'message' | 'facts'>;
const fact = ({ facts }: Said, name: string) => String(facts?.[name] ?? '');

const PROBLEMS: Record<string, (problem: Said) => string> = {
  'criterion-missing': () => m.answers_problem_criterion_missing(),
  'unknown-criterion': (p) => m.answers_problem_unknown_criterion({ criterion: fact(p, 'criterion') }),
  'criterion-twice': (p) =>
    m.answers_problem_criterion_twice({ criterion: fact(p, 'criterion'), earlier: fact(p, 'earlier') }),
  'unknown-answer': (p) => m.answers_problem_unknown_answer({ word: fact(p, 'word') }),
  'partly-refused': (p) => m.answers_problem_partly({ criterion: fact(p, 'criterion') }),
  'not-applicable-refused': (p) => m.answers_problem_not_applicable({ criterion: fact(p, 'criterion') }),
  'note-long': () => m.answers_problem_note_long(),
  'evidence-refused': () => m.answers_problem_evidence(),
  'date-unreadable': (p) => m.answers_problem_date_unreadable({ date: fact(p, 'date') }),
  'date-future': (p) => m.answers_problem_date_future({ date: fact(p, 'date') }),
  'unknown-model': (p) => m.answers_problem_unknown_model({ model: fact(p, 'model') }),
  'file-missing': () => m.answers_problem_file_missing(),
  'file-damaged': () => m.answers_problem_file_damaged(),
  'file-changed': () => m.answers_problem_file_changed(),
  'plan-changed': () => m.answers_problem_plan_changed(),
  'file-too-large': () => m.answers_problem_too_large(),
  'zip-too-large': () => m.answers_problem_unpacked(),
  'zip-damaged': () => m.answers_problem_workbook(),
  'workbook-damaged': () => m.answers_problem_workbook(),
  'too-many-rows': () => m.answers_problem_rows(),
  'too-many-columns': () => m.answers_problem_many_columns(),
  'empty-file': () => m.answers_problem_empty(),
  'binary-file': () => m.answers_problem_binary(),
  'not-a-table': () => m.answers_problem_binary(),
  'bad-json': () => m.answers_problem_json(),
  'column-missing': () => m.answers_preview_columns(),
  'undone-already': () => m.answers_problem_undone()
};

/** What is wrong with a row or a file, in the reader's language. */
export function answersProblemText(problem: Problem): string {
  return PROBLEMS[problem.code]?.(problem) ?? problemText(problem);
}

const LOCKS: Record<string, (wave: string) => string> = {
  'wave-closed': (wave) => m.answers_locked_closed({ wave }),
  'wave-not-open': (wave) => m.answers_locked_not_open({ wave }),
  'wave-over': () => m.answers_locked_over(),
  'assessment-approved': () => m.answers_locked_approved()
};

/** Why answers cannot be changed now. */
export function lockText(problem: Problem, wave: string): string {
  return LOCKS[problem.code]?.(wave) ?? problemText(problem);
}
