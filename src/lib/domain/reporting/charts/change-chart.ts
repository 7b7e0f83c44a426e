import { type Axis, type Tick, drawAxis, placeOn } from './axis';
import { type KeyEntry, drawKey } from './key';
import type { ChartPalette } from './palette';
import { WIDE, placeRow } from './row-label';
import { wrapChart } from './segment-bars';
import type { Share } from './share-ramp';
import { type Svg, element } from './svg';

export interface ChangeChart {
  id: string;
  summary: string;
  palette: ChartPalette;
  width: number;
  ticks: Tick[];
  /** The end of the axis. */
  most: number;
  bars: ChangeBar[];
  words: { before: string; after: string };
}

export interface ChangeBar {
  label: string;
  /** "23% to 31%", or that it is not shown. */
  number: string;
  before: Share | null;
  after: Share | null;
}

const STRIP = 22;
const GAP = 9;

/**
 * The same municipalities before and now: an open ring, a filled dot and an arrow from the one to the other, so that the way
 * it went is seen without colour.
 *
 * @example
 * drawChangeChart({ id: 'c6', bars: [{ label: 'Licences', number: '23% to 31%', before, after }], most: 100, ... })
 */
export function drawChangeChart(chart: ChangeChart): Svg {
  const { width, palette } = chart;
  const beside = width >= WIDE;
  const axis: Axis = { left: beside ? 204 : 8, right: beside ? width - 112 : width - 8, most: Math.max(1, chart.most) };
  const parts: Svg[] = [];
  const marks: KeyEntry[] = [
    { text: chart.words.before, draw: (x, y) => [drawRing(x + 13, y + 8, palette)] },
    { text: chart.words.after, draw: (x, y) => [drawNow(x + 13, y + 8, palette)] }
  ];
  const top = drawKey(chart, marks, parts) + 18;
  const rows: Svg[] = [];
  const strips: [number, number][] = [];
  let y = top + (beside ? 4 : 0);
  for (const { label, number, before, after } of chart.bars) {
    const row = { label, number, top: y, strip: STRIP, quiet: !before || !after };
    const place = placeRow(row, { width, palette, labelWidth: 190 });
    rows.push(...place.parts);
    const [from, to] = [before && placeOn(axis, before.value), after && placeOn(axis, after.value)];
    if (from !== null && to !== null) rows.push(...drawArrow(from, to, place.middle, palette));
    if (from !== null) rows.push(drawRing(from, place.middle, palette));
    if (to !== null) rows.push(drawNow(to, place.middle, palette));
    strips.push([place.middle - STRIP / 2, place.middle + STRIP / 2]);
    y = place.bottom + GAP;
  }
  // beside their labels the rows share one line; under them each has its own
  const lines: [number, number][] = beside ? [[top, y - GAP + 2]] : strips;
  parts.push(...drawAxis(axis, chart.ticks, lines, top, chart), ...rows);
  return wrapChart(chart, y - GAP + 4, parts);
}

function drawRing(x: number, middle: number, palette: ChartPalette): Svg {
  return element('circle', { cx: x, cy: middle, r: 7, fill: palette.ground, stroke: palette.ink, 'stroke-width': 1.6 });
}

function drawNow(x: number, middle: number, palette: ChartPalette): Svg {
  return element('circle', { cx: x, cy: middle, r: 5, fill: palette.data });
}

/** With a head in its middle where it is long enough to have one. */
function drawArrow(from: number, to: number, middle: number, palette: ChartPalette): Svg[] {
  const line = element('line', { x1: from, x2: to, y1: middle, y2: middle, stroke: palette.data, 'stroke-width': 2.5 });
  if (Math.abs(to - from) < 24) return [line];
  const way = Math.sign(to - from);
  const tip = (from + to) / 2 + way * 5;
  const head = `M${tip} ${middle}l${-way * 9} -5.5v11z`;
  return [line, element('path', { d: head, fill: palette.data })];
}
