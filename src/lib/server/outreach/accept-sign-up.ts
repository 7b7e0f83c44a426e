import { nameKey } from '$lib/domain/outreach/find-duplicates';
import { mayBeContacted } from '$lib/domain/outreach/may-be-contacted';
import { type ContactContent, contactContent, NO_CONTACT } from '$lib/domain/outreach/merge-contact';
import { mergeTwoContacts } from '$lib/domain/outreach/merge-two-contacts';
import { DAYS_REMEMBERED, wordVisitWish } from '$lib/domain/outreach/visit-sign-up';
import { addDays } from '$lib/domain/roadmap/reminder-due';
import { ok, refuseAll, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import type { Tx } from '../db/client';
import { findNetwork } from '../identity/directory-repository';
import { activePeopleIn, type PersonRow } from '../identity/repository';
import { dayWords, visitWords } from '../mail/mail-words';
import { queueMail } from '../mail/queue-mail';
import { renderMail } from '../mail/render-mail';
import { findMunicipality } from '../register/repository';
import type { ChangeContext } from '../shared/change';
import { publicOrigin } from '../shared/origin';
import { today } from '../shared/today';
import type { ContactRow } from './contact-repository';
import { toContactable } from './contactable';
import { addressesOf, findOptOuts, narrowOptOuts } from './opt-out-repository';
import { findPage } from './public-page-repository';
import { saveContact } from './save-contact';
import { contactsWith, deleteOthersOf, insertFollowUp, settleSignUp, type SignUpRow } from './sign-up-repository';

const DAYS_TO_ANSWER = 7;
const DAY_MS = 86_400_000;

/**
 * A sign-up that was confirmed becomes a contact with consent, a follow-up, and a mail to whoever looks after it.
 * Whoever has the address and the name already is not made twice. A name alone proves nothing, and neither does a mailbox
 * that several share: who signs up with it stays a contact of their own, which the list shows as a possible duplicate. A
 * number was only typed: it neither finds somebody nor touches what was wished for it.
 *
 * Errors: `opted-out` with the facts `on` and `scope`, where this person had asked not to be contacted and has not said
 * otherwise now.
 *
 * @param allow the person says that they may be contacted about this after all
 */
export async function acceptSignUp(
  app: App,
  context: ChangeContext,
  signUp: SignUpRow,
  how: { by: string; allow: boolean }
): Promise<Result<{ contactId: string }>> {
  const { tx, now } = context;
  const { networkId, municipalityId } = signUp;
  const network = await findNetwork(tx, networkId);
  if (!network) throw new Error(`Sign-up ${signUp.id} is of a network that is not there`);
  const words = visitWords(network.locale);
  const present = await findKnown(tx, signUp);
  const row = contactOf(app, await withoutForeignNumber(app, tx, signUp, present), words.source, present, {
    by: how.by,
    now
  });
  const kept = await heedWish(app, tx, row, how.allow);
  if (!kept.ok) return kept;
  await saveContact(app, tx, kept.value, present);
  await context.feed('contact', row.id);
  const owner = await ownerOfVisits(tx, networkId);
  const due = addDays(today(app), DAYS_TO_ANSWER);
  const followUpId = app.newId();
  await insertFollowUp(tx, {
    ...{ id: followUpId, networkId, meetingId: null, municipalityId, what: wordVisitWish(words.lead, signUp.wish) },
    ...{ ownerId: owner?.id ?? how.by, due, doneAt: null, version: 1, updatedAt: now }
  });
  await context.feed('follow-up', followUpId);
  const until = new Date(now.getTime() + DAYS_REMEMBERED * DAY_MS);
  await deleteOthersOf(tx, signUp);
  await settleSignUp(tx, signUp.id, { at: now, contactId: row.id, followUpId, until });
  if (owner) await notify(app, tx, owner, { networkId, network: network.name, municipalityId, due });
  return ok({ contactId: row.id });
}

/** By address, which was proven, and name. By number and name only where a coordinator has called it: nothing else was given. */
async function findKnown(tx: Tx, signUp: SignUpRow): Promise<ContactRow | undefined> {
  const { networkId, email, phone, name } = signUp;
  const rows = await contactsWith(tx, networkId, { email, phone });
  const byAddress = rows.filter((row) => email !== '' && [row.email, ...(row.moreEmails ?? [])].includes(email));
  const same = (row: ContactRow) => nameKey(row.name) === nameKey(name);
  return byAddress.find(same) ?? (email === '' ? rows.find(same) : undefined);
}

/** Somebody asked not to be called under this number, and nobody has shown that it is theirs: it is left out. */
async function withoutForeignNumber(
  app: App,
  tx: Tx,
  signUp: SignUpRow,
  present: ContactRow | undefined
): Promise<SignUpRow> {
  const { networkId, email, phone: address } = signUp;
  const own = [present?.phone, ...(present?.morePhones ?? [])].includes(address);
  if (email === '' || address === '' || own) return signUp;
  const wishes = await findOptOuts(app, tx, networkId, [{ kind: 'phone', address }]);
  return wishes.length ? { ...signUp, phone: '' } : signUp;
}

function contactOf(
  app: App,
  signUp: SignUpRow,
  source: string,
  present: ContactRow | undefined,
  { by, now }: { by: string; now: Date }
): ContactRow {
  const { networkId, municipalityId, name, role, email, phone } = signUp;
  const consent = { basis: 'consent', basisOn: today(app) } as const;
  const said: ContactContent = { ...NO_CONTACT, municipalityId, name, role, email, phone, source, ...consent };
  const who = { updatedBy: by, updatedAt: now };
  if (present) {
    // consent given today is the best basis there is
    const merged = mergeTwoContacts(contactContent(present), said, ['basis', 'basisOn']);
    return { ...present, ...merged, version: present.version + 1, ...who };
  }
  const first = { version: 1, createdBy: by, createdAt: now, removedAt: null, mergedInto: null };
  return { id: app.newId(), networkId, ...said, ...first, ...who };
}

/** A wish not to be contacted holds until the person themself says otherwise, and then for mailings still. */
async function heedWish(app: App, tx: Tx, row: ContactRow, allow: boolean): Promise<Result<ContactRow>> {
  const contactable = await toContactable(app, tx, row);
  const against = (['mail', 'phone'] as const)
    .filter((way) => (way === 'mail' ? row.email !== '' : row.phone !== ''))
    .map((way) => mayBeContacted(contactable, way, 'personal'))
    .find((reach) => !reach.may && reach.because === 'opted-out');
  if (!against || against.may || against.because !== 'opted-out') return ok(row);
  if (!allow) {
    const message = 'You asked earlier not to be contacted - say whether you may be contacted about this visit.';
    const facts = { on: against.on, scope: against.scope };
    return refuseAll([{ code: 'opted-out', path: 'allow', message, facts }]);
  }
  await narrowOptOuts(app, tx, row.networkId, addressesOf(row), today(app));
  if (row.optedOutOn === null) return ok(row);
  return ok({ ...row, optedOutOn: today(app), optOutScope: 'campaigns' });
}

/** Whoever was chosen, else the coordinator who has been there longest, else an administrator. */
export async function ownerOfVisits(tx: Tx, networkId: string): Promise<PersonRow | undefined> {
  const chosen = (await findPage(tx, networkId))?.ownerId;
  const all = await activePeopleIn(tx, networkId, ['coordinator', 'administrator']);
  const coordinators = await activePeopleIn(tx, networkId, ['coordinator']);
  return all.find(({ id }) => id === chosen) ?? coordinators[0] ?? all[0];
}

/** Where and until when; who asked is inside. */
async function notify(
  app: App,
  tx: Tx,
  owner: PersonRow,
  about: { networkId: string; network: string; municipalityId: string; due: string }
): Promise<void> {
  const municipality = await findMunicipality(tx, about.municipalityId);
  if (!municipality) return;
  const letter = renderMail(owner.locale, 'visit-asked', {
    network: about.network,
    municipality: municipality.name,
    due: dayWords(owner.locale, new Date(`${about.due}T12:00:00Z`)),
    link: `${publicOrigin(app.env)}/app/municipalities/${encodeURIComponent(municipality.code)}`
  });
  await queueMail(tx, app, { networkId: about.networkId, recipient: owner.email, ...letter });
}
