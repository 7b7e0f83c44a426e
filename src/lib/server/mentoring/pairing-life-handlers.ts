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
import {
  type AgendaContent,
  type EvaluationContent,
  mergeEntry,
  mergeEvaluation,
  type VisitContent
} from '$lib/domain/mentoring/merge-life';
import { mergeFields } from '$lib/domain/shared/merge-fields';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import { lifeId } from '$lib/domain/sync/clash-of-life';
import type { Envelope } from '$lib/domain/sync/protocol';
import { layOverEntry, layOverVisit } from '$lib/domain/sync/apply-pairing-life';
import type { App } from '../app';
import type { ChangeContext } from '../shared/change';
import { defineHandler, type Effect } from '../sync/command-handler';
import { effectOf } from '../sync/keep-clashes';
import { mergeSaid } from '../sync/merge-said';
import { findOwn, hasBegun, notBegun, sideOf } from './own-pairing';
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

/** What belongs to a pairing is known to both municipalities, so its clashes are no one municipality's. */
const placeOf = (entity: string, { id, networkId }: PairingRow, own: string) => ({
  ...{ entity, entityId: lifeId(id, own), networkId, municipalityId: null }
});

const standing = <T extends { updatedBy: string; updatedAt: Date }>(content: T) => ({
  content,
  first: { by: content.updatedBy, at: content.updatedAt }
});

const writing = (actor: Actor, { issuedAt }: Envelope) => ({ by: actorId(actor), at: new Date(issuedAt) });

export const agendaHandler = defineHandler<AgendaSet>({
  ...agendaSet,
  subject: ({ pairingId }) => pairingId,
  networkOf,
  async handle(app, actor, { payload, envelope }, context): Promise<Result<Effect>> {
    const found = await findBegun(context, actor, payload, 'pairing:edit');
    if (!found.ok) return found;
    const { pairingId, itemId, side: _, was, ...mine } = payload;
    const known = await findAgendaEntry(context.tx, pairingId, itemId);
    if (!known && (await countAgenda(context.tx, pairingId)) >= MOST_AGENDA_ENTRIES)
      return refuse(
        'agenda-full',
        'itemId',
        `An agenda has at most ${MOST_AGENDA_ENTRIES} items - take one off first.`
      );
    const version = (known?.version ?? 0) + 1;
    const { merged, kept } = await mergeSaid<AgendaContent>(
      app,
      context,
      placeOf('agenda', found.value, itemId),
      mine,
      { present: known ? standing(known) : null, was, writing: writing(actor, envelope) },
      // ticks of a device that does not say what it had seen count as they come
      (now, seen, open) => mergeEntry(now, mine, was ?? { ...now, text: seen.text as string }, open)
    );
    const { id, ...entry } = merged ? { id: itemId, ...merged } : layOverEntry(undefined, payload);
    const row = { ...known, ...entry, pairingId, id, version, updatedBy: actorId(actor), updatedAt: context.now };
    await writeAgendaEntry(context.tx, row);
    await feedPairing(context, found.value);
    return ok(effectOf(version, kept, (field) => entry[field as keyof AgendaContent]));
  }
});

export const visitHandler = defineHandler<VisitSet>({
  ...visitSet,
  subject: ({ visitId }) => visitId,
  networkOf,
  async handle(app, actor, { payload, envelope }, context): Promise<Result<Effect>> {
    const found = await findBegun(context, actor, payload, 'pairing:edit');
    if (!found.ok) return found;
    const { pairingId, side: _, ...change } = payload;
    const { visitId, was, ...mine } = change;
    const known = await findVisit(context.tx, payload.visitId);
    if (known && known.pairingId !== pairingId)
      return refuse('id-taken', 'visitId', 'A visit with this id belongs to another pairing - plan it anew.');
    if (!known && (await countVisits(context.tx, pairingId)) >= MOST_VISITS)
      return refuse('visits-full', 'visitId', `A pairing has at most ${MOST_VISITS} visits - change one of them.`);
    const planned = layOverVisit(known, change);
    if (!planned) return refuse('visit-bare', 'on', 'A new visit needs its day and its place - name both.');
    const version = (known?.version ?? 0) + 1;
    const { merged, kept } = await mergeSaid<VisitContent>(
      app,
      context,
      placeOf('visit', found.value, visitId),
      mine,
      { present: known ? standing(known) : null, was, writing: writing(actor, envelope) },
      (now, seen, open) => mergeFields(now, mine, seen as Partial<VisitContent>, open)
    );
    const visit = { ...planned, ...merged };
    const by = { updatedBy: actorId(actor), updatedAt: context.now };
    await writeVisit(context.tx, { ...known, ...visit, pairingId, version, ...by });
    await feedPairing(context, found.value);
    return ok(effectOf(version, kept, (field) => visit[field as keyof VisitContent]));
  }
});

export const evaluateHandler = defineHandler<PairingEvaluate>({
  ...pairingEvaluate,
  subject: ({ pairingId }) => pairingId,
  networkOf,
  async handle(app, actor, { payload, envelope }, context): Promise<Result<Effect>> {
    const found = await findBegun(context, actor, payload, 'pairing:reply');
    if (!found.ok) return found;
    if (found.value.status !== 'closed')
      return refuse('not-ended', 'pairingId', 'This pairing still runs - end it first, then say what it gave.');
    const unknown = payload.goals.find((goal) => !found.value.goals.includes(goal));
    if (unknown !== undefined)
      return refuse('not-a-goal', 'goals', `Choose among the goals of this pairing - "${unknown}" is none of them.`);
    const { pairingId, side, was, ...mine } = payload;
    const known = (await evaluationsOf(context.tx, [pairingId])).find((row) => row.side === side);
    const version = (known?.version ?? 0) + 1;
    const { merged, kept } = await mergeSaid<EvaluationContent>(
      app,
      context,
      { ...placeOf('evaluation', found.value, side), municipalityId: sideOf(found.value, side) },
      mine,
      {
        present: known ? standing({ ...known, updatedBy: known.createdBy }) : null,
        was,
        writing: writing(actor, envelope)
      },
      // goals of a device that does not say what it had seen count as they come
      (now, seen, open) => mergeEvaluation(now, mine, was ?? { ...seen, goals: now.goals }, open)
    );
    const said = merged ?? mine;
    const by = { createdBy: actorId(actor), updatedAt: context.now };
    await writeEvaluation(context.tx, { ...known, ...said, pairingId, side, version, ...by });
    await feedPairing(context, found.value);
    return ok(effectOf(version, kept, (field) => said[field as keyof EvaluationContent]));
  }
});

export const pairingLifeHandlers = [agendaHandler, visitHandler, evaluateHandler];
