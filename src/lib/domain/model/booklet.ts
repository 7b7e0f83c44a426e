import { questionsOf } from '../assessment/question-order';
import type { Criterion, CriterionText, MaturityModel, ModelText } from './types';

export interface BookletCriterion {
  criterion: Criterion;
  text: CriterionText;
  /** What it builds on. */
  after: { id: string; statement: string; dimension: string }[];
  /** What it takes out of the way. */
  removes: { id: string; name: string }[];
}

export interface BookletDimension {
  id: string;
  name: string;
  asks: string;
  /** Only levels at which it asks something. */
  levels: { level: number; name: string; criteria: BookletCriterion[] }[];
}

export interface BookletBarrier {
  id: string;
  name: string;
  description: string;
  /** How it is said in meetings. */
  quote: string;
  helpedBy: { id: string; statement: string; dimension: string }[];
}

/** A published model for reading: everything in the order of a way, without anybody's answers. */
export interface Booklet {
  id: string;
  version: string;
  name: string;
  levels: { level: number; name: string; description: string }[];
  dimensions: BookletDimension[];
  barrierGroups: { id: string; name: string; barriers: BookletBarrier[] }[];
  criteria: number;
}

/**
 * The model as a booklet in one language: marks, dimensions, what each step means and what it takes out of the way, and
 * for each barrier the steps that help. No text of its own: a word changed in the model is changed here.
 *
 * @example
 * gatherBooklet(model, swedish).dimensions[0]?.levels[0]?.criteria[0]?.text.statement
 * // 'Någon av oss, känd vid namn, har avsatt tid för att titta på öppna data.'
 */
export function gatherBooklet(model: MaturityModel, text: ModelText): Booklet {
  const refer = (criterion: Criterion) => ({
    id: criterion.id,
    statement: text.criteria[criterion.id]?.statement ?? criterion.id,
    dimension: criterion.dimension
  });
  const byId = new Map(model.criteria.map((criterion) => [criterion.id, criterion]));
  const nameOf = (level: number) => text.levels[level]?.name ?? String(level);
  const open = (criterion: Criterion): BookletCriterion[] => {
    const said = text.criteria[criterion.id];
    if (!said) return [];
    return [
      {
        criterion,
        text: said,
        after: criterion.dependsOn.flatMap((id) => byId.get(id) ?? []).map(refer),
        removes: criterion.barriers.map((id) => ({ id, name: text.barriers[id]?.name ?? id }))
      }
    ];
  };
  return {
    id: model.id,
    version: model.version,
    name: text.name,
    levels: model.levels.map((level) => ({
      level,
      name: nameOf(level),
      description: text.levels[level]?.description ?? ''
    })),
    dimensions: model.dimensions.map(({ id }) => {
      const questions = questionsOf(model, id);
      return {
        id,
        name: text.dimensions[id]?.name ?? id,
        asks: text.dimensions[id]?.asks ?? '',
        levels: [...new Set(questions.map(({ level }) => level))].map((level) => ({
          level,
          name: nameOf(level),
          criteria: questions.filter((question) => question.level === level).flatMap(open)
        }))
      };
    }),
    barrierGroups: model.barrierGroups
      .map((group) => ({
        id: group,
        name: text.barrierGroups[group] ?? group,
        barriers: model.barriers
          .filter((barrier) => barrier.group === group)
          .map(({ id }) => ({
            id,
            name: text.barriers[id]?.name ?? id,
            description: text.barriers[id]?.description ?? '',
            quote: text.barriers[id]?.quote ?? '',
            helpedBy: model.criteria.filter(({ barriers }) => barriers.includes(id)).map(refer)
          }))
      }))
      .filter(({ barriers }) => barriers.length > 0),
    criteria: model.criteria.length
  };
}
