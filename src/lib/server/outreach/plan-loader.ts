import { addDays } from '$lib/domain/roadmap/reminder-due';
import type { InvitedRecord } from '$lib/domain/sync/planned-records';
import { today } from '../shared/today';
import type { Loader } from '../sync/loader';
import { type InvitationRow, plansOf } from './plan-repository';

/** Those that were held or called off stay so long where they were planned. */
const DAYS_AFTER = 60;

/** Planned meetings go where meetings go: to the network's coordinators. */
export const planLoader: Loader = async (app, sight, ids) => {
  if (!sight.coordinates) return [];
  const rows = await plansOf(app.db.read, sight.networkId, ids ?? undefined);
  const since = addDays(today(app), -DAYS_AFTER);
  const near = rows.filter(({ state, startsAt }) => state === 'planned' || startsAt >= since);
  return near.map((plan) => {
    const { id, state, title, form, startsAt, minutes, timeZone, place, municipalityIds, agenda, version } = plan;
    const invited = plan.invitations.flatMap((row) => (row.contactId || row.personId ? [toInvited(row)] : []));
    return {
      entity: 'planned-meeting',
      id,
      data: {
        ...{ id, state, title, form, startsAt, minutes, timeZone, place, municipalityIds, agenda, version },
        ...{ invited, organiserId: plan.createdBy }
      }
    };
  });
};

function toInvited(row: InvitationRow): InvitedRecord {
  const { id, contactId, personId, reply, replySequence, sequence, withheld, mailId, heard } = row;
  return {
    id,
    ...(contactId && { contactId }),
    ...(personId && { personId }),
    ...(reply && { reply }),
    ...(reply && (replySequence ?? 0) < (sequence ?? 0) && { stale: true }),
    ...(withheld && { withheld }),
    ...((mailId || heard) && { mailed: true })
  };
}
