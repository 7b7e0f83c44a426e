import type { App } from '../app';
import { findMunicipality } from '../register/repository';
import { redactNamed } from '../reporting/redact-edition';
import type { ChangeContext } from '../shared/change';

/** A municipality that takes back its yes to be shown by name leaves the reports of that wave that show it. */
export async function redactUnnamed(
  app: App,
  context: ChangeContext,
  { networkId, waveId, municipalityId }: { networkId: string; waveId: string; municipalityId: string }
): Promise<void> {
  const place = await findMunicipality(context.tx, municipalityId);
  if (place) await redactNamed(app, context, { networkId, waveId, code: place.code, name: place.name });
}
