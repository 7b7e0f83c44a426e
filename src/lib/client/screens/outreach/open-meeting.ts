import { emptyAttendee, emptyDraft, fromRecord, type MeetingDraft } from '$lib/domain/outreach/meeting-draft';
import { ATTENDEE_ROLE_OF } from '$lib/domain/outreach/contact-kinds';
import { logStart } from '$lib/domain/outreach/plan-draft';
import { untrack } from 'svelte';
import { v7 } from 'uuid';
import { device } from '../../device.svelte';
import { findDraft, type KeptDraft, listDrafts } from './meeting-drafts';
import { municipalityByCode } from './network';
import { localToday } from './today';

/** What a form begins with, and the unfinished note that is opened again in its place. */
export interface Opened {
  start: MeetingDraft;
  kept: KeptDraft | undefined;
}

/**
 * What a new note begins with: the unfinished one that the address means, else an empty one for its municipality.
 * Without either the latest unfinished note is opened again; one about another municipality is left where it is.
 */
export function openNewMeeting(code: string | null, draftId: string | null): Opened {
  // opened once: what arrives from the server meanwhile must not begin the note anew
  return untrack(() => {
    const place = code ? municipalityByCode(code) : undefined;
    const drafts = device.person ? listDrafts(device.person.id).filter(({ editing }) => !editing) : [];
    const kept = draftId
      ? drafts.find(({ draft }) => draft.meetingId === draftId)
      : drafts.find(({ draft }) => !place || draft.municipalityIds.includes(place.id));
    const start = emptyDraft({
      meetingId: kept?.draft.meetingId ?? v7(),
      today: localToday(),
      municipalityIds: place ? [place.id] : []
    });
    return { start: { ...start, attendees: [emptyAttendee(v7())] }, kept };
  });
}

/** A logged meeting as it is now: a change that arrives while it is open is put together with it by the server. */
export function openMeeting(id: string): Opened {
  return untrack(() => {
    const meeting = device.one('meeting', id);
    if (!meeting || !device.person) throw new Error(`Meeting ${id} is not on this device`);
    return { start: fromRecord(meeting, device.all('follow-up')), kept: findDraft(device.person.id, id) };
  });
}

/** What the note of a planned meeting begins with: everything that was planned, and whoever was to come. */
export function openPlanned(planId: string): Opened | null {
  return untrack(() => {
    const plan = device.one('planned-meeting', planId);
    if (!plan || !device.person) return null;
    const attendees = plan.invited.flatMap(({ contactId, reply }) => {
      const contact = contactId ? device.one('contact', contactId) : undefined;
      return contact && reply !== 'declined'
        ? [{ id: v7(), name: contact.name, role: ATTENDEE_ROLE_OF[contact.role], contactId: contact.id }]
        : [];
    });
    const { meetingId, ...known } = logStart(plan, attendees, localToday());
    const empty = emptyDraft({ meetingId, today: known.heldOn, municipalityIds: known.municipalityIds });
    const start = { ...empty, ...known, attendees: attendees.length ? attendees : [emptyAttendee(v7())] };
    return { start, kept: findDraft(device.person.id, meetingId) };
  });
}
