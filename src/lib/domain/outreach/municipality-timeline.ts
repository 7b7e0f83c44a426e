import type { ReplyKind } from './campaign-kinds';
import type { Correction } from './corrections';
import type { MEETING_FORMS } from './kinds';
import type { CampaignTrace } from '../sync/ledger-records';
import type { AssessmentRecord, FollowUpRecord, PairingRecord } from '../sync/records';

type Form = (typeof MEETING_FORMS)[number];

/** What happened with a municipality on a day, or is to happen. */
export type TimelineEvent =
  | { kind: 'planned'; on: string; id: string; title: string; form: Form }
  | { kind: 'met'; on: string; id: string; form: Form }
  | { kind: 'kept'; on: string; id: string; what: string }
  | { kind: 'promised'; on: string; id: string; what: string }
  | { kind: 'reached'; on: string; id: string; campaign: string }
  | { kind: 'replied'; on: string; id: string; campaign: string; reply: ReplyKind }
  | { kind: 'corrected'; on: string; id: string; barrierId: string; by: string; said: Correction['kind'] }
  | { kind: 'begun' | 'submitted' | 'approved'; on: string; id: string }
  | { kind: 'paired' | 'pairing-ended' | 'session'; on: string; id: string; other: string; dimension: string };

/** All a device knows of one municipality; what it may not see is not there. */
export interface TimelineSources {
  municipalityId: string;
  meetings: readonly { id: string; heldOn: string; form: Form }[];
  planned: readonly { id: string; startsAt: string; title: string; form: Form; state: string }[];
  followUps: readonly Pick<FollowUpRecord, 'id' | 'what' | 'due' | 'done' | 'doneOn'>[];
  campaigns: readonly CampaignTrace[];
  corrections: readonly Correction[];
  assessment: Pick<AssessmentRecord, 'id' | 'startedAt' | 'submittedAt' | 'approvedAt'> | undefined;
  pairings: readonly Pick<
    PairingRecord,
    'id' | 'menteeId' | 'mentorId' | 'dimension' | 'startedAt' | 'closedAt' | 'invitedAt'
  >[];
  sessions: readonly { id: string; pairingId: string; heldOn: string }[];
}

/**
 * Everything that happened with a municipality in one list, the latest first; what is planned stands before it. On one day
 * the order is that of `RANK`, so that a list does not change from one reading to the next.
 *
 * @example
 * municipalityTimeline({ ...nothing, meetings: [{ id: 'm', heldOn: '2026-10-01', form: 'visit' }] })
 * // [{ kind: 'met', on: '2026-10-01', id: 'm', form: 'visit' }]
 */
export function municipalityTimeline(of: TimelineSources): TimelineEvent[] {
  const events: TimelineEvent[] = [
    ...of.planned
      .filter(({ state }) => state === 'planned')
      .map(({ id, startsAt, title, form }) => ({
        kind: 'planned' as const,
        on: startsAt.slice(0, 10),
        id,
        title,
        form
      })),
    ...of.meetings.map(({ id, heldOn, form }) => ({ kind: 'met' as const, on: heldOn, id, form })),
    ...of.followUps.map(({ id, what, due, done, doneOn }) => ({
      ...{ kind: done ? ('kept' as const) : ('promised' as const), id, what },
      on: done ? (doneOn ?? due) : due
    })),
    ...of.campaigns.flatMap(campaignEvents),
    ...of.corrections.map(({ id, kind, saidAt, barrierId, byName }) => ({
      ...{ kind: 'corrected' as const, on: saidAt.slice(0, 10), id, barrierId, by: byName, said: kind }
    })),
    ...assessmentEvents(of.assessment),
    ...of.pairings.flatMap((pairing) => pairingEvents(of, pairing))
  ];
  return events.sort((a, b) =>
    a.on === b.on ? RANK.indexOf(a.kind) - RANK.indexOf(b.kind) || (a.id < b.id ? -1 : 1) : a.on < b.on ? 1 : -1
  );
}

const RANK: readonly TimelineEvent['kind'][] = [
  ...(['planned', 'promised', 'kept', 'corrected', 'met', 'session', 'paired', 'pairing-ended'] as const),
  ...(['approved', 'submitted', 'begun', 'replied', 'reached'] as const)
];

function campaignEvents({ campaignId, name: campaign, reachedOn, reply, repliedOn }: CampaignTrace): TimelineEvent[] {
  return [
    ...reachedOn.map((on) => ({ kind: 'reached' as const, on, id: `${campaignId}/${on}`, campaign })),
    ...(reply && repliedOn ? [{ kind: 'replied' as const, on: repliedOn, id: campaignId, campaign, reply }] : [])
  ];
}

function assessmentEvents(assessment: TimelineSources['assessment']): TimelineEvent[] {
  if (!assessment) return [];
  const { id, startedAt, submittedAt, approvedAt } = assessment;
  const at = (kind: 'begun' | 'submitted' | 'approved', when: string | null) =>
    when ? [{ kind, on: when.slice(0, 10), id }] : [];
  return [...at('begun', startedAt), ...at('submitted', submittedAt), ...at('approved', approvedAt)];
}

function pairingEvents(of: TimelineSources, pairing: TimelineSources['pairings'][number]): TimelineEvent[] {
  const { id, menteeId, mentorId, dimension, startedAt, closedAt } = pairing;
  const other = menteeId === of.municipalityId ? mentorId : menteeId;
  const at = (kind: 'paired' | 'pairing-ended', when: string | null) =>
    when ? [{ kind, on: when.slice(0, 10), id, other, dimension }] : [];
  const sessions = of.sessions.filter(({ pairingId }) => pairingId === id);
  return [
    ...at('paired', startedAt),
    ...at('pairing-ended', closedAt),
    ...sessions.map((one) => ({ kind: 'session' as const, on: one.heldOn, id: one.id, other, dimension }))
  ];
}
