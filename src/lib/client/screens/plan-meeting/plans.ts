import { localAfter, localAt } from '$lib/domain/shared/time-zones';
import type { PlannedMeetingRecord } from '$lib/domain/sync/planned-records';
import { m } from '$lib/paraglide/messages.js';
import { readerLocale } from '$lib/ui/reader-locale';
import { device } from '../../device.svelte';
import { toasts } from '../../shell/toasts.svelte';

/** The outbox key of a plan: its changes and its end. */
export const planKey = (id: string): string => `plan:${id}`;

/** By the clock on the wall: nothing is turned into another zone on the way. */
const wall = (local: string) => new Date(`${local}:00Z`);
const shown = (local: string, how: Intl.DateTimeFormatOptions) =>
  wall(local).toLocaleString(readerLocale(), { ...how, timeZone: 'UTC' });
const clock = (local: string) => shown(local, { hour: '2-digit', minute: '2-digit' });

/** "Monday 29 March 2027, 10:00 to 11:00", with the zone where the reader's clock shows another time. */
export function whenWords({ startsAt, minutes, timeZone }: PlannedMeetingRecord): string {
  const day = shown(startsAt, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  const words = m.calendar_at({ day, from: clock(startsAt), to: clock(localAfter(startsAt, minutes, timeZone)) });
  return timeZone === Intl.DateTimeFormat().resolvedOptions().timeZone ? words : `${words} (${timeZone})`;
}

/** "29 Mar 2027, 10:00" */
export function shortWhen({ startsAt }: Pick<PlannedMeetingRecord, 'startsAt'>): string {
  return shown(startsAt, { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' });
}

/** Whether it was to be held by now, and nobody has said what became of it. */
export function isPast({ state, startsAt, minutes, timeZone }: PlannedMeetingRecord): boolean {
  return state === 'planned' && localAfter(startsAt, minutes, timeZone) < localAt(Date.now(), timeZone);
}

/** Who is invited, in words. */
export function nameOfInvited({ contactId, personId }: { contactId?: string; personId?: string }): string {
  if (contactId) return device.one('contact', contactId)?.name ?? m.calendar_no_mail_gone();
  return device.one('person', personId ?? '')?.name ?? m.calendar_no_mail_gone();
}

export async function setCancelled(plan: PlannedMeetingRecord, cancelled: boolean): Promise<void> {
  const { id: meetingId, version } = plan;
  await device.issue('meeting.cancel', planKey(meetingId), { meetingId, cancelled }, version || null);
  toasts.show(
    cancelled ? m.calendar_cancel_done() : m.calendar_again_done(),
    () => void device.issue('meeting.cancel', planKey(meetingId), { meetingId, cancelled: !cancelled }, version || null)
  );
}
