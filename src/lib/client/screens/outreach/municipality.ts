import { currentWave } from '$lib/domain/assessment/current-wave';
import { reachState } from '$lib/domain/outreach/coverage';
import type { MeetingRecord, MunicipalityRecord } from '$lib/domain/sync/records';
import { device } from '../../device.svelte';
import { meetingsNewestFirst } from './network';

/** Everything the device knows of one municipality; called inside `$derived`. */
export function readMunicipality(municipality: MunicipalityRecord) {
  const wave = currentWave(device.all('wave'));
  const assessment = device
    .all('assessment')
    .find((a) => a.municipalityId === municipality.id && a.waveId === wave?.id);
  const meetings = meetingsNewestFirst(municipality.id);
  const meetingIds = new Set(meetings.map(({ id }) => id));
  return {
    municipality,
    wave,
    assessment,
    reach: reachState(municipality, assessment, meetings),
    meetings,
    // promises of a meeting with several municipalities concern each of them
    followUps: device
      .all('follow-up')
      .filter((f) => f.municipalityId === municipality.id || (f.meetingId !== null && meetingIds.has(f.meetingId))),
    profile: device.one('profile', municipality.id)
  };
}
export type MunicipalityFile = ReturnType<typeof readMunicipality>;

export interface RaisedBarrier {
  barrierId: string;
  times: number;
  /** The worst it was said to be. */
  severity: number;
  quotes: { text: string; consent: MeetingRecord['barriers'][number]['consent']; heldOn: string }[];
}

/** Barriers over several meetings, those that stop first, then the most often raised. */
export function barriersRaised(meetings: readonly MeetingRecord[]): RaisedBarrier[] {
  const raised = new Map<string, RaisedBarrier>();
  for (const { barriers, heldOn } of meetings) {
    for (const { barrierId, severity, quote, consent } of barriers) {
      const known = raised.get(barrierId) ?? { barrierId, times: 0, severity: 0, quotes: [] };
      known.times += 1;
      known.severity = Math.max(known.severity, severity);
      if (quote) known.quotes.push({ text: quote, consent, heldOn });
      raised.set(barrierId, known);
    }
  }
  return [...raised.values()].sort((a, b) => b.severity - a.severity || b.times - a.times);
}
