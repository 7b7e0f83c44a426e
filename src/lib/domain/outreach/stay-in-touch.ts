import type { ContactRecord } from '../sync/field-records';

export interface Touch {
  /** ISO date of the last meeting with this contact; null where none is known. */
  last: string | null;
  /** ISO date by which to be in touch again; null where nothing was agreed, or the contact asked not to be contacted. */
  due: string | null;
}

/**
 * When a contact was last met, and by when to be in touch again: counted from the last meeting, else from the day the
 * contact was written down. Dates are ISO, and so compare as text.
 *
 * @param meetings all that the device has
 * @example
 * stayInTouch({ ...karin, stayInTouchDays: 30 }, [metOn('2026-10-01', karin)]) // { last: '2026-10-01', due: '2026-10-31' }
 */
export function stayInTouch(
  contact: Pick<ContactRecord, 'id' | 'stayInTouchDays' | 'optedOutOn' | 'createdAt'> &
    Partial<Pick<ContactRecord, 'optOutScope'>>,
  meetings: readonly { heldOn: string; attendees: readonly { contactId?: string | undefined }[] }[]
): Touch {
  let last: string | null = null;
  for (const { heldOn, attendees } of meetings)
    if (attendees.some(({ contactId }) => contactId === contact.id) && heldOn > (last ?? '')) last = heldOn;
  const silent = contact.optedOutOn !== null && (contact.optOutScope ?? 'everything') === 'everything';
  if (contact.stayInTouchDays === null || silent) return { last, due: null };
  const from = Date.parse(last ?? contact.createdAt.slice(0, 10));
  return { last, due: new Date(from + contact.stayInTouchDays * 86_400_000).toISOString().slice(0, 10) };
}
