import type { ChartPalette } from './palette';
import { writeText } from './segment-bars';
import { type Svg, element, estimateWidth } from './svg';

export interface Tick {
  value: number;
  text: string;
}

/** From nothing at `left` to `most` at `right`. */
export interface Axis {
  left: number;
  right: number;
  most: number;
}

export function placeOn({ left, right, most }: Axis, value: number): number {
  return left + ((right - left) * Math.min(most, Math.max(0, value))) / most;
}

/**
 * Lines at the ticks with their numbers over them; every other number where they would touch.
 *
 * @param top under the numbers
 * @param strips where the lines run, from and to: not through labels that stand between the rows
 */
export function drawAxis(
  axis: Axis,
  ticks: readonly Tick[],
  strips: readonly [from: number, to: number][],
  top: number,
  chart: { width: number; palette: ChartPalette }
): Svg[] {
  const { palette, width } = chart;
  const widest = Math.max(0, ...ticks.map(({ text }) => estimateWidth(text, 13)));
  const room = (axis.right - axis.left) / Math.max(1, ticks.length - 1);
  const step = room < widest + 8 ? 2 : 1;
  return ticks.flatMap(({ value, text }, i) => {
    const x = placeOn(axis, value);
    const look = { x1: x, x2: x, stroke: palette.edge, 'stroke-width': i === 0 ? 1.2 : 0.5 };
    const half = estimateWidth(text, 13) / 2;
    const at = { x: Math.min(width - half, Math.max(half, x)), y: top - 5, anchor: 'middle' as const };
    const number = writeText(text, { ...at, fill: palette.quiet, scale: true }, palette);
    return [...strips.map(([y1, y2]) => element('line', { ...look, y1, y2 })), ...(i % step === 0 ? [number] : [])];
  });
}
