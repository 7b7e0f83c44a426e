import { isDeepStrictEqual } from 'node:util';
import { actorId, type Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import type { PairingStatus } from '$lib/domain/mentoring/pairing-states';
import { sessionLog, sessionRemark } from '$lib/domain/mentoring/session-commands';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import { defineHandler, type Effect } from '../sync/command-handler';
import { contentOf } from './session-loaders';
import { findPairing, findRemark, findSession, insertEarlier, insertRemark, writeSession } from './session-repository';

/** Pairs meet before both have clicked yes, and write down the last session after the end. */
const MEET: readonly PairingStatus[] = ['invited', 'active', 'closed'];

interface Pair {
  networkId: string;
  menteeId: string;
  mentorId: string;
}

/** An officer of either side. */
function authorizeSide(actor: Actor, { networkId, menteeId, mentorId }: Pair) {
  const mentee = authorize(actor, 'session:log', { networkId, municipalityId: menteeId });
  return mentee && authorize(actor, 'session:log', { networkId, municipalityId: mentorId });
}

export const sessionHandler = defineHandler({
  ...sessionLog,
  subject: (payload) => payload.sessionId,
  networkOf: async (app, payload) => (await findPairing(app.db.read, payload.pairingId))?.networkId ?? null,
  async handle(app, actor, { payload }, context): Promise<Result<Effect>> {
    const refused = authorize(actor, 'session:log');
    if (refused) return refused;
    const pairing = await findPairing(context.tx, payload.pairingId);
    // a draft is not known to anybody but the coordinator
    if (!pairing || pairing.status === 'proposed')
      return refuse('not-found', 'pairingId', 'This pairing does not exist - choose one of your municipality.');
    const forbidden = authorizeSide(actor, pairing);
    if (forbidden) return forbidden;
    if (!MEET.includes(pairing.status))
      return refuse('pairing-off', 'pairingId', 'This pairing came to nothing - ask your coordinator for another one.');
    const { sessionId: id, ...content } = payload;
    const present = await findSession(context.tx, id);
    if (present && present.pairingId !== pairing.id)
      return refuse('id-taken', 'sessionId', 'A session with this id belongs to another pairing - log it anew.');
    const by = actorId(actor);
    if (present && present.createdBy !== by)
      return refuse('not-author', 'sessionId', 'Only who wrote this session down corrects it - add a remark instead.');
    if (present && !isDeepStrictEqual(contentOf(present), contentOf(content)))
      await insertEarlier(context.tx, {
        id: app.newId(),
        sessionId: id,
        content: contentOf(present),
        until: context.now
      });
    const version = (present?.version ?? 0) + 1;
    await writeSession(context.tx, {
      id,
      networkId: pairing.networkId,
      ...content,
      version,
      createdBy: present?.createdBy ?? by,
      createdAt: present?.createdAt ?? context.now,
      updatedAt: context.now
    });
    await context.feed('session', id);
    return ok({ kind: 'applied', version });
  }
});

export const remarkHandler = defineHandler({
  ...sessionRemark,
  subject: (payload) => payload.remarkId,
  networkOf: async (app, payload) => (await findSession(app.db.read, payload.sessionId))?.networkId ?? null,
  async handle(_app, actor, { payload }, context): Promise<Result<Effect>> {
    const refused = authorize(actor, 'session:log');
    if (refused) return refused;
    const session = await findSession(context.tx, payload.sessionId);
    const pairing = session && (await findPairing(context.tx, session.pairingId));
    if (!pairing)
      return refuse('not-found', 'sessionId', 'This session is not on the server yet - send the session first.');
    const forbidden = authorizeSide(actor, pairing);
    if (forbidden) return forbidden;
    const { remarkId: id, sessionId, text } = payload;
    if (await findRemark(context.tx, id))
      return refuse('id-taken', 'remarkId', 'A remark with this id is there already - write it anew.');
    await insertRemark(context.tx, { id, sessionId, text, createdBy: actorId(actor), createdAt: context.now });
    await context.feed('remark', id);
    return ok({ kind: 'applied', version: 1 });
  }
});

export const sessionHandlers = [sessionHandler, remarkHandler];
