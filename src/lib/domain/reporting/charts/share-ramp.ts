import type { ChartPalette } from './palette';
import { writeText } from './segment-bars';
import { type Svg, element, estimateWidth, wrapLabel } from './svg';

/** A share as a drawing needs it: percent, and as it is written. */
export interface Share {
  value: number;
  text: string;
}

export interface RampWords {
  /** What the tones mean: "Share at level 2 or higher, percent". */
  measure: string;
  /** "c: not shown". */
  withheld: string;
}

/** Nobody has a tone of its own; the others go by twenties, so that a tone can be named in a few words. */
const CLASSES = ['0', '1–19', '20–39', '40–59', '60–79', '80–100'];
const BOX = { width: 22, height: 13 };
const LINE = 21;

/**
 * The tone of a share on the ramp of six.
 *
 * @example
 * [0, 0.4, 19, 20, 79, 80, 100].map(placeShare) // [0, 1, 1, 2, 4, 5, 5]
 */
export function placeShare(percent: number): number {
  return percent <= 0 ? 0 : Math.min(5, 1 + Math.floor(percent / 20));
}

/** A box in the tone of its share with the number in it, or the dashed one of a number that is not shown. */
export function drawShareCell(
  share: Share | null,
  box: { x: number; y: number; width: number; height: number },
  palette: ChartPalette,
  text = share?.text ?? 'c'
): Svg[] {
  const place = share ? placeShare(share.value) : 0;
  const look = share
    ? { fill: palette.levels[place], stroke: palette.levelEdge }
    : { fill: palette.ground, stroke: palette.edge, 'stroke-dasharray': '4 3' };
  const ink = share ? palette.onLevels[place]! : palette.quiet;
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 + 4.5, anchor: 'middle' as const };
  const fits = estimateWidth(text, 13) + 2 <= box.width;
  return [
    element('rect', { ...box, ...look, 'stroke-width': 0.8 }),
    ...(fits ? [writeText(text, { ...middle, fill: ink, strong: share !== null }, palette)] : [])
  ];
}

/**
 * What the tones mean, over the drawing.
 *
 * @returns the height it takes
 */
export function drawShareLegend(
  chart: { palette: ChartPalette; width: number },
  words: RampWords,
  anyWithheld: boolean,
  parts: Svg[]
): number {
  const { palette, width } = chart;
  const title = wrapLabel(words.measure, width, 13, 3);
  for (const [i, line] of title.entries()) {
    const at = { x: 0, y: 13 + i * 15, anchor: 'start' as const };
    parts.push(writeText(line, { ...at, fill: palette.ink, scale: true }, palette));
  }
  const entries = [
    ...CLASSES.map((text, place) => ({ text, look: { fill: palette.levels[place], stroke: palette.levelEdge } })),
    ...(anyWithheld
      ? [{ text: words.withheld, look: { fill: palette.ground, stroke: palette.edge, 'stroke-dasharray': '4 3' } }]
      : [])
  ];
  let [x, y] = [0, LINE + (title.length - 1) * 15];
  for (const { text, look } of entries) {
    const space = BOX.width + 6 + estimateWidth(text, 13) + 14;
    if (x > 0 && x + space - 14 > width) [x, y] = [0, y + LINE];
    parts.push(element('rect', { x: x + 0.5, y: y + 2.5, ...BOX, ...look, 'stroke-width': 0.8 }));
    const at = { x: x + BOX.width + 6, y: y + 13.5, anchor: 'start' as const };
    parts.push(writeText(text, { ...at, fill: palette.ink, scale: true }, palette));
    x += space;
  }
  return y + LINE + 9;
}
