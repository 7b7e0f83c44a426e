import type { AnswerSet } from '$lib/domain/assessment/commands';
import { originOf } from '$lib/domain/assessment/origin';
import { type Actor, actorId } from '$lib/domain/identity/actor';
import { ok, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import type { ChangeContext } from '../shared/change';
import type { CommandInContext, Effect } from '../sync/command-handler';
import { authorizeAnswerable, refuseLocked } from './open-assessment';
import { allAnswersOf } from './prefill';
import { type AnswerReceived, versionsOf, writeAnswers } from './repository';
import { checkAgainst, criteriaOf, placesOf, saveAnswer, touch } from './save-answer';

/** More at once are told of together. */
const MANY = 20;

/**
 * Saves a device's answers to several questions of one assessment. Where nobody else has answered since, which is
 * nearly always, they are written together; else one by one beside what others have saved (`saveAnswer`).
 */
export async function saveAnswers(
  app: App,
  actor: Actor,
  commands: readonly CommandInContext<AnswerSet>[]
): Promise<Result<Effect>[]> {
  const [first] = commands;
  const { assessmentId } = first!.payload;
  const { tx } = first!.context;
  const allowed = await authorizeAnswerable(tx, actor, assessmentId);
  if (!allowed.ok) return commands.map(() => allowed);
  const { found, who } = allowed.value;
  const present = await versionsOf(
    tx,
    assessmentId,
    commands.map(({ payload }) => payload.criterionId)
  );
  const criteria = await criteriaOf(app, found);
  const rows: AnswerReceived[] = [];
  const results: Result<Effect>[] = [];
  let last: ChangeContext | undefined;
  for (const { payload, envelope, context } of commands) {
    const given = new Date(envelope.issuedAt);
    const refused = refuseLocked(found, who, { now: context.now, given });
    const fits = refused ?? checkAgainst(criteria, found, payload);
    if (!fits.ok) {
      results.push(fits);
      continue;
    }
    const said = { origin: originOf(found.mode), answeredBy: actorId(actor), answeredAt: given };
    const before = present.get(payload.criterionId);
    if (before && before.version !== envelope.baseVersion) {
      results.push(await saveAnswer(app, context, found, { ...payload, baseVersion: envelope.baseVersion, ...said }));
      continue;
    }
    const version = (before?.version ?? 0) + 1;
    const { criterionId, value, note, evidence } = payload;
    const id = before?.id ?? app.newId();
    rows.push({ id, assessmentId, criterionId, value, note, evidence, version, ...said, receivedAt: context.now });
    last = context;
    results.push(ok({ kind: 'applied', version }));
  }
  if (!last) return results;
  await writeAnswers(tx, rows, app.newId, await placesOf(app, found));
  const { municipalityId } = found;
  // the row for all of them where they are many: a feed of half a million rows is as long to read as to write
  const each = rows.map(({ criterionId }) => `${assessmentId}/${criterionId}`);
  const touched = rows.length > MANY ? [allAnswersOf(assessmentId)] : each;
  await last.feedMany(
    'answer',
    touched.map((id) => ({ id, municipalityId }))
  );
  await touch(last, found);
  return results;
}
