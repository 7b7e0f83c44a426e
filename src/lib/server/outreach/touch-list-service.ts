import type { Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { stayInTouch } from '$lib/domain/outreach/stay-in-touch';
import { addDays } from '$lib/domain/roadmap/reminder-due';
import { ok, type Result } from '$lib/domain/shared/result';
import type { ContactRecord } from '$lib/domain/sync/field-records';
import type { App } from '../app';
import { today } from '../shared/today';
import { contactRecords } from './contact-records';
import { contactsInTouch } from './touch-repository';

export interface TouchList {
  /** The longest overdue first. */
  touches: { contact: ContactRecord; last: string | null; due: string }[];
  /** Due within a week, and at all. */
  soon: number;
  all: number;
}

const SHOWN = 20;
const SOON_DAYS = 7;

/**
 * Contacts of a network to be in touch with again, of all there are: a device that keeps only a part of them asks here.
 *
 * @param input.who whose contacts: of whoever wrote them down; empty: everybody's
 */
export async function listTouches(
  app: App,
  actor: Actor,
  input: { networkId: string; who?: string }
): Promise<Result<TouchList>> {
  const { networkId, who = '' } = input;
  const refused = authorize(actor, 'contact:edit') ?? authorize(actor, 'contact:edit', { networkId });
  if (refused) return refused;
  const rows = await contactsInTouch(app.db.read, networkId, who);
  const soon = addDays(today(app), SOON_DAYS);
  const due = rows
    .flatMap((row) => {
      const met = row.lastMet === null ? [] : [{ heldOn: row.lastMet, attendees: [{ contactId: row.id }] }];
      const touch = stayInTouch({ ...row, createdAt: row.createdAt.toISOString() }, met);
      return touch.due === null ? [] : [{ id: row.id, last: touch.last, due: touch.due }];
    })
    .sort((a, b) => (a.due < b.due || (a.due === b.due && a.id < b.id) ? -1 : 1));
  const now = due.filter((one) => one.due <= soon);
  const shown = now.slice(0, SHOWN);
  const records = await contactRecords(
    app,
    networkId,
    shown.map(({ id }) => id)
  );
  const byId = new Map(records.map((record) => [record.id, record]));
  const touches = shown.flatMap(({ id, last, due }) => {
    const contact = byId.get(id);
    return contact ? [{ contact, last, due }] : [];
  });
  return ok({ touches, soon: now.length, all: due.length });
}
