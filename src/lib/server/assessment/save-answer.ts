import type { AnswerSet } from '$lib/domain/assessment/commands';
import { type AnswerContent, mergeAnswer } from '$lib/domain/assessment/merge-answer';
import { indexModel } from '$lib/domain/assessment/model-index';
import type { AnswerOrigin } from '$lib/domain/assessment/origin';
import type { CriterionPlaces } from '$lib/domain/assessment/packed-answers';
import type { AnswerValue, Criterion, MaturityModel } from '$lib/domain/model/types';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { findModel } from '../model/repository';
import type { ChangeContext } from '../shared/change';
import type { Effect } from '../sync/command-handler';
import type { Found } from './open-assessment';
import { findAnswer, findVersion, insertConflict, touchAssessment, writeAnswer } from './repository';

/** Only these may be answered, and only in these ways. */
export async function checkAgainstModel(app: App, found: Found, answer: Answered): Promise<Result<null>> {
  return checkAgainst(await criteriaOf(app, found), found, answer);
}

interface Answered {
  criterionId: string;
  value: AnswerValue | null;
}

const criteriaById = new WeakMap<MaturityModel, ReadonlyMap<string, Criterion>>();

/** The questions of the model that this assessment answers. */
export async function criteriaOf(app: App, { wave }: Found): Promise<ReadonlyMap<string, Criterion>> {
  const stored = await findModel(app, wave.modelId, wave.modelVersion);
  if (!stored) return new Map();
  const known = criteriaById.get(stored.model);
  const byId = known ?? new Map(stored.model.criteria.map((criterion) => [criterion.id, criterion]));
  if (!known) criteriaById.set(stored.model, byId);
  return byId;
}

/** Where in its packed answers each question of this assessment stands. */
export async function placesOf(app: App, { wave }: Pick<Found, 'wave'>): Promise<CriterionPlaces> {
  const stored = await findModel(app, wave.modelId, wave.modelVersion);
  if (!stored) throw new Error(`Model ${wave.modelId} ${wave.modelVersion} of a wave is missing`);
  return indexModel(stored.model).positions;
}

/** `checkAgainstModel` for several answers to one model. */
export function checkAgainst(
  criteria: ReadonlyMap<string, Criterion>,
  found: Found,
  { criterionId, value }: Answered
): Result<null> {
  const criterion = criteria.get(criterionId);
  if (!criterion) {
    return refuse(
      'unknown-criterion',
      'criterionId',
      `Model ${found.wave.modelId} ${found.wave.modelVersion} has no criterion "${criterionId}".`
    );
  }
  if (value === 'not-applicable' && !criterion.canBeNotApplicable) {
    return refuse(
      'not-applicable-refused',
      'value',
      `"${criterionId}" applies to every municipality: answer yes, partly, no or don't know.`
    );
  }
  if (value === 'partly' && !criterion.canBePartly) {
    return refuse('partly-refused', 'value', `"${criterionId}" is either so or not: answer yes or no.`);
  }
  return ok(null);
}

export interface AnswerSave extends AnswerSet {
  /** The version this person had seen; null where there was none. */
  baseVersion: number | null;
  origin: AnswerOrigin;
  answeredBy: string;
  answeredAt: Date;
}

/**
 * Saves one answer beside whatever others have saved since this person last looked: what does not collide is put
 * together, what does is kept twice until an officer settles it.
 */
export async function saveAnswer(
  app: App,
  context: ChangeContext,
  found: Found,
  { baseVersion, origin, answeredBy, answeredAt, ...answer }: AnswerSave
): Promise<Result<Effect>> {
  const { assessmentId, criterionId, ...mine } = answer;
  const [where, who] = [
    { assessmentId, criterionId },
    { answeredBy, answeredAt }
  ];
  const present = await findAnswer(context.tx, assessmentId, criterionId);
  const version = (present?.version ?? 0) + 1;
  const save = async (content: AnswerContent, merged?: AnswerContent): Promise<Result<Effect>> => {
    await writeAnswer(
      context.tx,
      { answer: present?.id ?? app.newId(), history: app.newId() },
      { ...where, ...content, version, origin, ...who },
      context.now,
      await placesOf(app, found)
    );
    await touch(context, found);
    await context.feed('answer', `${assessmentId}/${criterionId}`, found.municipalityId);
    return ok({ kind: 'applied', version, ...(merged && { merged }) });
  };
  if (!present || present.version === baseVersion) return save(mine);

  // somebody else was here since this person last looked
  const base = baseVersion ? await findVersion(context.tx, assessmentId, criterionId, baseVersion) : null;
  const merge = mergeAnswer(base ?? null, present, mine);
  if (merge.kind === 'same') {
    const { value, note, evidence } = present;
    return ok({ kind: 'applied', version: present.version, merged: { value, note, evidence } });
  }
  if (merge.kind === 'merged') return save(merge.content, merge.content);
  const conflictId = app.newId();
  await insertConflict(context.tx, { id: conflictId, ...where, ...mine, ...who, createdAt: context.now });
  await context.feed('conflict', conflictId, found.municipalityId);
  const theirs = {
    value: present.value,
    note: present.note,
    evidence: present.evidence,
    by: present.answeredBy,
    at: present.answeredAt.toISOString()
  };
  return ok({
    kind: 'conflict',
    version: present.version,
    conflictId,
    theirs,
    mine: { ...mine, by: answeredBy, at: answeredAt.toISOString() }
  });
}

export async function touch(context: ChangeContext, found: Found): Promise<void> {
  await touchAssessment(context.tx, found.id, context.now);
  await context.feed('assessment', found.id, found.municipalityId);
}
