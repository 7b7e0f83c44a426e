import { CODE } from '../assessment/answer-codes';
import { lowerMedian } from '../assessment/median';
import { indexModel, type ModelIndex } from '../assessment/model-index';
import { packAnswers, VALUE_MASK } from '../assessment/packed-answers';
import type { Rule } from '../assessment/rule';
import { selectRule } from '../assessment/select-rule';
import type { AnswerSheet, MaturityModel } from '../model/types';
import type { PublishedTable } from './aggregate-types';

/** By position, what a byte of `PackedWave.mode` stands for. */
export const MODES = ['self', 'assisted', 'shared'] as const;
export type Mode = (typeof MODES)[number];

/**
 * The submitted assessments of a wave, one row each, as a few long arrays: 100,000 of them cross to a worker thread in
 * one piece, where as many objects would take seconds and a gigabyte.
 */
export interface PackedWave {
  /** By row: position of the municipality in the report's register. */
  municipality: Uint32Array<ArrayBuffer>;
  /** By row: position in `MODES`. */
  mode: Uint8Array<ArrayBuffer>;
  /** Row by row, a byte for each criterion of the report's model (packed-answers.ts). */
  answers: Uint8Array<ArrayBuffer>;
}

/** A wave before the one reported, its answers under the report's model. */
export interface EarlierWave extends PackedWave {
  id: string;
  name: string;
  /** ISO. */
  opensAt: string;
  /** By criterion of the report's model, 1 where the earlier wave's model asked for it at all: only those are compared. */
  common: Uint8Array<ArrayBuffer>;
  /** What those who answered it were promised, where more than this wave's threshold. */
  threshold?: number;
  /** What its last edition shows; absent where none is published. */
  published?: { tables: Readonly<Record<string, PublishedTable>>; roundedTo?: number };
}

/** Stands for a level where nothing is applicable, or the model has none. */
export const NO_LEVEL = -1;

export interface PackedLevels {
  /** By row. */
  overall: Int16Array<ArrayBuffer>;
  /** Row by row, one for each dimension of the model. */
  dimensions: Int16Array<ArrayBuffer>;
}

/**
 * The levels of every assessment, as `scoreAssessment` gives them; `NO_LEVEL` for null.
 *
 * @example
 * levelsOfPacked(model, wave).overall[0]; // 2
 */
export function levelsOfPacked(model: MaturityModel, { answers }: Pick<PackedWave, 'answers'>): PackedLevels {
  const index = indexModel(model);
  const rule = selectRule(model.rule);
  const width = index.criteria.length;
  const rows = width ? answers.length / width : 0;
  const many = index.dimensions.length;
  const overall = new Int16Array(rows);
  const dimensions = new Int16Array(rows * many);
  const codes = new Uint8Array(width);
  for (let row = 0; row < rows; row++) {
    for (let place = 0; place < width; place++) codes[place] = answers[row * width + place]! & VALUE_MASK;
    overall[row] = levelsOfRow(index, rule, codes, dimensions.subarray(row * many, (row + 1) * many));
  }
  return { overall, dimensions };
}

function levelsOfRow(index: ModelIndex, rule: Rule, codes: Uint8Array, into: Int16Array): number {
  const levels: number[] = [];
  for (const [position, entry] of index.dimensions.entries()) {
    const applicable = entry.criteria.some((place) => codes[place] !== CODE['not-applicable']);
    const level = applicable ? rule.findLevel(index, entry, codes) : null;
    into[position] = level ?? NO_LEVEL;
    if (level !== null) levels.push(level);
  }
  return lowerMedian(levels) ?? NO_LEVEL;
}

/**
 * Assessments given one by one, packed; a municipality that is not in the register throws.
 *
 * @example
 * packWave(model, [{ code: '0114' }], [{ municipality: '0114', mode: 'self', answers: { a: 'yes' } }])
 * // { municipality: Uint32Array [0], mode: Uint8Array [0], answers: Uint8Array [1, 0, 0] }
 */
export function packWave(
  model: MaturityModel,
  municipalities: readonly { code: string }[],
  assessed: readonly { municipality: string; mode: Mode; answers: AnswerSheet; unconfirmed?: readonly string[] }[]
): PackedWave {
  const { positions } = indexModel(model);
  const placeOf = new Map(municipalities.map(({ code }, place) => [code, place]));
  const wave = emptyWave(assessed.length, model.criteria.length);
  for (const [row, { municipality, mode, answers, unconfirmed = [] }] of assessed.entries()) {
    const place = placeOf.get(municipality);
    if (place === undefined) throw new Error(`Municipality "${municipality}" has answered and is not in the register`);
    wave.municipality[row] = place;
    wave.mode[row] = MODES.indexOf(mode);
    const rows = Object.entries(answers).map(([criterionId, value]) => ({
      criterionId,
      value,
      origin: unconfirmed.includes(criterionId) ? ('prefill' as const) : ('own' as const)
    }));
    wave.answers.set(packAnswers(positions, rows), row * model.criteria.length);
  }
  return wave;
}

/**
 * Room for so many assessments of so many criteria, with nothing answered.
 *
 * @example
 * emptyWave(2, 3).answers.length; // 6
 */
export function emptyWave(rows: number, criteria: number): PackedWave {
  return {
    municipality: new Uint32Array(rows),
    mode: new Uint8Array(rows),
    answers: new Uint8Array(rows * criteria)
  };
}
