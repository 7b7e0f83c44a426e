import { shapeOf, type Shape } from '../trail/shapes';

/** What a municipality is drawn as; 'level-0' to 'level-5' for the level attained. */
export type PointState = 'met' | 'not-reached' | 'answered' | 'not-answered' | `level-${0 | 1 | 2 | 3 | 4 | 5}`;

export interface PointShape extends Shape {
  /** In units of the view box. */
  size: number;
  /** Drawn first, that is underneath, when low. */
  order: number;
  /** Written into the mark. */
  number?: number;
}

const CROWD = 150;
const FEW = 60;

/**
 * The drawing of a state: shapes differ, not only colours. Marks shrink by a quarter in a crowd of more than 150;
 * among at most 60 a level is large enough to carry its number.
 *
 * @example pointShape('not-reached').symbol // 'wm-next'
 */
export function pointShape(state: PointState, crowd = 0): PointShape {
  const shape = fullShape(state);
  if (crowd > 0 && crowd <= FEW && state.startsWith('level-'))
    return { ...shape, size: state === 'level-5' ? 16 : 20, number: Number(state.slice(-1)) };
  return crowd > CROWD ? { ...shape, class: `${shape.class} small`, size: shape.size * 0.75 } : shape;
}

function fullShape(state: PointState): PointShape {
  switch (state) {
    case 'met':
      return { symbol: 'wm-mark', class: 'wm-data', size: 9, order: 1 };
    case 'answered':
      return { symbol: 'wm-mark', class: 'wm-fill l3', size: 11, order: 2 };
    case 'not-answered':
      return { symbol: 'wm-mark', class: 'wm-open', size: 9, order: 0 };
    case 'not-reached':
      return { symbol: 'wm-next', class: '', size: 13, order: 3 };
    default: {
      const level = Number(state.slice('level-'.length));
      return { ...shapeOf(level, 'here'), size: level === 5 ? 11 : 12, order: 2 };
    }
  }
}
