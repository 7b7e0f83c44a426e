import type { Criterion, MaturityModel, ModelText } from '$lib/domain/model/types';
import { questionsOf } from '$lib/domain/assessment/question-order';
import type { Locale } from '$lib/domain/shared/locale';
import type { Result } from '$lib/domain/shared/result';
import { compilePdf, dateParts, fontFamily, REGIONS } from './compile-pdf';
import template from './criteria.typ?raw';
import { type PrintKey, sayPrint } from './print-words';

export interface CriteriaInput {
  locale: Locale;
  model: MaturityModel;
  text: ModelText;
  /** Absent: every level. */
  level?: number;
  /** Absent: every dimension. */
  dimension?: string;
  /** ISO: when the model was published. A published version never changes, and neither does its paper. */
  date: string;
}

/**
 * The criteria of a level, a dimension or the whole model for a workshop on paper, as tagged PDF (PDF/UA-1): each with
 * boxes to tick, what "yes" means, who does it and how long it takes. The same model gives the same bytes.
 *
 * Errors: `no-glyph` (a text has a character that the typeface lacks).
 */
export async function renderCriteria(input: CriteriaInput): Promise<Result<{ pdf: Buffer; pages: number }>> {
  return compilePdf(template, { paper: wordCriteria(input) });
}

function wordCriteria({ locale, model, text, level, dimension, date }: CriteriaInput) {
  const say = (key: PrintKey, values?: Record<string, string | number>) => sayPrint(locale, key, values);
  const chosen = (criterion: Criterion) => level === undefined || criterion.level === level;
  const levelPart =
    level === undefined
      ? say('criteria.part.all')
      : say('criteria.part.level', { level, name: text.levels[level]?.name ?? '' });
  const dimensionName = dimension && (text.dimensions[dimension]?.name ?? dimension);
  const part = dimensionName
    ? say('criteria.part.dimension', { part: levelPart, dimension: dimensionName })
    : levelPart;
  const groups = model.dimensions
    .filter(({ id }) => dimension === undefined || id === dimension)
    .map(({ id }) => ({
      name: text.dimensions[id]?.name ?? id,
      asks: text.dimensions[id]?.asks ?? '',
      criteria: questionsOf(model, id)
        .filter(chosen)
        .map((criterion) => wordCriterion(criterion, text, say, level === undefined))
    }))
    .filter(({ criteria }) => criteria.length > 0);
  return {
    locale,
    region: REGIONS[locale],
    font: fontFamily(),
    date: dateParts(date),
    title: say('criteria.title', { part }),
    lead: say('criteria.lead'),
    fields: [say('criteria.municipality'), say('criteria.day'), say('criteria.present')],
    foot: say('model', { model: text.name, version: model.version }),
    page: say('page'),
    note: say('criteria.note'),
    groups
  };
}

function wordCriterion(
  criterion: Criterion,
  text: ModelText,
  say: (key: PrintKey, values?: Record<string, string | number>) => string,
  withLevel: boolean
) {
  const said = text.criteria[criterion.id];
  return {
    level: withLevel
      ? say('criteria.level', { level: criterion.level, name: text.levels[criterion.level]?.name ?? '' })
      : null,
    statement: said?.statement ?? criterion.id,
    boxes: [
      say('criteria.yes'),
      ...(criterion.canBePartly ? [say('criteria.partly')] : []),
      say('criteria.no'),
      say('criteria.dont-know'),
      ...(criterion.canBeNotApplicable ? [say('criteria.not-applicable')] : [])
    ],
    yesMeans: say('criteria.yes-means'),
    points: said?.yesMeans ?? [],
    partly:
      criterion.canBePartly && said?.partlyMeans ? say('criteria.partly-means', { text: said.partlyMeans }) : null,
    notApplicable:
      criterion.canBeNotApplicable && said?.notApplicableWhen
        ? say('criteria.not-applicable-when', { text: said.notApplicableWhen })
        : null,
    work: `${say(`role.${criterion.role}`)} ${say(`effort.${criterion.effort}`)}`,
    advice: criterion.kind === 'advice' ? say('criteria.advice') : null,
    evidence: criterion.evidence.kind === 'none' ? null : say('criteria.evidence')
  };
}
