import type { Point } from './canvas';

const CORNERS = 32;

export function traceCircle(x: number, y: number, radius: number): Point[] {
  return Array.from({ length: CORNERS }, (_, i) => {
    const turn = (i / CORNERS) * 2 * Math.PI;
    return [x + radius * Math.cos(turn), y + radius * Math.sin(turn)];
  });
}

export function traceBox(x: number, y: number, width: number, height: number): Point[] {
  return [
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height]
  ];
}

/** The outline of a straight stroke. */
export function traceStroke([x1, y1]: Point, [x2, y2]: Point, width: number): Point[] {
  const length = Math.hypot(x2 - x1, y2 - y1);
  if (length === 0) return [];
  const [dx, dy] = [((y2 - y1) / length) * (width / 2), ((x2 - x1) / length) * (width / 2)];
  return [
    [x1 + dx, y1 - dy],
    [x2 + dx, y2 - dy],
    [x2 - dx, y2 + dy],
    [x1 - dx, y1 + dy]
  ];
}

/**
 * The strokes along a line of several corners, whole or in dashes.
 *
 * @param dashes lengths drawn and left out in turn; empty: whole
 */
export function traceLine(points: readonly Point[], width: number, dashes: readonly number[]): Point[][] {
  const strokes: Point[][] = [];
  let turn = 0;
  let left = dashes[0] ?? Infinity;
  for (const [i, to] of points.slice(1).entries()) {
    const from = points[i]!;
    const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
    const at = (way: number): Point => [
      from[0] + ((to[0] - from[0]) * way) / (length || 1),
      from[1] + ((to[1] - from[1]) * way) / (length || 1)
    ];
    for (let way = 0; way < length;) {
      const step = Math.min(left, length - way);
      if (turn % 2 === 0) strokes.push(traceStroke(at(way), at(way + step), width));
      way += step;
      left -= step;
      if (left <= 0) left = dashes[++turn % dashes.length] ?? Infinity;
    }
  }
  return strokes;
}

/**
 * The rings of a path of straight lines, absolute or relative: all that charts draw.
 *
 * @example
 * tracePath('M1 1l4 0v2z') // [[[1, 1], [5, 1], [5, 3]]]
 */
export function tracePath(path: string): Point[][] {
  const rings: Point[][] = [];
  let at: Point = [0, 0];
  const go = (point: Point) => {
    at = point;
    rings.at(-1)?.push(at);
  };
  for (const [, command = '', written = ''] of path.matchAll(/([A-Za-z])([^A-Za-z]*)/g)) {
    const values = (written.match(/-?(?:\d+\.?\d*|\.\d+)/g) ?? []).map(Number);
    const [x, y] = command === command.toLowerCase() ? at : ([0, 0] as const);
    const kind = command.toUpperCase();
    if (kind === 'M') rings.push([]);
    if (kind === 'H') for (const value of values) go([(command === 'h' ? at[0] : 0) + value, at[1]]);
    else if (kind === 'V') for (const value of values) go([at[0], (command === 'v' ? at[1] : 0) + value]);
    else if (kind === 'M' || kind === 'L') {
      let [fromX, fromY] = [x, y];
      for (let i = 0; i + 1 < values.length; i += 2) {
        go([fromX + values[i]!, fromY + values[i + 1]!]);
        if (command === 'l' || command === 'm') [fromX, fromY] = at;
      }
    } else if (kind !== 'Z') throw new Error(`A chart's path has the command "${command}", which is no straight line`);
  }
  return rings;
}
