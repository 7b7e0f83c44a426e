import type { AnswerValue } from '$lib/domain/model/types';
import { answerShape, type Shape } from './shapes';

export interface QuestionMark {
  level: number;
  answer: AnswerValue | null;
  current?: boolean;
}

export interface PlacedQuestion extends Shape {
  x: number;
  size: number;
  current: boolean;
  answered: boolean;
}

export interface QuestionLayout {
  width: number;
  marks: PlacedQuestion[];
  /** Pieces of path between neighbours; walked where the question before is answered. */
  paths: { from: number; to: number; walked: boolean }[];
  /** A line and number under the questions of one level. */
  groups: { level: number; from: number; to: number }[];
}

const EDGE = 22;
const BETWEEN_LEVELS = 54;
const WITHIN_LEVEL = 32;

/**
 * Places the questions of one dimension in a row, those of one level close together. Units of the view box, height 58.
 *
 * @example layoutQuestions([{ level: 1, answer: 'yes' }, { level: 2, answer: null, current: true }]).width // 98
 */
export function layoutQuestions(items: readonly QuestionMark[]): QuestionLayout {
  let x = EDGE;
  const marks: PlacedQuestion[] = [];
  const groups: QuestionLayout['groups'] = [];
  items.forEach((item, i) => {
    const before = items[i - 1];
    if (before) x += before.level === item.level ? WITHIN_LEVEL : BETWEEN_LEVELS;
    const answered = item.answer !== null && item.answer !== 'not-reached';
    const current = item.current ?? false;
    const shape: Shape = current && !answered ? { symbol: 'wm-next', class: '' } : answerShape(item.answer, item.level);
    marks.push({ ...shape, x, size: current ? (answered ? 15 : 28) : answered ? 18 : 12, current, answered });
    const group = groups.at(-1);
    if (group && group.level === item.level) group.to = x + 10;
    else groups.push({ level: item.level, from: x - 10, to: x + 10 });
  });
  const paths = marks.slice(1).map((mark, i) => {
    const from = marks[i];
    return { from: from?.x ?? EDGE, to: mark.x, walked: from?.answered ?? false };
  });
  return { width: x + EDGE, marks, paths, groups };
}
