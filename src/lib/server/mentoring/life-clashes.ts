import type { Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { LIFE_ROOM } from '$lib/domain/mentoring/merge-life';
import { ok } from '$lib/domain/shared/result';
import { lifePlace } from '$lib/domain/sync/clash-of-life';
import type { ChangeContext } from '../shared/change';
import type { ClashRow } from '../sync/clash-repository';
import type { ClashTarget } from '../sync/clash-target';
import { feedPairing } from './pairing-life-handlers';
import {
  evaluationsOf,
  findAgendaEntry,
  findVisit,
  writeAgendaEntry,
  writeEvaluation,
  writeVisit
} from './pairing-life-repository';
import { findPairing } from './pairing-repository';

const room = (field: string): number | null => LIFE_ROOM[field] ?? null;

/** Both sides change it, and a coordinator helps: the clash goes to all of them, and each may choose. */
const ofBoth = {
  async visible(sight, { entityId }, app) {
    const pairing = await findPairing(app.db.read, lifePlace(entityId).pairingId);
    if (!pairing) return false;
    return sight.coordinates || [pairing.menteeId, pairing.mentorId].some((id) => sight.own.includes(id));
  },
  async authorize(actor: Actor, { entityId, networkId }: ClashRow, { tx }: ChangeContext) {
    const pairing = await findPairing(tx, lifePlace(entityId).pairingId);
    const refused = (municipalityId: string | null) => authorize(actor, 'pairing:edit', { networkId, municipalityId });
    return refused(pairing?.menteeId ?? null) && refused(pairing?.mentorId ?? null);
  },
  room
} satisfies Partial<ClashTarget>;

/** Tells devices; a thing that has a clash is never deleted, so its pairing is there. */
async function tell(context: ChangeContext, pairingId: string): Promise<void> {
  const pairing = await findPairing(context.tx, pairingId);
  if (!pairing) throw new Error(`Pairing ${pairingId} has a clash and is not there`);
  await feedPairing(context, pairing);
}

/** Where two people planned a visit differently. */
const visitClashes: ClashTarget = {
  ...ofBoth,
  entity: 'visit',
  async read({ tx }, { entityId, field }) {
    const visit = await findVisit(tx, lifePlace(entityId).id);
    return visit && (visit as Record<string, unknown>)[field];
  },
  async write(_app, context, { entityId, field }, value, by) {
    const { pairingId, id } = lifePlace(entityId);
    const visit = await findVisit(context.tx, id);
    if (!visit) throw new Error(`Visit ${id} has a clash and is not there`);
    const version = visit.version + 1;
    await writeVisit(context.tx, { ...visit, [field]: value, version, updatedAt: context.now, updatedBy: by });
    await tell(context, pairingId);
    return ok(version);
  }
};

/** Where two people worded an item of the agenda differently. */
const agendaClashes: ClashTarget = {
  ...ofBoth,
  entity: 'agenda',
  async read({ tx }, { entityId, field }) {
    const { pairingId, id } = lifePlace(entityId);
    const entry = await findAgendaEntry(tx, pairingId, id);
    return entry && (entry as Record<string, unknown>)[field];
  },
  async write(_app, context, { entityId, field }, value, by) {
    const { pairingId, id } = lifePlace(entityId);
    const entry = await findAgendaEntry(context.tx, pairingId, id);
    if (!entry) throw new Error(`Item ${entityId} has a clash and is not there`);
    const version = entry.version + 1;
    await writeAgendaEntry(context.tx, { ...entry, [field]: value, version, updatedAt: context.now, updatedBy: by });
    await tell(context, pairingId);
    return ok(version);
  }
};

const evaluationAt = async ({ tx }: ChangeContext, entityId: string) => {
  const { pairingId, id } = lifePlace(entityId);
  return (await evaluationsOf(tx, [pairingId])).find(({ side }) => side === id);
};

/** Where two officers of one side said different things of a pairing that has ended: theirs alone. */
const evaluationClashes: ClashTarget = {
  entity: 'evaluation',
  visible: (sight, { municipalityId }) => municipalityId !== null && sight.own.includes(municipalityId),
  authorize: (actor, { networkId, municipalityId }) => authorize(actor, 'pairing:reply', { networkId, municipalityId }),
  room,
  async read(context, { entityId, field }) {
    const evaluation = await evaluationAt(context, entityId);
    return evaluation && (evaluation as Record<string, unknown>)[field];
  },
  async write(_app, context, { entityId, field }, value, by) {
    const evaluation = await evaluationAt(context, entityId);
    if (!evaluation) throw new Error(`Evaluation ${entityId} has a clash and is not there`);
    const version = evaluation.version + 1;
    await writeEvaluation(context.tx, {
      ...{ ...evaluation, [field]: value, version },
      ...{ updatedAt: context.now, createdBy: by }
    });
    await tell(context, evaluation.pairingId);
    return ok(version);
  }
};

export const lifeClashes: readonly ClashTarget[] = [visitClashes, agendaClashes, evaluationClashes];
