import { m } from '$lib/paraglide/messages.js';
import { readProgress } from '$lib/server/outreach/campaign-results-service';
import { tableFile } from '$lib/server/render/table-file';
import { CHANNEL_WORDS } from '$lib/ui/campaign-words';
import { orError } from '../../../../or-error';

export const GET = async ({ locals, params, url }) => {
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
  const { id, name } = campaign;
  return tableFile(url.searchParams.get('format'), {
    ...{ name, sheet: m.campaign_nav(), table },
    json: { campaign: { id, name }, results }
  });
};
