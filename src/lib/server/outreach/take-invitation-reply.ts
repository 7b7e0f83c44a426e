import type { Actor } from '$lib/domain/identity/actor';
import type { IncomingMail } from '$lib/domain/outreach/classify-reply';
import { type CalendarReply, readInvitationReply } from '$lib/domain/outreach/read-invitation-reply';
import { ok, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import type { Reader, Tx } from '../db/client';
import { peopleByIds } from '../identity/directory-repository';
import { change } from '../shared/change';
import { findContact } from './contact-repository';
import { addressesOf } from './opt-out-repository';
import { findPlan, type InvitationRow, type PlanWhole, writePlan } from './plan-repository';
import { uidOf } from './send-invitations';

export interface InvitationAnswered {
  what: 'invitation';
  meetingId: string;
  /** The same answer, or one older than what is known: nothing changed. */
  again: boolean;
}

/**
 * What somebody's calendar answered to an invitation of ours, put down with it. Nothing else of the mail is kept.
 *
 * @returns null where the mail answers none: it may be about something else
 */
export async function takeInvitationReply(
  app: App,
  actor: Actor,
  mail: IncomingMail,
  networkId: string | null
): Promise<Result<InvitationAnswered> | null> {
  for (const file of mail.calendars ?? []) {
    const read = readInvitationReply(file);
    for (const reply of read.ok ? read.value : []) {
      const taken = await record(app, actor, mail.from, reply, networkId);
      if (taken) return taken;
    }
  }
  return null;
}

async function record(
  app: App,
  actor: Actor,
  from: string,
  reply: CalendarReply,
  networkId: string | null
): Promise<Result<InvitationAnswered> | null> {
  const id = /^meeting-([0-9a-f-]{36})@/.exec(reply.uid)?.[1];
  const known = id ? await findPlan(app.db.read, id) : undefined;
  if (!known || uidOf(app, known.id) !== reply.uid || (networkId !== null && known.networkId !== networkId))
    return null;
  // whose mail it is goes before what it says: a guest knows the address of an invitation, and could answer for others
  if (!(await invitationOf(app.db.read, known, [from, reply.attendee]))) return null;
  const entry = { action: null, networkId: known.networkId };
  return change<InvitationAnswered>(app, actor, entry, async (context) => {
    const plan = (await findPlan(context.tx, known.id))!;
    const row = await invitationOf(context.tx, plan, [from, reply.attendee]);
    const answered = { what: 'invitation' as const, meetingId: plan.id };
    const said = row && withinReason(reply, row, context.now);
    if (!row || !said || !isNewer(row, said)) return ok({ ...answered, again: true });
    const noted = {
      ...{ reply: said.reply, replySequence: said.sequence ?? row.sequence ?? 0 },
      repliedAt: said.stampedAt === null ? context.now : new Date(said.stampedAt)
    };
    const invitations = plan.invitations.map((one) => (one.id === row.id ? { ...one, ...noted } : one));
    await writePlan(context.tx, { ...plan, invitations, version: plan.version + 1, updatedAt: context.now });
    await context.feed('planned-meeting', plan.id);
    await context.audit('meeting:reply', plan.id);
    return ok({ ...answered, again: false });
  });
}

/** How far another's clock may be ahead. */
const CLOCKS_MS = 24 * 60 * 60 * 1000;

/** An answer to what was not sent yet, or from a time to come, would make every true one after it an older one. */
function withinReason(reply: CalendarReply, row: InvitationRow, now: Date): CalendarReply {
  const { sequence, stampedAt } = reply;
  return {
    ...reply,
    sequence: sequence === null ? null : Math.min(sequence, row.sequence ?? 0),
    stampedAt: stampedAt === null ? null : Math.min(stampedAt, now.getTime() + CLOCKS_MS)
  };
}

/** Answers arrive late and twice: the sequence decides, then the time on them (RFC 5546, 2.1.5). */
function isNewer(row: InvitationRow, { sequence, stampedAt, reply }: CalendarReply): boolean {
  if (row.reply === null) return true;
  const [now, before] = [sequence ?? row.sequence ?? 0, row.replySequence ?? 0];
  if (now !== before) return now > before;
  if (stampedAt !== null && row.repliedAt) return stampedAt > row.repliedAt.getTime();
  return reply !== row.reply;
}

/** Whose answer it is: of the first address that somebody invited has. */
async function invitationOf(db: Reader | Tx, plan: PlanWhole, addresses: string[]): Promise<InvitationRow | undefined> {
  const own = new Map<string, InvitationRow>();
  for (const row of plan.invitations) {
    const contact = row.contactId ? await findContact(db, row.contactId) : undefined;
    const [person] = row.personId ? await peopleByIds(db, [row.personId]) : [];
    const theirs = contact ? addressesOf(contact).flatMap((one) => (one.kind === 'email' ? one.address : [])) : [];
    for (const address of [...theirs, ...(person ? [person.email] : [])])
      if (!own.has(address.toLowerCase())) own.set(address.toLowerCase(), row);
  }
  return addresses.map((address) => own.get(address.toLowerCase())).find((row) => row !== undefined);
}
