import { criterionById } from '$lib/domain/model/find';
import type { CsvCell } from '$lib/domain/shared/csv';
import { writeCsv } from '$lib/domain/shared/csv';
import type { StepRecord } from '$lib/domain/sync/records';
import { m } from '$lib/paraglide/messages.js';
import { localToday } from '../outreach/today';
import type { Own } from '../own';
import { ownerOf } from './owner';

/** The plan as a table: what is done as well as what is ahead, in the order given. */
export function planTable(own: Own, steps: readonly StepRecord[]): CsvCell[][] {
  const header = [
    m.plan_col_step(),
    m.result_col_dimension(),
    m.result_col_level(),
    m.plan_col_status(),
    m.plan_due(),
    m.plan_owner(),
    m.plan_col_tips_done(),
    m.plan_col_tips(),
    m.plan_note()
  ];
  const rows = steps.map((step) => {
    const criterion = criterionById(own.model, step.criterionId);
    const said = own.text.criteria[step.criterionId];
    return [
      said?.statement ?? step.criterionId,
      criterion ? (own.text.dimensions[criterion.dimension]?.name ?? criterion.dimension) : null,
      criterion?.level ?? null,
      step.status === 'done' ? m.plan_status_done() : m.plan_status_planned(),
      step.due,
      ownerOf(step),
      step.doneTips.filter((tip) => tip < (said?.tips.length ?? 0)).length,
      said?.tips.length ?? 0,
      step.note
    ];
  });
  return [header, ...rows];
}

export type PlanFormat = 'csv' | 'xlsx' | 'json';

/** Hands the plan to the browser as a file; made here, so it works without network. */
export async function savePlan(format: PlanFormat, own: Own, steps: readonly StepRecord[]): Promise<void> {
  const table = planTable(own, steps);
  const name = `${m.plan_file()}-${localToday()}.${format}`;
  if (format === 'csv') return save(name, new Blob([writeCsv(table)], { type: 'text/csv;charset=utf-8' }));
  if (format === 'json') {
    const plain = steps.map(({ criterionId, status, due, doneTips, note, ...step }) => ({
      criterion: criterionId,
      status,
      due,
      owner: ownerOf({ criterionId, status, due, doneTips, note, ...step }),
      doneTips,
      note
    }));
    const file = { municipality: own.municipality.name, model: own.model.id, version: own.model.version, steps: plain };
    return save(name, new Blob([JSON.stringify(file, null, 2)], { type: 'application/json' }));
  }
  const { default: writeXlsxFile } = await import('write-excel-file/universal');
  const cells = table.map((row) => row.map((value) => (value === null || value === undefined ? null : { value })));
  save(name, await writeXlsxFile(cells).toBlob());
}

function save(name: string, blob: Blob): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // after the browser has begun to read it
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
