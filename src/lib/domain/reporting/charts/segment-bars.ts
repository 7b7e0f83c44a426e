import type { ChartPalette } from './palette';
import { type Svg, element, escapeXml, estimateWidth, wrapLabel } from './svg';

/** How a segment looks: a level by its place on the ramp (0 to 5), a quantity, nothing yet, not known, withheld. */
export type SegmentLook = { level: number } | 'data' | 'open' | 'unknown' | 'withheld';

export interface Segment {
  value: number;
  text: string;
  look: SegmentLook;
}

export interface SegmentBar {
  label: string;
  segments: Segment[];
}

export interface SegmentChart {
  /** Unique on the page: hatching is referred to by it. */
  id: string;
  /** Read instead of the picture. */
  summary: string;
  legend: { text: string; look: SegmentLook }[];
  bars: SegmentBar[];
  palette: ChartPalette;
  /** Wide enough for labels beside the bars from 480. */
  width: number;
}

const SIZE = 13;
const BAR = 26;
const GAP = 10;

/**
 * Stacked horizontal bars with their counts inside; all bars share one scale. A count that does not fit its segment is
 * left out: the table has it.
 *
 * @returns An SVG document of `width` and the height it needs.
 *
 * @example
 * drawSegmentBars({ id: 'c1', summary: 'Level 0: 3, level 1: 4', legend: [], bars, palette: PRINT_PALETTE, width: 640 })
 */
export function drawSegmentBars(chart: SegmentChart): Svg {
  const { width, palette } = chart;
  const beside = width >= 480;
  const labelWidth = beside ? 190 : 0;
  const left = beside ? labelWidth + 14 : 0;
  const longest = Math.max(1, ...chart.bars.map((bar) => bar.segments.reduce((sum, { value }) => sum + value, 0)));
  const scale = (width - left - 1) / longest;
  const parts: Svg[] = [];
  let y = drawLegend(chart, parts);
  for (const bar of chart.bars) {
    const lines = wrapLabel(bar.label, beside ? labelWidth : width, SIZE, beside ? 2 : 1);
    if (!beside) y += SIZE + 5;
    const top = beside ? y + BAR / 2 + SIZE * 0.35 - (lines.length - 1) * (SIZE * 0.6) : y - 5;
    parts.push(
      ...lines.map((line, i) =>
        writeText(
          line,
          {
            x: beside ? labelWidth : 0,
            y: top + i * SIZE * 1.2,
            anchor: beside ? 'end' : 'start',
            fill: palette.ink,
            scale: true
          },
          palette
        )
      )
    );
    parts.push(...drawBar(chart, bar, left, y, scale));
    y += BAR + GAP;
  }
  // two lines of a label reach a little under their bar
  return wrapChart(chart, y - GAP + 3, parts);
}

function drawBar(chart: SegmentChart, bar: SegmentBar, left: number, y: number, scale: number): Svg[] {
  const parts: Svg[] = [];
  let x = left;
  for (const segment of bar.segments) {
    const width = Math.max(1.5, segment.value * scale - 2);
    parts.push(drawBox(chart, segment.look, x + 0.5, y + 0.5, width, BAR - 1));
    const space = estimateWidth(segment.text, SIZE) + 8;
    if (space <= width) {
      const middle = x + 0.5 + width / 2;
      // hatching runs through figures unless they stand on a ground of their own
      if (segment.look === 'unknown')
        parts.push(
          element('rect', {
            x: middle - space / 2 + 1,
            y: y + 5,
            width: space - 2,
            height: BAR - 10,
            rx: 2,
            fill: chart.palette.ground
          })
        );
      parts.push(
        writeText(
          segment.text,
          {
            x: middle,
            y: y + BAR / 2 + SIZE * 0.35,
            anchor: 'middle',
            fill: inkOn(segment.look, chart.palette),
            strong: segment.look !== 'withheld'
          },
          chart.palette
        )
      );
    }
    x += segment.value * scale;
  }
  return parts;
}

/** Legend in columns above the bars; returns where the bars begin. */
function drawLegend(chart: SegmentChart, parts: Svg[]): number {
  const columns = Math.max(1, Math.min(3, Math.floor(chart.width / 205)));
  const step = chart.width / columns;
  for (const [i, { text, look }] of chart.legend.entries()) {
    const x = (i % columns) * step;
    const y = Math.floor(i / columns) * 21;
    parts.push(drawBox(chart, look, x + 0.5, y + 2.5, 20, 12));
    const [line = ''] = wrapLabel(text, step - 32, SIZE, 1);
    parts.push(
      writeText(line, { x: x + 27, y: y + 13, anchor: 'start', fill: chart.palette.ink, scale: true }, chart.palette)
    );
  }
  return chart.legend.length === 0 ? 0 : Math.ceil(chart.legend.length / columns) * 21 + 10;
}

function drawBox(chart: SegmentChart, look: SegmentLook, x: number, y: number, width: number, height: number): Svg {
  const { palette } = chart;
  const box = { x, y, width, height };
  if (look === 'data') return element('rect', { ...box, fill: palette.data, stroke: palette.data });
  if (look === 'open') return element('rect', { ...box, fill: palette.ground, stroke: palette.edge });
  if (look === 'withheld')
    return element('rect', { ...box, fill: palette.ground, stroke: palette.edge, 'stroke-dasharray': '4 3' });
  if (look === 'unknown')
    return element('rect', { ...box, fill: `url(#${chart.id}-hatch)`, stroke: palette.levelEdge });
  return element('rect', { ...box, fill: palette.levels[look.level], stroke: palette.levelEdge });
}

function inkOn(look: SegmentLook, palette: ChartPalette): string {
  if (look === 'data') return palette.onData;
  if (look === 'open' || look === 'unknown') return palette.ink;
  return look === 'withheld' ? palette.quiet : palette.onLevels[look.level]!;
}

interface TextPlace {
  x: number;
  y: number;
  anchor: 'start' | 'middle' | 'end';
  fill: string;
  strong?: boolean;
  /** Of the axis, the legend or a label: no result, so nothing to trace back to a table. */
  scale?: boolean;
}

export function writeText(text: string, place: TextPlace, palette: ChartPalette): Svg {
  const { x, y, anchor, fill, strong, scale } = place;
  const attributes = { x, y, 'text-anchor': anchor, 'font-family': palette.font, 'font-size': SIZE, fill };
  return element(
    'text',
    { ...attributes, 'font-weight': strong ? 600 : undefined, class: scale ? 'scale' : undefined },
    [escapeXml(text)]
  );
}

export function wrapChart(
  chart: Pick<SegmentChart, 'id' | 'summary' | 'width' | 'palette'>,
  height: number,
  parts: Svg[]
): Svg {
  const { id, width, palette } = chart;
  const hatch = element(
    'pattern',
    { id: `${id}-hatch`, width: 5, height: 5, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
    [
      element('rect', { width: 5, height: 5, fill: palette.ground }),
      element('path', { d: 'M1 0v5', stroke: palette.levelEdge, 'stroke-width': 1.4 })
    ]
  );
  const size = { width, height: Math.ceil(height), viewBox: `0 0 ${width} ${Math.ceil(height)}` };
  return element('svg', { xmlns: 'http://www.w3.org/2000/svg', ...size, role: 'img', 'aria-label': chart.summary }, [
    element('defs', {}, [hatch]),
    ...parts
  ]);
}
