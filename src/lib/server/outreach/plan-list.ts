import { setImmediate } from 'node:timers/promises';
import type { App } from '../app';
import { countRows, type ImportCounts, NO_ROWS, type RowOutcome } from './import-outcome';
import { openImporter } from './open-importer';
import type { ListInput, ReadList } from './read-list-file';

/** Of each kind so many rows are shown. */
const SHOWN = 50;
const AT_ONCE = 1000;

export interface PlannedList {
  counts: ImportCounts;
  /** The first rows of each kind. */
  shown: Record<'create' | 'update', RowOutcome[]>;
  /** Rows that are left out, the first of them. */
  leftOut: RowOutcome[];
}

/** What an import would do to the network as it is now. */
export async function planList(app: App, input: ListInput, read: ReadList): Promise<PlannedList> {
  const planned: PlannedList = { counts: NO_ROWS, shown: { create: [], update: [] }, leftOut: [] };
  if (read.missing.length) return planned;
  const { rows, importer } = await openImporter(app, input, read);
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    const outcomes = await importer.plan(rows.slice(from, from + AT_ONCE));
    planned.counts = countRows(planned.counts, outcomes);
    for (const row of outcomes) {
      const list =
        row.action === 'refused' ? planned.leftOut : row.action === 'same' ? null : planned.shown[row.action];
      if (list && list.length < (row.action === 'refused' ? 4 * SHOWN : SHOWN)) list.push(row);
    }
    await setImmediate();
  }
  return planned;
}
