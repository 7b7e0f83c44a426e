import * as z from 'zod/mini';
import type { Actor } from '$lib/domain/identity/actor';
import { from } from '$lib/domain/identity/inputs';
import type { AnswerValue } from '$lib/domain/model/types';
import { check } from '$lib/domain/shared/check';
import { line } from '$lib/domain/shared/fields';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { addressKey, takeTry } from '../auth/limits';
import { findNetwork } from '../identity/directory-repository';
import { findPerson } from '../identity/repository';
import { queueMail } from '../mail/queue-mail';
import { renderMail } from '../mail/render-mail';
import { findMunicipality } from '../register/repository';
import { change } from '../shared/change';
import { publicOrigin } from '../shared/origin';
import { readLink } from './access-link';
import { type AccessLinkRow, findLink, updateLink } from './access-link-repository';
import { answersMark } from './answers-mark';
import { commentsOf, insertComment } from './comment-repository';
import { findOpen, type Found } from './open-assessment';
import { answersOf, findAssessment, openConflicts, updateAssessment } from './repository';

/** Enough to say everything, too little to fill a disk. */
const MOST_COMMENTS = 20;
const confirmInput = z.object({
  token: z.string(),
  from,
  name: line(100),
  role: line(100),
  seen: z.string().check(z.maxLength(40))
});
const commentInput = z.object({
  token: z.string(),
  from,
  name: line(100),
  text: z.string().check(z.trim(), z.minLength(1, 'Write what is wrong'), z.maxLength(4000))
});

export interface Confirmation {
  /** `waiting`: to be confirmed now; `confirmed`; `mending`: taken back to be changed; `closed`: the wave is over for good. */
  state: 'waiting' | 'confirmed' | 'mending' | 'closed';
  municipalityName: string;
  networkName: string;
  waveName: string;
  publish: 'named' | 'aggregates' | 'chosen';
  mode: 'self' | 'assisted' | 'shared';
  model: { id: string; version: string };
  /** Who filled it in; null where the account is gone. */
  filledInBy: string | null;
  /** Empty unless waiting, or confirmed through this link. */
  answers: { criterionId: string; value: AnswerValue | null; note: string; evidence: string }[];
  /** Stands for these answers: confirming names it. */
  seen: string;
  /** Who confirmed through this link. */
  confirmed: { name: string; role: string; at: Date } | null;
  expiresAt: Date;
  /** What was written back through this link. */
  comments: { text: string; createdAt: Date; settled: boolean }[];
}

/** What the link asks to confirm. Reading changes nothing: mail scanners open links. */
export async function readConfirmation(
  app: App,
  _actor: Actor,
  input: { token: string; from: z.infer<typeof from> }
): Promise<Result<Confirmation>> {
  const opened = await openLink(app, String(input.token), input.from.address);
  if (!opened.ok) return opened;
  const { link, found } = opened.value;
  const db = app.db.read;
  const [municipality, network, sender] = [
    await findMunicipality(db, found.municipalityId),
    await findNetwork(db, found.networkId),
    await findPerson(db, link.createdBy)
  ];
  const state = stateOf(found);
  const shown = state === 'waiting' || found.submittedBy === `link:${link.id}`;
  const answers = shown ? await answersOf(db, [found.id]) : [];
  const comments = (await commentsOf(db, [found.id])).filter(({ authorId }) => authorId === `link:${link.id}`);
  return ok({
    state,
    municipalityName: municipality?.name ?? '',
    networkName: network?.name ?? '',
    waveName: found.wave.name,
    publish: found.wave.publish,
    mode: found.mode,
    model: { id: found.wave.modelId, version: found.wave.modelVersion },
    filledInBy: sender?.name ?? null,
    answers: answers.map(({ criterionId, value, note, evidence }) => ({ criterionId, value, note, evidence })),
    seen: answersMark(answers),
    confirmed: link.usedAt ? { name: link.usedByName ?? '', role: link.usedByRole ?? '', at: link.usedAt } : null,
    expiresAt: link.expiresAt,
    comments: comments.map(({ text, createdAt, settledAt }) => ({ text, createdAt, settled: settledAt !== null }))
  });
}

/** The municipality's word: from here on the assessment counts. */
export async function confirmByLink(
  app: App,
  actor: Actor,
  input: z.input<typeof confirmInput>
): Promise<Result<null>> {
  const checked = check(confirmInput, input);
  if (!checked.ok) return checked;
  const { token, name, role, seen } = checked.value;
  const opened = await openLink(app, token, checked.value.from.address);
  if (!opened.ok) return opened;
  const { link } = opened.value;
  const entry = { action: 'assessment:confirm', networkId: link.networkId, subject: opened.value.found.id };
  return change(app, actor, entry, async ({ tx, now, feed, audit }) => {
    const found = await findOpen(tx, opened.value.found.id);
    if (!found.ok) return found;
    const fresh = await findLink(tx, link.id);
    if (fresh?.usedAt || found.value.submittedAt)
      return refuse('confirmed-already', 'token', 'This has been confirmed already - there is nothing more to do.');
    if (stateOf(found.value) !== 'waiting')
      return refuse('not-ready', 'token', 'The answers are being changed - open this page again once they are ready.');
    if (seen !== answersMark(await answersOf(tx, [found.value.id])))
      return refuse(
        'changed-meanwhile',
        'token',
        'An answer has changed since you opened this page - look at it again.'
      );
    if ((await openConflicts(tx, found.value.id)).length)
      return refuse(
        'conflicts-open',
        'token',
        'A question has two answers - whoever sent the link must settle it first.'
      );
    const who = `link:${link.id}`;
    await updateAssessment(tx, found.value.id, {
      submittedAt: now,
      submittedBy: who,
      returnedAt: null,
      returnedBy: null,
      updatedAt: now
    });
    await updateLink(tx, link.id, { usedAt: now, usedByName: name, usedByRole: role });
    await audit('link:use', link.id);
    await feed('assessment', found.value.id, link.municipalityId);
    await feed('link', link.id, link.municipalityId);
    await feed('person', who, link.municipalityId);
    return ok(null);
  });
}

/** "Something is wrong": a comment back to whoever filled it in, with a mail; the link stays good. */
export async function commentByLink(
  app: App,
  actor: Actor,
  input: z.input<typeof commentInput>
): Promise<Result<null>> {
  const checked = check(commentInput, input);
  if (!checked.ok) return checked;
  const { token, name, text } = checked.value;
  const opened = await openLink(app, token, checked.value.from.address);
  if (!opened.ok) return opened;
  const { link } = opened.value;
  const id = app.newId();
  return change(app, actor, { action: 'comment:by-link', networkId: link.networkId, subject: id }, async (context) => {
    const { tx, now, feed } = context;
    const found = await findOpen(tx, opened.value.found.id);
    if (!found.ok) return found;
    if (found.value.submittedAt)
      return refuse('confirmed-already', 'token', 'This has been confirmed already - write to your coordinator.');
    const author = `link:${link.id}`;
    const before = (await commentsOf(tx, [found.value.id])).filter(({ authorId }) => authorId === author);
    if (before.length >= MOST_COMMENTS)
      return refuse('too-many', 'text', `At most ${MOST_COMMENTS} comments through one link - call whoever sent it.`);
    const about = { assessmentId: found.value.id, criterionId: null };
    await insertComment(tx, { id, ...about, text, authorId: author, createdAt: now });
    await updateLink(tx, link.id, { usedByName: name });
    await feed('comment', id, link.municipalityId);
    await feed('link', link.id, link.municipalityId);
    await feed('person', author, link.municipalityId);
    const sender = await findPerson(tx, link.createdBy);
    if (sender && !sender.disabledAt) {
      const municipality = await findMunicipality(tx, link.municipalityId);
      const letter = renderMail(sender.locale, 'confirm-comment', {
        municipality: municipality?.name ?? '',
        name,
        text,
        link: `${publicOrigin(app.env)}/app`
      });
      await queueMail(tx, app, { networkId: link.networkId, recipient: sender.email, ...letter });
    }
    return ok(null);
  });
}

async function openLink(
  app: App,
  token: string,
  address: string
): Promise<Result<{ link: AccessLinkRow; found: Found }>> {
  const tired = await takeTry(app, [['link-address', addressKey(address)]]);
  if (tired) return tired;
  const link = await readLink(app, token, 'confirm');
  if (!link.ok) return link;
  const found = link.value.assessmentId ? await findAssessment(app.db.read, link.value.assessmentId) : undefined;
  // its own officers submit it themselves
  if (!found || found.mode === 'self')
    return refuse('link-unknown', 'token', 'This link opens nothing - ask whoever sent it.');
  return ok({ link: link.value, found });
}

function stateOf(found: Found): Confirmation['state'] {
  if (found.submittedAt) return 'confirmed';
  if (found.wave.closedAt) return 'closed';
  return found.readyAt ? 'waiting' : 'mending';
}
