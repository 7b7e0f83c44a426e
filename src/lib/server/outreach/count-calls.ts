import { CAMPAIGN_CHANNELS } from '$lib/domain/outreach/campaign-kinds';
import type { Tx } from '../db/client';
import { findCampaign, updateCampaign } from './campaign-repository';

/** Gives a campaign that begins to call somebody the phone as a channel: what calls cost and lead to has a line of its own. */
export async function countCalls(tx: Tx, campaignId: string, now: Date): Promise<void> {
  const fresh = await findCampaign(tx, campaignId);
  if (!fresh || fresh.channels.includes('phone')) return;
  const channels = CAMPAIGN_CHANNELS.filter((channel) => channel === 'phone' || fresh.channels.includes(channel));
  await updateCampaign(tx, campaignId, { channels, version: fresh.version + 1, updatedAt: now });
}
