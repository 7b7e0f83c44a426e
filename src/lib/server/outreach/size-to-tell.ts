import { SIZE_CLASSES, type SizeClassId, sizeClassOf } from '$lib/domain/register/size-class';
import type { App } from '../app';
import { findNetwork } from '../identity/directory-repository';
import { listMunicipalities } from '../register/repository';
import { metOfSize } from './quote-repository';
import type { MeetingWhole } from './repository';

/**
 * The size class that may be told beside a quote: only where all municipalities at the meeting have it, and as many of
 * that class were met as the network's threshold asks for, so that it could have been any of them.
 */
export async function sizeToTell(
  app: App,
  { networkId, municipalityIds }: Pick<MeetingWhole, 'networkId' | 'municipalityIds'>
): Promise<SizeClassId | null> {
  const places = await listMunicipalities(app.db.read, { ids: municipalityIds });
  const sizes = new Set(places.map(({ population }) => sizeClassOf(population)));
  const size = SIZE_CLASSES.find(({ id }) => sizes.has(id));
  if (sizes.size !== 1 || !size || places.length < municipalityIds.length) return null;
  const { threshold } = (await findNetwork(app.db.read, networkId)) ?? { threshold: Infinity };
  if (!Number.isFinite(threshold)) return null;
  return (await metOfSize(app.db.read, networkId, size, threshold)) >= threshold ? size.id : null;
}
