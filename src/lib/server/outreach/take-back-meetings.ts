import type { Actor } from '$lib/domain/identity/actor';
import type { App } from '../app';
import type { ChangeContext } from '../shared/change';
import { hashMeeting } from './import-hash';
import { dropMeetingChanges, type ListImportRow, type MeetingChangeRow, nextMeetingChanges } from './import-repository';
import { wholeMeeting } from './meeting-clashes';
import { deleteMeeting, meetingIsUsed } from './meeting-removal-repository';
import { deleteFollowUps, followUpsOfMeeting, writeMeeting } from './repository';
import { tellNoted } from './touch-meeting';
import type { Because, TakenBack } from './undo-import';

const AT_ONCE = 25;

/** Takes back what an import did to some meetings. What somebody has changed since, or built on, stays. */
export async function takeBackMeetings(
  _app: App,
  _actor: Actor,
  context: ChangeContext,
  { id: importId }: ListImportRow
): Promise<TakenBack> {
  const changes = await nextMeetingChanges(context.tx, importId, AT_ONCE);
  const taken: TakenBack = { removed: 0, restored: 0, kept: [], finished: changes.length < AT_ONCE };
  for (const one of changes) {
    const done = await takeBackOne(context, one);
    if (done === 'removed') taken.removed++;
    else if (done === 'restored') taken.restored++;
    else if (done) taken.kept.push({ id: one.meetingId, because: done });
  }
  await dropMeetingChanges(
    context.tx,
    changes.map(({ id }) => id)
  );
  return taken;
}

async function takeBackOne(
  context: ChangeContext,
  { meetingId, before, afterHash }: MeetingChangeRow
): Promise<'removed' | 'restored' | Because | null> {
  const { tx, now, feed } = context;
  const present = await wholeMeeting(tx, meetingId);
  if (!present) return null;
  const promises = await followUpsOfMeeting(tx, meetingId);
  if (hashMeeting(present, promises) !== afterHash) return 'changed-since';
  // whatever was built on it: a correction of a barrier, a promise put off, a photo
  if (await meetingIsUsed(tx, meetingId)) return 'in-use';
  const added = new Set(before?.added ?? promises.map(({ id }) => id));
  const gone = promises.filter(({ id }) => added.has(id)).map(({ id }) => id);
  if (before === null) {
    await deleteMeeting(tx, meetingId);
  } else {
    const { followUps: _promises, ...whole } = present;
    const stays = <T extends { id: string }>(list: readonly T[]) => list.filter(({ id }) => !added.has(id));
    await writeMeeting(tx, {
      ...whole,
      ...before.texts,
      ...before.figures,
      ...{ attendees: stays(whole.attendees), barriers: stays(whole.barriers) },
      ...{ version: whole.version + 1, updatedAt: now }
    });
    await deleteFollowUps(tx, gone);
  }
  await feed('meeting', meetingId);
  for (const id of gone) await feed('follow-up', id);
  await tellNoted(context, present.municipalityIds);
  return before === null ? 'removed' : 'restored';
}
