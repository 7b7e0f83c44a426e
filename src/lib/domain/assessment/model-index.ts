import type { Criterion, MaturityModel } from '../model/types';
import { effortOf } from './effort';

export interface CriterionEntry {
  source: Criterion;
  /** Position of its dimension in the model. */
  dimension: number;
  required: boolean;
  weight: number;
  effort: number;
  /** Positions of the criteria it depends on, ascending. */
  dependsOn: readonly number[];
}

/** One level of one dimension; criteria as positions in the model. */
export interface Rung {
  level: number;
  required: readonly number[];
  /** Required and advice, ordered by id. */
  all: readonly number[];
}

export interface DimensionEntry {
  id: string;
  /** In model order. */
  criteria: readonly number[];
  /** Ordered by id: sums run in this order, so that permuting a model changes no digit of a score. */
  byId: readonly number[];
  /** The levels above the first, ascending, with or without criteria. */
  rungs: readonly Rung[];
}

export interface ModelIndex {
  model: MaturityModel;
  criteria: readonly CriterionEntry[];
  dimensions: readonly DimensionEntry[];
  /** Positions of the dimensions, ordered by id. */
  dimensionsById: readonly number[];
  positions: ReadonlyMap<string, number>;
  startLevel: number;
}

const cache = new WeakMap<MaturityModel, ModelIndex>();

/**
 * The model by position instead of by id, built once per model object. A model is never changed in place: an edited
 * one is a new object. Throws on what `waymark model validate` refuses and scoring could not survive: unknown or
 * repeated ids, a weight that is not above 0, no levels, a criterion outside the levels under the rule `staged`.
 *
 * @example
 * indexModel(model).positions.get('legal-2-licence'); // 11
 */
export function indexModel(model: MaturityModel): ModelIndex {
  const known = cache.get(model);
  if (known) return known;
  const index = buildIndex(model);
  cache.set(model, index);
  return index;
}

function buildIndex(model: MaturityModel): ModelIndex {
  const startLevel = model.levels[0];
  if (startLevel === undefined) throw new Error(`Model "${model.id}" has no levels`);
  const positions = positionsOf(model.criteria, 'criterion');
  const dimensionPositions = positionsOf(model.dimensions, 'dimension');
  const criteria = model.criteria.map((source): CriterionEntry => {
    const weight = source.weight ?? 1;
    if (!(weight > 0 && weight < Infinity)) throw new Error(`Weight of "${source.id}" must be above 0 - got ${weight}`);
    if (model.rule.kind === 'staged' && !model.levels.includes(source.level, 1)) {
      throw new Error(`Level of "${source.id}" must be one above the first of the model - got ${source.level}`);
    }
    return {
      source,
      dimension: positionOf(dimensionPositions, source.dimension, source.id),
      required: source.kind === 'required',
      weight,
      effort: effortOf(source.effort),
      dependsOn: source.dependsOn.map((id) => positionOf(positions, id, source.id)).sort((a, b) => a - b)
    };
  });
  const dimensions = model.dimensions.map(({ id }, dimension): DimensionEntry => {
    const own = [...criteria.keys()].filter((position) => criteria[position]?.dimension === dimension);
    const byId = [...own].sort((a, b) => compareIds(model.criteria[a]?.id, model.criteria[b]?.id));
    const rungs = model.levels.slice(1).map((level): Rung => {
      const here = (position: number) => criteria[position]?.source.level === level;
      return {
        level,
        required: own.filter((position) => here(position) && criteria[position]?.required),
        all: byId.filter(here)
      };
    });
    return { id, criteria: own, byId, rungs };
  });
  const dimensionsById = [...dimensions.keys()].sort((a, b) => compareIds(dimensions[a]?.id, dimensions[b]?.id));
  return { model, criteria, dimensions, dimensionsById, positions, startLevel };
}

function positionsOf(items: readonly { id: string }[], what: string): Map<string, number> {
  const positions = new Map<string, number>();
  items.forEach(({ id }, position) => {
    if (positions.has(id)) throw new Error(`The ${what} "${id}" stands twice in the model`);
    positions.set(id, position);
  });
  return positions;
}

function positionOf(positions: ReadonlyMap<string, number>, id: string, from: string): number {
  const position = positions.get(id);
  if (position === undefined) throw new Error(`"${from}" refers to "${id}", which is not in the model`);
  return position;
}

// by code unit, not by language: the order must be the same on every machine
function compareIds(a = '', b = ''): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
