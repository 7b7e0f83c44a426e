import { LOCALES, type Locale } from '../shared/locale';
import { ok, refuse, type Problem, type Result } from '../shared/result';
import { checkBridge, identityBridge, type ModelBridge } from './bridge';
import { sameContent } from './same-content';
import type { Criterion, CriterionText, MaturityModel, ModelText } from './types';
import { validateModel } from './validate';

/** A model being edited: may have faults, and texts may be empty, until it is published. */
export interface ModelDraft {
  /** Keeps the version it was copied from until it is published. */
  model: MaturityModel;
  texts: ModelText[];
  /** From the version it was copied from. */
  bridge: ModelBridge;
}

/** One criterion as it is edited: its structure, its texts, and the older criteria whose answers count for it. */
export interface CriterionEdit {
  criterion: Criterion;
  texts: Record<Locale, CriterionText>;
  from: string[];
}

/** What is needed to put a removed criterion back: itself, its place, and who referred to it. */
export interface RemovedCriterion extends CriterionEdit {
  at: number;
  neededBy: string[];
  measures: string[];
}

/**
 * A copy of a published version for editing; answers carry over by equal ids until somebody says otherwise.
 *
 * @example
 * startDraft(model, texts).bridge.carries.length; // one for each criterion
 */
export function startDraft(model: MaturityModel, texts: ModelText[]): ModelDraft {
  return structuredClone({ model, texts, bridge: identityBridge(model, model) });
}

/**
 * One criterion with everything that is edited of it, or null where the draft has none of this id.
 *
 * @example
 * readCriterion(draft, 'legal-release-check')?.texts.sv.statement; // 'Vi granskar varje datamängd före publicering.'
 */
export function readCriterion(draft: ModelDraft, id: string): CriterionEdit | null {
  const criterion = draft.model.criteria.find((one) => one.id === id);
  if (!criterion) return null;
  const texts = Object.fromEntries(
    LOCALES.map((locale) => [locale, draft.texts.find((text) => text.locale === locale)?.criteria[id] ?? emptyText()])
  ) as Record<Locale, CriterionText>;
  return { criterion, texts, from: draft.bridge.carries.find(({ to }) => to === id)?.from ?? [] };
}

/**
 * Texts of a criterion nobody has written yet.
 *
 * @example
 * emptyText().statement; // ''
 */
export function emptyText(): CriterionText {
  return { statement: '', yesMeans: [], partlyMeans: '', why: '', tips: [] };
}

/** Behind the last criterion of its dimension that is not of a higher level; models whose order carries meaning keep theirs. */
function placeFor(criteria: readonly Criterion[], { dimension, level }: Criterion): number {
  const own = criteria.flatMap((one, at) => (one.dimension === dimension ? [{ at, level: one.level }] : []));
  const before = own.filter((one) => one.level <= level).at(-1);
  if (before) return before.at + 1;
  return own[0]?.at ?? criteria.length;
}

function withTexts(
  texts: readonly ModelText[],
  id: string,
  written: Record<Locale, CriterionText> | null
): ModelText[] {
  return texts.map((text) => {
    const { [id]: before, ...others } = text.criteria;
    const now = written?.[text.locale];
    if (now && sameContent(now, before)) return text;
    // what was changed has not been read over yet
    return { ...text, reviewed: now ? false : text.reviewed, criteria: now ? { ...text.criteria, [id]: now } : others };
  });
}

function withEntry(bridge: ModelBridge, to: string, from: readonly string[]): ModelBridge {
  const carries = bridge.carries.filter((entry) => entry.to !== to);
  return { ...bridge, carries: from.length > 0 ? [...carries, { to, from: [...from] }] : carries };
}

/**
 * The draft with one criterion as edited. Its id cannot change: answers refer to it. A language whose text changed is
 * marked as not read over.
 *
 * Codes: `criterion-unknown`.
 *
 * @example
 * replaceCriterion(draft, { ...readCriterion(draft, 'legal-fees')!, from: [] });
 * // { ok: true, value: the draft in which no earlier answer counts for "legal-fees" }
 */
export function replaceCriterion(draft: ModelDraft, edit: CriterionEdit): Result<ModelDraft> {
  const { criterion } = edit;
  const at = draft.model.criteria.findIndex(({ id }) => id === criterion.id);
  const before = draft.model.criteria[at];
  if (!before)
    return refuse('criterion-unknown', 'criterion.id', `This draft has no criterion "${criterion.id}" - add it first.`);
  const others = draft.model.criteria.toSpliced(at, 1);
  const moved =
    draft.model.rule.kind === 'staged' &&
    (before.dimension !== criterion.dimension || before.level !== criterion.level);
  const criteria = others.toSpliced(moved ? placeFor(others, criterion) : at, 0, criterion);
  return ok({
    model: { ...draft.model, criteria },
    texts: withTexts(draft.texts, criterion.id, edit.texts),
    bridge: withEntry(draft.bridge, criterion.id, edit.from)
  });
}

/**
 * The draft with one more criterion, at the end of its level.
 *
 * Codes: `criterion-taken`, `id-used`: ids are never reused, also not those of older versions.
 *
 * @example
 * addCriterion(draft, edit, new Set(['legal-fees'])); // refused where edit.criterion.id is 'legal-fees'
 */
export function addCriterion(draft: ModelDraft, edit: CriterionEdit, used: ReadonlySet<string>): Result<ModelDraft> {
  const { id } = edit.criterion;
  if (draft.model.criteria.some((one) => one.id === id))
    return refuse(
      'criterion-taken',
      'criterion.id',
      `"${id}" is a criterion of this draft already - choose another id.`
    );
  if (used.has(id))
    return refuse(
      'id-used',
      'criterion.id',
      `"${id}" was a criterion of an earlier version, and answers refer to it - choose an id that was never used.`
    );
  return ok(insertCriterion(draft, edit, placeFor(draft.model.criteria, edit.criterion)));
}

function insertCriterion(draft: ModelDraft, edit: CriterionEdit, at: number): ModelDraft {
  return {
    model: { ...draft.model, criteria: draft.model.criteria.toSpliced(at, 0, edit.criterion) },
    texts: withTexts(draft.texts, edit.criterion.id, edit.texts),
    bridge: withEntry(draft.bridge, edit.criterion.id, edit.from)
  };
}

/**
 * The draft without a criterion: also gone from the lists of what others build on and what measures act on. The rules of
 * measures keep naming it, because dropping a condition would change what is proposed; the check says so.
 *
 * Codes: `criterion-unknown`.
 *
 * @example
 * removeCriterion(draft, 'legal-fees'); // { ok: true, value: { draft, removed: { at: 17, neededBy: [], ... } } }
 */
export function removeCriterion(
  draft: ModelDraft,
  id: string
): Result<{ draft: ModelDraft; removed: RemovedCriterion }> {
  const edit = readCriterion(draft, id);
  const at = draft.model.criteria.findIndex((one) => one.id === id);
  if (!edit) return refuse('criterion-unknown', 'criterion.id', `This draft has no criterion "${id}".`);
  const without = (ids: readonly string[]) => ids.filter((one) => one !== id);
  const { criteria, measures } = draft.model;
  const removed: RemovedCriterion = {
    ...edit,
    at,
    neededBy: criteria.filter((one) => one.dependsOn.includes(id)).map((one) => one.id),
    measures: measures.filter((one) => one.criteria.includes(id)).map((one) => one.id)
  };
  const model = {
    ...draft.model,
    criteria: criteria.toSpliced(at, 1).map((one) => ({ ...one, dependsOn: without(one.dependsOn) })),
    measures: measures.map((one) => ({ ...one, criteria: without(one.criteria) }))
  };
  const bridge = withEntry(draft.bridge, id, []);
  return ok({ draft: { model, texts: withTexts(draft.texts, id, null), bridge }, removed });
}

/**
 * Puts a removed criterion back where it was, with those that referred to it.
 *
 * Codes: `criterion-taken`.
 *
 * @example
 * restoreCriterion(removed.draft, removed.removed); // the draft as it was
 */
export function restoreCriterion(draft: ModelDraft, removed: RemovedCriterion): Result<ModelDraft> {
  const { id } = removed.criterion;
  if (draft.model.criteria.some((one) => one.id === id))
    return refuse('criterion-taken', 'criterion.id', `"${id}" is a criterion of this draft already.`);
  const reviewed = new Map(draft.texts.map((text) => [text.locale, text.reviewed]));
  const back = insertCriterion(draft, removed, Math.min(removed.at, draft.model.criteria.length));
  const needs = new Set(removed.neededBy);
  const acts = new Set(removed.measures);
  return ok({
    bridge: back.bridge,
    // nothing was rewritten
    texts: back.texts.map((text) => ({ ...text, reviewed: reviewed.get(text.locale) ?? false })),
    model: {
      ...back.model,
      criteria: back.model.criteria.map((one) =>
        needs.has(one.id) ? { ...one, dependsOn: [...one.dependsOn, id] } : one
      ),
      measures: back.model.measures.map((one) => (acts.has(one.id) ? { ...one, criteria: [...one.criteria, id] } : one))
    }
  });
}

/**
 * Everything that keeps a draft from being published, with its place in the model.
 *
 * @example
 * checkDraft(startDraft(model, texts), model); // []
 */
export function checkDraft(draft: ModelDraft, base: MaturityModel): Problem[] {
  const checked = validateModel(draft.model, draft.texts);
  const bridge = checkBridge(draft.bridge, base, draft.model);
  return [...(checked.ok ? [] : checked.problems), ...(bridge.ok ? [] : bridge.problems)];
}

/**
 * The draft as the version it becomes.
 *
 * @example
 * finishDraft(draft, '1.1.0').bridge.to; // { id: 'roadmap', version: '1.1.0' }
 */
export function finishDraft(draft: ModelDraft, version: string): ModelDraft {
  const order = new Map(draft.model.criteria.map(({ id }, at) => [id, at]));
  const carries = draft.bridge.carries.toSorted((a, b) => (order.get(a.to) ?? 0) - (order.get(b.to) ?? 0));
  return {
    ...draft,
    model: { ...draft.model, version },
    bridge: { ...draft.bridge, to: { id: draft.model.id, version }, carries }
  };
}
