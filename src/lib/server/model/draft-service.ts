import { type Actor, actorId } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import {
  addCriterion as add,
  checkDraft,
  finishDraft,
  type ModelDraft,
  removeCriterion as remove,
  type RemovedCriterion,
  replaceCriterion,
  restoreCriterion as restore,
  startDraft
} from '$lib/domain/model/draft';
import { parseCriterionEdit, parseRemovedCriterion, parseTextsEdit } from '$lib/domain/model/draft-input';
import { editTexts } from '$lib/domain/model/edit-texts';
import type { MaturityModel } from '$lib/domain/model/types';
import { compareVersions, proposeVersion } from '$lib/domain/model/version';
import { isLocale, type Locale } from '$lib/domain/shared/locale';
import { ok, type Problem, refuse, refuseAll, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { findPerson } from '../identity/repository';
import { change } from '../shared/change';
import { changeDraft, type DraftInput, mayEdit } from './change-draft';
import { deleteDraft, type DraftRow, insertDraft, openDrafts } from './draft-repository';
import { findModel, insertModel, listModelsOf, listVersions } from './repository';

/** The version a draft was copied from; published, so it is there. */
async function baseOf(app: App, row: DraftRow): Promise<MaturityModel> {
  const stored = await findModel(app, row.modelId, row.baseVersion);
  if (!stored) throw new Error(`Model ${row.modelId} ${row.baseVersion} of a draft is missing`);
  return stored.model;
}

export interface ListedDraft {
  id: string;
  modelId: string;
  baseVersion: string;
  names: Record<string, string>;
  updatedAt: Date;
}

/** The network's drafts, the latest first. */
export async function listDrafts(app: App, actor: Actor, input: { networkId: string }): Promise<Result<ListedDraft[]>> {
  const refused = authorize(actor, 'model:edit', { networkId: input.networkId });
  if (refused) return refused;
  const rows = await openDrafts(app.db.read, input.networkId);
  return ok(
    rows.map(({ id, modelId, baseVersion, texts, updatedAt }) => ({
      id,
      modelId,
      baseVersion,
      names: Object.fromEntries(texts.map(({ locale, name }) => [locale, name])),
      updatedAt
    }))
  );
}

/** A draft of the network's own from a published version. */
export async function copyModel(
  app: App,
  actor: Actor,
  input: { networkId: string; id: string; version: string }
): Promise<Result<{ draftId: string }>> {
  const refused = authorize(actor, 'model:edit', { networkId: input.networkId });
  if (refused) return refused;
  const { networkId, id, version } = input;
  const base = (await listModelsOf(app.db.read, networkId)).find((row) => row.id === id && row.version === version);
  if (!base) return refuse('not-found', 'model', `There is no model ${id} ${version} here.`);
  const draftId = app.newId();
  const by = actorId(actor);
  return change(app, actor, { action: 'model:copy', networkId, subject: draftId }, async ({ tx, now }) => {
    await insertDraft(tx, {
      ...startDraft(base.model, base.texts),
      ...{ id: draftId, networkId, modelId: id, baseVersion: version, version: 1 },
      ...{ createdBy: by, createdAt: now, updatedBy: by, updatedAt: now }
    });
    return ok({ draftId });
  });
}

export interface DraftView extends ModelDraft {
  id: string;
  networkId: string;
  base: MaturityModel;
  version: number;
  updatedAt: Date;
  /** Who saved it last; null where it was no person of this server. */
  updatedByName: string | null;
  published: boolean;
  /** Everything that keeps it from being published. */
  faults: Problem[];
  proposedVersion: string;
}

/** A draft with its faults. */
export async function readDraft(app: App, actor: Actor, input: { draftId: string }): Promise<Result<DraftView>> {
  const refused = authorize(actor, 'model:edit');
  if (refused) return refused;
  const found = await mayEdit(app, actor, input.draftId);
  if (!found.ok) return found;
  const row = found.value;
  const base = await baseOf(app, row);
  const versions = await listVersions(app.db.read, row.modelId);
  const { id, networkId, model, texts, bridge, version, updatedAt } = row;
  return ok({
    ...{ id, networkId, model, texts, bridge, base, version, updatedAt },
    updatedByName: (await findPerson(app.db.read, row.updatedBy))?.name ?? null,
    published: row.publishedAt !== null,
    faults: row.publishedAt ? [] : checkDraft(row, base),
    proposedVersion: proposeVersion(versions.map((one) => one.version))
  });
}

type Saved<T = null> = Promise<Result<{ version: number; value: T }>>;

/** Saves one criterion: structure, texts in every language, and which earlier answers count for it. */
export async function saveCriterion(app: App, actor: Actor, input: DraftInput & { edit: unknown }): Saved {
  const refused = authorize(actor, 'model:edit');
  if (refused) return refused;
  return changeDraft(app, actor, input, 'model:edit', (row) => {
    const edit = parseCriterionEdit(input.edit);
    if (!edit.ok) return edit;
    const draft = replaceCriterion(row, edit.value);
    return draft.ok ? ok({ draft: draft.value, value: null }) : draft;
  });
}

/** Adds a criterion under an id that was never used, in no version of this model. */
export async function addCriterion(app: App, actor: Actor, input: DraftInput & { edit: unknown }): Saved {
  const refused = authorize(actor, 'model:edit');
  if (refused) return refused;
  return changeDraft(app, actor, input, 'model:add-criterion', async (row, { tx }) => {
    const edit = parseCriterionEdit(input.edit);
    if (!edit.ok) return edit;
    const versions = await listVersions(tx, row.modelId);
    const used = new Set(versions.flatMap(({ model }) => model.criteria.map(({ id }) => id)));
    const draft = add(row, edit.value, used);
    return draft.ok ? ok({ draft: draft.value, value: null }) : draft;
  });
}

/** Takes a criterion out; what comes back puts it in again. */
export async function removeCriterion(
  app: App,
  actor: Actor,
  input: DraftInput & { criterionId: string }
): Saved<RemovedCriterion> {
  const refused = authorize(actor, 'model:edit');
  if (refused) return refused;
  return changeDraft(app, actor, input, 'model:remove-criterion', (row) => {
    const without = remove(row, input.criterionId);
    return without.ok ? ok({ draft: without.value.draft, value: without.value.removed }) : without;
  });
}

/** Undo of a removal. */
export async function restoreCriterion(app: App, actor: Actor, input: DraftInput & { removed: unknown }): Saved {
  const refused = authorize(actor, 'model:edit');
  if (refused) return refused;
  return changeDraft(app, actor, input, 'model:restore-criterion', (row) => {
    const removed = parseRemovedCriterion(input.removed);
    if (!removed.ok) return removed;
    const draft = restore(row, removed.value);
    return draft.ok ? ok({ draft: draft.value, value: null }) : draft;
  });
}

/** Saves texts of levels, dimensions, barriers and measures, and the rules of measures. */
export async function saveTexts(app: App, actor: Actor, input: DraftInput & { edit: unknown }): Saved {
  const refused = authorize(actor, 'model:edit');
  if (refused) return refused;
  return changeDraft(app, actor, input, 'model:edit', (row) => {
    const edit = parseTextsEdit(input.edit);
    if (!edit.ok) return edit;
    const draft = editTexts(row, edit.value);
    return draft.ok ? ok({ draft: draft.value, value: null }) : draft;
  });
}

/** Says that somebody who speaks the language has read the whole text over, or that this is not so. */
export async function markReviewed(
  app: App,
  actor: Actor,
  input: DraftInput & { locale: string; reviewed: boolean }
): Saved<Locale> {
  const refused = authorize(actor, 'model:edit');
  if (refused) return refused;
  const { locale, reviewed } = input;
  return changeDraft(app, actor, input, 'model:review', (row) => {
    if (!isLocale(locale)) return refuse('locale-unknown', 'locale', `Languages are en, sv and nl - got "${locale}".`);
    const texts = row.texts.map((text) => (text.locale === locale ? { ...text, reviewed } : text));
    return ok({ draft: { model: row.model, texts, bridge: row.bridge }, value: locale });
  });
}

/** Publishes a draft as a new version, higher than any of this model: from then on neither changes. */
export async function publishDraft(
  app: App,
  actor: Actor,
  input: DraftInput & { as: string }
): Saved<{ id: string; version: string }> {
  const refused = authorize(actor, 'model:edit');
  if (refused) return refused;
  return changeDraft(app, actor, input, 'model:publish', async (row, { tx, now }) => {
    const { modelId, networkId } = row;
    const faults = checkDraft(row, await baseOf(app, row));
    if (faults.length > 0) return refuseAll(faults);
    if (!/^(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})$/.test(input.as))
      return refuse('version-form', 'as', `The version must be three numbers such as "1.1.0" - got "${input.as}".`);
    const versions = (await listVersions(tx, modelId)).map(({ version }) => version).sort(compareVersions);
    const highest = versions.at(-1)!;
    if (compareVersions(input.as, highest) <= 0)
      return {
        ok: false,
        problems: [
          {
            code: 'version-low',
            path: 'as',
            message: `The version must be higher than ${highest}, the highest of ${modelId} - got "${input.as}".`,
            facts: { highest }
          }
        ]
      };
    const draft = finishDraft(row, input.as);
    await insertModel(tx, { ...draft, networkId, publishedAt: now });
    return ok({ draft, publishedAt: now, value: { id: modelId, version: input.as } });
  });
}

/** Throws a draft away. What is published stays. */
export async function discardDraft(app: App, actor: Actor, input: DraftInput): Saved {
  const refused = authorize(actor, 'model:edit');
  if (refused) return refused;
  return changeDraft(app, actor, input, 'model:discard', async (row, { tx }) => {
    await deleteDraft(tx, row.id);
    return ok({ value: null });
  });
}
