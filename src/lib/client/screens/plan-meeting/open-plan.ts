import { draftOfPlan, emptyPlan, type PlanDraft, readPlanDraft } from '$lib/domain/outreach/plan-draft';
import { zoneOfCountry } from '$lib/domain/shared/time-zones';
import { m } from '$lib/paraglide/messages.js';
import { untrack } from 'svelte';
import { v7 } from 'uuid';
import { device } from '../../device.svelte';
import { findKept } from '../kept-form.svelte';
import { municipalityByCode } from '../outreach/network';
import { placeNames } from '../outreach/words';
import { proposedLines } from './agenda-lines';

export interface OpenedPlan {
  /** Where what is typed is kept. */
  key: string;
  start: PlanDraft;
  kept: { draft: PlanDraft; keptAt: string } | undefined;
  editing: boolean;
}

function keptUnder(key: string): OpenedPlan['kept'] {
  const found = findKept(key);
  const draft = readPlanDraft(found?.draft);
  return found && draft ? { draft, keptAt: found.keptAt } : undefined;
}

export const defaultTitle = (ids: readonly string[]): string =>
  ids.length ? m.calendar_title_default({ places: placeNames(ids) }).slice(0, 200) : '';

/** A new plan, for a municipality by its code or its id, and with a contact invited where the address names one. */
export function openNewPlan(place: string | null, contactId: string | null): OpenedPlan {
  // opened once: what arrives from the server meanwhile must not begin the form anew
  return untrack(() => {
    const contact = contactId ? device.one('contact', contactId) : undefined;
    const named = place ? (municipalityByCode(place) ?? device.one('municipality', place)) : undefined;
    const municipalityId = named?.id ?? contact?.municipalityId;
    const municipalityIds = municipalityId ? [municipalityId] : [];
    const key = `plan/new/${municipalityId ?? ''}`;
    const kept = keptUnder(key);
    const network = device.all('network')[0];
    const timeZone = network?.timeZone ?? zoneOfCountry(network?.country ?? '');
    const start: PlanDraft = {
      ...emptyPlan({ meetingId: kept?.draft.meetingId ?? v7(), timeZone, municipalityIds }),
      title: defaultTitle(municipalityIds),
      invited: contact && !contact.removedAt ? [{ id: v7(), contactId: contact.id }] : [],
      agenda: proposedLines(municipalityIds).map((text) => ({ id: v7(), text }))
    };
    return { key, start, kept, editing: false };
  });
}

/** A plan to be changed, as it is now: what arrives while it is open is put together by the server, field by field. */
export function openPlan(id: string): OpenedPlan {
  return untrack(() => {
    const plan = device.one('planned-meeting', id);
    if (!plan) throw new Error(`Plan ${id} is not on this device`);
    const key = `plan/${id}`;
    return { key, start: draftOfPlan(plan), kept: keptUnder(key), editing: true };
  });
}
