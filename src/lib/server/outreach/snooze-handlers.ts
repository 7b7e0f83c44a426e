import { actorId } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { followUpSnooze } from '$lib/domain/outreach/correction-commands';
import { nextContactId } from '$lib/domain/outreach/next-contact';
import { type FieldMerge, mergeFields } from '$lib/domain/shared/merge-fields';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import { defineHandler, type Effect } from '../sync/command-handler';
import { effectOf, keepClashes, openBeside } from '../sync/keep-clashes';
import { findSnooze, insertSnooze, moveNextContact } from './ledger-repository';
import { findFollowUp, findMeeting, writeFollowUp } from './repository';
import { touchMeeting } from './touch-meeting';

/**
 * A promise is a part of its meeting, and its day a field there: a colleague's other day is kept beside it, in the same
 * place as if both had changed it in the meeting's form.
 */
export const snoozeHandler = defineHandler({
  ...followUpSnooze,
  subject: (payload) => payload.followUpId,
  networkOf: async (app, payload) => (await findFollowUp(app.db.read, payload.followUpId))?.networkId ?? null,
  async handle(app, actor, { payload, envelope }, context): Promise<Result<Effect>> {
    const refused = authorize(actor, 'meeting:log');
    if (refused) return refused;
    const { followUpId, snoozeId, due, reason, was } = payload;
    const present = await findFollowUp(context.tx, followUpId);
    if (!present)
      return refuse(
        'not-found',
        'followUpId',
        'This follow-up does not exist on the server yet - send the meeting it belongs to first.'
      );
    const { networkId, meetingId } = present;
    const forbidden = authorize(actor, 'meeting:log', { networkId });
    if (forbidden) return forbidden;
    if (await findSnooze(context.tx, snoozeId))
      return refuse('id-taken', 'snoozeId', 'This was put off already - send a new one with an id of its own.');
    const meeting = meetingId === null ? undefined : await findMeeting(context.tx, meetingId);
    if (!meeting && present.due !== was.due && present.due !== due)
      return refuse('changed-elsewhere', 'due', `A colleague has moved it to ${present.due} meanwhile - look again.`);
    const isNext = meeting !== undefined && followUpId === nextContactId(meeting.id);
    const field = isNext ? 'nextContactOn' : `followUps.${followUpId}.due`;
    const by = actorId(actor);
    const at = new Date(envelope.issuedAt);
    let merge: FieldMerge<Record<string, string>> = { merged: { [field]: due }, changed: [], clashes: [], settled: [] };
    let kept: Awaited<ReturnType<typeof keepClashes>> = [];
    if (meeting) {
      const place = { entity: 'meeting', entityId: meeting.id, networkId, municipalityId: null };
      const open = await openBeside(context, place);
      merge = mergeFields<Record<string, string>>(
        { [field]: present.due },
        { [field]: due },
        { [field]: was.due },
        open
      );
      const first = { by: meeting.createdBy, at: meeting.createdAt };
      kept = await keepClashes(app, context, place, merge, { by, at, first });
    }
    const standing = merge.merged[field] ?? due;
    await insertSnooze(context.tx, {
      ...{ id: snoozeId, followUpId, fromDue: was.due, toDue: due, reason: reason.trim(), by, at },
      beside: standing !== due
    });
    const version = present.version + 1;
    await writeFollowUp(context.tx, { ...present, due: standing, version, updatedAt: context.now });
    await context.feed('follow-up', followUpId);
    if (meeting && standing !== present.due) {
      if (isNext) await moveNextContact(context.tx, meeting.id, standing);
      await touchMeeting(context, meeting, []);
    }
    return ok(effectOf(version, kept, () => standing));
  }
});

/** For the walking test: refuses an anonymous actor. */
export const snoozeHandlers = [snoozeHandler];
