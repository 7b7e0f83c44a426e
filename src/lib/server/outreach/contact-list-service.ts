import type { Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { CONTACT_ROLES } from '$lib/domain/outreach/contact-kinds';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { ContactRecord } from '$lib/domain/sync/field-records';
import type { App } from '../app';
import { type ListedContact, pageOfContacts } from './contact-index-repository';
import { contactRecords, searchWords } from './contact-records';
import { findContact } from './contact-repository';

export interface ContactPage {
  contacts: ListedContact[];
  /** The `after` of the next page; null where this was the last. */
  next: string | null;
}

const MOST = 100;
const USUAL = 25;

/**
 * Contacts of a network by name, page by page, however many there are: each page begins after the last contact of the one
 * before (keyset), so the thousandth costs what the first does. Words are looked up by their beginnings, each must be found.
 */
export async function listContacts(
  app: App,
  actor: Actor,
  input: {
    networkId: string;
    query?: string;
    role?: string;
    municipalityId?: string;
    removed?: boolean;
    after?: string;
    limit?: number;
  }
): Promise<Result<ContactPage>> {
  const { networkId, query = '', role = '', municipalityId = '', removed = false, after = '', limit = USUAL } = input;
  const refused = authorize(actor, 'contact:edit') ?? authorize(actor, 'contact:edit', { networkId });
  if (refused) return refused;
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST)
    return refuse('limit-invalid', 'limit', `A page has 1 to ${MOST} contacts - got "${limit}".`);
  if (role !== '' && !CONTACT_ROLES.some((known) => known === role))
    return refuse(
      'role-unknown',
      'role',
      `The role is one of ${CONTACT_ROLES.join(', ')} - got "${role.slice(0, 40)}".`
    );
  const words = searchWords(query);
  const page = { networkId, role, municipalityId, removed, words, after, limit: limit + 1 };
  const rows = await pageOfContacts(app.db.read, page);
  if (!rows)
    return refuse('after-unknown', 'after', 'The contact this page would begin after is gone - begin anew without it.');
  const contacts = rows.slice(0, limit);
  return ok({ contacts, next: rows.length > limit ? contacts.at(-1)!.id : null });
}

export interface ContactRecordPage {
  contacts: ContactRecord[];
  next: string | null;
}

/** The same page with everything a device keeps of each. */
export async function listContactRecords(
  app: App,
  actor: Actor,
  input: Parameters<typeof listContacts>[2]
): Promise<Result<ContactRecordPage>> {
  const page = await listContacts(app, actor, input);
  if (!page.ok) return page;
  const ids = page.value.contacts.map(({ id }) => id);
  const byId = new Map((await contactRecords(app, input.networkId, ids)).map((record) => [record.id, record]));
  return ok({ contacts: ids.flatMap((id) => byId.get(id) ?? []), next: page.value.next });
}

/** One contact as a device keeps it, also one that is not among those kept. */
export async function readContact(
  app: App,
  actor: Actor,
  input: { contactId: string }
): Promise<Result<ContactRecord>> {
  const refused = authorize(actor, 'contact:edit');
  if (refused) return refused;
  const unknown = refuse(
    'not-found',
    'contactId',
    'This contact does not exist, or was removed - open the list again.'
  );
  const row = await findContact(app.db.read, input.contactId);
  if (!row) return unknown;
  const forbidden = authorize(actor, 'contact:edit', { networkId: row.networkId });
  if (forbidden) return forbidden;
  const [record] = await contactRecords(app, row.networkId, [row.id]);
  return record ? ok(record) : unknown;
}
