import { OPERATOR } from '$lib/domain/identity/actor';
import type { ChannelResult } from '$lib/domain/outreach/campaign-results';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import { dropMailFile } from '$lib/server/outreach/campaign-reply-service';
import { readProgress } from '$lib/server/outreach/campaign-results-service';
import { startCampaign, turnCampaign } from '$lib/server/outreach/campaign-run-service';
import { listCampaigns } from '$lib/server/outreach/campaign-service';
import { type CampaignShown, showCampaign } from '$lib/server/outreach/show-campaign';
import type { Taken } from '$lib/server/outreach/take-mail';
import { defineCommand, needApp } from '../command';
import { findGivenNetwork, networkOption } from '../find-network';
import { readGivenFile } from '../read-file';

const MOST_BYTES = 10 * 1024 * 1024;
const TURNS = ['start', 'pause', 'resume', 'stop'] as const;
type Turn = (typeof TURNS)[number];

const networkOf = (given: unknown) => (typeof given === 'string' ? given : null);

export const campaignListCommand = defineCommand<{ network: string | null }, { campaigns: CampaignShown[] }>({
  name: 'campaign list',
  summary: 'List the campaigns of a network with their states',
  options: { network: networkOption },
  positionals: [],
  access: 'read',
  prepare: ({ options }) => ok({ network: networkOf(options.network) }),
  async run(app, { network }) {
    const found = await findGivenNetwork(needApp(app), network);
    if (!found.ok) return found;
    const list = await listCampaigns(needApp(app), OPERATOR, { networkId: found.value.id });
    return list.ok ? ok({ campaigns: list.value.map(({ campaign }) => showCampaign(campaign)) }) : list;
  },
  print: ({ campaigns }) => campaigns.map(({ id, state, name }) => [id, state, name].join('\t')).join('\n')
});

export const campaignResultsCommand = defineCommand<{ campaignId: string }, { results: ChannelResult[] }>({
  name: 'campaign results',
  summary: 'What a campaign led to, by channel: tried, reached, replied, days to the first reply, meetings, cost',
  options: {},
  positionals: [{ name: 'ID', about: 'The campaign’s id, as "campaign list" prints it' }],
  access: 'read',
  prepare: ({ positionals }) => ok({ campaignId: positionals[0]! }),
  async run(app, input) {
    const progress = await readProgress(needApp(app), OPERATOR, input);
    return progress.ok ? ok({ results: progress.value.results }) : progress;
  },
  print: ({ results }) =>
    [
      ['channel', 'tried', 'reached', 'replied', 'median days', 'met', 'cost', 'cost per meeting'],
      ...results.map(({ channel, tried, reached, replied, medianDays, met, cost, costPerMeeting }) => [
        ...[channel, tried, reached, replied, medianDays ?? '-', met, cost ?? '-', costPerMeeting ?? '-']
      ])
    ]
      .map((row) => row.join('\t'))
      .join('\n')
});

export const campaignTurnCommand = defineCommand<{ campaignId: string; to: Turn }, { campaignId: string; to: Turn }>({
  name: 'campaign turn',
  summary: 'Start, pause, resume or stop a campaign',
  options: {},
  positionals: [
    { name: 'ID', about: 'The campaign’s id, as "campaign list" prints it' },
    { name: 'TO', about: TURNS.join(', ') }
  ],
  access: 'write',
  prepare({ positionals: [campaignId = '', to = ''] }) {
    const turn = TURNS.find((known) => known === to);
    return turn
      ? ok({ campaignId, to: turn })
      : refuse('turn-unknown', 'TO', `A campaign is turned to ${TURNS.join(', ')} - got "${to.slice(0, 40)}".`);
  },
  async run(app, { campaignId, to }): Promise<Result<{ campaignId: string; to: Turn }>> {
    const done =
      to === 'start'
        ? await start(needApp(app), campaignId)
        : await turnCampaign(needApp(app), OPERATOR, { campaignId, to });
    return done.ok ? ok({ campaignId, to }) : done;
  },
  print: ({ campaignId, to }) => `${campaignId}: ${to}`
});

/** As it stands now: whoever types it has no older version before them. */
async function start(app: ReturnType<typeof needApp>, campaignId: string) {
  const progress = await readProgress(app, OPERATOR, { campaignId });
  return progress.ok
    ? startCampaign(app, OPERATOR, { campaignId, version: progress.value.campaign.version })
    : progress;
}

export const campaignReplyCommand = defineCommand<{ network: string | null; base64: string }, Taken>({
  name: 'campaign reply',
  summary: 'Take in a mail that was saved as a file: a reply, an acknowledgement or a bounce',
  options: { network: networkOption },
  positionals: [{ name: 'FILE', about: 'A mail as .eml; - reads standard input' }],
  access: 'write',
  async prepare({ options, positionals }) {
    const file = await readGivenFile(positionals[0]!, 'FILE', MOST_BYTES);
    return file.ok
      ? ok({ network: networkOf(options.network), base64: Buffer.from(file.value.bytes).toString('base64') })
      : file;
  },
  async run(app, { network, base64 }) {
    const found = await findGivenNetwork(needApp(app), network);
    if (!found.ok) return found;
    const bytes = new Uint8Array(Buffer.from(base64, 'base64'));
    return dropMailFile(needApp(app), OPERATOR, { networkId: found.value.id, bytes });
  },
  print: ({ what }) => what
});
