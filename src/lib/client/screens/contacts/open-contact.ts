import { type ContactDraft, draftOfContact, emptyContact, readContactDraft } from '$lib/domain/outreach/contact-draft';
import { contactContent, type ContactContent, NO_CONTACT } from '$lib/domain/outreach/merge-contact';
import { untrack } from 'svelte';
import { v7 } from 'uuid';
import { device } from '../../device.svelte';
import { findKept } from '../kept-form.svelte';
import { municipalityByCode } from '../outreach/network';

export interface OpenedContact {
  /** Where what is typed is kept. */
  key: string;
  start: ContactDraft;
  /** What the author sees before changing it. */
  seen: ContactContent;
  kept: { draft: ContactDraft; keptAt: string } | undefined;
  editing: boolean;
}

function keptUnder(key: string): OpenedContact['kept'] {
  const found = findKept(key);
  const draft = readContactDraft(found?.draft);
  return found && draft ? { draft, keptAt: found.keptAt } : undefined;
}

/** A new contact, of the municipality an address names; what was begun for it is opened again. */
export function openNewContact(code: string | null): OpenedContact {
  // opened once: what arrives from the server meanwhile must not begin the form anew
  return untrack(() => {
    const place = code ? municipalityByCode(code) : undefined;
    const key = `contact/new/${place?.id ?? ''}`;
    const kept = keptUnder(key);
    const start = emptyContact(kept?.draft.contactId ?? v7(), place?.id ?? '');
    return { key, start, seen: NO_CONTACT, kept, editing: false };
  });
}

/** A contact to be changed, as it is now: what arrives while it is open is put together by the server, field by field. */
export function openContact(id: string): OpenedContact {
  return untrack(() => {
    const contact = device.one('contact', id);
    if (!contact) throw new Error(`Contact ${id} is not on this device`);
    const key = `contact/${id}`;
    return { key, start: draftOfContact(contact), seen: contactContent(contact), kept: keptUnder(key), editing: true };
  });
}
