import { actorId } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { followUpDone, meetingLog } from '$lib/domain/outreach/commands';
import { ERASED } from '$lib/domain/outreach/erase-words';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import { listMunicipalities } from '../register/repository';
import { defineHandler, type Effect } from '../sync/command-handler';
import { checkOwners, checkPlaces } from './check-meeting';
import { foreignContacts } from './contact-repository';
import { findErasures } from './erasure-repository';
import { meetingPhotoHandlers } from './meeting-photo-handlers';
import { changeMeeting, createMeeting } from './save-meeting';
import { findFollowUp, itemsElsewhere, writeFollowUp } from './repository';
import { wholeMeeting } from './meeting-clashes';

export const meetingHandler = defineHandler({
  ...meetingLog,
  subject: (payload) => payload.meetingId,
  // a new meeting belongs to the network of its municipalities
  networkOf: async (app, payload) =>
    (await listMunicipalities(app.db.read, { ids: payload.municipalityIds.slice(0, 1) }))[0]?.networkId ?? null,
  async handle(app, actor, { payload, envelope }, context): Promise<Result<Effect>> {
    const refused = authorize(actor, 'meeting:log');
    if (refused) return refused;
    const present = await wholeMeeting(context.tx, payload.meetingId);
    const places = await checkPlaces(context.tx, payload, present?.municipalityIds ?? []);
    if (!places.ok) return places;
    const municipalities = places.value;
    const networkId = municipalities[0]!.networkId;
    for (const scope of [networkId, present?.networkId ?? networkId, ...municipalities.map((m) => m.networkId)]) {
      const forbidden = authorize(actor, 'meeting:log', { networkId: scope });
      if (forbidden) return forbidden;
      if (scope !== networkId)
        return refuse('other-network', 'municipalityIds', 'A meeting belongs to one network - log two meetings.');
    }
    const known = payload.attendees.flatMap(({ contactId }) => contactId ?? []);
    const foreign = await foreignContacts(context.tx, networkId, known);
    const at = payload.attendees.findIndex(({ contactId }) => contactId && foreign.has(contactId));
    if (at >= 0)
      return refuse(
        'other-network',
        `attendees.${at}.contactId`,
        'This contact is of another network - choose another.'
      );
    const erased = new Set((await findErasures(context.tx, known)).map(({ id }) => id));
    const owners = await checkOwners(context.tx, networkId, payload.followUps, present?.followUps ?? []);
    if (!owners.ok) return owners;
    const { meetingId, was, ...said } = payload;
    // written down before their author learnt of it: that somebody was there stays, who does not
    const attendees = said.attendees.map(({ contactId, ...one }) =>
      contactId && erased.has(contactId) ? { ...one, name: ERASED } : { ...one, ...(contactId && { contactId }) }
    );
    const mine = { ...said, attendees };
    if (present && !was && present.version !== envelope.baseVersion) {
      return refuse(
        'changed-elsewhere',
        'meetingId',
        'A colleague changed this meeting since - open it again, compare, and save your additions.'
      );
    }
    const ids = [...mine.attendees, ...mine.barriers, ...mine.followUps].map(({ id }) => id);
    if ((await itemsElsewhere(context.tx, meetingId, ids)).length)
      return refuse('id-taken', 'meetingId', 'Something in this meeting has an id that belongs to another meeting.');
    const writing = { by: actorId(actor), at: new Date(envelope.issuedAt) };
    return present
      ? changeMeeting(app, context, present, { mine, was, ...writing })
      : createMeeting(context, { id: meetingId, networkId, ...mine }, writing.by);
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

export const outreachHandlers = [meetingHandler, followUpHandler, ...meetingPhotoHandlers];
