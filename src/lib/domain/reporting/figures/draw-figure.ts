import type { Chart, Param } from '../document';
import { phrase } from '../draft';
import type { LiveNumber } from '../live-number';
import type { FigureEntry, ToldTable } from './figure-entries';
import { nameCategory, nameThing } from './figure-names';
import type { FigureReader } from './figure-reader';
import { headlineOf } from './figure-share';

type Bars<T extends Chart['type']> = Extract<Chart, { type: T }> extends { bars: infer B } ? B : never;

/**
 * What of an entry can be drawn, as the charts of the report are; null where nothing of it is published, or where it is
 * numbers that no chart of ours shows (differences, coefficients), which stand in the table.
 *
 * @example
 * drawFigure(entry, reader) // { type: 'levels', levels: [0, 1, 2], bars: [{ label: term('dimension', 'legal'), segments: [...] }] }
 */
export function drawFigure(entry: FigureEntry, reader: FigureReader): Chart | null {
  const chart = draw(entry, reader);
  return chart && shows(chart) ? chart : null;
}

function draw(entry: FigureEntry, reader: FigureReader): Chart | null {
  const { subject, tables, overview, by } = entry;
  const [table] = tables;
  if (!table) return null;
  if (subject === 'estimate') return { type: 'profile', bars: tables.map((one) => estimateBar(one, reader)) };
  if (subject === 'change') {
    const [before, after] = [phrase('figure.before'), phrase('figure.now')];
    return { type: 'change', before, after, bars: tables.map((one) => changeBar(one, reader)) };
  }
  if (by && overview) return drawHeat(tables, reader);
  if (by) return headlineOf(table) ? drawShares(table, reader) : drawClasses(table, reader);
  if (subject === 'overall' || subject === 'levels')
    return { type: 'levels', levels: [...reader.model.levels], bars: tables.map((one) => levelBar(one, reader)) };
  if (subject === 'answers' && overview) return { type: 'profile', bars: tables.map((one) => shareBar(one, reader)) };
  if (subject === 'severity' && overview) return null;
  return overview ? drawRanking(tables, reader) : drawParts(table, reader);
}

const labelOf = (table: ToldTable, { naming }: FigureReader): Param =>
  table.about.of === undefined ? phrase('row.overall') : nameThing(table.about.of, naming);

function levelBar(table: ToldTable, reader: FigureReader): Bars<'levels'>[number] {
  const segments = reader.model.levels.flatMap((level) => {
    const count = reader.count(table, `level-${level}`);
    return count ? [{ level, count }] : [];
  });
  const none = reader.count(table, 'none');
  const minus = [...segments.map(({ count }) => count.ref), ...(none ? [none.ref] : [])];
  // what the published numbers leave over of the total, as in the report
  const rest = reader.read({ ref: `${table.id}.all`, minus, as: 'count' });
  return {
    label: labelOf(table, reader),
    segments: segments.filter(({ count }) => count.value > 0),
    together: rest && rest.value > 0 ? rest : null
  };
}

function estimateBar(table: ToldTable, reader: FigureReader): Bars<'profile'>[number] {
  const cell = (id: string) => reader.cell(table, table.cells[id] && id);
  const [share, low, high] = [cell('estimate'), cell('low'), cell('high')];
  const marks = { answering: cell('answering'), least: cell('bound-low'), most: cell('bound-high') };
  return { label: labelOf(table, reader), share, low, high, ...marks };
}

function changeBar(table: ToldTable, reader: FigureReader): Bars<'change'>[number] {
  const share = (id: string) => reader.share(table, id, 'all');
  return { label: labelOf(table, reader), before: share('before'), after: share('now') };
}

function shareBar(table: ToldTable, reader: FigureReader): Bars<'profile'>[number] {
  const headline = headlineOf(table);
  const share = headline && reader.share(table, headline.id, headline.over);
  return { label: labelOf(table, reader), share, low: null, high: null };
}

/** A share of each class, known exactly. */
function drawShares(table: ToldTable, reader: FigureReader): Chart {
  const bars = reader.grid(table).rows.map((row): Bars<'profile'>[number] => ({
    label: reader.nameRow(table, row),
    share: shareIn(table, row, reader),
    low: null,
    high: null
  }));
  return { type: 'profile', bars };
}

function shareIn(table: ToldTable, row: string | null, reader: FigureReader): LiveNumber | null {
  const headline = headlineOf(table);
  if (!headline || row === null) return null;
  const at = (cell: string) => `${row}/${cell}`;
  return reader.share(table, at(headline.id), at(headline.over), headline.overMinus.map(at));
}

/** How many there are of each class. */
function drawClasses(table: ToldTable, reader: FigureReader): Chart | null {
  const whole = reader.count(table, 'all');
  if (!whole || table.unit !== 'municipalities') return null;
  const rows = reader.grid(table).rows.filter((row) => row !== null && row !== 'all');
  const bars = rows.map((row) => ({ label: reader.nameRow(table, row), count: reader.count(table, row!) }));
  return { type: 'ranking', whole, bars };
}

function drawHeat(tables: readonly ToldTable[], reader: FigureReader): Chart | null {
  const [first] = tables;
  if (!first || !headlineOf(first)) return null;
  const rows = reader.grid(first).rows;
  return {
    type: 'heat',
    measure: phrase(first.about.subject === 'answers' ? 'column.share-yes' : 'figure.reached'),
    columns: rows.map((row) => reader.nameRow(first, row)),
    rows: tables.map((table) => ({
      label: labelOf(table, reader),
      cells: rows.map((row) => shareIn(table, row, reader))
    }))
  };
}

/** One count of each thing, the largest first. */
function drawRanking(tables: readonly ToldTable[], reader: FigureReader): Chart | null {
  const whole = tables[0] ? reader.count(tables[0], 'all') : null;
  if (!whole) return null;
  const bars = tables.map((table) => ({ label: labelOf(table, reader), count: reader.count(table, 'raised') }));
  return { type: 'ranking', whole, bars: bars.sort((a, b) => (b.count?.value ?? -1) - (a.count?.value ?? -1)) };
}

/** Sums that others are parts of: the parts are drawn. */
const SUMS = ['all', 'know', 'unmet', 'both', 'population', 'mentees'];

function drawParts(table: ToldTable, reader: FigureReader): Chart | null {
  if (table.unit !== 'municipalities') return null;
  const counts = Object.keys(table.cells).map((id) => ({ id, count: reader.count(table, id) }));
  const whole = counts.find(({ id, count }) => count && SUMS.includes(id))?.count ?? largest(counts);
  const bars = counts
    .filter(({ count, id }) => (count ? count.ref !== whole?.ref : true) && !['know', 'unmet'].includes(id))
    .map(({ id, count }) => ({ label: nameCategory(id, reader.naming), count }));
  if (!whole || bars.some(({ count }) => count && count.value > whole.value)) return null;
  return { type: 'ranking', whole, bars };
}

function largest(counts: readonly { count: LiveNumber | null }[]): LiveNumber | null {
  return counts.reduce<LiveNumber | null>(
    (most, { count }) => (count && count.value > (most?.value ?? -1) ? count : most),
    null
  );
}

/** Whether there is anything in a chart but withheld places. */
function shows(chart: Chart): boolean {
  if (chart.type === 'levels') return chart.bars.some(({ segments }) => segments.length > 0);
  if (chart.type === 'ranking') return chart.bars.some(({ count }) => count);
  if (chart.type === 'profile') return chart.bars.some(({ share, least, most }) => share ?? (least && most));
  if (chart.type === 'change') return chart.bars.some(({ before, after }) => before && after);
  if (chart.type === 'heat') return chart.rows.some(({ cells }) => cells.some((cell) => cell));
  return true;
}
