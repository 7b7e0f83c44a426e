export type Point = [x: number, y: number];

/**
 * The rings of a path of absolute M, L, H, V and Z, which is all that areas are drawn with.
 *
 * @throws where the path has any other command: it would be drawn somewhere else than it is measured.
 *
 * @example
 * readRings('M0 0L4 0L4 3Z') // [[[0, 0], [4, 0], [4, 3]]]
 */
export function readRings(path: string): Point[][] {
  const rings: Point[][] = [];
  let at: Point = [0, 0];
  for (const [, command, numbers] of path.matchAll(/([A-Za-z])([^A-Za-z]*)/g)) {
    const values = (numbers!.match(/-?(?:\d+\.?\d*|\.\d+)/g) ?? []).map(Number);
    if (command === 'Z' || command === 'z') continue;
    if (command === 'M') rings.push([]);
    if (command === 'H' || command === 'V') {
      for (const value of values) {
        at = command === 'H' ? [value, at[1]] : [at[0], value];
        rings.at(-1)!.push(at);
      }
    } else if (command === 'M' || command === 'L') {
      for (let i = 0; i + 1 < values.length; i += 2) {
        at = [values[i]!, values[i + 1]!];
        rings.at(-1)!.push(at);
      }
    } else throw new Error(`A path of areas has the command "${command}"`);
  }
  return rings.filter((ring) => ring.length > 2);
}

/** Twice the area of a ring, whichever way round it goes. */
export function areaOf(ring: readonly Point[]): number {
  return Math.abs(
    ring.reduce((sum, [x, y], i) => {
      const [nextX, nextY] = ring[(i + 1) % ring.length]!;
      return sum + x * nextY - nextX * y;
    }, 0)
  );
}

/**
 * Where a number of a width and a height finds room inside a ring: the middle of a wide stretch among level lines
 * through it, or null where no stretch is wide enough.
 *
 * @param taken what else stands there, as the middle of a mark about as large
 *
 * @example
 * findRoom([[0, 0], [40, 0], [40, 30], [0, 30]], 16, 12, []) // [20, 15]
 */
export function findRoom(ring: readonly Point[], width: number, height: number, taken: readonly Point[]): Point | null {
  const heights = ring.map(([, y]) => y);
  const [top, bottom] = [Math.min(...heights), Math.max(...heights)];
  let best: { at: Point; room: number } | null = null;
  const LINES = 24;
  for (let i = 1; i < LINES; i++) {
    const y = top + ((bottom - top) * i) / LINES;
    // as wide as the narrowest of the lines at its top, middle and bottom
    const [over, through, under] = [y - height / 2, y, y + height / 2].map((line) => stretches(ring, line));
    for (const [a, b] of through!) {
      const meets = (others: [number, number][]) => others.find(([c, d]) => c < b && d > a);
      const [above, below] = [meets(over!), meets(under!)];
      if (!above || !below) continue;
      const [left, right] = [Math.max(a, above[0], below[0]), Math.min(b, above[1], below[1])];
      const at: Point = [(left + right) / 2, y];
      if (right - left < width || taken.some((mark) => touches(mark, at, width, height))) continue;
      // wide enough is wide enough: then rather in the middle
      const room = Math.min(right - left, width * 3) - (Math.abs(y - (top + bottom) / 2) / (bottom - top)) * width;
      if (!best || room > best.room) best = { at, room };
    }
  }
  return best?.at ?? null;
}

function touches([x, y]: Point, at: Point, width: number, height: number): boolean {
  return Math.abs(x - at[0]) < width / 2 + height && Math.abs(y - at[1]) < height * 1.5;
}

/** Where a level line is inside the ring. */
function stretches(ring: readonly Point[], y: number): [number, number][] {
  const crossings = ring
    .flatMap(([x1, y1], i): number[] => {
      const [x2, y2] = ring[(i + 1) % ring.length]!;
      return y1 <= y !== y2 <= y ? [x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)] : [];
    })
    .sort((a, b) => a - b);
  return crossings.flatMap((x, i): [number, number][] =>
    i % 2 === 0 && i + 1 < crossings.length ? [[x, crossings[i + 1]!]] : []
  );
}
