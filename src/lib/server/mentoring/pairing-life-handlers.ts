import { actorId, type Actor } from '$lib/domain/identity/actor';
import { MOST_AGENDA_ENTRIES } from '$lib/domain/mentoring/agenda';
import type { Side } from '$lib/domain/mentoring/pairing-states';
import {
  type AgendaSet,
  agendaSet,
  type PairingEvaluate,
  pairingEvaluate,
  type VisitSet,
  visitSet
} from '$lib/domain/mentoring/pairing-life-commands';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import { layOverEntry, layOverVisit } from '$lib/domain/sync/apply-pairing-life';
import type { App } from '../app';
import type { ChangeContext } from '../shared/change';
import { defineHandler, type Effect } from '../sync/command-handler';
import { findOwn, hasBegun, notBegun } from './own-pairing';
import {
  countAgenda,
  countVisits,
  evaluationsOf,
  findAgendaEntry,
  findVisit,
  writeAgendaEntry,
  writeEvaluation,
  writeVisit
} from './pairing-life-repository';
import { findPairing } from './pairing-repository';
import type { PairingRow } from './repository';

const MOST_VISITS = 50;

interface About {
  pairingId: string;
}
const networkOf = async (app: App, about: About) =>
  (await findPairing(app.db.read, about.pairingId))?.networkId ?? null;

/** A pairing that runs or has run, where the actor speaks for the side it says it does. */
async function findBegun(
  context: ChangeContext,
  actor: Actor,
  payload: About & { side: Side },
  permission: 'pairing:reply' | 'pairing:edit'
): Promise<Result<PairingRow>> {
  const found = await findOwn(context.tx, actor, payload, permission);
  return found.ok && !hasBegun(found.value) ? notBegun() : found;
}

/** What belongs to a pairing is part of its record on devices. */
export async function feedPairing(context: ChangeContext, row: PairingRow): Promise<void> {
  await context.feed('pairing', row.id, row.menteeId);
  await context.feed('pairing', row.id, row.mentorId);
}

export const agendaHandler = defineHandler<AgendaSet>({
  ...agendaSet,
  subject: ({ pairingId }) => pairingId,
  networkOf,
  async handle(_app, actor, { payload }, context): Promise<Result<Effect>> {
    const found = await findBegun(context, actor, payload, 'pairing:edit');
    if (!found.ok) return found;
    const { pairingId, itemId } = payload;
    const known = await findAgendaEntry(context.tx, pairingId, itemId);
    if (!known && (await countAgenda(context.tx, pairingId)) >= MOST_AGENDA_ENTRIES)
      return refuse(
        'agenda-full',
        'itemId',
        `An agenda has at most ${MOST_AGENDA_ENTRIES} items - take one off first.`
      );
    const version = (known?.version ?? 0) + 1;
    const { id, ...entry } = layOverEntry(known, payload);
    const by = { updatedBy: actorId(actor), updatedAt: context.now };
    await writeAgendaEntry(context.tx, { pairingId, id, ...entry, version, ...by });
    await feedPairing(context, found.value);
    return ok({ kind: 'applied', version });
  }
});

export const visitHandler = defineHandler<VisitSet>({
  ...visitSet,
  subject: ({ visitId }) => visitId,
  networkOf,
  async handle(_app, actor, { payload }, context): Promise<Result<Effect>> {
    const found = await findBegun(context, actor, payload, 'pairing:edit');
    if (!found.ok) return found;
    const { pairingId, side: _, ...change } = payload;
    const known = await findVisit(context.tx, payload.visitId);
    if (known && known.pairingId !== pairingId)
      return refuse('id-taken', 'visitId', 'A visit with this id belongs to another pairing - plan it anew.');
    if (!known && (await countVisits(context.tx, pairingId)) >= MOST_VISITS)
      return refuse('visits-full', 'visitId', `A pairing has at most ${MOST_VISITS} visits - change one of them.`);
    const visit = layOverVisit(known, change);
    if (!visit) return refuse('visit-bare', 'on', 'A new visit needs its day and its place - name both.');
    const version = (known?.version ?? 0) + 1;
    const by = { updatedBy: actorId(actor), updatedAt: context.now };
    await writeVisit(context.tx, { ...visit, pairingId, version, ...by });
    await feedPairing(context, found.value);
    return ok({ kind: 'applied', version });
  }
});

export const evaluateHandler = defineHandler<PairingEvaluate>({
  ...pairingEvaluate,
  subject: ({ pairingId }) => pairingId,
  networkOf,
  async handle(_app, actor, { payload }, context): Promise<Result<Effect>> {
    const found = await findBegun(context, actor, payload, 'pairing:reply');
    if (!found.ok) return found;
    if (found.value.status !== 'closed')
      return refuse('not-ended', 'pairingId', 'This pairing still runs - end it first, then say what it gave.');
    const unknown = payload.goals.find((goal) => !found.value.goals.includes(goal));
    if (unknown !== undefined)
      return refuse('not-a-goal', 'goals', `Choose among the goals of this pairing - "${unknown}" is none of them.`);
    const { pairingId, side, ...said } = payload;
    const known = (await evaluationsOf(context.tx, [pairingId])).find((row) => row.side === side);
    const version = (known?.version ?? 0) + 1;
    const by = { createdBy: actorId(actor), updatedAt: context.now };
    await writeEvaluation(context.tx, { pairingId, side, ...said, version, ...by });
    await feedPairing(context, found.value);
    return ok({ kind: 'applied', version });
  }
});

export const pairingLifeHandlers = [agendaHandler, visitHandler, evaluateHandler];
