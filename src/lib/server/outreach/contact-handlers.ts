import { actorId } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { contactRemove, type ContactSet, contactSet } from '$lib/domain/outreach/contact-commands';
import { changeIn, contactContent, type ContactField, NO_CONTACT } from '$lib/domain/outreach/merge-contact';
import { mergeFields } from '$lib/domain/shared/merge-fields';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { findNetwork } from '../identity/directory-repository';
import { findMunicipality } from '../register/repository';
import { defineHandler, type Effect } from '../sync/command-handler';
import { effectOf, keepClashes, openBeside } from '../sync/keep-clashes';
import { writeLanguage } from './contact-language-repository';
import { findContact, writeContact } from './contact-repository';
import { findErasures } from './erasure-repository';
import { saveContact } from './save-contact';

/** A contact stays in its network; a new one is of the network it names, or of its municipality's. */
async function networkOf(app: App, { contactId, networkId, municipalityId }: ContactSet): Promise<string | null> {
  const present = await findContact(app.db.read, contactId);
  if (present) return present.networkId;
  if (networkId) return (await findNetwork(app.db.read, networkId))?.id ?? null;
  return municipalityId ? ((await findMunicipality(app.db.read, municipalityId))?.networkId ?? null) : null;
}

export const contactHandler = defineHandler({
  ...contactSet,
  subject: (payload) => payload.contactId,
  networkOf,
  async handle(app, actor, { payload, envelope }, context): Promise<Result<Effect>> {
    const refused = authorize(actor, 'contact:edit');
    if (refused) return refused;
    const networkId = await networkOf(app, payload);
    if (!networkId)
      return refuse(
        'not-found',
        'contactId',
        'This contact is not on the server yet - send the one who made it first.'
      );
    const forbidden = authorize(actor, 'contact:edit', { networkId });
    if (forbidden) return forbidden;
    const id = payload.contactId;
    const { mine, was } = changeIn(payload);
    const present = await findContact(context.tx, id);
    if (!present && (await findErasures(context.tx, [id])).length)
      return refuse('erased', 'contactId', 'This person asked to be erased - nothing more is kept about them.');
    if (!present && mine.name === undefined)
      return refuse('name-missing', 'name', 'Name is missing - a new contact needs one, such as "Registrar".');
    if (present?.mergedInto)
      return refuse(
        'merged-meanwhile',
        'contactId',
        'This contact was made one with another meanwhile - open that one, and write it there.'
      );
    if (present?.removedAt) {
      const day = present.removedAt.toISOString().slice(0, 10);
      return refuse(
        'removed-meanwhile',
        'contactId',
        `This contact was removed on ${day} - bring it back under Contacts, Removed lately, then send this again.`
      );
    }
    if (present && !was && present.version !== envelope.baseVersion)
      return refuse('changed-elsewhere', 'contactId', 'A colleague changed this contact since - open it again.');
    if (mine.municipalityId) {
      const place = await findMunicipality(context.tx, mine.municipalityId);
      if (!place) return refuse('not-found', 'municipalityId', 'This municipality is not in the register any more.');
      if (place.networkId !== networkId)
        return refuse(
          'other-network',
          'municipalityId',
          'A contact belongs to one network - choose one of its places.'
        );
    }
    const by = actorId(actor);
    const who = { updatedBy: by, updatedAt: context.now, removedAt: null };
    if (!present) {
      const first = { createdBy: by, createdAt: context.now, version: 1, mergedInto: null };
      await saveContact(app, context.tx, { ...NO_CONTACT, ...mine, id, networkId, ...first, ...who });
      if (payload.language) await writeLanguage(context.tx, id, payload.language);
      await context.feed('contact', id);
      return ok({ kind: 'applied', version: 1 });
    }
    const place = { entity: 'contact', entityId: id, networkId, municipalityId: null };
    const now = contactContent(present);
    const merge = mergeFields(now, mine, was ?? now, await openBeside(context, place));
    const kept = await keepClashes(app, context, place, merge, {
      by,
      at: new Date(envelope.issuedAt),
      first: { by: present.createdBy, at: present.createdAt }
    });
    const spoken = payload.language !== undefined && (await writeLanguage(context.tx, id, payload.language));
    const version = present.version + (merge.changed.length > 0 || spoken ? 1 : 0);
    if (version !== present.version) {
      await saveContact(app, context.tx, { ...present, ...merge.merged, version, ...who }, present);
      await context.feed('contact', id);
    }
    return ok(effectOf(version, kept, (field) => merge.merged[field as ContactField]));
  }
});

export const contactRemoveHandler = defineHandler({
  ...contactRemove,
  subject: (payload) => payload.contactId,
  networkOf: async (app, payload) => (await findContact(app.db.read, payload.contactId))?.networkId ?? null,
  async handle(_app, actor, { payload }, context): Promise<Result<Effect>> {
    const refused = authorize(actor, 'contact:edit');
    if (refused) return refused;
    const present = await findContact(context.tx, payload.contactId);
    if (!present)
      return refuse(
        'not-found',
        'contactId',
        'This contact is not on the server yet - send the one who made it first.'
      );
    const forbidden = authorize(actor, 'contact:edit', { networkId: present.networkId });
    if (forbidden) return forbidden;
    if (present.mergedInto)
      return refuse(
        'merged-meanwhile',
        'contactId',
        'This contact was made one with another - undo that merge to have it back.'
      );
    const version = present.version + 1;
    const removedAt = payload.removed ? (present.removedAt ?? context.now) : null;
    await writeContact(context.tx, {
      ...present,
      removedAt,
      version,
      updatedBy: actorId(actor),
      updatedAt: context.now
    });
    await context.feed('contact', present.id);
    return ok({ kind: 'applied', version });
  }
});

export const contactHandlers = [contactHandler, contactRemoveHandler];
