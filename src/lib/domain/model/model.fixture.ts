import { LOCALES, type Locale } from '../shared/locale';
import type { Criterion, CriterionText, MaturityModel, ModelText } from './types';

/** A small model without faults for tests: two dimensions, three levels, four required criteria and one advice. */
export interface ModelFiles {
  model: MaturityModel;
  en: ModelText;
  sv: ModelText;
  nl: ModelText;
}

export function makeCriterion(
  id: string,
  dimension: string,
  level: number,
  changes: Partial<Criterion> = {}
): Criterion {
  return {
    id,
    dimension,
    level,
    kind: 'required',
    effort: 'days',
    role: 'officer',
    evidence: { kind: 'none', required: false },
    dependsOn: [],
    canBeNotApplicable: false,
    canBePartly: true,
    freshMonths: 12,
    barriers: ['no-time'],
    mapping: [{ framework: 'Invented framework', reference: '1.1' }],
    inCheck: false,
    ...changes
  };
}

export function makeCriterionText(id: string, locale: Locale): CriterionText {
  const say = (what: string) => `(${locale}) ${what} of ${id}`;
  return {
    statement: say('statement'),
    yesMeans: [say('first point'), say('second point')],
    partlyMeans: say('partly'),
    why: say('reason'),
    tips: [
      { text: say('free tip'), free: true },
      { text: say('small tip'), small: true }
    ]
  };
}

function makeText(model: MaturityModel, locale: Locale): ModelText {
  const say = (what: string) => `(${locale}) ${what}`;
  const byId = <T>(ids: string[], make: (id: string) => T) => Object.fromEntries(ids.map((id) => [id, make(id)]));
  const ids = (entries: { id: string }[]) => entries.map(({ id }) => id);
  return {
    locale,
    reviewed: locale === 'en',
    name: say('Model'),
    levels: byId(model.levels.map(String), (id) => ({
      name: say(`level ${id}`),
      description: say(`about level ${id}`)
    })),
    dimensions: byId(ids(model.dimensions), (id) => ({ name: say(`name of ${id}`), asks: say(`question of ${id}`) })),
    criteria: byId(ids(model.criteria), (id) => makeCriterionText(id, locale)),
    barrierGroups: byId(model.barrierGroups, (id) => say(`group ${id}`)),
    barriers: byId(ids(model.barriers), (id) => ({
      name: say(`name of ${id}`),
      description: say(`about ${id}`),
      quote: say(`heard about ${id}`)
    })),
    measures: byId(ids(model.measures), (id) => ({ title: say(`title of ${id}`), change: say(`change by ${id}`) }))
  };
}

export function makeModelFiles(): ModelFiles {
  const model: MaturityModel = {
    format: 1,
    id: 'small',
    version: '0.1.0',
    rule: { kind: 'staged' },
    levels: [0, 1, 2],
    dimensions: [{ id: 'legal' }, { id: 'people' }],
    criteria: [
      makeCriterion('legal-asks', 'legal', 1),
      makeCriterion('legal-licence', 'legal', 2, { dependsOn: ['legal-asks'] }),
      makeCriterion('people-know', 'people', 1),
      makeCriterion('people-trained', 'people', 2, { dependsOn: ['people-know'] }),
      makeCriterion('people-advice', 'people', 2, { kind: 'advice', barriers: [] })
    ],
    barrierGroups: ['money'],
    barriers: [{ id: 'no-time', group: 'money' }],
    measures: [
      {
        id: 'fund',
        actor: 'state',
        cost: 'high',
        barriers: ['no-time'],
        criteria: ['people-know'],
        rule: [
          { kind: 'criterion-unmet', criterion: 'people-know', minShare: 0.4 },
          { kind: 'barrier-raised', barrier: 'no-time', minShare: 0.1, minCount: 5 }
        ]
      }
    ]
  };
  const [en, sv, nl] = LOCALES.map((locale) => makeText(model, locale)) as [ModelText, ModelText, ModelText];
  return { model, en, sv, nl };
}

/** Adds a criterion with its texts in each language. */
export function addCriterion(files: ModelFiles, criterion: Criterion): void {
  files.model.criteria.push(criterion);
  for (const locale of LOCALES) files[locale].criteria[criterion.id] = makeCriterionText(criterion.id, locale);
}
