import type { AnswerSet } from '$lib/domain/assessment/commands';
import type { MeetingLog } from '$lib/domain/outreach/commands';
import type { StepSet } from '$lib/domain/roadmap/commands';
import type { OutboxItem } from '$lib/domain/sync/outbox';
import { m } from '$lib/paraglide/messages.js';
import { getLocale } from '$lib/paraglide/runtime.js';
import type { device as Device } from '../device.svelte';

/** An unsent change in the words of the person who made it. */
export function describeItem(item: OutboxItem, device: typeof Device): string {
  const { type, payload } = item.envelope;
  const criterion = (id: string) => device.text?.criteria[id]?.statement ?? id;
  switch (type) {
    case 'answer.set':
      return m.sync_kind_answer({ what: criterion((payload as AnswerSet).criterionId) });
    case 'assessment.submit':
      return m.sync_kind_submit();
    case 'conflict.settle':
      return m.sync_kind_conflict();
    case 'step.set':
      return m.sync_kind_step({ what: criterion((payload as StepSet).criterionId) });
    case 'meeting.log':
      return m.sync_kind_meeting({ date: new Date((payload as MeetingLog).heldOn).toLocaleDateString(getLocale()) });
    case 'follow-up.done':
      return m.sync_kind_follow_up();
    case 'mentoring.profile':
      return m.sync_kind_profile();
    case 'check.keep':
      return m.check_queue();
    default:
      return m.sync_kind_other();
  }
}
