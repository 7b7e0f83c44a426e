import type { ContactRecord } from '$lib/domain/sync/field-records';
import { getLocale } from '$lib/paraglide/runtime.js';
import { device } from '../../device.svelte';
import { unsentState } from '../outreach/network';

// All of these read the device; called inside `$derived`, so that pages follow every change.

/** By name, those of a municipality where its id is given; removed ones only where asked for. */
export function contactsByName(municipalityId?: string): ContactRecord[] {
  const { compare } = new Intl.Collator(getLocale());
  return device
    .all('contact')
    .filter((contact) => !contact.removedAt && (!municipalityId || contact.municipalityId === municipalityId))
    .sort((a, b) => compare(a.name, b.name));
}

/** The outbox keys of a contact: changes of what is said of it, and taking it away or bringing it back. */
export const contactKey = (id: string): string => `contact:${id}`;
export const removalKey = (id: string): string => `contact-removal:${id}`;

/** Whether a change of a contact is still on this device only: it waits, or the server refused it. */
export function contactState(id: string): 'sent' | 'waiting' | 'refused' {
  const states = [unsentState(contactKey(id)), unsentState(removalKey(id))];
  return states.find((state) => state === 'refused') ?? states.find((state) => state === 'waiting') ?? 'sent';
}
