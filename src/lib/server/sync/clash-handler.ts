import { actorId } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { isSame } from '$lib/domain/shared/merge-fields';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import { settleClash } from '$lib/domain/shared/settle-clash';
import { clashSettle } from '$lib/domain/sync/clash-commands';
import { findClash, updateClash } from './clash-repository';
import { targetOf } from './clash-targets';
import { defineHandler, type Effect } from './command-handler';
import { keepClashes, openBeside } from './keep-clashes';

export const clashHandler = defineHandler({
  ...clashSettle,
  subject: (payload) => payload.clashId,
  networkOf: async (app, payload) => (await findClash(app.db.read, payload.clashId))?.networkId ?? null,
  async handle(app, actor, { payload, envelope }, context): Promise<Result<Effect>> {
    const refused = authorize(actor, 'sync:push');
    if (refused) return refused;
    const clash = await findClash(context.tx, payload.clashId);
    const target = clash && targetOf(clash.entity);
    if (!clash || !target)
      return refuse('not-found', 'clashId', 'There is no second value any more - fetch your data again.');
    const forbidden = await target.authorize(actor, clash, context);
    if (forbidden) return forbidden;
    // on top of this nothing is built by version: what changes a field says what its author had seen of it
    let version = envelope.baseVersion ?? 0;
    const standing = await target.read(context, clash);
    // settled by a colleague meanwhile: their choice stands; or gone with what it was about
    if (clash.settledAt) return ok({ kind: 'applied', version });
    const now = { standing, other: clash.value.is };
    const room = target.room(clash.field);
    if (payload.choose === 'both' && room === null)
      return refuse('cannot-join', 'choose', `Of two values of "${clash.field}" only one can stay - choose one.`);
    const { value, settled } =
      standing === undefined
        ? { value: standing, settled: true }
        : settleClash(now, payload.choose, { standing: payload.seen.standing, other: payload.seen.other });
    if (room !== null && typeof value === 'string' && value.length > room)
      return refuse(
        'too-long',
        'choose',
        `Both together are ${value.length} characters, ${room} fit - choose one, or shorten one first.`
      );
    if (settled) await updateClash(context.tx, clash.id, { settledAt: context.now, settledBy: actorId(actor) });
    if (!isSame(value, standing)) {
      const written = await target.write(app, context, clash, value, actorId(actor));
      if (!written.ok) return written;
      version = written.value;
      const { entity, entityId, networkId, municipalityId, field } = clash;
      const open = await openBeside(context, clash);
      const agree = open.filter((other) => other.field === field && isSame(other.value, value)).map(({ id }) => id);
      const writing = { by: actorId(actor), at: new Date(envelope.issuedAt) };
      await keepClashes(
        app,
        context,
        { entity, entityId, networkId, municipalityId },
        { changed: [field], clashes: [], settled: agree },
        { ...writing, first: writing }
      );
    }
    // also where it stays open: a device that has hidden it shows it again
    await context.feed('clash', clash.id, clash.municipalityId);
    return ok({ kind: 'applied', version });
  }
});

/** For the walking test: refuses an anonymous actor. */
export const clashHandlers = [clashHandler];
