import { v7 } from 'uuid';
import { m } from '$lib/paraglide/messages.js';
import { device } from '../../device.svelte';
import { planKey } from '../plan-meeting/plans';

/** One after another: whoever organises it moves them to when the hosts have time. */
const STARTS = ['09:00', '12:30', '15:30'];
const MINUTES = 90;

/** A planned meeting for each stop of a trip, on its day, without anybody invited yet. */
export async function planTrip(
  stops: readonly { id: string; name: string }[],
  day: string
): Promise<{ planned: number } | { problem: string }> {
  const timeZone = device.all('network')[0]?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  for (const [at, { id, name }] of stops.entries()) {
    const meetingId = v7();
    const result = await device.issue(
      'meeting.plan',
      planKey(meetingId),
      {
        ...{ meetingId, title: m.coverage_meet_title({ name }), form: 'visit', minutes: MINUTES, timeZone },
        ...{ startsAt: `${day}T${STARTS[at]!}`, place: '', municipalityIds: [id], invited: [], agenda: [] }
      },
      null
    );
    if (!result.ok) return { problem: result.problems[0]!.message };
  }
  return { planned: stops.length };
}
