import { describe, expect, it } from 'vitest';
import { readCriterion, replaceCriterion, startDraft } from '$lib/domain/model/draft';
import { parseCriterionEdit, parseTextsEdit } from '$lib/domain/model/draft-input';
import { editTexts } from '$lib/domain/model/edit-texts';
import { shippedModels } from '$lib/server/model/seed';
import * as criteria from '../../src/routes/(admin)/admin/models/drafts/[draft]/criterion-form';
import * as texts from '../../src/routes/(admin)/admin/models/drafts/[draft]/texts/[section]/texts-form';

const shipped = shippedModels.at(-1)!;
const draft = startDraft(shipped.model, shipped.texts);

/** What a browser posts of a form that nobody touched. */
function post(form: criteria.CriterionForm): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(form.fields))
    data.set(`criterion.${name}`, value.replaceAll('\n', '\r\n'));
  for (const [name, values] of Object.entries(form.chosen))
    for (const value of values) data.append(name === 'from' || name === 'flags' ? name : `criterion.${name}`, value);
  data.set('tips', String(form.tips.length));
  for (const locale of ['en', 'sv', 'nl'] as const) {
    for (const [name, value] of Object.entries(form.texts[locale]))
      data.set(`texts.${locale}.${name}`, value.replaceAll('\n', '\r\n'));
    form.tips.forEach((tip, at) => {
      data.set(`texts.${locale}.tips.${at}`, tip.texts[locale]);
      if (tip.free) data.set(`tip.${at}.free`, 'on');
      if (tip.small) data.set(`tip.${at}.small`, 'on');
    });
  }
  return data;
}

describe('the form of a criterion', () => {
  it.each(draft.model.criteria.map(({ id }) => id))('saves %s as it was, where nobody changed anything', (id) => {
    const form = criteria.readForm(post(criteria.toForm(readCriterion(draft, id)!)));
    const edit = parseCriterionEdit(criteria.toEdit(form));
    expect(edit.ok ? [] : edit.problems).toEqual([]);
    const saved = edit.ok && replaceCriterion(draft, edit.value);
    expect(saved && saved.ok && saved.value.model.criteria).toEqual(draft.model.criteria);
    expect(saved && saved.ok && saved.value.texts).toEqual(draft.texts);
  });

  it('reads numbers with a comma, and names what is no number', () => {
    const form = criteria.toForm(readCriterion(draft, draft.model.criteria[0]!.id)!);
    const edit = (fields: Record<string, string>) =>
      parseCriterionEdit(criteria.toEdit({ ...form, fields: { ...form.fields, ...fields } }));
    const comma = edit({ weight: '1,5' });
    expect(comma.ok && comma.value.criterion.weight).toBe(1.5);
    const wrong = edit({ freshMonths: 'often' });
    expect(wrong.ok ? '' : wrong.problems[0]?.message).toContain('got "often"');
  });
});

describe('the form of the other texts', () => {
  it.each(texts.SECTIONS)('saves %s as they were, where nobody changed anything', (section) => {
    const data = new FormData();
    for (const [name, value] of Object.entries(texts.toForm(draft, section))) data.set(name, value);
    data.set('texts.sv.levels.__proto__.name', 'x');
    const edit = parseTextsEdit(texts.toEdit(draft, section, texts.readForm(draft, section, data)));
    expect(edit.ok ? [] : edit.problems).toEqual([]);
    const saved = edit.ok && editTexts(draft, edit.value);
    expect(saved && saved.ok && saved.value).toEqual(draft);
  });

  it('drops a condition of a rule that is ticked, but never the last', () => {
    const { id, rule } = draft.model.measures[0]!;
    const form = { ...texts.toForm(draft, 'measures'), [`rules.${id}.0.drop`]: 'on' };
    const one = parseTextsEdit(texts.toEdit(draft, 'measures', form));
    expect(one.ok && one.value.rules?.[id]).toEqual(rule.slice(1));
    const none = parseTextsEdit(texts.toEdit(draft, 'measures', { ...form, [`rules.${id}.1.drop`]: 'on' }));
    expect(none.ok ? [] : none.problems.map(({ path }) => path)).toEqual([`rules.${id}`]);
  });
});
