import type { Param } from './document';
import { type Draft, cell, phrase, term } from './draft';
import type { LiveNumber } from './live-number';
import { nameClass } from './name-strata';

type By = 'size' | 'group';

/** Dimensions by size class as a heat map, by main group as a table. */
export function writeHeat(draft: Draft): void {
  const sizes = readGrid(draft, 'size');
  const groups = readGrid(draft, 'group');
  if (!sizes && !groups) return;
  draft.heading('heat', phrase('heat.heading'), 3);
  const level = { level: { number: draft.aggregates.headlineLevel } };
  if (sizes) {
    const parts = sizes.rows.map(({ id, cells }): Param => {
      const numbers = cells.map((one): Param => one ?? phrase('report.withheld'));
      return phrase('heat.row', { name: term('dimension', id), cells: { list: numbers, style: 'and' } });
    });
    draft.chart(
      'chart-heat',
      'table-heat',
      phrase('heat.chart', level),
      phrase('heat.summary', { ...level, parts: { list: parts, style: 'parts' } }),
      {
        type: 'heat',
        measure: phrase('heat.measure', level),
        columns: sizes.columns,
        rows: sizes.rows.map(({ id, cells }) => ({ label: term('dimension', id), cells }))
      }
    );
    writeTable(draft, sizes);
  }
  if (groups) writeTable(draft, groups);
}

interface Grid {
  by: By;
  columns: ReturnType<typeof phrase>[];
  rows: { id: string; cells: (LiveNumber | null)[] }[];
}

/** Null where there is one class only, or nothing to show. */
function readGrid(draft: Draft, by: By): Grid | null {
  const { dimensions } = draft.model;
  const classes = draft
    .classes(by)
    .filter(({ id }) =>
      dimensions.some((one) => (draft.optional(`levels-${one.id}-by-${by}.${id}/all`)?.value ?? 0) > 0)
    );
  if (classes.length < 2) return null;
  const rows = dimensions.map(({ id }) => ({
    id,
    cells: classes.map((one) => {
      const start = `levels-${id}-by-${by}.${one.id}`;
      return draft.has(`${start}/reached`) ? draft.share(`${start}/reached`, `${start}/all`) : null;
    })
  }));
  if (rows.every(({ cells }) => cells.every((one) => one === null))) return null;
  return { by, columns: classes.map((one) => nameClass(by, one, {})), rows };
}

function writeTable(draft: Draft, { by, columns, rows }: Grid): void {
  draft.table(
    by === 'size' ? 'table-heat' : 'table-heat-group',
    phrase(by === 'size' ? 'heat.table' : 'heat.group-table', { level: { number: draft.aggregates.headlineLevel } }),
    [phrase('column.dimension'), ...columns],
    rows.map(({ id, cells }) => ({ header: term('dimension', id), cells: cells.map(cell) })),
    rows.map(({ id }) => `levels-${id}-by-${by}`)
  );
}
