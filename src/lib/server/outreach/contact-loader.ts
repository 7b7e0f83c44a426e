import { DAYS_TO_BRING_BACK } from '$lib/domain/outreach/contact-kinds';
import { contactContent } from '$lib/domain/outreach/merge-contact';
import type { Loader } from '../sync/loader';
import { optOutsOfContacts } from './contactable';
import { languagesOf } from './contact-language-repository';
import { contactsOf } from './contact-repository';

/** The network's coordinators only; those removed lately too, since they can be brought back. */
export const contactLoader: Loader = async (app, sight, ids) => {
  if (!sight.coordinates) return [];
  const since = new Date(app.now().getTime() - DAYS_TO_BRING_BACK * 86_400_000);
  const rows = await contactsOf(app.db.read, sight.networkId, since, ids ?? undefined);
  const optOuts = await optOutsOfContacts(app, app.db.read, sight.networkId, rows);
  const ofRows = rows.map(({ id }) => id);
  const languages = await languagesOf(app.db.read, ofRows);
  return rows.map((row) => ({
    entity: 'contact',
    id: row.id,
    data: {
      id: row.id,
      ...contactContent(row),
      createdBy: row.createdBy,
      createdAt: row.createdAt.toISOString(),
      updatedBy: row.updatedBy,
      updatedAt: row.updatedAt.toISOString(),
      removedAt: row.removedAt?.toISOString() ?? null,
      mergedInto: row.mergedInto,
      optOuts: optOuts.get(row.id) ?? [],
      ...(languages.has(row.id) && { language: languages.get(row.id) }),
      version: row.version
    }
  }));
};
