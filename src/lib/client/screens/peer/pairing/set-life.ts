import type { AgendaSet, VisitSet } from '$lib/domain/mentoring/pairing-life-commands';
import type { CommandPayloads, CommandType } from '$lib/domain/sync/command-types';
import type { Problem } from '$lib/domain/shared/result';
import { device } from '../../../device.svelte';
import type { PairingPage } from './pairing-page';

/** Stores a change on the device and sends it; what was refused under the same key must not lie on top of it. */
export async function issueAnew<T extends CommandType>(
  type: T,
  key: string,
  payload: CommandPayloads[T],
  version: number | null = null
): Promise<Problem[]> {
  const result = await device.issue(type, key, payload, version);
  if (!result.ok) return result.problems;
  for (const item of device.outbox) if (item.key === key && item.state === 'failed') await device.discard(item.seq);
  return [];
}

type AgendaChange = Pick<AgendaSet, 'itemId' | 'session' | 'text' | 'done' | 'removed'>;

/** One field of one item of the agenda, with what was there: what the other side does to another goes beside it. */
export function setAgenda({ pairing, side, life }: PairingPage, change: AgendaChange): Promise<Problem[]> {
  const { itemId, done, removed } = change;
  const field = change.text !== undefined ? 'text' : removed !== undefined ? 'removed' : 'done';
  const known = life.agenda.find(({ id }) => id === itemId);
  const was = known && {
    ...(done !== undefined && { done: known.done }),
    ...(removed !== undefined && { removed: known.removed, text: known.text })
  };
  return issueAnew('agenda.set', lifeKey('agenda', pairing.id, itemId, field), {
    ...{ pairingId: pairing.id, side },
    ...change,
    ...(was && { was })
  });
}

/** Of the outbox: changes of one field follow one another, those of different fields do not wait for each other. */
export function lifeKey(of: 'agenda' | 'visit' | 'evaluation', pairingId: string, id: string, field: string): string {
  if (of === 'agenda') return `agenda:${pairingId}:${id}:${field}`;
  return of === 'visit' ? `visit:${id}:${field}` : `evaluation:${pairingId}:${id}`;
}

type VisitChange = Omit<VisitSet, 'pairingId' | 'side' | 'visitId' | 'was'>;
/** Under which a new visit is stored whole. */
export const visitKey = (id: string): string => `visit:${id}`;

/**
 * A new visit whole, or of a known one each field that was changed for itself.
 *
 * @param was what was there of each of them when the writing began; null for a new visit
 */
export async function setVisit(
  { pairing, side }: PairingPage,
  visitId: string,
  change: VisitChange,
  was: VisitSet['was'] | null
): Promise<Problem[]> {
  const about = { visitId, pairingId: pairing.id, side };
  if (!was) return issueAnew('visit.set', visitKey(visitId), { ...about, ...change });
  const problems: Problem[] = [];
  for (const [field, value] of Object.entries(change)) {
    const seen = { [field]: was[field as keyof VisitChange] };
    const key = lifeKey('visit', pairing.id, visitId, field);
    problems.push(...(await issueAnew('visit.set', key, { ...about, [field]: value, was: seen })));
  }
  return problems;
}
