import type { ModelDraft } from '$lib/domain/model/draft';
import type { MeasureCondition } from '$lib/domain/model/types';
import { LOCALES } from '$lib/domain/shared/locale';

export const SECTIONS = ['levels', 'dimensions', 'barriers', 'measures'] as const;
export type Section = (typeof SECTIONS)[number];

/** Fields of the form by name, as typed. */
export type TextsForm = Record<string, string>;

/** One entry with its texts: `path` after the language, as in `barriers.no-owner`. */
export interface Entry {
  id: string;
  path: string;
  /** Null: the entry itself is the text. */
  fields: (string | null)[];
  /** Of a measure: how many conditions its rule has. */
  rule?: MeasureCondition['kind'][];
}

const entry = (section: string, fields: (string | null)[]) => (id: string | number) => ({
  ...{ id: String(id), path: `${section}.${id}`, fields }
});

/** The entries of one page, in the order of the model. */
export function listEntries({ model }: ModelDraft, section: Section): Entry[] {
  const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id);
  switch (section) {
    case 'levels':
      return [{ id: '', path: 'name', fields: [null] }, ...model.levels.map(entry('levels', ['name', 'description']))];
    case 'dimensions':
      return ids(model.dimensions).map(entry('dimensions', ['name', 'asks']));
    case 'barriers':
      return [
        ...model.barrierGroups.map(entry('barrierGroups', [null])),
        ...ids(model.barriers).map(entry('barriers', ['name', 'description', 'quote']))
      ];
    case 'measures':
      return model.measures.map(({ id, rule }) => ({
        ...entry('measures', ['title', 'change'])(id),
        rule: rule.map(({ kind }) => kind)
      }));
  }
}

/** The names of an entry's fields after the language: `barriers.no-owner.quote`. */
export const namesOf = ({ path, fields }: Entry) => fields.map((field) => (field === null ? path : `${path}.${field}`));

/** What stands in the draft, by name of the field. */
export function toForm(draft: ModelDraft, section: Section): TextsForm {
  const form: TextsForm = {};
  for (const one of listEntries(draft, section)) {
    for (const text of draft.texts)
      for (const name of namesOf(one)) form[`texts.${text.locale}.${name}`] = readPath(text, name);
    const rule = draft.model.measures.find(({ id }) => section === 'measures' && id === one.id)?.rule ?? [];
    rule.forEach((condition, at) => {
      const place = `rules.${one.id}.${at}`;
      form[`${place}.id`] = condition.kind === 'criterion-unmet' ? condition.criterion : condition.barrier;
      form[`${place}.share`] = String(Math.round(condition.minShare * 1000) / 10);
      if (condition.kind === 'barrier-raised') form[`${place}.count`] = String(condition.minCount);
    });
  }
  return form;
}

function readPath(value: unknown, name: string): string {
  for (const key of name.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return '';
    value = (value as Record<string, unknown>)[key];
  }
  return typeof value === 'string' ? value : '';
}

/** What was typed into the fields of this page; anything else that came along is passed over. */
export function readForm(draft: ModelDraft, section: Section, data: FormData): TextsForm {
  const names = Object.keys(toForm(draft, section));
  const drops = [...data.keys()].filter((key) => /^rules\.[\w-]+\.\d+\.drop$/.test(key));
  return Object.fromEntries(
    [...names, ...drops].map((name) => [name, String(data.get(name) ?? '').replaceAll('\r\n', '\n')])
  );
}

/** What the service is asked to save. */
export function toEdit(draft: ModelDraft, section: Section, form: TextsForm): unknown {
  const entries = listEntries(draft, section);
  const number = (text = '') => (text.trim() === '' ? text : Number(text.trim().replace(',', '.')));
  const share = (text = '') => (typeof number(text) === 'number' ? Number(number(text)) / 100 : text);
  const texts = LOCALES.map((locale) => {
    const sections = new Map<string, [string, unknown][]>();
    for (const one of entries) {
      const [first = '', id = ''] = one.path.split('.');
      const of = (field: string | null) =>
        form[`texts.${locale}.${field === null ? one.path : `${one.path}.${field}`}`];
      const value =
        one.fields[0] === null ? of(null) : Object.fromEntries(one.fields.map((field) => [field, of(field)]));
      sections.set(first, [...(sections.get(first) ?? []), [id, value]]);
    }
    const read = [...sections].map(([name, list]) => [name, name === 'name' ? list[0]![1] : Object.fromEntries(list)]);
    return [locale, Object.fromEntries(read) as unknown];
  });
  const rules = entries.flatMap(({ id, rule }) =>
    rule
      ? [
          [
            id,
            rule.flatMap((kind, at): object[] => {
              const place = `rules.${id}.${at}`;
              if (form[`${place}.drop`]) return [];
              const [named, minShare] = [form[`${place}.id`], share(form[`${place}.share`])];
              return kind === 'criterion-unmet'
                ? [{ kind, criterion: named, minShare }]
                : [{ kind, barrier: named, minShare, minCount: number(form[`${place}.count`]) }];
            })
          ] as const
        ]
      : []
  );
  return {
    texts: Object.fromEntries(texts) as unknown,
    ...(rules.length > 0 && { rules: Object.fromEntries(rules) as unknown })
  };
}
