export interface RadarPoint {
  x: number;
  y: number;
}

export interface RadarLayout {
  /** The view box is this wide and high. */
  size: number;
  centre: number;
  /** Rings from the innermost; the last is the rim. */
  rings: { value: number; radius: number }[];
  axes: { end: RadarPoint; label: RadarPoint }[];
  /** By series, its corners as `points` of a polygon; an axis without a value has no corner. */
  series: { points: string; corners: RadarPoint[] }[];
}

const RADIUS = 140;
const LABEL_AT = RADIUS + 20;
const SIZE = 2 * (LABEL_AT + 16);

/**
 * Places a radar chart: the first axis points up, the others follow clockwise. Units are those of the SVG view box.
 *
 * @param series Values by axis, from `least` in the middle to the last ring at the rim; null has no corner.
 *
 * @example layoutRadar([[1, 1, 1, 1]], 0, [1]).series[0]?.points // '176,36 316,176 176,316 36,176'
 */
export function layoutRadar(
  series: readonly (readonly (number | null)[])[],
  least: number,
  rings: readonly number[]
): RadarLayout {
  const centre = SIZE / 2;
  const most = Math.max(least + 1, ...rings);
  const count = Math.max(1, ...series.map((values) => values.length));
  const at = (axis: number, radius: number): RadarPoint => {
    const angle = (2 * Math.PI * axis) / count - Math.PI / 2;
    return { x: round(centre + radius * Math.cos(angle)), y: round(centre + radius * Math.sin(angle)) };
  };
  const radiusOf = (value: number) => (RADIUS * (value - least)) / (most - least);
  return {
    size: SIZE,
    centre,
    rings: rings.filter((value) => value > least).map((value) => ({ value, radius: round(radiusOf(value)) })),
    axes: Array.from({ length: count }, (_, axis) => ({ end: at(axis, RADIUS), label: at(axis, LABEL_AT) })),
    series: series.map((values) => {
      const corners = values.flatMap((value, axis) => (value === null ? [] : [at(axis, radiusOf(value))]));
      return { corners, points: corners.map(({ x, y }) => `${x},${y}`).join(' ') };
    })
  };
}

const round = (n: number) => Math.round(n * 10) / 10;
