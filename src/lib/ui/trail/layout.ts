import { shapeOf, type MarkState, type Shape } from './shapes';

export interface TrailMark extends Shape {
  level: number;
  state: MarkState | 'mentor';
  /** Top left corner and size, in the units of the view box. */
  x: number;
  y: number;
  size: number;
  /** Where the number goes; absent where none is written. */
  number?: { x: number; y: number };
}

export interface TrailLayout {
  width: number;
  height: number;
  /** The line the marks stand on. */
  y: number;
  marks: TrailMark[];
  /** From and to, x only; null where there is none. */
  walked: [number, number] | null;
  maybe: [number, number] | null;
  dashed: [number, number] | null;
  peer: string | null;
}

export interface TrailInput {
  /** The level attained; null when nothing is answered. */
  level: number | null;
  /** The level it would be if every open answer were yes. */
  upTo?: number;
  /** Level of the most similar municipalities: a triangle beneath. */
  peer?: number;
  /** Level of a mentor: a second filled mark. */
  mentor?: number;
  levels: readonly number[];
  /** The highest level the model asks anything for; beyond it no mark is the next one. */
  asked?: number;
  compact: boolean;
}

const FULL = { step: 54, edge: 18, y: 18, here: 32, mentor: 28, next: 21, passed: 15, ahead: 11, baseline: 4.8 };
const COMPACT = { step: 30, edge: 14, y: 14, here: 24, mentor: 22, next: 16, passed: 10, ahead: 8, baseline: 4 };

/**
 * Places every mark of one dimension's trail. Units are those of the SVG view box (1 unit is about 1 px).
 *
 * @example layoutTrail({ level: 1, upTo: 2, levels: [0, 1, 2], compact: false }).maybe // [72, 126]
 */
export function layoutTrail(input: TrailInput): TrailLayout {
  const g = input.compact ? COMPACT : FULL;
  const { levels, level } = input;
  const at = (n: number) => g.edge + Math.max(0, levels.indexOf(n)) * g.step;
  const first = levels[0] ?? 0;
  const last = levels.at(-1) ?? 0;
  const upTo = level === null ? null : Math.max(level, input.upTo ?? level);
  const marks = levels.map((n) => place(n, stateOf(n, level, upTo, input), g, at(n)));
  if (input.mentor !== undefined && input.mentor !== level) {
    const i = levels.indexOf(input.mentor);
    if (i >= 0) marks[i] = place(input.mentor, 'mentor', g, at(input.mentor));
  }
  const known = level ?? first;
  return {
    width: 2 * g.edge + (levels.length - 1) * g.step,
    height: 2 * g.y + (input.peer === undefined ? 0 : 12),
    y: g.y,
    marks,
    walked: known > first ? [at(first), at(known)] : null,
    maybe: upTo !== null && upTo > known ? [at(known), at(upTo)] : null,
    dashed: (upTo ?? known) < last ? [at(upTo ?? known), at(last)] : null,
    peer: input.peer === undefined ? null : `M${at(input.peer)} ${2 * g.y + 2}l5 8h-10Z`
  };
}

function stateOf(n: number, level: number | null, upTo: number | null, { levels, asked }: TrailInput): MarkState {
  if (level === null || upTo === null) return 'ahead';
  if (n === level) return 'here';
  if (n < level) return 'passed';
  if (n <= upTo) return 'uncertain';
  // no next mark where the model asks for nothing yet
  const isNext = upTo === level && n === levels[levels.indexOf(level) + 1] && n <= (asked ?? n);
  return isNext ? 'next' : 'ahead';
}

function place(level: number, state: MarkState | 'mentor', g: typeof FULL, x: number): TrailMark {
  const shape = shapeOf(level, state === 'mentor' ? 'here' : state);
  const plain = state === 'uncertain' ? g.next : g[state];
  // the second line of the goal reaches outside its mark, so the mark itself is a little smaller
  const size = shape.symbol === 'wm-goal' ? Math.round(plain * (state === 'here' ? 0.8 : 0.9)) : plain;
  const mark: TrailMark = { ...shape, level, state, x: x - size / 2, y: g.y - size / 2, size };
  if (state === 'here' || state === 'mentor')
    mark.number = { x: level === 0 ? x - size * 0.05 : x, y: g.y + g.baseline };
  return mark;
}
