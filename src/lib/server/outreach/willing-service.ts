import type { Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { ok, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { listMunicipalities } from '../register/repository';
import { willingRecipients } from './willing-repository';

export interface Willing {
  municipalityId: string;
  municipality: string;
  /** Null once the person has been erased. */
  contactId: string | null;
  contact: string;
  /** When they said yes. */
  at: Date;
}

/** Who said yes to a campaign and is not met or to be met yet: one for each municipality, the longest waiting first. */
export async function listWilling(app: App, actor: Actor, input: { networkId: string }): Promise<Result<Willing[]>> {
  const refused = authorize(actor, 'campaign:edit', { networkId: input.networkId });
  if (refused) return refused;
  const rows = await willingRecipients(app.db.read, input.networkId);
  const first = [...new Map(rows.reverse().map((row) => [row.municipalityId, row])).values()].reverse();
  const places = await listMunicipalities(app.db.read, { ids: first.map(({ municipalityId }) => municipalityId) });
  const nameOf = new Map(places.map(({ id, name }) => [id, name]));
  return ok(
    first.map(({ municipalityId, contactId, contact, at }) => ({
      ...{ municipalityId, contactId, at, municipality: nameOf.get(municipalityId) ?? '', contact: contact ?? '' }
    }))
  );
}
