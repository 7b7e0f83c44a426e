import type { PairIds } from '$lib/domain/mentoring/match-problem';
import type { Problem } from '$lib/domain/shared/result';
import type { App } from '../app';
import { listMunicipalities } from '../register/repository';
import { type ProfileRow, profilesOf } from './repository';

/**
 * Problems of a round's pins in words a coordinator can act on: municipalities and groups by name, and of one that is in
 * the round no more, why.
 *
 * @returns the same problems, codes and paths; their facts gain the names
 */
export async function namePins(
  app: App,
  networkId: string,
  pins: readonly PairIds[],
  problems: readonly Problem[]
): Promise<Problem[]> {
  const rows = await profilesOf(app.db.read, networkId);
  const places = await listMunicipalities(app.db.read, { networkId, on: 'any' });
  const names = new Map(places.map(({ id, name }) => [id, name]));
  const owners = new Map<string, ProfileRow>();
  for (const row of rows) {
    owners.set(row.municipalityId, row);
    for (const { id } of row.groups) {
      owners.set(id, row);
      names.set(id, `a group of ${names.get(row.municipalityId) ?? row.municipalityId}`);
    }
  }
  const nameOf = (id: string) => names.get(id) ?? id;
  return problems.map((problem) => {
    const [, index, side] = /^pin\.(\d+)(?:\.([01]))?/.exec(problem.path) ?? [];
    const pin = index === undefined ? undefined : pins[Number(index)];
    if (!pin) return problem;
    const facts = { mentee: nameOf(pin[0]), mentor: nameOf(pin[1]) };
    const title = `Pin ${Number(index) + 1} ("${facts.mentee}" with "${facts.mentor}")`;
    if (problem.code === 'pin-not-an-edge') {
      const message = `${title}: the rules do not allow this pair - let the pin go, or change what is in its way`;
      return { ...problem, message, facts };
    }
    if (problem.code !== 'unknown-id') return { ...problem, message: nameIds(problem.message, pins, nameOf), facts };
    const id = side === '0' ? pin[0] : pin[1];
    const why = sayWhyLeft(owners.get(id), side === '0' ? 'mentee' : 'mentor', id);
    return {
      ...problem,
      message: `${title}: "${nameOf(id)}" ${why} - let the pin go, or wait until that has changed`,
      facts
    };
  });
}

/** Messages show ids in quotes. */
function nameIds(message: string, pins: readonly PairIds[], nameOf: (id: string) => string): string {
  return [...new Set(pins.flat())].reduce((text, id) => text.replaceAll(`"${id}"`, `"${nameOf(id)}"`), message);
}

function sayWhyLeft(row: ProfileRow | undefined, side: 'mentee' | 'mentor', id: string): string {
  if (!row) return 'is not known in this network';
  if (row.withdrawnAt) return 'has withdrawn';
  if (!row.consentedAt) return 'has not said that it takes part';
  if (side === 'mentee') return row.wants.length ? 'has a mentor for all it asks for' : 'asks for no help now';
  if (row.municipalityId !== id) return 'has no place left';
  if (row.capacity === 0) return 'has a capacity of 0';
  return row.offers.length ? 'has no place left beside its running pairings' : 'offers no help now';
}
