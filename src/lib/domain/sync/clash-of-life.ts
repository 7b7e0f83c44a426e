import type { PairingLife } from '../mentoring/pairing-life';
import type { ClashRecord, PairingRecord, ReadRecord } from './records';

// What belongs to a pairing has ids of its own inside it: `PAIRING/VISIT`, `PAIRING/ITEM`, `PAIRING/SIDE`.

const LISTS = { visit: 'visits', agenda: 'agenda', evaluation: 'evaluations' } as const;
type OfLife = keyof typeof LISTS;
type Place = Pick<ClashRecord, 'of' | 'entityId'>;

/** Whether a clash is about something that belongs to a pairing. */
export const isOfLife = (of: string): of is OfLife => Object.hasOwn(LISTS, of);

/** The id of such a thing, as its clashes name it. */
export const lifeId = (pairingId: string, id: string): string => `${pairingId}/${id}`;

/**
 * The pairing such a thing belongs to, and its own id there.
 *
 * @example
 * lifePlace('p1/s1-who') // { pairingId: 'p1', id: 's1-who' }
 */
export function lifePlace(entityId: string): { pairingId: string; id: string } {
  const slash = entityId.indexOf('/');
  return { pairingId: entityId.slice(0, slash), id: entityId.slice(slash + 1) };
}

const idIn = (entry: { id?: string; side?: string }): string | undefined => entry.id ?? entry.side;

/** What stands in one field of a visit, an item of the agenda or an evaluation; undefined where it is not on this device. */
export function lifeField(place: Place, field: string, read: ReadRecord): unknown {
  const { of, entityId } = place;
  if (!isOfLife(of)) return undefined;
  const { pairingId, id } = lifePlace(entityId);
  const entries: readonly object[] = read('pairing', pairingId)?.life?.[LISTS[of]] ?? [];
  const entry = entries.find((one) => idIn(one) === id);
  return entry && (entry as Record<string, unknown>)[field];
}

/**
 * The pairing in which that field says something else.
 *
 * @example
 * withLifeField({ of: 'visit', entityId: 'p1/v1' }, 'place', 'Umeå', read)?.life?.visits[0]?.place // 'Umeå'
 */
export function withLifeField(place: Place, field: string, value: unknown, read: ReadRecord): PairingRecord | null {
  const { of, entityId } = place;
  const { pairingId, id } = lifePlace(entityId);
  const pairing = read('pairing', pairingId);
  if (!pairing?.life || !isOfLife(of)) return null;
  const list = LISTS[of];
  const entries: readonly object[] = pairing.life[list];
  const changed = entries.map((entry) => (idIn(entry) === id ? { ...entry, [field]: value } : entry));
  return { ...pairing, life: { ...pairing.life, [list]: changed } as PairingLife };
}
