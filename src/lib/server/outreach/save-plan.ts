import { changesInvitation, mergePlan, type PlanContent, type PlanSeen } from '$lib/domain/outreach/merge-plan';
import { meetingField } from '$lib/domain/outreach/merge-meeting';
import { ok, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import type { ChangeContext } from '../shared/change';
import type { Effect } from '../sync/command-handler';
import { effectOf, keepClashes, openBeside, type Writing } from '../sync/keep-clashes';
import { type InvitationRow, type PlanWhole, writePlan } from './plan-repository';
import { sendInvitations } from './send-invitations';

/** A plan as commands carry it. */
export function contentOf(plan: PlanWhole): PlanContent {
  const { title, form, startsAt, minutes, timeZone, place, municipalityIds, agenda } = plan;
  // whoever was erased is nobody's guest any more
  const invited = plan.invitations.flatMap(({ id, contactId, personId }): PlanContent['invited'] => {
    if (contactId) return [{ id, contactId }];
    return personId ? [{ id, personId }] : [];
  });
  return { title, form, startsAt, minutes, timeZone, place, municipalityIds, agenda, invited };
}

const newInvitation = (plannedMeetingId: string, one: PlanContent['invited'][number]): InvitationRow => ({
  ...{ id: one.id, plannedMeetingId, contactId: one.contactId ?? null, personId: one.personId ?? null },
  ...{ sequence: null, method: null, mailId: null, heard: false, withheld: null },
  ...{ reply: null, replySequence: null, repliedAt: null }
});

export async function createPlan(
  app: App,
  context: ChangeContext,
  { id, networkId, invited, ...content }: PlanContent & { id: string; networkId: string },
  by: string
): Promise<Result<Effect>> {
  const { now } = context;
  const plan: PlanWhole = {
    ...{ id, networkId, state: 'planned', ...content, sequence: 0, stampedAt: now, remindedFor: null },
    ...{ version: 1, createdBy: by, createdAt: now, updatedAt: now },
    invitations: invited.map((one) => newInvitation(id, one))
  };
  const invitations = await sendInvitations(app, context, plan, { matters: true });
  await writePlan(context.tx, { ...plan, invitations });
  await context.feed('planned-meeting', id);
  return ok({ kind: 'applied', version: 1 });
}

/** Puts a change into a plan beside those of others since; what clashes is kept twice. */
export async function changePlan(
  app: App,
  context: ChangeContext,
  present: PlanWhole,
  { mine, was, ...writing }: Writing & { mine: PlanContent; was: PlanSeen }
): Promise<Result<Effect>> {
  const { id, networkId } = present;
  const place = { entity: 'planned-meeting', entityId: id, networkId, municipalityId: null };
  const merge = mergePlan(contentOf(present), mine, was, await openBeside(context, place));
  const first = { by: present.createdBy, at: present.createdAt };
  const kept = await keepClashes(app, context, place, merge, { ...writing, first });
  const effect = (version: number) => ok(effectOf(version, kept, (field) => meetingField(merge.merged, field)));
  if (!merge.changed.length) return effect(present.version);
  return effect(await rewritePlan(app, context, present, merge.merged));
}

/** Stores what a plan says now and tells those it concerns. Returns the new version. */
export async function rewritePlan(
  app: App,
  context: ChangeContext,
  present: PlanWhole,
  { invited, ...content }: PlanContent,
  state: PlanWhole['state'] = present.state
): Promise<number> {
  const { now } = context;
  const before = contentOf(present);
  const known = new Map(present.invitations.map((row) => [row.id, row]));
  const dropped = present.invitations.filter((row) => !invited.some(({ id }) => id === row.id));
  const told = dropped.some(({ method }) => method === 'REQUEST');
  const matters = changesInvitation(before, { ...content, invited }) || state !== present.state;
  const newer = matters || told;
  const plan: PlanWhole = {
    ...{ ...present, ...content, state, version: present.version + 1, updatedAt: now },
    ...(newer && { sequence: present.sequence + 1, stampedAt: now }),
    invitations: invited.map((one) => known.get(one.id) ?? newInvitation(present.id, one))
  };
  const invitations = await sendInvitations(app, context, plan, { matters, dropped });
  await writePlan(context.tx, { ...plan, invitations });
  await context.feed('planned-meeting', present.id);
  return plan.version;
}
