import type { CellProblem } from '$lib/domain/outreach/imports/kinds';

export type RowAction = 'create' | 'update' | 'same' | 'refused';

/** What becomes of one row. */
export interface RowOutcome {
  line: number;
  action: RowAction;
  /** A name, or a day and where: for whoever looks through the preview; kept nowhere. */
  label: string;
  /** Why a row is left out, other than by its cells. */
  why?: { code: string; message: string };
  problems?: CellProblem[];
  /** Fields, or parts, that would change. */
  changed?: string[];
  /** Found by an address or number, but called otherwise there. */
  calledThere?: string;
  /** The row of this file it says more of. */
  sameAs?: number;
}

export interface ImportCounts {
  created: number;
  updated: number;
  same: number;
  refused: number;
}

export const NO_ROWS: ImportCounts = { created: 0, updated: 0, same: 0, refused: 0 };

/** @example countRows(NO_ROWS, [{ action: 'create', ... }]).created // 1 */
export function countRows(before: ImportCounts, rows: readonly Pick<RowOutcome, 'action'>[]): ImportCounts {
  const of = (action: RowAction) => rows.filter((row) => row.action === action).length;
  return {
    created: before.created + of('create'),
    updated: before.updated + of('update'),
    same: before.same + of('same'),
    refused: before.refused + of('refused')
  };
}
