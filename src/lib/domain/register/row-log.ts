import { placePath } from '../shared/table/place';
import type { Facts, RegisterField, Repair, RowProblem } from './types';

export const MAX_PROBLEMS = 1_000;
export const MAX_REPAIRS = 10_000;

/**
 * Collects what was repaired and what is wrong while rows are read; problems beyond the first
 * 1,000 and repairs beyond the first 10,000 are only counted.
 */
export class RowLog {
  readonly repairs: Repair[] = [];
  readonly problems: RowProblem[] = [];
  problemCount = 0;
  repairCount = 0;

  /** `columns` is the mapping: a field's column in the file, 0 is the first. */
  constructor(private readonly columns: Partial<Record<RegisterField, number>>) {}

  addRepair(line: number, field: RegisterField, from: string, repair: { to: string; code: string; why: string }): void {
    this.repairCount++;
    if (this.repairs.length >= MAX_REPAIRS) return;
    this.repairs.push({ line, column: this.columnOf(field), field, from, ...repair });
  }

  addProblem(line: number, field: RegisterField, code: string, message: string, facts?: Facts): void {
    this.addProblemAt({ line, column: this.columnOf(field), code, path: `lines.${line}.${field}`, message, facts });
  }

  addProblemInColumn(line: number, column: number, code: string, message: string): void {
    this.addProblemAt({ line, column, code, path: placePath(line, column), message });
  }

  private addProblemAt({ message, facts, ...place }: RowProblem): void {
    this.problemCount++;
    if (this.problems.length >= MAX_PROBLEMS) return;
    const said = `Line ${place.line}, column ${place.column}: ${message}.`;
    this.problems.push({ ...place, message: said, ...(facts && { facts }) });
  }

  private columnOf(field: RegisterField): number {
    return (this.columns[field] ?? 0) + 1;
  }
}
