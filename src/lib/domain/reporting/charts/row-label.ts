import type { ChartPalette } from './palette';
import { writeText } from './segment-bars';
import { type Svg, estimateWidth, wrapLabel } from './svg';

/** From here on labels stand beside their marks, under it above them. */
export const WIDE = 480;
const SIZE = 13;
const LINE = 15;

/** Where the label of a row stands, and how high the row is. */
export interface RowPlace {
  parts: Svg[];
  /** Of the marks: the middle of their strip. */
  middle: number;
  /** Where the row ends. */
  bottom: number;
}

/**
 * The label of a row: right of it the marks and its number where there is room, else the number at the end of the label's
 * line and the marks under both.
 *
 * @param row.strip how high the marks are
 */
export function placeRow(
  row: { label: string; number: string; top: number; strip: number; quiet?: boolean },
  chart: { width: number; palette: ChartPalette; labelWidth: number }
): RowPlace {
  const { palette, width, labelWidth } = chart;
  const beside = width >= WIDE;
  const number = (y: number) =>
    row.number === ''
      ? []
      : [
          writeText(
            row.number,
            { x: width, y, anchor: 'end', fill: row.quiet ? palette.quiet : palette.ink, strong: !row.quiet },
            palette
          )
        ];
  if (beside) {
    const lines = wrapLabel(row.label, labelWidth, SIZE, 2);
    const height = Math.max(row.strip, lines.length * LINE + 2);
    const middle = row.top + height / 2;
    const first = middle + 4.5 - ((lines.length - 1) * LINE) / 2;
    const parts = lines.map((line, i) =>
      writeText(line, { x: labelWidth, y: first + i * LINE, anchor: 'end', fill: palette.ink, scale: true }, palette)
    );
    return { parts: [...parts, ...number(middle + 4.5)], middle, bottom: row.top + height };
  }
  const room = width - (row.number === '' ? 0 : estimateWidth(row.number, SIZE) + 14);
  const lines = wrapLabel(row.label, room, SIZE, 2);
  const parts = lines.map((line, i) =>
    writeText(line, { x: 0, y: row.top + SIZE + i * LINE, anchor: 'start', fill: palette.ink, scale: true }, palette)
  );
  const under = row.top + lines.length * LINE + 3;
  return {
    parts: [...parts, ...number(row.top + SIZE)],
    middle: under + row.strip / 2,
    bottom: under + row.strip
  };
}
