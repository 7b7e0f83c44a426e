import { actorId, type Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { contactMerge, contactUnmerge } from '$lib/domain/outreach/contact-commands';
import { contactContent } from '$lib/domain/outreach/merge-contact';
import { mergeTwoContacts, undoMerge } from '$lib/domain/outreach/merge-two-contacts';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import type { Tx } from '../db/client';
import type { ChangeContext } from '../shared/change';
import { defineHandler, type Effect } from '../sync/command-handler';
import { type ContactRow, findContact } from './contact-repository';
import { moveBack, moveReferences } from './contact-references-repository';
import { touchMeetings } from './erasure-repository';
import {
  findMerge,
  insertMerge,
  laterMerges,
  meetingsOfAttendees,
  type MergeRow,
  updateMerge
} from './merge-repository';
import { saveContact } from './save-contact';

/** Both contacts of a merge, where this person may change them and both are there. */
async function bothOf(
  tx: Tx,
  actor: Actor,
  { keptId, goneId }: { keptId: string; goneId: string }
): Promise<Result<{ kept: ContactRow; gone: ContactRow }>> {
  const [kept, gone] = [await findContact(tx, keptId), await findContact(tx, goneId)];
  for (const [path, row] of [['keptId', kept] as const, ['goneId', gone] as const]) {
    if (!row)
      return refuse('not-found', path, 'This contact is not on the server - it may have been erased meanwhile.');
    const forbidden = authorize(actor, 'contact:edit', { networkId: row.networkId });
    if (forbidden) return forbidden;
  }
  if (keptId === goneId) return refuse('same-contact', 'goneId', 'These are one contact already - choose two.');
  if (kept!.networkId !== gone!.networkId)
    return refuse('other-network', 'goneId', 'A contact belongs to one network - these are of two.');
  return ok({ kept: kept!, gone: gone! });
}

/** Meetings whose attendees were moved: devices take them as they are now. */
async function tellMeetings(context: ChangeContext, attendeeIds: readonly string[] | undefined): Promise<void> {
  const meetings = await meetingsOfAttendees(context.tx, attendeeIds ?? []);
  await touchMeetings(context.tx, meetings, context.now);
  for (const id of meetings) await context.feed('meeting', id);
}

const networkOfMerge = async (app: App, mergeId: string) => (await findMerge(app.db.read, mergeId))?.networkId ?? null;

export const mergeHandler = defineHandler({
  ...contactMerge,
  subject: (payload) => payload.keptId,
  networkOf: async (app, payload) => (await findContact(app.db.read, payload.keptId))?.networkId ?? null,
  async handle(app, actor, { payload }, context): Promise<Result<Effect>> {
    const refused = authorize(actor, 'contact:edit');
    if (refused) return refused;
    const { tx, now } = context;
    const { mergeId, keptId, goneId, take } = payload;
    const both = await bothOf(tx, actor, payload);
    if (!both.ok) return both;
    const { kept, gone } = both.value;
    if (kept.removedAt || gone.removedAt)
      return refuse(
        'removed-meanwhile',
        kept.removedAt ? 'keptId' : 'goneId',
        'One of them was removed, or merged with another, meanwhile - look at both again.'
      );
    if (await findMerge(tx, mergeId))
      return refuse('id-taken', 'mergeId', 'This merge was made already - make a new one.');
    const by = actorId(actor);
    const [keptBefore, goneBefore] = [contactContent(kept), contactContent(gone)];
    const keptAfter = mergeTwoContacts(keptBefore, goneBefore, take);
    const moved = await moveReferences(tx, goneId, keptId);
    const who = { updatedBy: by, updatedAt: now };
    const version = kept.version + 1;
    await saveContact(app, tx, { ...kept, ...keptAfter, version, ...who }, kept);
    await saveContact(
      app,
      tx,
      { ...gone, removedAt: now, mergedInto: keptId, version: gone.version + 1, ...who },
      gone
    );
    const { networkId } = kept;
    const done = { mergedAt: now, mergedBy: by, undoneAt: null, undoneBy: null };
    await insertMerge(tx, {
      id: mergeId,
      networkId,
      keptId,
      goneId,
      keptBefore,
      goneBefore,
      keptAfter,
      moved,
      ...done
    });
    for (const id of [keptId, goneId]) await context.feed('contact', id);
    await context.feed('contact-merge', mergeId);
    await tellMeetings(context, moved.meeting_attendee);
    for (const id of moved.data_person ?? []) await context.feed('data-person', id, id);
    return ok({ kind: 'applied', version });
  }
});

export const unmergeHandler = defineHandler({
  ...contactUnmerge,
  subject: (payload) => payload.mergeId,
  networkOf: (app, payload) => networkOfMerge(app, payload.mergeId),
  async handle(app, actor, { payload }, context): Promise<Result<Effect>> {
    const refused = authorize(actor, 'contact:edit');
    if (refused) return refused;
    const merge = await findMerge(context.tx, payload.mergeId);
    if (!merge)
      return refuse('not-found', 'mergeId', 'This merge is not on the server - the contacts may have been erased.');
    const both = await bothOf(context.tx, actor, merge);
    if (!both.ok) return both;
    const { kept, gone } = both.value;
    // done by a colleague meanwhile
    if (merge.undoneAt) return ok({ kind: 'applied', version: kept.version });
    if ((await laterMerges(context.tx, merge)).length)
      return refuse('merged-since', 'mergeId', 'This contact was merged again since - undo that merge first.');
    return ok({ kind: 'applied', version: await unmerge(app, actor, merge, { kept, gone }, context) });
  }
});

async function unmerge(
  app: App,
  actor: Actor,
  merge: MergeRow,
  { kept, gone }: { kept: ContactRow; gone: ContactRow },
  context: ChangeContext
): Promise<number> {
  const { tx, now } = context;
  const who = { updatedBy: actorId(actor), updatedAt: now };
  const back = undoMerge(contactContent(kept), merge);
  const version = kept.version + 1;
  await saveContact(app, tx, { ...kept, ...back.kept, version, ...who }, kept);
  // removed since for another reason: it stays removed
  const mergedStill = gone.mergedInto === kept.id;
  const removedAt = mergedStill ? null : gone.removedAt;
  await saveContact(app, tx, { ...gone, removedAt, mergedInto: null, version: gone.version + 1, ...who }, gone);
  await moveBack(tx, merge.moved, kept.id, gone.id);
  await updateMerge(tx, merge.id, { undoneAt: now, undoneBy: who.updatedBy });
  for (const id of [kept.id, gone.id]) await context.feed('contact', id);
  await context.feed('contact-merge', merge.id);
  await tellMeetings(context, merge.moved.meeting_attendee);
  for (const id of merge.moved.data_person ?? []) await context.feed('data-person', id, id);
  return version;
}

export const mergeHandlers = [mergeHandler, unmergeHandler];
