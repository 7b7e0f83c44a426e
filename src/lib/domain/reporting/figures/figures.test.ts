import { beforeAll, describe, expect, it } from 'vitest';
import { loadHighsSolver } from '$lib/server/disclosure/highs';
import { LOCALES } from '../../shared/locale';
import { aggregate } from '../aggregate';
import type { ReadyAggregates } from '../aggregate-types';
import { SCREEN_PALETTE } from '../charts/palette';
import { MODEL, inventWave } from '../testing/invented-wave.fixture';
import { WORDINGS } from '../testing/report-wording.fixture';
import { chooseFigure, type FigureQuery, listFigureQueries } from './choose-figure';
import { listEntries } from './figure-entries';
import { gridOf } from './figure-grid';
import { wordFigure } from './word-figure';

let aggregates: ReadyAggregates;
beforeAll(async () => {
  const counted = await aggregate(inventWave(3, 90), await loadHighsSolver());
  if (!counted.ok || counted.value.status !== 'ready') throw new Error('nothing was counted');
  aggregates = counted.value;
}, 60_000);

const asked = (query: string) => Object.fromEntries(new URLSearchParams(query)) as FigureQuery;
const choose = (query: string) => chooseFigure(aggregates.tables, asked(query))!;

describe('the figures of an edition', () => {
  it('are all reached by links, each at one address that says exactly that', () => {
    const open = [choose('').query];
    const seen = new Set(open);
    while (open.length > 0) {
      const shown = choose(open.pop()!);
      expect(shown.asAsked, shown.query).toBe(true);
      for (const { query } of Object.values(shown.options).flat()) {
        if (!seen.has(query)) open.push(query);
        seen.add(query);
      }
    }
    expect([...seen].sort()).toEqual([...new Set(listFigureQueries(aggregates.tables))].sort());
    const reached = new Set([...seen].flatMap((query) => choose(query).entry.tables.map(({ id }) => id)));
    expect([...reached].sort()).toEqual(Object.keys(aggregates.tables).sort());
  });

  it('offer only what was tabulated: nothing is counted for a combination that was not', () => {
    const { options } = choose('?subject=coverage');
    expect(options.by.map(({ value }) => value)).toEqual([null]);
    const far = choose('?subject=answers&by=area&of=nothing-of-the-kind');
    expect(far.asAsked).toBe(false);
    expect(far.entry.subject).toBe('answers');
    expect(Object.keys(aggregates.tables)).toEqual(expect.arrayContaining(far.entry.tables.map(({ id }) => id)));
    expect(choose('?subject=%3Cscript%3E').asAsked).toBe(false);
  });

  it('are null for an edition that has no tables', () => {
    expect(chooseFigure({}, {})).toBeNull();
  });

  it('are worded and drawn in every language, with a mark for every withheld cell and no number in its place', () => {
    let withheld = 0;
    for (const entry of listEntries(aggregates.tables)) {
      for (const locale of LOCALES) {
        const figure = wordFigure(entry, aggregates, { model: MODEL, counties: {} }, WORDINGS[locale]);
        expect(figure.title).not.toMatch(/[{}]|undefined/);
        figure.chart?.draw(328, SCREEN_PALETTE);
        for (const table of figure.tables)
          for (const row of table.rows) {
            expect(row.cells.length, table.id).toBe(table.columns.length - 1);
            withheld += row.cells.filter((cell) => cell.withheld).length;
            for (const cell of row.cells) if (cell.withheld) expect(cell.text).toBe('c');
          }
      }
    }
    expect(withheld).toBeGreaterThan(10);
  });

  it('show in a table exactly the cells that are published', () => {
    for (const entry of listEntries(aggregates.tables).filter(({ overview }) => !overview)) {
      const figure = wordFigure(entry, aggregates, { model: MODEL, counties: {} }, WORDINGS.en);
      for (const [at, table] of entry.tables.entries()) {
        const marks = figure.tables[at]!.rows.flatMap(({ cells }) => cells).filter((cell) => cell.withheld).length;
        const suppressed = Object.values(table.cells).filter(({ status }) => status === 'suppressed').length;
        // a share that hangs on one of them is marked as well
        expect(marks, table.id).toBeGreaterThanOrEqual(suppressed);
        expect(marks > 0, table.id).toBe(suppressed > 0);
      }
    }
  });
});

describe('the rows and columns of a table', () => {
  it('are found where a class has a slash in its own name', () => {
    const strata = { size: [], group: [], area: [], stratum: [{ id: 's1/C+s2/C', of: ['s1/C', 's2/C'] }] };
    const grid = gridOf(
      {
        ...{ id: 't', withheld: null, unit: 'municipalities', about: { subject: 'overall', by: 'stratum' } },
        cells: { 's1/C+s2/C/all': { status: 'published', n: 12 }, 'all/all': { status: 'published', n: 12 } }
      },
      strata
    );
    expect([grid.rows, grid.columns]).toEqual([['s1/C+s2/C', 'all'], ['all']]);
    expect(grid.idAt('s1/C+s2/C', 'all')).toBe('s1/C+s2/C/all');
  });
});
