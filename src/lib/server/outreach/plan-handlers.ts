import { type Actor, actorId } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { meetingCancel, type MeetingPlan, meetingPlan } from '$lib/domain/outreach/plan-commands';
import { localExists } from '$lib/domain/shared/time-zones';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { Tx } from '../db/client';
import { listMunicipalities, successionsOf } from '../register/repository';
import { defineHandler, type Effect } from '../sync/command-handler';
import { foreignContacts } from './contact-repository';
import { findErasures } from './erasure-repository';
import { findPlan, invitationsElsewhere, membersAmong, type PlanWhole } from './plan-repository';
import { changePlan, contentOf, createPlan, rewritePlan } from './save-plan';

export const planHandler = defineHandler({
  ...meetingPlan,
  subject: (payload) => payload.meetingId,
  networkOf: async (app, payload) =>
    (await listMunicipalities(app.db.read, { ids: payload.municipalityIds.slice(0, 1) }))[0]?.networkId ?? null,
  async handle(app, actor, { payload, envelope }, context): Promise<Result<Effect>> {
    const refused = authorize(actor, 'meeting:log');
    if (refused) return refused;
    const { tx } = context;
    const { meetingId, was, ...said } = payload;
    const present = await findPlan(tx, meetingId);
    const network = await networkFor(tx, actor, payload, present);
    if (!network.ok) return network;
    const networkId = network.value;
    if (present?.state === 'held')
      return refuse(
        'meeting-held',
        'meetingId',
        'This meeting has been held and logged - change what was logged, or plan a new one.'
      );
    if (present && !was && present.version !== envelope.baseVersion)
      return refuse('changed-elsewhere', 'meetingId', 'A colleague changed this plan since - open it again.');
    if (!localExists(said.startsAt, said.timeZone))
      return refuse(
        'no-such-time',
        'startsAt',
        `Clocks in ${said.timeZone} leave this time out when summer begins - choose an hour later, got "${said.startsAt}"`
      );
    const known = said.invited.flatMap(({ contactId }) => contactId ?? []);
    const foreign = await foreignContacts(tx, networkId, known);
    const people = said.invited.flatMap(({ personId }) => personId ?? []);
    const members = await membersAmong(tx, networkId, people);
    const before = new Set(present?.invitations.map(({ id }) => id));
    const at = said.invited.findIndex(
      ({ id, contactId, personId }) =>
        (contactId && foreign.has(contactId)) || (personId && !members.has(personId) && !before.has(id))
    );
    if (at >= 0)
      return refuse('other-network', `invited.${at}`, 'Whoever is invited must be of this network - choose another.');
    const ids = said.invited.map(({ id }) => id);
    if (new Set(ids).size < ids.length || (await invitationsElsewhere(tx, meetingId, ids)).length)
      return refuse('id-taken', 'invited', 'An invitation has an id that belongs to another one.');
    // planned before their author learnt of it
    const erased = new Set((await findErasures(tx, known)).map(({ id }) => id));
    const mine = { ...said, invited: said.invited.filter(({ contactId }) => !contactId || !erased.has(contactId)) };
    const writing = { by: actorId(actor), at: new Date(envelope.issuedAt) };
    return present
      ? changePlan(app, context, present, { mine, was: was ?? contentOf(present), ...writing })
      : createPlan(app, context, { id: meetingId, networkId, ...mine }, writing.by);
  }
});

/** The one network of everything a plan names. */
async function networkFor(
  tx: Tx,
  actor: Actor,
  { municipalityIds, startsAt }: MeetingPlan,
  present: PlanWhole | undefined
): Promise<Result<string>> {
  const municipalities = await listMunicipalities(tx, { ids: municipalityIds });
  for (const [i, id] of municipalityIds.entries()) {
    const found = municipalities.find((m) => m.id === id);
    if (!found)
      return refuse('not-found', `municipalityIds.${i}`, 'This municipality is not in the register - choose another.');
    const forbidden = authorize(actor, 'meeting:log', { networkId: found.networkId });
    if (forbidden) return forbidden;
    // one that was planned before keeps what it was planned with
    if (found.validTo !== null && found.validTo < startsAt.slice(0, 10) && !present?.municipalityIds.includes(id))
      return mergedAway(tx, found, i);
  }
  const networkId = municipalities[0]!.networkId;
  const networks = [...municipalities.map((m) => m.networkId), present?.networkId ?? networkId];
  if (networks.some((one) => one !== networkId))
    return refuse('other-network', 'municipalityIds', 'A meeting belongs to one network - plan two meetings.');
  return ok(networkId);
}

async function mergedAway(tx: Tx, gone: { id: string; name: string; validTo: string | null }, i: number) {
  const after = (await successionsOf(tx, gone.id)).flatMap(({ predecessorId, successorId }) =>
    predecessorId === gone.id ? successorId : []
  );
  const names = (await listMunicipalities(tx, { ids: after })).map(({ name }) => name).join(', ');
  const until = `${gone.name} is a municipality until ${gone.validTo}`;
  return refuse(
    'merged-away',
    `municipalityIds.${i}`,
    names ? `${until} - choose ${names}.` : `${until} - choose the one it became a part of, or an earlier day.`
  );
}

export const planCancelHandler = defineHandler({
  ...meetingCancel,
  subject: (payload) => payload.meetingId,
  networkOf: async (app, payload) => (await findPlan(app.db.read, payload.meetingId))?.networkId ?? null,
  async handle(app, actor, { payload }, context): Promise<Result<Effect>> {
    const refused = authorize(actor, 'meeting:log');
    if (refused) return refused;
    const present = await findPlan(context.tx, payload.meetingId);
    if (!present)
      return refuse('not-found', 'meetingId', 'This plan is not on the server yet - send the one that made it first.');
    const forbidden = authorize(actor, 'meeting:log', { networkId: present.networkId });
    if (forbidden) return forbidden;
    if (present.state === 'held')
      return refuse('meeting-held', 'meetingId', 'This meeting has been held and logged - it cannot be called off.');
    const state = payload.cancelled ? 'cancelled' : 'planned';
    // the same twice is once
    if (state === present.state) return ok({ kind: 'applied', version: present.version });
    return ok({
      kind: 'applied',
      version: await rewritePlan(app, context, present, contentOf(present), state)
    });
  }
});

export const planHandlers = [planHandler, planCancelHandler];
