import type { Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { type CampaignRow, findCampaign } from './campaign-repository';

/** A campaign of the actor's own network. */
export async function findOwnCampaign(app: App, actor: Actor, campaignId: string): Promise<Result<CampaignRow>> {
  const refused = authorize(actor, 'campaign:edit');
  if (refused) return refused;
  const campaign = await findCampaign(app.db.read, campaignId);
  if (!campaign) return refuse('not-found', 'campaignId', 'This campaign does not exist, or was deleted.');
  const forbidden = authorize(actor, 'campaign:edit', { networkId: campaign.networkId });
  return forbidden ?? ok(campaign);
}

export function notADraft() {
  return refuse(
    'campaign-started',
    'campaignId',
    'The campaign has been started, and whom it goes to stands - make a new one for others.'
  );
}

export function changedElsewhere() {
  return refuse(
    'campaign-changed',
    'version',
    'A colleague changed this campaign since you opened it - open it again and make your change there.'
  );
}
