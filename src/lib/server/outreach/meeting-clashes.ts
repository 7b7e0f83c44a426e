import { authorize } from '$lib/domain/identity/permissions';
import { meetingField, TEXT_ROOM, withMeetingField } from '$lib/domain/outreach/merge-meeting';
import { promisesOf } from '$lib/domain/outreach/meeting-parts';
import { ok } from '$lib/domain/shared/result';
import type { Reader, Tx } from '../db/client';
import type { ClashTarget } from '../sync/clash-target';
import { writeNextContact } from './next-contact';
import { redactWithdrawn } from './redact-withdrawn';
import { findFollowUp, findMeeting, followUpsOfMeeting, meetingsOf, writeFollowUp, writeMeeting } from './repository';
import { tellNoted } from './touch-meeting';

/** A meeting with its promises, as commands carry it. */
export async function wholeMeeting(db: Reader | Tx, id: string) {
  const row = await findMeeting(db, id);
  const [meeting] = row ? await meetingsOf(db, row.networkId, [id]) : [];
  if (!meeting) return undefined;
  return { ...meeting, followUps: promisesOf(id, await followUpsOfMeeting(db, id)) };
}

/** Where two coordinators wrote different things into one meeting. */
export const meetingClashes: ClashTarget = {
  entity: 'meeting',
  visible: (sight) => sight.coordinates,
  authorize: (actor, { networkId }) => authorize(actor, 'meeting:log', { networkId }),
  room: (field) => TEXT_ROOM[field.split('.').at(-1) ?? ''] ?? null,
  async read({ tx }, { entityId, field }) {
    const meeting = await wholeMeeting(tx, entityId);
    return meeting && meetingField(meeting, field);
  },
  async write(app, context, { entityId, field }, value, by) {
    const present = await wholeMeeting(context.tx, entityId);
    if (!present) throw new Error(`Meeting ${entityId} has a clash and is not there`);
    const { followUps: _promises, ...meeting } = present;
    const version = present.version + 1;
    const [name, id = '', part = ''] = field.split('.');
    if (name === 'followUps') {
      const promise = await findFollowUp(context.tx, id);
      if (promise) {
        const updatedAt = context.now;
        const said = part === 'promisedBy' && value === 'owner' ? null : value;
        await writeFollowUp(context.tx, { ...promise, [part]: said, version: promise.version + 1, updatedAt });
      }
      await context.feed('follow-up', id);
    }
    const changed = name === 'followUps' ? meeting : withMeetingField(meeting, field, value);
    await writeMeeting(context.tx, { ...changed, version, updatedAt: context.now });
    await redactWithdrawn(app, context, meeting, changed);
    if (name === 'nextContactOn') await writeNextContact(context, changed, { by });
    await context.feed('meeting', entityId);
    await tellNoted(context, changed.municipalityIds);
    return ok(version);
  }
};
