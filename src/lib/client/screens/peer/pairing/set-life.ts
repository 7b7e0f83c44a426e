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

/** One field of one item of the agenda: what the other side does to another goes beside it. */
export function setAgenda({ pairing, side }: PairingPage, change: AgendaChange): Promise<Problem[]> {
  const field = change.text !== undefined ? 'text' : change.removed !== undefined ? 'removed' : 'done';
  return issueAnew('agenda.set', `agenda:${pairing.id}:${change.itemId}:${field}`, {
    ...{ pairingId: pairing.id, side },
    ...change
  });
}

type VisitChange = Omit<VisitSet, 'pairingId' | 'side' | 'visitId'>;
/** Under which a new visit is stored whole. */
export const visitKey = (id: string): string => `visit:${id}`;

/** A new visit whole, or of a known one each field for itself. */
export async function setVisit(page: PairingPage, visitId: string, change: VisitChange): Promise<Problem[]> {
  const about = { visitId, pairingId: page.pairing.id, side: page.side };
  const known = page.life.visits.find(({ id }) => id === visitId);
  if (!known) return issueAnew('visit.set', visitKey(visitId), { ...about, ...change });
  const problems: Problem[] = [];
  for (const [field, value] of Object.entries(change))
    if (value !== known[field as keyof VisitChange])
      problems.push(...(await issueAnew('visit.set', `visit:${visitId}:${field}`, { ...about, [field]: value })));
  return problems;
}
