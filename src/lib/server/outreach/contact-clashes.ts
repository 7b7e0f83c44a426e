import { authorize } from '$lib/domain/identity/permissions';
import { NOTE_ROOM } from '$lib/domain/outreach/contact-kinds';
import { CONTACT_FIELDS } from '$lib/domain/outreach/merge-contact';
import { ok } from '$lib/domain/shared/result';
import type { ClashTarget } from '../sync/clash-target';
import { findContact } from './contact-repository';
import { saveContact } from './save-contact';

/** Where two coordinators said different things of one contact. */
export const contactClashes: ClashTarget = {
  entity: 'contact',
  visible: (sight) => sight.coordinates,
  authorize: (actor, { networkId }) => authorize(actor, 'contact:edit', { networkId }),
  room: (field) => (field === 'note' ? NOTE_ROOM : null),
  async read({ tx }, { entityId, field }) {
    const contact = await findContact(tx, entityId);
    const name = CONTACT_FIELDS.find((known) => known === field);
    return contact && name && !contact.removedAt ? contact[name] : undefined;
  },
  async write(app, context, { entityId, field }, value, by) {
    const contact = await findContact(context.tx, entityId);
    if (!contact) throw new Error(`Contact ${entityId} has a clash and is not there`);
    const version = contact.version + 1;
    const changed = { ...contact, [field]: value, version, updatedAt: context.now, updatedBy: by };
    await saveContact(app, context.tx, changed, contact);
    await context.feed('contact', entityId);
    return ok(version);
  }
};
