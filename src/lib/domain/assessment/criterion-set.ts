import { isMet, type AnswerCodes } from './answer-codes';
import type { ModelIndex } from './model-index';
import type { Move } from './result-types';

/** A set of criteria to change to yes: one bit per position in words of 32. */
export interface CriterionSet {
  words: readonly number[];
  size: number;
  effort: number;
}

/**
 * @example
 * emptySet(index); // { words: [0, 0], size: 0, effort: 0 } for 56 criteria
 */
export function emptySet(index: ModelIndex): CriterionSet {
  return { words: new Array<number>((index.criteria.length + 31) >> 5).fill(0), size: 0, effort: 0 };
}

/**
 * The criteria and, transitively, what they depend on as far as it is unmet. A dependency that is met is not followed.
 *
 * @example
 * // c depends on b, b on a, all unmet
 * listMove(index, closeOver(index, codes, [2])).criteria; // ['a', 'b', 'c']
 */
export function closeOver(index: ModelIndex, codes: AnswerCodes, criteria: readonly number[]): CriterionSet {
  const { words } = emptySet(index);
  const set = { words: words.slice(), size: 0, effort: 0 };
  const open = criteria.slice();
  for (let position = open.pop(); position !== undefined; position = open.pop()) {
    const bit = 1 << (position & 31);
    if ((set.words[position >> 5]! & bit) !== 0) continue;
    set.words[position >> 5]! |= bit;
    set.size++;
    set.effort += index.criteria[position]!.effort;
    for (const other of index.criteria[position]!.dependsOn) if (!isMet(codes[other])) open.push(other);
  }
  return set;
}

/**
 * @example
 * uniteSets(index, ab, bc); // the set of a, b and c
 */
export function uniteSets(index: ModelIndex, a: CriterionSet, b: CriterionSet): CriterionSet {
  let { size, effort } = a;
  const words = a.words.map((word, i) => {
    const added = b.words[i]! & ~word;
    for (let rest = added; rest !== 0; rest &= rest - 1) {
      size++;
      effort += index.criteria[i * 32 + lowestBit(rest)]!.effort;
    }
    return word | added;
  });
  return { words, size, effort };
}

/**
 * The words of the criteria that two or more of the sets hold.
 *
 * @example
 * findShared([ab, bc]); // the words of b
 */
export function findShared(sets: readonly CriterionSet[]): readonly number[] {
  const once = (sets[0]?.words ?? []).map(() => 0);
  const twice = once.slice();
  for (const { words } of sets) {
    words.forEach((word, i) => {
      twice[i]! |= once[i]! & word;
      once[i]! |= word;
    });
  }
  return twice;
}

/**
 * @example
 * subtractWords(index, abc, bc.words); // the set of a
 */
export function subtractWords(index: ModelIndex, set: CriterionSet, taken: readonly number[]): CriterionSet {
  const words = set.words.map((word, i) => word & ~taken[i]!);
  return uniteSets(index, emptySet(index), { words, size: 0, effort: 0 });
}

/**
 * Below 0 where `a` is the better move: fewer criteria, then less effort, then model order, compared as ascending
 * lists of positions. For two sets of one size that order is decided by the lowest position only one of them holds.
 *
 * @example
 * compareSets(ab, ac) < 0; // true where the efforts are equal
 */
export function compareSets(a: CriterionSet, b: CriterionSet): number {
  if (a.size !== b.size) return a.size - b.size;
  if (a.effort !== b.effort) return a.effort - b.effort;
  for (let i = 0; i < a.words.length; i++) {
    const differing = a.words[i]! ^ b.words[i]!;
    if (differing !== 0) return (a.words[i]! >> lowestBit(differing)) & 1 ? -1 : 1;
  }
  return 0;
}

/**
 * @example
 * listMove(index, set); // { criteria: ['legal-2-licence'], effort: 3 }
 */
export function listMove(index: ModelIndex, set: CriterionSet): Move {
  const criteria: string[] = [];
  set.words.forEach((word, i) => {
    for (let rest = word; rest !== 0; rest &= rest - 1) {
      criteria.push(index.criteria[i * 32 + lowestBit(rest)]!.source.id);
    }
  });
  return { criteria, effort: set.effort };
}

function lowestBit(word: number): number {
  return 31 - Math.clz32(word & -word);
}
