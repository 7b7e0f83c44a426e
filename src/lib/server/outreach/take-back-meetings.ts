import type { Actor } from '$lib/domain/identity/actor';
import type { App } from '../app';
import type { ChangeContext } from '../shared/change';
import { dropMeetingChanges, type ListImportRow, nextMeetingChanges } from './import-repository';
import { deleteMeeting } from './meeting-removal-repository';
import { type MeetingFate, planMeetingsBack } from './plan-meetings-back';
import { deleteFollowUps, writeMeeting } from './repository';
import { tellNoted } from './touch-meeting';
import type { TakenBack } from './undo-import';

const AT_ONCE = 25;

/** Takes back what an import did to some meetings. What somebody has changed since, or built on, stays. */
export async function takeBackMeetings(
  _app: App,
  _actor: Actor,
  context: ChangeContext,
  { id: importId, networkId }: ListImportRow
): Promise<TakenBack> {
  const changes = await nextMeetingChanges(context.tx, importId, AT_ONCE);
  const taken: TakenBack = { removed: 0, restored: 0, kept: [], finished: changes.length < AT_ONCE };
  for (const one of await planMeetingsBack(context.tx, networkId, changes)) {
    const { fate } = one;
    if (fate === 'gone') continue;
    if (fate === 'changed-since' || fate === 'in-use') taken.kept.push({ id: one.change.meetingId, because: fate });
    else {
      await takeBackOne(context, one);
      taken[fate === 'remove' ? 'removed' : 'restored']++;
    }
  }
  await dropMeetingChanges(
    context.tx,
    changes.map(({ id }) => id)
  );
  return taken;
}

async function takeBackOne(context: ChangeContext, { change, present, promises }: MeetingFate): Promise<void> {
  const { tx, now, feed } = context;
  const { meetingId, before } = change;
  if (!present) return;
  const added = new Set(before?.added ?? promises.map(({ id }) => id));
  const gone = promises.filter(({ id }) => added.has(id)).map(({ id }) => id);
  if (before === null) {
    await deleteMeeting(tx, meetingId);
  } else {
    const stays = <T extends { id: string }>(list: readonly T[]) => list.filter(({ id }) => !added.has(id));
    await writeMeeting(tx, {
      ...present,
      ...before.texts,
      ...before.figures,
      ...{ attendees: stays(present.attendees), barriers: stays(present.barriers) },
      ...{ version: present.version + 1, updatedAt: now }
    });
    await deleteFollowUps(tx, gone);
  }
  await feed('meeting', meetingId);
  for (const id of gone) await feed('follow-up', id);
  await tellNoted(context, present.municipalityIds);
}
