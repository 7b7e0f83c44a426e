import { type SizeClassId, sizeClassOf } from '$lib/domain/register/size-class';
import type { App } from '../app';
import { findNetwork } from '../identity/directory-repository';
import { listMunicipalities } from '../register/repository';
import type { MeetingWhole } from './repository';

/**
 * The size class that may be told beside a quote: only where all municipalities at the meeting have it, and as many of
 * that class were met as the network's threshold asks for, so that it could have been any of them.
 */
export async function sizeToTell(
  app: App,
  meeting: Pick<MeetingWhole, 'networkId' | 'municipalityIds'>,
  meetings: readonly Pick<MeetingWhole, 'municipalityIds'>[]
): Promise<SizeClassId | null> {
  const { networkId } = meeting;
  const network = await findNetwork(app.db.read, networkId);
  const places = await listMunicipalities(app.db.read, { networkId, on: 'any' });
  const sizeOf = new Map(places.map(({ id, population }) => [id, sizeClassOf(population)]));
  const sizes = new Set(meeting.municipalityIds.map((id) => sizeOf.get(id) ?? null));
  const [size] = sizes;
  if (sizes.size !== 1 || !size) return null;
  const met = new Set(meetings.flatMap(({ municipalityIds }) => municipalityIds));
  const alike = [...met].filter((id) => sizeOf.get(id) === size).length;
  return alike >= (network?.threshold ?? Infinity) ? size : null;
}
