import { writeCsv } from '$lib/domain/shared/csv';
import { m } from '$lib/paraglide/messages.js';
import { readProgress } from '$lib/server/outreach/campaign-results-service';
import { fileResponse } from '$lib/server/shared/file-response';
import { CHANNEL_WORDS } from '$lib/ui/campaign-words';
import { orError } from '../../../../or-error';

export const GET = async ({ locals, params }) => {
  const { campaign, results } = orError(await readProgress(locals.app, locals.actor, { campaignId: params.id }));
  const table = [
    [
      ...[m.campaign_col_channel(), m.campaign_results_tried(), m.campaign_results_reached()],
      ...[m.campaign_results_replied(), m.campaign_results_median(), m.campaign_results_met()],
      ...[m.campaign_results_cost(), m.campaign_results_per_meeting()]
    ],
    ...results.map(({ channel, tried, reached, replied, medianDays, met, cost, costPerMeeting }) => [
      ...[CHANNEL_WORDS[channel](), tried, reached, replied, medianDays, met, cost, costPerMeeting]
    ])
  ];
  const bytes = new TextEncoder().encode(writeCsv(table));
  return fileResponse({ bytes, name: `${campaign.name}.csv`, mediaType: 'text/csv' });
};
