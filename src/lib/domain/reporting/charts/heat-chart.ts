import type { ChartPalette } from './palette';
import { WIDE, placeRow } from './row-label';
import { wrapChart, writeText } from './segment-bars';
import { type RampWords, type Share, drawShareCell, drawShareLegend } from './share-ramp';
import { type Svg, wrapLabel } from './svg';

export interface HeatChart {
  id: string;
  summary: string;
  palette: ChartPalette;
  width: number;
  columns: string[];
  /** Null where withheld. */
  rows: { label: string; cells: (Share | null)[] }[];
  words: RampWords;
}

const CELL = 30;
const GAP = 3;

/**
 * Shares by row and column: the further on the ramp the more, and every cell says its number, so that it reads without any
 * colour at all.
 *
 * @example
 * drawHeatChart({ id: 'c5', columns: ['fewer than 5,000'], rows: [{ label: 'Licences', cells: [{ value: 41, text: '41' }] }], ... })
 */
export function drawHeatChart(chart: HeatChart): Svg {
  const { width, palette, columns } = chart;
  const beside = width >= WIDE;
  const left = beside ? 204 : 0;
  const step = (width - left - 1) / Math.max(1, columns.length);
  const parts: Svg[] = [];
  const withheld = chart.rows.some(({ cells }) => cells.includes(null));
  let y = drawShareLegend(chart, chart.words, withheld, parts);
  const heads = columns.map((column) => wrapLabel(column, step - 4, 13, 6));
  const tallest = Math.max(1, ...heads.map((lines) => lines.length));
  for (const [i, lines] of heads.entries()) {
    for (const [n, line] of lines.entries()) {
      // the last line of every head stands on the cells
      const at = {
        x: left + (i + 0.5) * step,
        y: y + 12 + (tallest - lines.length + n) * 15,
        anchor: 'middle' as const
      };
      parts.push(writeText(line, { ...at, fill: palette.ink, scale: true }, palette));
    }
  }
  y += tallest * 15 + 5;
  for (const { label, cells } of chart.rows) {
    const place = placeRow({ label, number: '', top: y, strip: CELL }, { width, palette, labelWidth: 190 });
    parts.push(...place.parts);
    for (const [i, cell] of cells.entries()) {
      const box = { x: left + i * step + 0.5, y: place.middle - CELL / 2 + 0.5, width: step - GAP, height: CELL - 1 };
      parts.push(...drawShareCell(cell, box, palette));
    }
    y = place.bottom + (beside ? GAP : 8);
  }
  return wrapChart(chart, y, parts);
}
