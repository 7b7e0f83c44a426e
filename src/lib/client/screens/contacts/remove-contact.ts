import type { ContactRecord } from '$lib/domain/sync/field-records';
import { m } from '$lib/paraglide/messages.js';
import { device } from '../../device.svelte';
import { toasts } from '../../shell/toasts.svelte';
import { removalKey } from './contacts';

/** Takes a contact away, or brings it back; the other way is one tap. */
export async function setRemoved(contact: ContactRecord, removed: boolean): Promise<void> {
  const { id: contactId, name, version } = contact;
  const result = await device.issue('contact.remove', removalKey(contactId), { contactId, removed }, version || null);
  if (!result.ok) {
    toasts.show(result.problems[0]?.message ?? m.outreach_not_stored());
    return;
  }
  toasts.show(
    removed ? m.contacts_removed({ name }) : m.contacts_brought_back({ name }),
    () => void setRemoved(contact, !removed)
  );
}
