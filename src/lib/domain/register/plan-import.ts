import { REGISTER_FIELDS, type RegisterFacts, type RegisterField, type RegisterRow } from './types';

/** A municipality as the network has it now. */
export interface ExistingMunicipality extends RegisterFacts {
  id: string;
}

export interface FieldChange {
  field: RegisterField;
  from: RegisterFacts[RegisterField];
  to: RegisterFacts[RegisterField];
}

export interface PlannedUpdate {
  id: string;
  line: number;
  changes: FieldChange[];
  /** All facts as they were, for the undo. */
  before: ExistingMunicipality;
}

export interface PlannedClosing {
  id: string;
  /** Proposed, never done unasked: the last day of validity. */
  changes: FieldChange[];
  before: ExistingMunicipality;
  /** Code of a new municipality with the same name: probably renumbered. */
  sameNameAs: string | null;
}

export interface ImportPlan {
  creates: RegisterRow[];
  updates: PlannedUpdate[];
  unchanged: { id: string; line: number }[];
  /** Valid now but not in the file. */
  missing: PlannedClosing[];
}

export interface PlanImportOptions {
  /** `2026-11-22`, the last day of validity proposed for what is missing. */
  today: string;
  /** Fields the file has a column for; others are left as they are. Default: those with a value in some row. */
  fields?: readonly RegisterField[];
}

/**
 * What an import would do: nothing is written, nothing is deleted. Municipalities are known by their code, so the same
 * file twice plans no change. One that was closed and is in the file again, without an end, is opened again.
 *
 * `rows` are those of a preview that can be imported: one row per code. The plan holds everything the undo needs:
 * `creates` (take away), `before` of updates and closings (write back).
 *
 * @example
 * planImport([{ id: 'm1', code: '0114', population: 43_891, ... }], [{ code: '0114', population: 50_000, ... }], { today: '2026-11-22' })
 * // updates: [{ id: 'm1', changes: [{ field: 'population', from: 43891, to: 50000 }], before: {...}, line: 2 }]
 */
export function planImport(
  existing: ExistingMunicipality[],
  rows: RegisterRow[],
  { today, fields = findFields(rows) }: PlanImportOptions
): ImportPlan {
  const current = pickCurrent(existing, today);
  const plan: ImportPlan = { creates: [], updates: [], unchanged: [], missing: [] };
  for (const row of rows) {
    const before = current.get(row.code);
    if (!before) {
      plan.creates.push(row);
      continue;
    }
    const changes = findChanges(before, row, fields, today);
    if (changes.length === 0) plan.unchanged.push({ id: before.id, line: row.line });
    else plan.updates.push({ id: before.id, line: row.line, changes, before });
  }
  plan.missing = findMissing(current, rows, plan.creates, today);
  return plan;
}

function findFields(rows: RegisterRow[]): RegisterField[] {
  return REGISTER_FIELDS.filter((field) => rows.some((row) => row[field] !== null));
}

/** Of several municipalities with one code, from different times, the one that is valid now or was last. */
function pickCurrent(existing: ExistingMunicipality[], today: string): Map<string, ExistingMunicipality> {
  const current = new Map<string, ExistingMunicipality>();
  for (const one of existing) {
    const known = current.get(one.code);
    if (!known || endOf(one) > endOf(known)) current.set(one.code, one);
  }
  return current;

  function endOf({ validFrom, validTo }: ExistingMunicipality): string {
    return `${validTo ?? '9999-12-31'} ${validFrom && validFrom <= today ? validFrom : ''}`;
  }
}

function findChanges(
  before: ExistingMunicipality,
  row: RegisterRow,
  fields: readonly RegisterField[],
  today: string
): FieldChange[] {
  const changes = fields
    .filter((field) => before[field] !== row[field])
    .map((field) => ({ field, from: before[field], to: row[field] }));
  const reopened = !fields.includes('validTo') && before.validTo !== null && before.validTo <= today;
  return reopened ? [...changes, { field: 'validTo', from: before.validTo, to: null }] : changes;
}

function findMissing(
  current: Map<string, ExistingMunicipality>,
  rows: RegisterRow[],
  creates: RegisterRow[],
  today: string
): PlannedClosing[] {
  const codes = new Set(rows.map((row) => row.code));
  const codeByName = new Map(creates.map((row) => [row.name, row.code]));
  return [...current.values()]
    .filter(({ code, validTo }) => !codes.has(code) && (validTo === null || validTo > today))
    .map((before) => ({
      id: before.id,
      changes: [{ field: 'validTo', from: before.validTo, to: today }],
      before,
      sameNameAs: codeByName.get(before.name) ?? null
    }));
}
