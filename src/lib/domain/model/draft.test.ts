import { describe, expect, it } from 'vitest';
import { LOCALES } from '../shared/locale';
import {
  addCriterion,
  checkDraft,
  type CriterionEdit,
  emptyText,
  finishDraft,
  type ModelDraft,
  readCriterion,
  removeCriterion,
  replaceCriterion,
  restoreCriterion,
  startDraft
} from './draft';
import { parseCriterionEdit, parseTextsEdit } from './draft-input';
import { editTexts } from './edit-texts';
import { makeCriterion, makeCriterionText, makeModelFiles } from './model.fixture';

function make(): { draft: ModelDraft; base: ModelDraft['model'] } {
  const { model, en, sv, nl } = makeModelFiles();
  return { draft: startDraft(model, [en, sv, nl]), base: model };
}
const must = <T>(result: { ok: true; value: T } | { ok: false; problems: unknown[] }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
};
const codes = (result: { ok: boolean; problems?: { code: string; path: string }[] }) =>
  result.problems?.map(({ code, path }) => [code, path]) ?? [];
const newEdit = (id: string, level = 2): CriterionEdit => ({
  criterion: makeCriterion(id, 'legal', level),
  texts: Object.fromEntries(LOCALES.map((locale) => [locale, makeCriterionText(id, locale)])) as CriterionEdit['texts'],
  from: []
});

describe('a draft', () => {
  it('begins without faults and carries every answer', () => {
    const { draft, base } = make();
    expect(checkDraft(draft, base)).toEqual([]);
    expect(draft.bridge.carries).toHaveLength(base.criteria.length);
  });

  it('leaves the version it was copied from as it was, whatever is done to it', () => {
    const { draft, base } = make();
    const before = structuredClone(base);
    draft.model.criteria[0]!.level = 2;
    expect(base).toEqual(before);
  });

  it('keeps its faults, with their places, and says them all', () => {
    const { draft, base } = make();
    const edit = readCriterion(draft, 'legal-asks')!;
    const circle = must(
      replaceCriterion(draft, { ...edit, criterion: { ...edit.criterion, dependsOn: ['legal-licence'] } })
    );
    expect(checkDraft(circle, base).map(({ code, path }) => [code, path])).toEqual([
      ['dependency-cycle', 'criteria.1.dependsOn.0'],
      ['depends-on-higher-level', 'criteria.0.dependsOn.0']
    ]);
    const untold = must(replaceCriterion(draft, { ...edit, texts: { ...edit.texts, nl: emptyText() } }));
    expect(checkDraft(untold, base).map(({ path }) => path)).toContain('texts.nl.criteria.legal-asks.statement');
  });
});

describe('replaceCriterion', () => {
  it('moves a criterion to its new level, and keeps the others in order', () => {
    const { draft } = make();
    const edit = readCriterion(draft, 'legal-asks')!;
    const moved = must(
      replaceCriterion(draft, { ...edit, criterion: { ...edit.criterion, dimension: 'people', level: 1 } })
    );
    expect(moved.model.criteria.map(({ id }) => id)).toEqual([
      'legal-licence',
      'people-know',
      'legal-asks',
      'people-trained',
      'people-advice'
    ]);
  });

  it('marks just the languages it changed as not read over', () => {
    const { draft } = make();
    for (const text of draft.texts) text.reviewed = true;
    const edit = readCriterion(draft, 'legal-asks')!;
    const sv = { ...edit.texts.sv, why: 'Ny mening.' };
    const changed = must(replaceCriterion(draft, { ...edit, texts: { ...edit.texts, sv } }));
    expect(changed.texts.map(({ locale, reviewed }) => [locale, reviewed])).toEqual([
      ['en', true],
      ['sv', false],
      ['nl', true]
    ]);
  });

  it('sets which earlier answers count, or that none do', () => {
    const { draft } = make();
    const edit = readCriterion(draft, 'legal-licence')!;
    expect(edit.from).toEqual(['legal-licence']);
    const joined = must(replaceCriterion(draft, { ...edit, from: ['legal-licence', 'legal-asks'] }));
    expect(readCriterion(joined, 'legal-licence')?.from).toEqual(['legal-licence', 'legal-asks']);
    const none = must(replaceCriterion(joined, { ...edit, from: [] }));
    expect(none.bridge.carries.some(({ to }) => to === 'legal-licence')).toBe(false);
  });

  it('refuses a criterion the draft does not have', () => {
    expect(codes(replaceCriterion(make().draft, newEdit('legal-new')))).toEqual([
      ['criterion-unknown', 'criterion.id']
    ]);
  });
});

describe('addCriterion', () => {
  it('puts it at the end of its level', () => {
    const { draft, base } = make();
    const added = must(addCriterion(draft, newEdit('legal-first', 1), new Set()));
    expect(added.model.criteria.map(({ id }) => id).slice(0, 3)).toEqual([
      'legal-asks',
      'legal-first',
      'legal-licence'
    ]);
    expect(checkDraft(added, base)).toEqual([]);
  });

  it('never takes an id again', () => {
    const { draft } = make();
    expect(codes(addCriterion(draft, newEdit('legal-asks'), new Set()))).toEqual([['criterion-taken', 'criterion.id']]);
    expect(codes(addCriterion(draft, newEdit('old'), new Set(['old'])))).toEqual([['id-used', 'criterion.id']]);
  });
});

describe('removeCriterion', () => {
  it('takes its texts, its bridge and what referred to it along, and the rule that still names it is a fault', () => {
    const { draft, base } = make();
    const { draft: without, removed } = must(removeCriterion(draft, 'people-know'));
    expect(removed).toMatchObject({ at: 2, neededBy: ['people-trained'], measures: ['fund'] });
    expect(checkDraft(without, base).map(({ path }) => path)).toEqual([
      'measures.0.rule.0.criterion',
      // level 1 of "people" has nothing left
      'dimensions.1'
    ]);
  });

  it('can be taken back without a trace', () => {
    const { draft } = make();
    const { draft: without, removed } = must(removeCriterion(draft, 'people-know'));
    const back = must(restoreCriterion(without, removed));
    expect(finishDraft(back, '1.0.0')).toEqual(finishDraft(draft, '1.0.0'));
    expect(codes(restoreCriterion(back, removed))).toEqual([['criterion-taken', 'criterion.id']]);
  });
});

describe('what a form sends', () => {
  it('may lack texts but no structure, and says which field is wrong', () => {
    const edit = newEdit('legal-new');
    const texts = { en: emptyText(), sv: emptyText(), nl: emptyText() };
    expect(parseCriterionEdit({ ...edit, texts }).ok).toBe(true);
    const wrong = { ...edit, criterion: { ...edit.criterion, weight: -1, effort: 'years', freshMonths: Number.NaN } };
    expect(codes(parseCriterionEdit(wrong)).map(([, path]) => path)).toEqual([
      'criterion.effort',
      'criterion.freshMonths',
      'criterion.weight'
    ]);
  });

  it('changes texts outside the criteria and rules of measures, and refuses what the model does not have', () => {
    const { draft, base } = make();
    const edit = must(
      parseTextsEdit({
        texts: {
          en: { name: ' Another name ', levels: { 1: { name: 'One', description: 'The first' } } },
          sv: {},
          nl: {}
        },
        rules: { fund: [{ kind: 'criterion-unmet', criterion: 'legal-asks', minShare: 0.5 }] }
      })
    );
    const edited = must(editTexts(draft, edit));
    expect(edited.texts[0]).toMatchObject({ name: 'Another name', reviewed: false });
    expect(edited.texts[0]?.levels['1']?.name).toBe('One');
    expect(edited.texts[0]?.levels['2']).toEqual(draft.texts[0]?.levels['2']);
    expect(edited.texts[1]).toEqual(draft.texts[1]);
    expect(edited.model.measures[0]).toMatchObject({ criteria: ['people-know', 'legal-asks'], rule: edit.rules!.fund });
    expect(checkDraft(edited, base)).toEqual([]);
    const unknown = { texts: { en: {}, sv: { levels: { 9: { name: 'x', description: 'y' } } }, nl: {} }, rules: {} };
    expect(codes(editTexts(draft, must(parseTextsEdit(unknown))))).toEqual([['text-unknown', 'texts.sv.levels.9']]);
  });
});
