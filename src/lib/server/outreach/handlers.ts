import { actorId } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { followUpDone, meetingLog } from '$lib/domain/outreach/commands';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import { listMunicipalities } from '../register/repository';
import { defineHandler, type Effect } from '../sync/command-handler';
import { findFollowUp, findMeeting, writeFollowUp, writeMeeting } from './repository';

export const meetingHandler = defineHandler({
  ...meetingLog,
  subject: (payload) => payload.meetingId,
  // a new meeting belongs to the network of its municipalities
  networkOf: async (app, payload) =>
    (await listMunicipalities(app.db.read, { ids: payload.municipalityIds.slice(0, 1) }))[0]?.networkId ?? null,
  async handle(app, actor, { payload, envelope }, context): Promise<Result<Effect>> {
    const refused = authorize(actor, 'meeting:log');
    if (refused) return refused;
    const municipalities = await listMunicipalities(context.tx, { ids: payload.municipalityIds });
    for (const [i, id] of payload.municipalityIds.entries()) {
      if (!municipalities.some((m) => m.id === id))
        return refuse(
          'not-found',
          `municipalityIds.${i}`,
          'This municipality is not in the register - choose another.'
        );
    }
    const networkId = municipalities[0]!.networkId;
    const present = await findMeeting(context.tx, payload.meetingId);
    for (const scope of [networkId, present?.networkId ?? networkId, ...municipalities.map((m) => m.networkId)]) {
      const forbidden = authorize(actor, 'meeting:log', { networkId: scope });
      if (forbidden) return forbidden;
      if (scope !== networkId)
        return refuse('other-network', 'municipalityIds', 'A meeting belongs to one network - log two meetings.');
    }
    if (present && present.version !== envelope.baseVersion) {
      return refuse(
        'changed-elsewhere',
        'meetingId',
        'A colleague changed this meeting since - open it again, compare, and save your additions.'
      );
    }
    const { meetingId, followUps, ...content } = payload;
    const version = (present?.version ?? 0) + 1;
    await writeMeeting(context.tx, {
      id: meetingId,
      networkId,
      ...content,
      version,
      createdBy: present?.createdBy ?? actorId(actor),
      createdAt: present?.createdAt ?? context.now,
      updatedAt: context.now
    });
    for (const promise of followUps) {
      const known = await findFollowUp(context.tx, promise.id);
      if (known && known.meetingId !== meetingId)
        return refuse('id-taken', 'followUps', 'A follow-up with this id belongs to another meeting.');
      await writeFollowUp(context.tx, {
        id: promise.id,
        networkId,
        meetingId,
        municipalityId: payload.municipalityIds[0] ?? null,
        what: promise.what,
        ownerId: known?.ownerId ?? actorId(actor),
        due: promise.due,
        doneAt: known?.doneAt ?? null,
        version: (known?.version ?? 0) + 1,
        updatedAt: context.now
      });
      await context.feed('follow-up', promise.id);
    }
    await context.feed('meeting', meetingId);
    return ok({ kind: 'applied', version });
  }
});

export const followUpHandler = defineHandler({
  ...followUpDone,
  subject: (payload) => payload.followUpId,
  networkOf: async (app, payload) => (await findFollowUp(app.db.read, payload.followUpId))?.networkId ?? null,
  async handle(app, actor, { payload }, context): Promise<Result<Effect>> {
    const refused = authorize(actor, 'meeting:log');
    if (refused) return refused;
    const present = await findFollowUp(context.tx, payload.followUpId);
    if (!present)
      return refuse(
        'not-found',
        'followUpId',
        'This follow-up does not exist on the server yet - send the meeting it belongs to first.'
      );
    const forbidden = authorize(actor, 'meeting:log', { networkId: present.networkId });
    if (forbidden) return forbidden;
    const version = present.version + 1;
    await writeFollowUp(context.tx, {
      ...present,
      doneAt: payload.done ? (present.doneAt ?? context.now) : null,
      version,
      updatedAt: context.now
    });
    await context.feed('follow-up', present.id);
    return ok({ kind: 'applied', version });
  }
});

export const outreachHandlers = [meetingHandler, followUpHandler];
