import type { AnswerSet, EvidenceAdd } from '$lib/domain/assessment/commands';
import type { ProfileSet } from '$lib/domain/mentoring/commands';
import type { PairingFileAdd, VisitSet } from '$lib/domain/mentoring/pairing-life-commands';
import type { SessionLog } from '$lib/domain/mentoring/session-commands';
import type { ContactRemove, ContactSet } from '$lib/domain/outreach/contact-commands';
import type { MeetingLog, MeetingPhotoAdd } from '$lib/domain/outreach/commands';
import type { MeetingPlan } from '$lib/domain/outreach/plan-commands';
import type { StepSet } from '$lib/domain/roadmap/commands';
import type { OutboxItem } from '$lib/domain/sync/outbox';
import { m } from '$lib/paraglide/messages.js';
import { readerLocale } from '$lib/ui/reader-locale';
import type { device as Device } from '../device.svelte';
import { fieldsOf } from './peer/profile/field-words';
import { formatDay } from './dates';
import { formatSize } from './sizes';

/** An unsent change in the words of the person who made it. */
export function describeItem(item: OutboxItem, device: typeof Device): string {
  const { type, payload } = item.envelope;
  const criterion = (id: string) => device.text?.criteria[id]?.statement ?? id;
  switch (type) {
    case 'answer.set':
      return m.sync_kind_answer({ what: criterion((payload as AnswerSet).criterionId) });
    case 'evidence.add':
    case 'pairing-file.add': {
      const { name, size } = payload as EvidenceAdd | PairingFileAdd;
      return m.evidence_queue({ name, size: formatSize(size) });
    }
    case 'meeting-photo.add':
      return m.meetings_photo_queue({ size: formatSize((payload as MeetingPhotoAdd).size) });
    case 'meeting-photo.remove':
      return m.meetings_photo_queue_remove();
    case 'assessment.submit':
      return m.sync_kind_submit();
    case 'conflict.settle':
    case 'clash.settle':
      return m.sync_kind_conflict();
    case 'step.set':
      return m.sync_kind_step({ what: criterion((payload as StepSet).criterionId) });
    case 'meeting.log':
      return m.sync_kind_meeting({ date: new Date((payload as MeetingLog).heldOn).toLocaleDateString(readerLocale()) });
    case 'meeting.plan':
      return m.calendar_queue_plan({ date: formatDay((payload as MeetingPlan).startsAt.slice(0, 10)) });
    case 'meeting.cancel':
      return m.calendar_queue_cancel();
    case 'follow-up.done':
      return m.sync_kind_follow_up();
    case 'follow-up.snooze':
      return m.municipality_queue_snooze();
    case 'barrier.correct':
      return m.municipality_queue_correct();
    case 'correction.settle':
      return m.municipality_queue_settle();
    case 'data-person.set':
      return m.municipality_queue_data_person();
    case 'contact.set':
      return m.contacts_queue_set({
        name: (payload as ContactSet).name ?? device.one('contact', (payload as ContactSet).contactId)?.name ?? ''
      });
    case 'contact.remove':
      return m.contacts_queue_remove({ name: device.one('contact', (payload as ContactRemove).contactId)?.name ?? '' });
    case 'contact.merge':
      return m.people_queue_merge();
    case 'contact.unmerge':
      return m.people_queue_unmerge();
    case 'session.log':
      return m.sessions_queue({ date: new Date((payload as SessionLog).heldOn).toLocaleDateString(readerLocale()) });
    case 'session.remark':
      return m.sessions_queue_remark();
    case 'story.tell':
      return m.stories_queue_tell();
    case 'story.consent':
      return m.stories_queue_consent();
    case 'mentoring.profile':
      return (payload as ProfileSet).was
        ? m.mentoring_queue({ what: fieldsOf((payload as ProfileSet).was) })
        : m.sync_kind_profile();
    case 'pairing.reply':
      return m.pairing_queue_reply();
    case 'pairing.goals':
      return m.pairing_queue_goals();
    case 'pairing.extend':
      return m.pairing_queue_extend();
    case 'pairing.end':
      return m.pairing_queue_end();
    case 'pairing.evaluate':
      return m.pairing_queue_evaluate();
    case 'agenda.set':
      return m.pairing_queue_agenda();
    case 'visit.set': {
      const { visitId, pairingId, on } = payload as VisitSet;
      const day = on ?? device.one('pairing', pairingId)?.life?.visits.find(({ id }) => id === visitId)?.on;
      return m.pairing_queue_visit({ date: day ? new Date(day).toLocaleDateString(readerLocale()) : '' });
    }
    case 'pairing-file.remove':
      return m.pairing_queue_file_remove();
    case 'check.keep':
      return m.check_queue();
    default:
      return m.sync_kind_other();
  }
}
