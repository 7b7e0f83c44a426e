import type { ChartPalette } from './palette';
import { writeText } from './segment-bars';
import { type Svg, estimateWidth, wrapLabel } from './svg';

export interface KeyEntry {
  text: string;
  /** A sample of the mark in a box of 26 by 14 whose left top corner is given. */
  draw: (x: number, y: number) => Svg[];
}

const SAMPLE = 26;
const LINE = 17;

/**
 * What the marks of a drawing mean: beside each other where there is room, else below each other.
 *
 * @returns the height it takes
 */
export function drawKey(
  chart: { palette: ChartPalette; width: number },
  entries: readonly KeyEntry[],
  parts: Svg[],
  top = 0
): number {
  let [x, y, tallest] = [0, 0, 0];
  for (const { text, draw } of entries) {
    const whole = SAMPLE + 6 + estimateWidth(text, 13);
    if (x > 0 && x + whole > chart.width) [x, y, tallest] = [0, y + tallest, 0];
    const lines = wrapLabel(text, chart.width - SAMPLE - 8, 13, 3);
    parts.push(...draw(x, top + y + 1));
    for (const [i, line] of lines.entries()) {
      const at = { x: x + SAMPLE + 6, y: top + y + 13 + i * 15, anchor: 'start' as const };
      parts.push(writeText(line, { ...at, fill: chart.palette.ink, scale: true }, chart.palette));
    }
    tallest = Math.max(tallest, LINE + 4 + (lines.length - 1) * 15);
    x += whole + 18;
  }
  return entries.length === 0 ? 0 : y + tallest + 8;
}
