import type { Reader, Tx } from '../db/client';
import { listMunicipalities } from '../register/repository';

/** Says of the municipalities of a network which had gone before a day. */
export async function endedPlaces(db: Reader | Tx, networkId: string): Promise<(id: string, on: string) => boolean> {
  const places = await listMunicipalities(db, { networkId, on: 'any' });
  const ends = new Map(places.flatMap(({ id, validTo }) => (validTo === null ? [] : [[id, validTo] as const])));
  return (id, on) => (ends.get(id) ?? on) < on;
}
