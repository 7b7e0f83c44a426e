import { findDuplicates } from '$lib/domain/outreach/find-duplicates';
import type { ContactField } from '$lib/domain/outreach/contact-fields';
import { contactContent, NO_CONTACT } from '$lib/domain/outreach/merge-contact';
import { JOINED_FIELDS, undoMerge } from '$lib/domain/outreach/merge-two-contacts';
import { isSame } from '$lib/domain/shared/merge-fields';
import type { ContactMergeRecord, ContactRecord } from '$lib/domain/sync/field-records';
import { m } from '$lib/paraglide/messages.js';
import { v7 } from 'uuid';
import { device } from '../../device.svelte';
import { toasts } from '../../shell/toasts.svelte';
import { contactKey } from './contacts';

// All that read the device are called inside `$derived`, so that pages follow every change.

/** Fields that both fill, and differently: somebody has to say which is right. Of all others both sides stay. */
export function fieldsToChoose(kept: ContactRecord, gone: ContactRecord): ContactField[] {
  const [a, b] = [contactContent(kept), contactContent(gone)];
  const joined: readonly ContactField[] = [...JOINED_FIELDS, 'moreEmails', 'morePhones', 'stayInTouchDays', 'basisOn'];
  return (Object.keys(a) as ContactField[]).filter(
    (field) =>
      !joined.includes(field) &&
      !isSame(a[field], b[field]) &&
      !isSame(a[field], NO_CONTACT[field]) &&
      !isSame(b[field], NO_CONTACT[field])
  );
}

/** Other contacts that may be the same one. */
export function maybeSame(contact: ContactRecord): ReturnType<typeof findDuplicates> {
  if (contact.removedAt) return [];
  return findDuplicates(contact, device.all('contact'));
}

/** Merges of a contact that stand, the latest first. */
export function mergesOf(contactId: string): ContactMergeRecord[] {
  return device
    .all('contact-merge')
    .filter(({ keptId, undoneAt }) => keptId === contactId && !undoneAt)
    .sort((a, b) => (a.mergedAt < b.mergedAt ? 1 : -1));
}

/** The contacts whose meetings are a contact's: its own, and those that were made one with it. */
export function idsOf(contactId: string): Set<string> {
  return new Set([contactId, ...mergesOf(contactId).map(({ goneId }) => goneId)]);
}

/** What was changed since a merge and therefore stays as it is when that is undone. */
export function staysAfterUndo(merge: ContactMergeRecord): ContactField[] {
  const kept = device.one('contact', merge.keptId);
  return kept ? undoMerge(contactContent(kept), merge).stays : [];
}

/** @returns what stands in the way, in words; null where it is done */
export async function mergeContacts(
  kept: ContactRecord,
  gone: ContactRecord,
  take: readonly ContactField[]
): Promise<string | null> {
  const mergeId = v7();
  const payload = { mergeId, keptId: kept.id, goneId: gone.id, take: [...take] };
  const stored = device.issue('contact.merge', contactKey(kept.id), payload, kept.version || null);
  const result = await stored.catch((error: unknown) => {
    // the device's store is full or gone
    console.error(error);
    return null;
  });
  if (!result) return m.outreach_not_stored();
  if (!result.ok) return result.problems[0]?.message ?? m.outreach_not_stored();
  toasts.show(m.people_merged({ name: kept.name, other: gone.name }), () => {
    const merge = device.one('contact-merge', mergeId);
    if (merge) void unmerge(merge);
  });
  return null;
}

export async function unmerge(merge: ContactMergeRecord): Promise<void> {
  const { id: mergeId, keptId, keptBefore, goneBefore } = merge;
  const version = device.one('contact', keptId)?.version || null;
  const result = await device.issue('contact.unmerge', contactKey(keptId), { mergeId }, version);
  toasts.show(
    result.ok
      ? m.people_undone({ name: keptBefore.name, other: goneBefore.name })
      : (result.problems[0]?.message ?? m.outreach_not_stored())
  );
}
