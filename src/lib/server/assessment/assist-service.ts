import { renderSVG } from 'uqr';
import * as z from 'zod/mini';
import { isUnconfirmed } from '$lib/domain/assessment/origin';
import { type Actor, actorId } from '$lib/domain/identity/actor';
import { email } from '$lib/domain/identity/inputs';
import { authorize } from '$lib/domain/identity/permissions';
import { check } from '$lib/domain/shared/check';
import { id } from '$lib/domain/shared/fields';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { findNetwork } from '../identity/directory-repository';
import { findPerson } from '../identity/repository';
import { dayWords, somebody } from '../mail/mail-words';
import { queueMail } from '../mail/queue-mail';
import { renderMail } from '../mail/render-mail';
import { findMunicipality } from '../register/repository';
import { change, type ChangeContext } from '../shared/change';
import { publicOrigin } from '../shared/origin';
import { makeLink } from './access-link';
import { findExisting, findOpen, type Found, refuseLocked } from './open-assessment';
import { type AnswerReceived, type AnswerRow, answersOf, updateAssessment, writeAnswers } from './repository';
import { placesOf } from './save-answer';

const DAYS = 30;
const linkInput = z.object({ assessmentId: id, email: z.optional(z.nullable(email)) });
const copyInput = z.object({
  fromAssessmentId: id,
  toAssessmentIds: z.array(id).check(z.minLength(1, 'Choose at least one municipality'), z.maxLength(50))
});

/** Shown once: the database keeps only the hash of the token. */
export interface ConfirmLinkMade {
  id: string;
  link: string;
  /** An SVG image of the link. */
  qr: string;
  expiresAt: string;
  mailed: boolean;
}

/** The link through which a municipality confirms what was filled in with it or for it. */
export async function createConfirmLink(
  app: App,
  actor: Actor,
  input: z.input<typeof linkInput>
): Promise<Result<ConfirmLinkMade>> {
  const refused = authorize(actor, 'link:edit');
  if (refused) return refused;
  const checked = check(linkInput, input);
  if (!checked.ok) return checked;
  const known = await findExisting(app.db.read, checked.value.assessmentId);
  if (!known.ok) return known;
  const forbidden = authorize(actor, 'link:edit', known.value);
  if (forbidden) return forbidden;
  const { networkId, municipalityId } = known.value;
  return change(app, actor, { action: 'link:make-confirm', networkId, subject: known.value.id }, async (context) => {
    const found = await findOpen(context.tx, known.value.id);
    if (!found.ok) return found;
    if (found.value.submittedAt)
      return refuse('confirmed-already', 'assessmentId', 'The municipality has confirmed it already.');
    if (found.value.mode === 'self' || !found.value.readyAt)
      return refuse('not-ready', 'assessmentId', 'Mark the answers as ready first, then have them confirmed.');
    const { id: linkId, token } = await makeLink(context, app, {
      networkId,
      municipalityId,
      purpose: 'confirm',
      assessmentId: found.value.id,
      criterionId: null,
      createdBy: actorId(actor),
      days: DAYS
    });
    const link = `${publicOrigin(app.env)}/confirm/${token}`;
    const expiresAt = new Date(context.now.getTime() + DAYS * 86_400_000);
    const to = checked.value.email ?? null;
    if (to) await mailLink(app, actor, context, found.value, { to, link, expiresAt });
    return ok({
      id: linkId,
      link,
      qr: renderSVG(link, { border: 2 }),
      expiresAt: expiresAt.toISOString(),
      mailed: to !== null
    });
  });
}

async function mailLink(
  app: App,
  actor: Actor,
  { tx }: ChangeContext,
  found: Found,
  { to, link, expiresAt }: { to: string; link: string; expiresAt: Date }
): Promise<void> {
  const network = await findNetwork(tx, found.networkId);
  const locale = network?.locale ?? 'en';
  const sender = actor.kind === 'person' ? await findPerson(tx, actor.personId) : undefined;
  const municipality = await findMunicipality(tx, found.municipalityId);
  const letter = renderMail(locale, 'confirm-asked', {
    municipality: municipality?.name ?? '',
    network: network?.name ?? '',
    by: sender?.name ?? somebody(locale),
    link,
    until: dayWords(locale, expiresAt)
  });
  await queueMail(tx, app, { networkId: found.networkId, recipient: to, ...letter, expiresAt });
}

/**
 * One officer, several municipalities that share a service: copies the answers of one to others the officer answers for.
 * What a colleague there has answered stays; nothing counts before each municipality has confirmed.
 */
export async function copySharedAnswers(
  app: App,
  actor: Actor,
  input: z.input<typeof copyInput>
): Promise<Result<{ municipalities: number; copied: number; kept: number }>> {
  const refused = authorize(actor, 'assessment:answer');
  if (refused) return refused;
  const checked = check(copyInput, input);
  if (!checked.ok) return checked;
  const { fromAssessmentId, toAssessmentIds } = checked.value;
  const source = await findExisting(app.db.read, fromAssessmentId);
  if (!source.ok) return source;
  const forbidden = authorize(actor, 'assessment:answer', source.value);
  if (forbidden) return forbidden;
  const { networkId } = source.value;
  return change(app, actor, { action: 'assessment:share', networkId, subject: fromAssessmentId }, async (context) => {
    const answers = (await answersOf(context.tx, [fromAssessmentId])).filter((a) => a.value && !isUnconfirmed(a));
    if (!answers.length) return refuse('nothing-answered', 'fromAssessmentId', 'There is no answer to copy yet.');
    const done = { municipalities: 0, copied: 0, kept: 0 };
    for (const toId of new Set(toAssessmentIds)) {
      const target = await findTarget(actor, context, source.value, toId);
      if (!target.ok) return target;
      const written = await copyInto(app, actor, context, target.value, answers);
      done.municipalities += 1;
      done.copied += written.copied;
      done.kept += written.kept;
    }
    return ok(done);
  });
}

async function findTarget(
  actor: Actor,
  { tx, now }: ChangeContext,
  source: Found,
  toId: string
): Promise<Result<Found>> {
  const found = await findOpen(tx, toId);
  if (!found.ok) return found;
  const target = found.value;
  const forbidden = authorize(actor, 'assessment:answer', target);
  if (forbidden) return forbidden;
  const name = (await findMunicipality(tx, target.municipalityId))?.name ?? '';
  if (target.waveId !== source.waveId || target.id === source.id)
    return refuse('other-wave', 'toAssessmentIds', `Choose another municipality of the same wave - got ${name}.`);
  const locked = refuseLocked(target, 'officer', { now, given: now });
  if (locked) return locked;
  if (target.submittedAt)
    return refuse('submitted-already', 'toAssessmentIds', `${name} has submitted its answers already.`);
  const given = await answersOf(tx, [target.id]);
  if (target.mode !== 'shared' && given.some((a) => a.value && !isUnconfirmed(a)))
    return refuse(
      'begun-already',
      'toAssessmentIds',
      `${name} has answers of its own already - go on with those instead of copying over them.`
    );
  return found;
}

async function copyInto(app: App, actor: Actor, context: ChangeContext, target: Found, answers: readonly AnswerRow[]) {
  const present = new Map((await answersOf(context.tx, [target.id])).map((row) => [row.criterionId, row]));
  const rows: AnswerReceived[] = [];
  let kept = 0;
  for (const { criterionId, value, note, evidence } of answers) {
    const there = present.get(criterionId);
    if (there?.value && !isUnconfirmed(there) && there.answeredBy !== actorId(actor)) {
      kept += 1;
      continue;
    }
    if (there && there.value === value && there.note === note && there.evidence === evidence) continue;
    rows.push({
      ...{ id: there?.id ?? app.newId(), assessmentId: target.id, criterionId, value, note, evidence },
      ...{ origin: 'shared', version: (there?.version ?? 0) + 1, answeredBy: actorId(actor) },
      ...{ answeredAt: context.now, receivedAt: context.now }
    });
    await context.feed('answer', `${target.id}/${criterionId}`, target.municipalityId);
  }
  await writeAnswers(context.tx, rows, app.newId, await placesOf(app, target));
  // what was to be confirmed is not what stands there now
  const changes = { mode: 'shared' as const, readyAt: null, updatedAt: context.now };
  await updateAssessment(context.tx, target.id, { ...changes, startedAt: target.startedAt ?? context.now });
  await context.feed('assessment', target.id, target.municipalityId);
  return { copied: rows.length, kept };
}
