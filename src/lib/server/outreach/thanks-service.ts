import * as z from 'zod/mini';
import words from '$lib/content/mail/thanks.json';
import { actorId, type Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { ERASED } from '$lib/domain/outreach/erase-words';
import { mayBeContacted } from '$lib/domain/outreach/may-be-contacted';
import { writeThanks } from '$lib/domain/outreach/thanks-letter';
import { check } from '$lib/domain/shared/check';
import { id, line } from '$lib/domain/shared/fields';
import { type Locale, LOCALES } from '$lib/domain/shared/locale';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import type { Reader, Tx } from '../db/client';
import { findNetwork } from '../identity/directory-repository';
import { findPerson } from '../identity/repository';
import { dayWords } from '../mail/mail-words';
import { queueMail } from '../mail/queue-mail';
import { listMunicipalities } from '../register/repository';
import { change } from '../shared/change';
import { contactRows } from './erasure-repository';
import { toContactable } from './contactable';
import { localesOf } from './gather-campaign';
import { wholeMeeting } from './meeting-clashes';
import { insertThanks, thankedFor } from './thanks-repository';

/** Why somebody who was there gets no letter, or that they may get one. */
export type Thankable = 'may' | 'sent' | 'opted-out' | 'no-email' | 'removed' | 'no-contact';

export interface ThanksPreview {
  locale: Locale;
  subject: string;
  body: string;
  people: { attendeeId: string; contactId: string | null; name: string; state: Thankable }[];
}

const asked = z.object({ meetingId: id, locale: z.optional(z.enum(LOCALES)) });
const letter = z.object({
  meetingId: id,
  contactIds: z.array(id).check(z.minLength(1, 'Choose at least one person'), z.maxLength(100)),
  subject: line(200),
  body: z.string().check(z.minLength(1), z.maxLength(20_000))
});

/** A letter of thanks with what was promised, in the language of those who were there, and who may get it. */
export async function previewThanks(
  app: App,
  actor: Actor,
  input: { meetingId: string; locale?: string | undefined }
): Promise<Result<ThanksPreview>> {
  const refused = authorize(actor, 'meeting:log');
  if (refused) return refused;
  const given = check(asked, input);
  if (!given.ok) return given;
  const found = await findOwn(app, app.db.read, actor, given.value.meetingId);
  if (!found.ok) return found;
  const { meeting, people, contacts } = found.value;
  const network = await findNetwork(app.db.read, meeting.networkId);
  const locales = await localesOf(app.db.read, meeting.networkId, contacts);
  const reached = people.filter(({ state }) => state === 'may');
  const locale = given.value.locale ?? locales.get(reached[0]?.contactId ?? '') ?? network?.locale ?? 'en';
  const places = await listMunicipalities(app.db.read, { ids: meeting.municipalityIds });
  const sender = await findPerson(app.db.read, actorId(actor));
  const list = (names: readonly string[]) => new Intl.ListFormat(locale, { type: 'conjunction' }).format(names);
  const text = writeThanks(words[locale], {
    // one letter for all of them: names only where it is clear who reads it
    names: reached.length === 1 ? reached.map(({ name }) => name) : [],
    places: list(places.map(({ name }) => name)),
    heldOn: meeting.heldOn,
    promises: meeting.followUps,
    nextContactOn: meeting.nextContactOn,
    ...{ sender: sender?.name ?? '', network: network?.name ?? '', list },
    day: (iso) => dayWords(locale, new Date(`${iso}T12:00:00Z`))
  });
  return ok({ locale, ...text, people });
}

/** Sends it, to each of them once and to nobody who does not want it; the rest are left out. */
export async function sendThanks(
  app: App,
  actor: Actor,
  input: z.input<typeof letter>
): Promise<Result<{ sent: number }>> {
  const refused = authorize(actor, 'meeting:log');
  if (refused) return refused;
  const given = check(letter, input);
  if (!given.ok) return given;
  const { meetingId, contactIds, subject, body } = given.value;
  const before = await findOwn(app, app.db.read, actor, meetingId);
  if (!before.ok) return before;
  const { networkId } = before.value.meeting;
  return change(app, actor, { action: 'meeting:thank', networkId, subject: meetingId }, async (context) => {
    const found = await findOwn(app, context.tx, actor, meetingId);
    if (!found.ok) return found;
    const { people, contacts } = found.value;
    const may = people.filter(({ contactId, state }) => state === 'may' && contactIds.includes(contactId ?? ''));
    if (may.length === 0)
      return refuse(
        'nobody-to-thank',
        'contactIds',
        'Those chosen were thanked already or cannot be written to - choose others.'
      );
    const sender = await findPerson(context.tx, actorId(actor));
    const written = new Set<string>();
    for (const { contactId } of may) {
      const { email } = contacts.find((one) => one.id === contactId)!;
      await insertThanks(context.tx, {
        ...{ id: app.newId(), meetingId, contactId, sentBy: actorId(actor), sentAt: context.now }
      });
      if (written.has(email)) continue;
      written.add(email);
      await queueMail(context.tx, app, {
        ...{ networkId, recipient: email, subject, body, contactId: contactId! },
        ...(sender && { replyTo: sender.email })
      });
    }
    return ok({ sent: written.size });
  });
}

async function findOwn(app: App, db: Reader | Tx, actor: Actor, meetingId: string) {
  const meeting = await wholeMeeting(db, meetingId);
  if (!meeting)
    return refuse(
      'not-found',
      'meetingId',
      'This meeting is not on the server - send it first, then write the letter.'
    );
  const forbidden = authorize(actor, 'meeting:log', { networkId: meeting.networkId });
  if (forbidden) return forbidden;
  const ids = meeting.attendees.flatMap(({ contactId }) => contactId ?? []);
  const contacts = await contactRows(db, ids);
  const thanked = await thankedFor(db, meetingId);
  const people: ThanksPreview['people'] = [];
  for (const { id: attendeeId, name, contactId } of meeting.attendees) {
    if (name === ERASED) continue;
    const contact = contacts.find((one) => one.id === contactId && one.networkId === meeting.networkId);
    const reach = contact && mayBeContacted(await toContactable(app, db, contact), 'mail', 'personal');
    const because = reach ? (reach.may ? 'may' : reach.because) : 'no-contact';
    const state = contactId && thanked.has(contactId) ? 'sent' : because === 'no-phone' ? 'no-email' : because;
    people.push({ attendeeId, contactId: contact?.id ?? null, name, state });
  }
  return ok({ meeting, people, contacts });
}
