import { createHash } from 'node:crypto';
import { contactContent } from '$lib/domain/outreach/merge-contact';
import type { ContactRow } from './contact-repository';
import type { FollowUpRow, MeetingWhole } from './repository';

const hashOf = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('base64url');

/** Of everything a person can write of a contact: equal as long as nobody did. */
export function hashContact(row: ContactRow): string {
  return hashOf(contactContent(row));
}

/** The same of a meeting with its promises, whoever kept them by now. */
export function hashMeeting(meeting: MeetingWhole & { followUps?: unknown }, promises: readonly FollowUpRow[]): string {
  const { version: _version, updatedAt: _at, createdAt: _made, followUps: _promised, ...said } = meeting;
  const sorted = Object.entries(said)
    .map(
      ([name, value]) => [name, Array.isArray(value) ? value.map((one) => JSON.stringify(one)).sort() : value] as const
    )
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const kept = promises
    .map(({ id, what, due, doneAt, ownerId }) => JSON.stringify([id, what, due, doneAt, ownerId]))
    .sort();
  return hashOf([sorted, kept]);
}
