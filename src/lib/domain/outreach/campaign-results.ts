import { CAMPAIGN_CHANNELS, type CampaignChannel } from './campaign-kinds';

/** What happened with one municipality through one channel. */
export interface ChannelEvent {
  channel: CampaignChannel;
  municipalityId: string;
  /** ISO date of the first message that was not sent back, or of the conversation. Null: never reached. */
  reachedOn: string | null;
  /** ISO date of the first answer by a person. */
  repliedOn: string | null;
}

export interface ChannelResult {
  channel: CampaignChannel;
  /** Municipalities. */
  tried: number;
  reached: number;
  replied: number;
  /** From first reached to first answer; null while nobody has answered. */
  medianDays: number | null;
  /** Municipalities met since they were reached. */
  met: number;
  cost: number | null;
  /** Null where nothing was spent or nobody met. */
  costPerMeeting: number | null;
}

/**
 * Results by channel. A municipality counts once in a channel, however many of its contacts were written to. A meeting
 * counts for every channel that reached the municipality on or before the day: which of them led to it nobody knows.
 *
 * @param meetings by municipality, ISO dates
 * @param costs in whole units of money, by channel
 * @example
 * channelResults([{ channel: 'phone', municipalityId: 'a', reachedOn: '2026-11-02', repliedOn: '2026-11-02' }],
 *   new Map([['a', ['2026-11-20']]]), { phone: 900 })
 * // [{ channel: 'phone', tried: 1, reached: 1, replied: 1, medianDays: 0, met: 1, cost: 900, costPerMeeting: 900 }]
 */
export function channelResults(
  events: readonly ChannelEvent[],
  meetings: ReadonlyMap<string, readonly string[]>,
  costs: Partial<Record<CampaignChannel, number>>
): ChannelResult[] {
  return CAMPAIGN_CHANNELS.flatMap((channel) => {
    const places = new Map<string, { reachedOn: string | null; repliedOn: string | null }>();
    for (const event of events) {
      if (event.channel !== channel) continue;
      const known = places.get(event.municipalityId);
      places.set(event.municipalityId, {
        reachedOn: earlier(known?.reachedOn ?? null, event.reachedOn),
        repliedOn: earlier(known?.repliedOn ?? null, event.repliedOn)
      });
    }
    const cost = costs[channel] ?? null;
    if (!places.size && cost === null) return [];
    const all = [...places];
    const waits = all.flatMap(([, { reachedOn, repliedOn }]) =>
      reachedOn && repliedOn ? [Math.max(0, daysBetween(reachedOn, repliedOn))] : []
    );
    const met = all.filter(
      ([id, { reachedOn }]) => reachedOn !== null && (meetings.get(id) ?? []).some((day) => day >= reachedOn)
    ).length;
    return [
      {
        channel,
        tried: all.length,
        reached: all.filter(([, { reachedOn }]) => reachedOn !== null).length,
        replied: all.filter(([, { repliedOn }]) => repliedOn !== null).length,
        medianDays: medianOf(waits),
        met,
        cost,
        costPerMeeting: cost !== null && met > 0 ? Math.round(cost / met) : null
      }
    ];
  });
}

/**
 * The middle value; of an even number the mean of the two in the middle. Null of nothing.
 *
 * @example
 * medianOf([3, 1, 10]) // 3
 */
export function medianOf(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  if (!sorted.length) return null;
  return sorted.length % 2 ? sorted[Math.floor(middle)]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

function earlier(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}
