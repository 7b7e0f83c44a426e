import type { MeetingLog } from '$lib/domain/outreach/commands';
import { withLaterParts } from '$lib/domain/outreach/meeting-parts';
import { type MeetingContent, meetingField, mergeMeeting, type MeetingSeen } from '$lib/domain/outreach/merge-meeting';
import { ok, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import type { ChangeContext } from '../shared/change';
import type { Effect } from '../sync/command-handler';
import { effectOf, keepClashes, openBeside, type Writing } from '../sync/keep-clashes';
import { writeNextContact } from './next-contact';
import { notePlanHeld } from './note-plan-held';
import { redactWithdrawn } from './redact-withdrawn';
import { findFollowUp, type MeetingWhole, writeFollowUp, writeMeeting } from './repository';
import { tellNoted } from './touch-meeting';

/** Words of the follow-up that the next contact makes. */
type NextContactWords = Pick<MeetingLog, 'nextContactWhat'>;
type Present = MeetingWhole & { followUps: MeetingContent['followUps'] };

/** A meeting that was not there before. Also for those read in from a file: what it needs is in its arguments. */
export async function createMeeting(
  context: ChangeContext,
  { followUps, nextContactWhat: what, ...said }: MeetingContent & NextContactWords & { id: string; networkId: string },
  by: string
): Promise<Result<Effect>> {
  const { now } = context;
  // a device of an earlier release does not say all of it
  const meeting = withLaterParts(said);
  await writeMeeting(context.tx, { ...meeting, version: 1, createdBy: by, createdAt: now, updatedAt: now });
  await writePromises(context, meeting, followUps, by);
  await writeNextContact(context, meeting, { by, what });
  await context.feed('meeting', meeting.id);
  await notePlanHeld(context, meeting);
  await tellNoted(context, meeting.municipalityIds);
  return ok({ kind: 'applied', version: 1 });
}

/** Puts a coordinator's changes into a meeting beside those of others since they looked; what clashes is kept twice. */
export async function changeMeeting(
  app: App,
  context: ChangeContext,
  { followUps: promised, ...present }: Present,
  {
    mine: { nextContactWhat: what, ...mine },
    was,
    ...writing
  }: Writing & { mine: MeetingContent & NextContactWords; was: MeetingSeen | undefined }
): Promise<Result<Effect>> {
  const { id, networkId } = present;
  const place = { entity: 'meeting', entityId: id, networkId, municipalityId: null };
  const now: MeetingContent = { ...present, followUps: promised };
  // a device of an earlier release has seen all of it: its version is the present one
  const merge = mergeMeeting(now, mine, was ?? now, await openBeside(context, place));
  const first = { by: present.createdBy, at: present.createdAt };
  const kept = await keepClashes(app, context, place, merge, { ...writing, first });
  const { followUps, ...content } = merge.merged;
  const effect = (version: number) => ok(effectOf(version, kept, (field) => meetingField(merge.merged, field)));
  if (!merge.changed.length) return effect(present.version);
  const version = present.version + 1;
  const whole = { ...present, ...withLaterParts(content) };
  await writeMeeting(context.tx, { ...whole, version, updatedAt: context.now });
  await redactWithdrawn(app, context, present, whole);
  const changed = followUps.filter((promise) =>
    merge.changed.some((field) => field.split('.').slice(0, 2).join('.') === `followUps.${promise.id}`)
  );
  await writePromises(context, whole, changed, writing.by);
  if (merge.changed.includes('nextContactOn')) await writeNextContact(context, whole, { by: writing.by, what });
  await context.feed('meeting', id);
  await tellNoted(context, [...present.municipalityIds, ...whole.municipalityIds]);
  return effect(version);
}

async function writePromises(
  context: ChangeContext,
  meeting: Pick<MeetingWhole, 'id' | 'networkId' | 'municipalityIds'>,
  promises: MeetingContent['followUps'],
  by: string
): Promise<void> {
  for (const { id, what, due, ownerId, promisedBy } of promises) {
    const known = await findFollowUp(context.tx, id);
    const whose = promisedBy ?? known?.promisedBy ?? 'owner';
    await writeFollowUp(context.tx, {
      ...known,
      id,
      networkId: meeting.networkId,
      meetingId: meeting.id,
      municipalityId: meeting.municipalityIds[0] ?? null,
      what,
      ownerId: ownerId ?? known?.ownerId ?? by,
      promisedBy: whose === 'owner' ? null : whose,
      due,
      doneAt: known?.doneAt ?? null,
      version: (known?.version ?? 0) + 1,
      updatedAt: context.now
    });
    await context.feed('follow-up', id);
  }
}
