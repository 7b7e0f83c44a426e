import type { ContactContent } from '$lib/domain/outreach/merge-contact';

/** What `POST /api/v1/contacts/ID/person` answers, as far as it is shown. */
export interface PersonFile {
  exportedAt: string;
  contacts: (ContactContent & { id: string; municipality: string; createdAt: string; updatedAt: string })[];
  merges: { mergedAt: string; said: ContactContent[] }[];
  meetings: { heldOn: string; form: string; municipalities: string[]; writtenDownAs: string; role: string }[];
  promises: { what: string; due: string }[];
  texts: { where: string; around: string }[];
  mail: { subject: string; createdAt: string; sentAt: string | null }[];
  optOuts: { scope: string; on: string }[];
  elsewhere: Record<string, unknown[]>;
  account: boolean;
}
