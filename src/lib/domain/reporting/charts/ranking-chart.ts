import type { ChartPalette } from './palette';
import { writeText, wrapChart } from './segment-bars';
import { type Svg, element, wrapLabel } from './svg';

export interface RankingChart {
  id: string;
  summary: string;
  palette: ChartPalette;
  width: number;
  /** All that could have been counted: the full length of a bar. */
  whole: number;
  /** Null where withheld. */
  bars: { label: string; count: { value: number; text: string } | null }[];
  /** Stands in the place of a withheld count. */
  withheld: string;
}

const SIZE = 13;
const LINE = 15;
const ROW = 24;
const GAP = 5;

/**
 * Ranking as bars on a track that is everybody counted; withheld counts are a dashed box without length.
 *
 * @example
 * drawRankingChart({ id: 'c3', whole: 46, bars: [{ label: 'Unsure about licences', count: { value: 16, text: '16' } }], ... })
 */
export function drawRankingChart(chart: RankingChart): Svg {
  const { width, palette } = chart;
  const beside = width >= 480;
  const labelWidth = beside ? 225 : width;
  const left = beside ? labelWidth + 14 : 0;
  const scale = (width - left - 42) / Math.max(1, chart.whole);
  const parts: Svg[] = [];
  let y = 0;
  for (const { label, count } of chart.bars) {
    const lines = wrapLabel(label, labelWidth, SIZE, 2);
    const row = beside ? Math.max(ROW, lines.length * LINE + 4) : ROW;
    const first = beside ? y + row / 2 + 4.5 - ((lines.length - 1) * LINE) / 2 : y + SIZE;
    const at = beside ? { x: labelWidth, anchor: 'end' as const } : { x: 0, anchor: 'start' as const };
    parts.push(
      ...lines.map((line, i) =>
        writeText(line, { ...at, y: first + i * LINE, fill: palette.ink, scale: true }, palette)
      )
    );
    if (!beside) y += lines.length * LINE + 3;
    parts.push(...drawCount(chart, count, left, y + row / 2, scale));
    y += row + GAP;
  }
  return wrapChart(chart, y - GAP + 3, parts);
}

function drawCount(
  chart: RankingChart,
  count: RankingChart['bars'][number]['count'],
  left: number,
  middle: number,
  scale: number
): Svg[] {
  const { palette } = chart;
  const box = { x: left + 0.5, y: middle - 8.5, height: 17 };
  const words = (text: string, x: number, anchor: 'start' | 'end', fill: string, strong: boolean) =>
    writeText(text, { x, y: middle + 4.5, anchor, fill, strong }, palette);
  if (!count) {
    const dashed = { ...box, width: 90, fill: palette.ground, stroke: palette.edge, 'stroke-dasharray': '4 3' };
    return [element('rect', dashed), words(chart.withheld, left + 8, 'start', palette.quiet, false)];
  }
  const track = { ...box, width: chart.whole * scale, fill: palette.ground, stroke: palette.edge, 'stroke-width': 0.5 };
  const bar = { ...box, width: count.value * scale, fill: palette.data, stroke: palette.data };
  return [
    element('rect', track),
    ...(count.value > 0 ? [element('rect', bar)] : []),
    words(count.text, chart.width, 'end', palette.ink, true)
  ];
}
