import { ok, type Result } from '$lib/domain/shared/result';
import type { CampaignRow } from './campaign-repository';

/** A campaign as programs are given it: the key that signs its links stays on the server. */
export type CampaignShown = Omit<CampaignRow, 'linkKey'>;

export function showCampaign({ linkKey: _, ...shown }: CampaignRow): CampaignShown {
  return shown;
}

/** The same in whatever a service says about one. */
export function showWithin<T extends { campaign: CampaignRow }>(
  result: Result<T>
): Result<Omit<T, 'campaign'> & { campaign: CampaignShown }> {
  return result.ok ? ok({ ...result.value, campaign: showCampaign(result.value.campaign) }) : result;
}
