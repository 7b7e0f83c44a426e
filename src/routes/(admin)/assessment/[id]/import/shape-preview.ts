import { createHash } from 'node:crypto';
import { countPlanned, type PlannedKind } from '$lib/domain/assessment/import-plan';
import type { ImportReading, ImportTable } from '$lib/domain/assessment/import-types';
import type { AnswerValue } from '$lib/domain/model/types';
import type { AnswersPreview } from '$lib/server/assessment/transfer-import-service';
import { keepFile } from '../../../admin/register/import/upload';
import type { Upload } from './upload';

/** How many of each a page shows; the numbers are always whole. */
const SHOWN = 100;

export interface ShownChange {
  line: number;
  criterionId: string;
  kind: PlannedKind;
  before: AnswerValue | null;
  after: AnswerValue | null;
  note: boolean;
  evidence: boolean;
}

/** What the page of the preview shows, and the file for the next step. */
export interface ShownPreview extends Pick<ImportReading, 'mapping' | 'turned' | 'words' | 'unmatched' | 'problems'> {
  fileName: string;
  sha256: string;
  /** Null where the file is too large to stay in the page. */
  kept: string | null;
  columns: ImportTable['columns'];
  newer: 'keep' | 'take';
  answeredOn: string;
  problemCount: number;
  leftOut: { count: number; rows: number[] };
  counts: Record<PlannedKind, number>;
  /** Stands for all that would change: what is imported is what was seen. */
  planMark: string;
  changes: ShownChange[];
}

export function shapePreview({ table, reading, plan }: AnswersPreview, upload: Upload, today: string): ShownPreview {
  const { mapping, turned, words, unmatched, problems, leftOut } = reading;
  return {
    ...{ mapping, turned, fileName: upload.fileName, sha256: upload.sha256, newer: upload.newer },
    kept: keepFile(upload.bytes),
    columns: table.columns,
    words: words.slice(0, SHOWN),
    unmatched: unmatched.slice(0, SHOWN),
    problems: problems.slice(0, SHOWN),
    problemCount: problems.length,
    answeredOn: upload.choices.answeredOn ?? today,
    leftOut: { count: leftOut.length, rows: leftOut.slice(0, SHOWN).map(({ line }) => line) },
    counts: countPlanned(plan),
    planMark: markPlan(plan),
    changes: plan
      .filter(({ kind }) => kind !== 'same')
      .slice(0, SHOWN)
      .map(({ line, criterionId, kind, before, after }) => ({
        ...{ line, criterionId, kind, before: before?.value ?? null, after: after.value },
        note: (before?.note ?? '') !== after.note,
        evidence: (before?.evidence ?? '') !== after.evidence
      }))
  };
}

function markPlan(plan: AnswersPreview['plan']): string {
  const seen = plan.map(({ kind, criterionId, after, answeredAt }) => [
    kind,
    criterionId,
    after,
    answeredAt.toDateString()
  ]);
  return createHash('sha256').update(JSON.stringify(seen)).digest('hex');
}
