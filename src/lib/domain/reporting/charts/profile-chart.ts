import { type Axis, type Tick, drawAxis, placeOn } from './axis';
import { type KeyEntry, drawKey } from './key';
import type { ChartPalette } from './palette';
import { WIDE, placeRow } from './row-label';
import { wrapChart, writeText } from './segment-bars';
import type { Share } from './share-ramp';
import { type Svg, element } from './svg';

export interface ProfileChart {
  id: string;
  summary: string;
  palette: ChartPalette;
  width: number;
  /** Of 0 to 100 percent. */
  ticks: Tick[];
  bars: ProfileBar[];
  /** `number`: what stands at the end of every row. */
  words: { share: string; interval: string; bounds: string; answering: string; number: string };
}

export interface ProfileBar {
  label: string;
  /** What stands at its end: the estimate and its interval, or that it is not shown. */
  number: string;
  /** What stands there is no number. */
  quiet: boolean;
  share: Share | null;
  low: Share | null;
  high: Share | null;
  /** Lowest and highest possible among all. */
  least: Share | null;
  most: Share | null;
  /** Exact among those answering. */
  answering: Share | null;
}

const STRIP = 24;
const GAP = 8;

/**
 * Three results side by side for each row, told apart by their shape alone: an open box for what is possible, a dot with a
 * thick line for the estimate and its interval, an upright stroke for those answering.
 *
 * @example
 * drawProfileChart({ id: 'c4', bars: [{ label: 'Licences', share: { value: 41, text: '41%' }, low, high, ... }], ticks, words, ... })
 */
export function drawProfileChart(chart: ProfileChart): Svg {
  const { width, palette } = chart;
  const beside = width >= WIDE;
  const axis: Axis = { left: beside ? 204 : 6, right: beside ? width - 112 : width - 6, most: 100 };
  const parts: Svg[] = [];
  const top = drawKey(chart, listMarks(chart), parts) + 18;
  const rows: Svg[] = [];
  const strips: [number, number][] = [];
  let y = top + (beside ? 4 : 0);
  for (const bar of chart.bars) {
    const row = { label: bar.label, number: bar.number, top: y, strip: STRIP, quiet: bar.quiet };
    const place = placeRow(row, { width, palette, labelWidth: 190 });
    rows.push(...place.parts, ...drawMarks(bar, axis, place.middle, palette));
    strips.push([place.middle - STRIP / 2, place.middle + STRIP / 2]);
    y = place.bottom + GAP;
  }
  // beside their labels the rows share one line; under them each has its own
  const lines: [number, number][] = beside ? [[top, y - GAP + 2]] : strips;
  const head = { x: width, y: top - 5, anchor: 'end' as const, fill: palette.quiet, scale: true };
  if (beside) parts.push(writeText(chart.words.number, head, palette));
  parts.push(...drawAxis(axis, chart.ticks, lines, top, chart), ...rows);
  return wrapChart(chart, y - GAP + 4, parts);
}

function drawMarks(bar: ProfileBar, axis: Axis, middle: number, palette: ChartPalette): Svg[] {
  const { share, low, high, least, most, answering } = bar;
  return [
    ...(least && most ? [drawBounds(placeOn(axis, least.value), placeOn(axis, most.value), middle, palette)] : []),
    ...(low && high ? [drawInterval(placeOn(axis, low.value), placeOn(axis, high.value), middle, palette)] : []),
    ...(share ? [drawDot(placeOn(axis, share.value), middle, palette)] : []),
    ...(answering ? [drawStroke(placeOn(axis, answering.value), middle, palette)] : [])
  ];
}

function drawBounds(from: number, to: number, middle: number, palette: ChartPalette): Svg {
  const box = { x: from, y: middle - 7, width: Math.max(1, to - from), height: 14, rx: 2 };
  return element('rect', { ...box, fill: palette.ground, stroke: palette.edge, 'stroke-width': 1 });
}

function drawInterval(from: number, to: number, middle: number, palette: ChartPalette): Svg {
  return element('rect', { x: from, y: middle - 2, width: Math.max(1, to - from), height: 4, fill: palette.data });
}

function drawDot(x: number, middle: number, palette: ChartPalette): Svg {
  return element('circle', { cx: x, cy: middle, r: 5.5, fill: palette.data, stroke: palette.ground });
}

function drawStroke(x: number, middle: number, palette: ChartPalette, height = 22): Svg {
  return element('rect', { x: x - 1, y: middle - height / 2, width: 2, height, fill: palette.ink });
}

/** Only marks that are drawn are explained. */
function listMarks({ bars, words, palette }: ProfileChart): KeyEntry[] {
  const any = (isThere: (bar: ProfileBar) => unknown) => bars.some((bar) => Boolean(isThere(bar)));
  const entries: [boolean, KeyEntry][] = [
    [any((bar) => bar.answering), { text: words.answering, draw: (x, y) => [drawStroke(x + 13, y + 8, palette, 14)] }],
    [any((bar) => bar.least), { text: words.bounds, draw: (x, y) => [drawBounds(x + 1, x + 25, y + 8, palette)] }],
    [any((bar) => bar.share), { text: words.share, draw: (x, y) => [drawDot(x + 13, y + 8, palette)] }],
    [any((bar) => bar.low), { text: words.interval, draw: (x, y) => [drawInterval(x + 1, x + 25, y + 8, palette)] }]
  ];
  return entries.flatMap(([shown, entry]) => (shown ? [entry] : []));
}
