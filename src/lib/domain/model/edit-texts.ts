import { ok, refuseAll, type Problem, type Result } from '../shared/result';
import type { ModelDraft } from './draft';
import type { TextsEdit } from './draft-input';
import { sameContent } from './same-content';
import type { MaturityModel, ModelText } from './types';

const SECTIONS = ['levels', 'dimensions', 'barrierGroups', 'barriers', 'measures'] as const;

function idsOf(model: MaturityModel): Record<(typeof SECTIONS)[number], Set<string>> {
  const ids = (entries: readonly { id: string }[]) => new Set(entries.map(({ id }) => id));
  return {
    levels: new Set(model.levels.map(String)),
    dimensions: ids(model.dimensions),
    barrierGroups: new Set(model.barrierGroups),
    barriers: ids(model.barriers),
    measures: ids(model.measures)
  };
}

/**
 * The draft with texts outside its criteria, and rules of measures, as edited; what the edit does not name stays. A
 * language whose texts changed is marked as not read over.
 *
 * Codes: `text-unknown`: an id the model does not have.
 *
 * @example
 * editTexts(draft, { texts: { en: { levels: { 6: { name: 'Beyond', description: '' } } }, sv: {}, nl: {} } });
 * // { ok: false, problems: [{ code: 'text-unknown', path: 'texts.en.levels.6', ... }] }
 */
export function editTexts(draft: ModelDraft, edit: TextsEdit): Result<ModelDraft> {
  const known = idsOf(draft.model);
  const problems: Problem[] = [];
  const expect = (section: keyof typeof known, given: object | undefined, path: string) => {
    for (const id of Object.keys(given ?? {})) {
      if (known[section].has(id)) continue;
      const message = `${path}.${id} belongs to nothing in the model - remove it or correct its id.`;
      problems.push({ code: 'text-unknown', path: `${path}.${id}`, message });
    }
  };
  const texts = draft.texts.map((text): ModelText => {
    const { name, ...sections } = edit.texts[text.locale];
    const next = { ...text, name: name ?? text.name };
    for (const section of SECTIONS) {
      expect(section, sections[section], `texts.${text.locale}.${section}`);
      Object.assign(next, { [section]: { ...text[section], ...sections[section] } });
    }
    const changed = !sameContent(next, text);
    return changed ? { ...next, reviewed: false } : text;
  });
  expect('measures', edit.rules, 'rules');
  if (problems.length > 0) return refuseAll(problems);
  const measures = draft.model.measures.map((measure) => {
    const rule = edit.rules?.[measure.id];
    if (!rule) return measure;
    const named = rule.flatMap((condition) => (condition.kind === 'criterion-unmet' ? [condition.criterion] : []));
    const raised = rule.flatMap((condition) => (condition.kind === 'barrier-raised' ? [condition.barrier] : []));
    // a measure acts on what its rule reads
    const criteria = [...new Set([...measure.criteria, ...named])];
    return { ...measure, rule, criteria, barriers: [...new Set([...measure.barriers, ...raised])] };
  });
  return ok({ ...draft, texts, model: { ...draft.model, measures } });
}
