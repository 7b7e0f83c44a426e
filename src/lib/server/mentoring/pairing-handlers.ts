import { addDays } from '$lib/domain/roadmap/reminder-due';
import type { Actor } from '$lib/domain/identity/actor';
import {
  MOST_GOALS,
  type PairingEnd,
  pairingEnd,
  type PairingExtend,
  pairingExtend,
  type PairingGoals,
  pairingGoals,
  type PairingReply,
  pairingReply
} from '$lib/domain/mentoring/pairing-commands';
import { certificateOf } from '$lib/domain/mentoring/certificate';
import { accept, decline, LONGEST_DAYS, lastDay } from '$lib/domain/mentoring/pairing-states';
import { mergeSet } from '$lib/domain/shared/merge-fields';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import type { ChangeContext } from '../shared/change';
import { defineHandler, type Effect } from '../sync/command-handler';
import { findOwn, notBegun, sideOf } from './own-pairing';
import { tellSides } from './pairing-mail';
import { findPairing, updatePairing } from './pairing-repository';
import { findProfile, type PairingRow } from './repository';
import { countSessions } from './session-repository';

interface About {
  pairingId: string;
}
const networkOf = async (app: App, about: About) =>
  (await findPairing(app.db.read, about.pairingId))?.networkId ?? null;
const subject = (about: About) => about.pairingId;

export const replyHandler = defineHandler<PairingReply>({
  ...pairingReply,
  subject,
  networkOf,
  async handle(app, actor, { payload }, context): Promise<Result<Effect>> {
    const found = await findOwn(context.tx, actor, payload, 'pairing:reply');
    if (!found.ok) return found;
    const { now } = context;
    if (!payload.accept) {
      const declined = decline(found.value, now);
      if (!declined.ok) return declined;
      const after = await write(context, found.value, {
        status: 'declined',
        declinedBy: payload.side,
        declineReason: payload.reason.trim()
      });
      await tellSides(app, context.tx, after, 'pairing-off', [payload.side === 'mentee' ? 'mentor' : 'mentee']);
      return ok({ kind: 'applied', version: after.version });
    }
    const status = accept(found.value, payload.side, now);
    if (!status.ok) return status;
    const yes = payload.side === 'mentee' ? 'menteeAcceptedAt' : 'mentorAcceptedAt';
    if (found.value[yes]) return ok({ kind: 'applied', version: found.value.version });
    if (status.value === 'invited') return written(await write(context, found.value, { [yes]: now }));
    const wished = await findProfile(context.tx, found.value.menteeId);
    const active = await write(context, found.value, {
      [yes]: now,
      status: 'active',
      startedAt: now,
      endsOn: lastDay(now.toISOString().slice(0, 10)),
      goals: found.value.goals.length ? found.value.goals : (wished?.goals ?? [])
    });
    await tellSides(app, context.tx, active, 'pairing-agreed');
    return written(active);
  }
});

export const goalsHandler = defineHandler<PairingGoals>({
  ...pairingGoals,
  subject,
  networkOf,
  async handle(_app, actor, { payload }, context): Promise<Result<Effect>> {
    const found = await findOwn(context.tx, actor, payload, 'pairing:edit');
    if (!found.ok) return found;
    if (found.value.status === 'closed') return ended();
    const { goals: said, was } = payload;
    const goals = [...new Set(was ? mergeSet(found.value.goals, said, was.goals) : said)];
    if (goals.length > MOST_GOALS)
      return refuse(
        'goals-full',
        'goals',
        `A pairing has at most ${MOST_GOALS} goals, and others were chosen meanwhile - take one off first.`
      );
    return written(await write(context, found.value, { goals }));
  }
});

export const endHandler = defineHandler<PairingEnd>({
  ...pairingEnd,
  subject,
  networkOf,
  async handle(app, actor, { payload }, context): Promise<Result<Effect>> {
    const found = await findOwn(context.tx, actor, payload, 'pairing:edit');
    if (!found.ok) return found;
    // both may end it, each on a phone without network: the first one's word stands
    if (found.value.status === 'closed') return written(found.value);
    if (found.value.status !== 'active') return notBegun();
    const closed = await write(context, found.value, {
      status: 'closed',
      closedAs: payload.as,
      closedBy: speaksFor(actor, sideOf(found.value, payload.side)) ? payload.side : 'network',
      closedAt: context.now
    });
    await tellSides(app, context.tx, closed, 'pairing-ended');
    const met = await countSessions(context.tx, closed.id);
    if (certificateOf(closed, met).ready) await tellSides(app, context.tx, closed, 'pairing-thanks', ['mentor']);
    return written(closed);
  }
});

export const extendHandler = defineHandler<PairingExtend>({
  ...pairingExtend,
  subject,
  networkOf,
  async handle(_app, actor, { payload }, context): Promise<Result<Effect>> {
    const found = await findOwn(context.tx, actor, payload, 'pairing:edit');
    if (!found.ok) return found;
    if (found.value.status !== 'active') return notBegun();
    const today = context.now.toISOString().slice(0, 10);
    if (payload.endsOn <= today || payload.endsOn > addDays(today, LONGEST_DAYS))
      return refuse('too-far', 'endsOn', `Choose a day within the next two years - got ${payload.endsOn}.`);
    return written(await write(context, found.value, { endsOn: payload.endsOn }));
  }
});

export const pairingHandlers = [replyHandler, goalsHandler, endHandler, extendHandler];

/** Not a coordinator on the phone with somebody. */
const speaksFor = (actor: Actor, municipalityId: string) =>
  actor.kind === 'person' && actor.memberships.some((m) => m.role === 'officer' && m.municipalityId === municipalityId);

async function write(context: ChangeContext, row: PairingRow, values: Partial<PairingRow>): Promise<PairingRow> {
  const after = { ...row, ...values, version: row.version + 1 };
  await updatePairing(context.tx, row.id, { ...values, version: after.version });
  await context.feed('pairing', row.id, row.menteeId);
  await context.feed('pairing', row.id, row.mentorId);
  return after;
}

const written = (row: PairingRow): Result<Effect> => ok({ kind: 'applied', version: row.version });
const ended = () => refuse('ended', 'pairingId', 'This pairing has ended - what was agreed in it stays as it was.');
