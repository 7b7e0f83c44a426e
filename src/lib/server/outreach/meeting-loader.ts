import type { MeetingPhoto } from '$lib/domain/outreach/meeting-parts';
import type { Snooze } from '$lib/domain/outreach/snoozes';
import type { MeetingRecord } from '$lib/domain/sync/records';
import type { Loader } from '../sync/loader';
import { type SnoozeRow, snoozesOf } from './ledger-repository';
import { photosOf } from './meeting-photo-repository';
import { followUpsOf, meetingsOf, type MeetingWhole } from './repository';

/** Held meetings, for those who coordinate. */
export const meetingLoader: Loader = async (app, sight, ids) => {
  if (!sight.coordinates) return [];
  const rows = await meetingsOf(app.db.read, sight.networkId, ids ?? undefined);
  const photos = await photosOf(app.db.read, sight.networkId, ids ?? undefined);
  return rows.map((row) => ({ entity: 'meeting', id: row.id, data: toRecord(row, photos.get(row.id)) }));
};

/** What was not asked or does not exist is left out: devices hold thousands of these. */
function toRecord(row: MeetingWhole, photos: MeetingPhoto[] | undefined): MeetingRecord {
  const { id, heldOn, form, municipalityIds, attendees, barriers, version } = row;
  const { background, workSoFar, exchange, conclusions, interestBefore, interestAfter, nextContactOn } = row;
  return {
    ...{
      id,
      heldOn,
      form,
      municipalityIds,
      attendees,
      background,
      workSoFar,
      exchange,
      conclusions,
      barriers,
      version
    },
    ...(interestBefore !== null && { interestBefore }),
    ...(interestAfter !== null && { interestAfter }),
    ...(row.knowledge.some(({ before, after }) => before ?? after) && { knowledge: row.knowledge }),
    ...(row.goalsMet.length > 0 && { goalsMet: row.goalsMet }),
    ...(nextContactOn !== null && { nextContactOn }),
    ...(photos && { photos })
  };
}

const toSnooze = ({ id, fromDue: from, toDue: to, reason, by, at, beside }: SnoozeRow): Snooze => ({
  ...{ id, from, to, reason, by, at: at.toISOString() },
  ...(beside && { beside })
});

/** Dated promises, with every time they were put off. */
export const followUpLoader: Loader = async (app, sight, ids) => {
  if (!sight.coordinates) return [];
  const rows = await followUpsOf(app.db.read, sight.networkId, ids ?? undefined);
  const snoozes = await snoozesOf(app.db.read, sight.networkId, ids ?? undefined);
  return rows.map(({ id, meetingId, municipalityId, what, ownerId, due, doneAt, version, promisedBy }) => ({
    entity: 'follow-up',
    id,
    data: {
      ...{ id, meetingId, municipalityId, what, ownerId, due, done: doneAt !== null, version },
      ...(promisedBy && { promisedBy }),
      ...(doneAt && { doneOn: doneAt.toISOString().slice(0, 10) }),
      ...(snoozes.has(id) && { snoozes: snoozes.get(id)!.map(toSnooze) })
    }
  }));
};
