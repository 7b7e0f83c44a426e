import { actorId } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { dataPersonSet } from '$lib/domain/outreach/correction-commands';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import { officersOf } from '../identity/repository';
import { findMunicipality } from '../register/repository';
import { defineHandler, type Effect } from '../sync/command-handler';
import { findContact } from './contact-repository';
import { findDataPerson, writeDataPerson } from './ledger-repository';

/** Who looks after open data in a municipality. Coordinators choose a contact or an officer; officers one of themselves. */
export const dataPersonHandler = defineHandler({
  ...dataPersonSet,
  subject: (payload) => payload.municipalityId,
  networkOf: async (app, payload) => (await findMunicipality(app.db.read, payload.municipalityId))?.networkId ?? null,
  async handle(_app, actor, { payload }, context): Promise<Result<Effect>> {
    const refused = authorize(actor, 'data-person:set');
    if (refused) return refused;
    const { municipalityId, contactId, personId, was } = payload;
    const municipality = await findMunicipality(context.tx, municipalityId);
    if (!municipality)
      return refuse('not-found', 'municipalityId', 'This municipality is not in the register - choose another.');
    const { networkId } = municipality;
    const forbidden = authorize(actor, 'data-person:set', { networkId, municipalityId });
    if (forbidden) return forbidden;
    // contacts are the network's: an officer neither sees nor names them
    const mayContact = contactId ? authorize(actor, 'contact:edit', { networkId }) : null;
    if (mayContact) return mayContact;
    const contact = contactId ? await findContact(context.tx, contactId) : null;
    if (contactId && (contact?.networkId !== networkId || contact.municipalityId !== municipalityId))
      return refuse('not-found', 'contactId', 'This contact is not one of this municipality - choose another.');
    if (contact?.removedAt || contact?.mergedInto)
      return refuse('removed-meanwhile', 'contactId', 'This contact was removed meanwhile - choose another.');
    const officers = personId ? await officersOf(context.tx, municipalityId) : [];
    if (personId && !officers.some(({ membership, person }) => person.id === personId && !membership.endedAt))
      return refuse('not-found', 'personId', 'This person is not an officer of this municipality - choose another.');
    const present = await findDataPerson(context.tx, municipalityId);
    const now = { contactId: present?.contactId ?? null, personId: present?.personId ?? null };
    if (now.contactId === contactId && now.personId === personId)
      return ok({ kind: 'applied', version: present?.version ?? 0 });
    // a choice has no two values to keep: whoever looked before a colleague chose looks again
    if (now.contactId !== was.contactId || now.personId !== was.personId)
      return refuse(
        'changed-elsewhere',
        'municipalityId',
        'A colleague has named somebody else meanwhile - look again, and choose once more if you still want to.'
      );
    const version = (present?.version ?? 0) + 1;
    await writeDataPerson(context.tx, {
      ...{ municipalityId, networkId, contactId, personId, version, setBy: actorId(actor), setAt: context.now }
    });
    await context.feed('data-person', municipalityId, municipalityId);
    return ok({ kind: 'applied', version });
  }
});

/** For the walking test: refuses an anonymous actor. */
export const dataPersonHandlers = [dataPersonHandler];
