import type { FieldChange } from '$lib/domain/register/plan-import';
import type { RegisterPreview } from '$lib/domain/register/read-register';
import type { ImportPreview } from '$lib/server/register/import-service';
import { keepFile, type Upload } from './upload';

/** How many of each a page shows; the numbers are always whole. */
const SHOWN = 100;

interface Named {
  code: string;
  name: string;
}
export interface ShownPlan {
  created: number;
  updated: number;
  unchanged: number;
  missing: number;
  creates: (Named & { countyName: string | null })[];
  updates: (Named & { changes: FieldChange[] })[];
  missings: (Named & { sameNameAs: string | null })[];
}

/** What the page of the preview shows, and the file for the next step. */
export interface ShownPreview extends Pick<
  RegisterPreview,
  | 'encoding'
  | 'delimiter'
  | 'headerLines'
  | 'columns'
  | 'mapping'
  | 'mappingReasons'
  | 'notices'
  | 'repairs'
  | 'repairCount'
  | 'problems'
  | 'problemCount'
> {
  fileName: string;
  sha256: string;
  /** Null where the file is too large to stay in the page. */
  kept: string | null;
  closeMissing: boolean;
  rowCount: number;
  remembered: boolean;
  plan: ShownPlan | null;
}

export function shapePreview({ preview, plan }: ImportPreview, upload: Upload): ShownPreview {
  const {
    encoding,
    delimiter,
    headerLines,
    columns,
    mapping,
    mappingReasons,
    notices,
    repairs,
    repairCount,
    problems,
    problemCount,
    rows
  } = preview;
  const { fileName, sha256, closeMissing } = upload;
  return {
    fileName,
    sha256,
    kept: keepFile(upload.bytes),
    closeMissing,
    encoding,
    delimiter,
    headerLines,
    columns: columns.map(({ index, header, words, samples }) => ({
      index,
      header,
      words,
      samples: samples.slice(0, 3)
    })),
    mapping,
    mappingReasons,
    remembered: mappingReasons.some(({ code }) => code === 'remembered'),
    notices,
    repairs: [...repairs].sort((a, b) => a.line - b.line || a.column - b.column).slice(0, SHOWN),
    repairCount,
    problems: problems.slice(0, SHOWN),
    problemCount,
    rowCount: rows.length,
    plan: plan && {
      created: plan.creates.length,
      updated: plan.updates.length,
      unchanged: plan.unchanged.length,
      missing: plan.missing.length,
      creates: plan.creates.slice(0, SHOWN).map(({ code, name, countyName }) => ({ code, name, countyName })),
      updates: plan.updates.slice(0, SHOWN).map(({ before: { code, name }, changes }) => ({ code, name, changes })),
      missings: plan.missing
        .slice(0, SHOWN)
        .map(({ before: { code, name }, sameNameAs }) => ({ code, name, sameNameAs }))
    }
  };
}
