import type { AnswerValue, MaturityModel, ModelText } from '../model/types';
import type { ModelBridge } from '../model/bridge';
import type { TableRow } from '../shared/table/types';

export const IMPORT_COLUMNS = ['criterion', 'answer', 'note', 'evidence', 'answeredAt', 'model'] as const;
export type ImportColumn = (typeof IMPORT_COLUMNS)[number];
/** Which column of the file, from 0, holds what. */
export type ImportMapping = Partial<Record<ImportColumn, number>>;

export interface ImportTable {
  columns: { index: number; header: string; samples: string[] }[];
  /** Without the header; `line` as a spreadsheet numbers it, in JSON the place in the list from 1. */
  rows: TableRow[];
}

/** What a person decides about one file; everything not decided is proposed. */
export interface ImportChoices {
  mapping?: ImportMapping;
  /** By folded word of the answer column. */
  words: Readonly<Record<string, AnswerValue | 'skip'>>;
  /** By folded value of the criterion column: which criterion it means. */
  criteria: Readonly<Record<string, string>>;
  /** Day of the survey, for rows without a date of their own; ISO. */
  answeredOn?: string;
  /** Questions stand in the first row and each later row is one respondent: read it the other way round. */
  turned?: boolean;
}

/** What the answers are read against. */
export interface Catalogue {
  model: MaturityModel;
  texts: readonly ModelText[];
  /** Earlier versions of the model that a bridge leads away from. */
  older: readonly { version: string; model: MaturityModel; texts: readonly ModelText[]; bridge: ModelBridge }[];
}

/** One answer of the file, as it would be saved. */
export interface ImportEntry {
  line: number;
  criterionId: string;
  value: AnswerValue;
  /** Undefined: the file says nothing of it, and what is there stays. */
  note?: string;
  evidence?: string;
  answeredAt: Date;
}

/** What must be mended, or chosen on the page, before anything is imported. */
export interface ImportProblem {
  line: number;
  code:
    | 'criterion-missing'
    | 'unknown-criterion'
    | 'criterion-twice'
    | 'unknown-answer'
    | 'partly-refused'
    | 'not-applicable-refused'
    | 'note-long'
    | 'evidence-refused'
    | 'date-unreadable'
    | 'date-future'
    | 'unknown-model';
  message: string;
  facts: Record<string, string | number>;
}

/** A row of an older model version whose criterion has no successor, or lacks another that its successor needs too. */
export interface LeftOut {
  line: number;
  criterion: string;
}

export interface ImportReading {
  mapping: ImportMapping;
  turned: boolean;
  entries: ImportEntry[];
  problems: ImportProblem[];
  leftOut: LeftOut[];
  /** Every word of the answer column with what it is taken for; null where it is not known. */
  words: { key: string; shown: string; count: number; value: AnswerValue | 'skip' | null }[];
  /** Values of the criterion column that had to be chosen by hand, or still have to. */
  unmatched: { key: string; shown: string; line: number; chosen: string | null }[];
}
