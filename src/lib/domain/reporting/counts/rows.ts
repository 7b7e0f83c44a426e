import { VALUE_MASK } from '../../assessment/packed-answers';
import { CODE } from '../../assessment/answer-codes';
import type { MaturityModel } from '../../model/types';
import type { AggregateInput } from '../aggregate-types';
import { levelsOfPacked, NO_LEVEL, type PackedLevels, type PackedWave, packWave } from '../packed-wave';

/** The assessments of a wave as long arrays, with their levels. */
export interface Rows extends PackedWave, PackedLevels {
  /** How many. */
  size: number;
}

/**
 * The assessments that count, however they were given. Levels given with them are taken as they are, those of packed
 * answers are worked out.
 *
 * @example
 * readRows(input).overall[0]; // 2
 */
export function readRows(input: AggregateInput): Rows {
  const { model, assessed, municipalities } = input;
  if (input.wave) return { ...input.wave, ...levelsOfPacked(model, input.wave), size: input.wave.municipality.length };
  const many = model.dimensions.length;
  const overall = new Int16Array(assessed.length);
  const dimensions = new Int16Array(assessed.length * many);
  for (const [row, one] of assessed.entries()) {
    overall[row] = one.overallLevel ?? NO_LEVEL;
    for (const [at, { id }] of model.dimensions.entries()) dimensions[row * many + at] = one.levels[id] ?? NO_LEVEL;
  }
  return { ...packWave(model, municipalities, assessed), overall, dimensions, size: assessed.length };
}

/** Where nothing of it is asked in both waves it counts as not applicable, so that levels are of the same criteria. */
export function readCommon(model: MaturityModel, wave: PackedWave, common: Uint8Array): PackedLevels {
  if (common.every((one) => one === 1)) return levelsOfPacked(model, wave);
  const answers = wave.answers.slice();
  const width = model.criteria.length;
  for (let at = 0; at < answers.length; at++) if (common[at % width] === 0) answers[at] = CODE['not-applicable'];
  return levelsOfPacked(model, { answers });
}

/**
 * The code of one answer, without the mark of an unconfirmed one.
 *
 * @example
 * codeAt(rows, 56, 0, 3); // CODE.yes
 */
export const codeAt = (rows: Pick<PackedWave, 'answers'>, width: number, row: number, criterion: number): number =>
  rows.answers[row * width + criterion]! & VALUE_MASK;
