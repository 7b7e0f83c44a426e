import { actorId, type Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { barrierCorrect, correctionSettle } from '$lib/domain/outreach/correction-commands';
import {
  type CorrectionKind,
  type CorrectionSide,
  KINDS_OF_SIDE,
  needsSettling
} from '$lib/domain/outreach/corrections';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import { redactQuotes } from '../reporting/redact-edition';
import { defineHandler, type Effect } from '../sync/command-handler';
import { findCorrection, findRaised, insertCorrection, settleCorrection, withdrawConsent } from './ledger-repository';
import { touchMeeting } from './touch-meeting';

/** Who speaks: an officer for their municipality, before anything else they are. */
function sideOf(actor: Actor, municipalityId: string): CorrectionSide {
  const own = actor.kind === 'person' && actor.memberships.some((m) => m.municipalityId === municipalityId);
  return own ? 'municipality' : 'network';
}

export const correctHandler = defineHandler({
  ...barrierCorrect,
  subject: (payload) => payload.correctionId,
  networkOf: async (app, { raisedId }) => (await findRaised(app.db.read, raisedId))?.meeting.networkId ?? null,
  async handle(app, actor, { payload, envelope }, context): Promise<Result<Effect>> {
    const refused = authorize(actor, 'barrier:correct');
    if (refused) return refused;
    const { correctionId: id, raisedId, municipalityId, kind, text } = payload;
    const raised = await findRaised(context.tx, raisedId);
    if (!raised)
      return refuse('not-found', 'raisedId', 'This note is not in its meeting any more - nothing is left to correct.');
    const { networkId } = raised.meeting;
    const forbidden = authorize(actor, 'barrier:correct', { networkId, municipalityId });
    if (forbidden) return forbidden;
    if (!raised.municipalityIds.includes(municipalityId))
      return refuse('not-found', 'raisedId', 'This was not noted about that municipality.');
    if (await findCorrection(context.tx, id))
      return refuse(
        'id-taken',
        'correctionId',
        'This correction is there already - send a new one with an id of its own.'
      );
    const side = sideOf(actor, municipalityId);
    if (!(KINDS_OF_SIDE[side] as readonly CorrectionKind[]).includes(kind)) {
      const may = KINDS_OF_SIDE[side].join(', ');
      return refuse('not-yours-to-say', 'kind', `The ${side} says one of ${may} - got "${kind}".`);
    }
    if (kind === 'otherwise' && !text.trim())
      return refuse('text-missing', 'text', 'Say how it is instead, in your own words.');
    const by = actorId(actor);
    const settledAt = needsSettling(kind) ? null : context.now;
    await insertCorrection(context.tx, {
      ...{ id, networkId, raisedId, municipalityId, barrierId: raised.barrier.barrierId, kind, text, side, by },
      ...{ saidAt: new Date(envelope.issuedAt), createdAt: context.now, answer: '' },
      ...{ settledAt, settledBy: settledAt && by, settled: settledAt && 'agreed' }
    });
    await context.feed('correction', id, municipalityId);
    if (kind === 'withdraw-quote' && raised.barrier.consent !== 'no') {
      await withdrawConsent(context.tx, raisedId);
      await touchMeeting(context, raised.meeting, raised.municipalityIds);
    }
    if (kind === 'withdraw-quote') await redactQuotes(app, context, { networkId, raisedIds: [raisedId] });
    return ok({ kind: 'applied', version: 1 });
  }
});

export const settleHandler = defineHandler({
  ...correctionSettle,
  subject: (payload) => payload.correctionId,
  networkOf: async (app, { correctionId }) => (await findCorrection(app.db.read, correctionId))?.networkId ?? null,
  async handle(_app, actor, { payload }, context): Promise<Result<Effect>> {
    const refused = authorize(actor, 'barrier:settle');
    if (refused) return refused;
    const { correctionId, settled, answer } = payload;
    const present = await findCorrection(context.tx, correctionId);
    if (!present)
      return refuse('not-found', 'correctionId', 'This correction is not on the server yet - send it first.');
    const forbidden = authorize(actor, 'barrier:settle', { networkId: present.networkId });
    if (forbidden) return forbidden;
    // what was settled first holds, and its words stay
    if (present.settledAt) {
      if (present.settled === settled && present.answer === answer) return ok({ kind: 'applied', version: 2 });
      return refuse(
        'settled-meanwhile',
        'correctionId',
        'A colleague has settled this meanwhile - read their answer; the network can still note it as overcome or as still there.'
      );
    }
    await settleCorrection(context.tx, correctionId, {
      ...{ settledAt: context.now, settledBy: actorId(actor), settled, answer }
    });
    await context.feed('correction', correctionId, present.municipalityId);
    return ok({ kind: 'applied', version: 2 });
  }
});

export const correctionHandlers = [correctHandler, settleHandler];
