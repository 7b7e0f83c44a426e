import type { AnswerValue } from '$lib/domain/model/types';

/** here: the level attained; passed: behind; next: the mark that calls; uncertain: depends on an open answer. */
export type MarkState = 'here' | 'passed' | 'next' | 'uncertain' | 'ahead';

export interface Shape {
  /** Id of a symbol in Symbols.svelte. */
  symbol: 'wm-start' | 'wm-mark' | 'wm-goal' | 'wm-next' | 'wm-half' | 'wm-bypass';
  class: string;
}

const FILL: Record<Exclude<MarkState, 'next'>, string> = {
  here: 'wm-fill',
  passed: 'wm-fill',
  uncertain: 'wm-hatch',
  ahead: 'wm-open'
};

/**
 * The drawing of a level in a state.
 *
 * @example shapeOf(0, 'passed') // { symbol: 'wm-start', class: 'wm-fill l0' }
 */
export function shapeOf(level: number, state: MarkState): Shape {
  if (state === 'next') return { symbol: 'wm-next', class: '' };
  const symbol = level === 0 ? 'wm-start' : level === 5 ? 'wm-goal' : 'wm-mark';
  return { symbol, class: FILL[state] === 'wm-fill' ? `wm-fill l${level}` : FILL[state] };
}

/**
 * The drawing of an answer to a criterion of a level; unanswered and not reached look alike: an open mark.
 *
 * @example answerShape('partly', 3) // { symbol: 'wm-half', class: 'l3' }
 */
export function answerShape(answer: AnswerValue | null, level: number): Shape {
  switch (answer) {
    case 'yes':
      return { symbol: 'wm-mark', class: `wm-fill l${level}` };
    case 'partly':
      return { symbol: 'wm-half', class: `l${level}` };
    case 'not-applicable':
      return { symbol: 'wm-bypass', class: '' };
    case 'dont-know':
      return { symbol: 'wm-mark', class: 'wm-hatch' };
    default:
      return { symbol: 'wm-mark', class: 'wm-open' };
  }
}
