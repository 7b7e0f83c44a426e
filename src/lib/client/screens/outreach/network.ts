import { assessmentState, type AssessmentState } from '$lib/domain/assessment/assessment-state';
import { currentWave } from '$lib/domain/assessment/current-wave';
import { type Reach, reachStates } from '$lib/domain/outreach/coverage';
import type { MeetingRecord, MunicipalityRecord } from '$lib/domain/sync/records';
import { getLocale } from '$lib/paraglide/runtime.js';
import { device } from '../../device.svelte';

// All of these read the device; called inside `$derived`, so that pages follow every change.

/** Every municipality with its answers in the current wave and its meetings. */
export function readReaches(): Reach[] {
  const wave = currentWave(device.all('wave'));
  const assessments = device.all('assessment').filter((assessment) => assessment.waveId === wave?.id);
  return reachStates(device.all('municipality'), assessments, device.all('meeting'));
}

/** The state of every municipality's assessment in the current wave, by municipality. */
export function readStates(): Map<string, AssessmentState> {
  const wave = currentWave(device.all('wave'));
  const now = Date.now();
  const assessments = device.all('assessment').filter((assessment) => assessment.waveId === wave?.id);
  return new Map(assessments.map((a) => [a.municipalityId, assessmentState(a, now)]));
}

export function municipalitiesByName(): MunicipalityRecord[] {
  const { compare } = new Intl.Collator(getLocale());
  return device.all('municipality').sort((a, b) => compare(a.name, b.name));
}

export function municipalityByCode(code: string): MunicipalityRecord | undefined {
  return device.all('municipality').find((municipality) => municipality.code === code);
}

/** Newest first; of one municipality where its id is given. */
export function meetingsNewestFirst(municipalityId?: string): MeetingRecord[] {
  const meetings = device.all('meeting');
  const here = municipalityId
    ? meetings.filter((meeting) => meeting.municipalityIds.includes(municipalityId))
    : meetings;
  return here.sort((a, b) => (a.heldOn === b.heldOn ? (a.id < b.id ? 1 : -1) : a.heldOn < b.heldOn ? 1 : -1));
}

export const meetingKey = (id: string): string => `meeting:${id}`;
export const followUpKey = (id: string): string => `follow-up:${id}`;

/** Whether a change of one thing is still on this device only: it waits, or the server refused it. */
export function unsentState(key: string): 'sent' | 'waiting' | 'refused' {
  const unsent = device.outbox.filter((item) => item.key === key && item.state !== 'acked');
  if (unsent.some((item) => item.state === 'failed')) return 'refused';
  return unsent.length > 0 ? 'waiting' : 'sent';
}
