import { type ExportWord, exportWord, valueWord } from '$lib/domain/outreach/imports/export-words';
import type { Sheet } from '$lib/domain/outreach/imports/write-list-tables';
import { ATTENDEE_VALUES } from '$lib/domain/outreach/imports/value-words';
import type { ExportNames, readCampaigns, readFollowUps } from './read-for-export';

type FollowUp = Awaited<ReturnType<typeof readFollowUps>>[number];
type Campaign = Awaited<ReturnType<typeof readCampaigns>>[number];

const heads = (columns: readonly ExportWord[], { locale }: ExportNames) =>
  columns.map((one) => exportWord(one, locale));

export function followUpSheet(followUps: readonly FollowUp[], names: ExportNames): Sheet {
  const { locale, places, person } = names;
  const columns = ['what', 'due', 'done', 'owner', 'promisedBy', 'municipality', 'meetingId'] as const;
  const by = (role: FollowUp['promisedBy']) => {
    if (role === null || role === 'owner' || role === 'municipality') return valueWord('by', role ?? 'owner', locale);
    return ATTENDEE_VALUES.write(role, locale);
  };
  const rows = followUps.map(({ what, due, doneOn, ownerId, promisedBy, municipalityId, meetingId }) => [
    ...[what, due, doneOn, person(ownerId), by(promisedBy), places.of(municipalityId), meetingId]
  ]);
  return { name: exportWord('sheet_follow-ups', locale), table: [heads(columns, names), ...rows] };
}

/** One row for each campaign, and one for each reply. */
export function campaignSheets(campaigns: readonly Campaign[], names: ExportNames): Sheet[] {
  const { locale, places } = names;
  const columns = ['campaign', 'state', 'channels', 'recipients', 'replied', 'cost', 'startedOn'] as const;
  const rows = campaigns.map(({ name, state, channels, recipients, replied, costs, startedAt }) => [
    ...[name, valueWord('state', state, locale)],
    channels.map((one) => valueWord('channel', one, locale)).join('; '),
    ...[recipients, replied, Object.values(costs).reduce((sum, cost) => sum + cost, 0)],
    startedAt?.toISOString().slice(0, 10) ?? null
  ]);
  const said = ['campaign', 'municipality', 'on', 'kind', 'way', 'caseNumber', 'until'] as const;
  const replies = campaigns.flatMap((campaign) =>
    campaign.replies.map(({ municipalityId, on, kind, way, caseNumber, until }) => [
      ...[campaign.name, places.of(municipalityId), on, kind && valueWord('kind', kind, locale)],
      ...[valueWord('way', way, locale), caseNumber, until]
    ])
  );
  return [
    { name: exportWord('sheet_campaigns', locale), table: [heads(columns, names), ...rows] },
    { name: exportWord('sheet_replies', locale), table: [heads(said, names), ...replies] }
  ];
}
