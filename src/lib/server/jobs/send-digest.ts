import { SYSTEM } from '$lib/domain/identity/actor';
import { type Digest, digestWeek, weekOf } from '$lib/domain/outreach/digest-week';
import { stayInTouch } from '$lib/domain/outreach/stay-in-touch';
import { ok } from '$lib/domain/shared/result';
import { zoneOfCountry } from '$lib/domain/shared/time-zones';
import type { App } from '../app';
import type { Tx } from '../db/client';
import { activePeopleIn, listNetworks, type NetworkRow, type PersonRow } from '../identity/repository';
import { dayWords, digestWords } from '../mail/mail-words';
import { queueMail } from '../mail/queue-mail';
import { renderMail } from '../mail/render-mail';
import { digested, keptInTouch, markDigested, openPromises, waitingCorrections } from '../outreach/digest-repository';
import { choicesOf } from '../push/choice-repository';
import { listMunicipalities } from '../register/repository';
import { change } from '../shared/change';
import { publicOrigin } from '../shared/origin';

type Promised = Awaited<ReturnType<typeof openPromises>>[number] & { done: boolean };
type Touched = { ownerId: string; due: string | null; municipalityId: string | null };

/**
 * On Mondays from six o'clock by the network's clock: what each coordinator has to do in the week, in one mail. Who had it
 * is written down in the transaction that queues it, so no restart sends it again; who has nothing to do gets nothing.
 */
export async function sendDigest(app: App): Promise<void> {
  for (const network of await listNetworks(app.db.read)) {
    const week = digestWeek(app.now(), network.timeZone ?? zoneOfCountry(network.country));
    if (week) await sendTo(app, network, week);
  }
}

async function sendTo(app: App, network: NetworkRow, week: string): Promise<void> {
  const people = await activePeopleIn(app.db.read, network.id, ['coordinator', 'administrator']);
  const ids = people.map(({ id }) => id);
  if ((await digested(app.db.read, network.id, week, ids)).size === ids.length) return;
  const entry = { action: 'follow-up:digest', networkId: network.id, subject: network.id };
  await change(app, SYSTEM, entry, async ({ tx, now }) => {
    const had = await digested(tx, network.id, week, ids);
    const wanted = await choicesOf(tx, ids);
    const of = await gather(tx, network.id);
    const places = await listMunicipalities(tx, { networkId: network.id, on: 'any' });
    const nameOf = new Map(places.map(({ id, name }) => [id, name]));
    for (const person of people.filter(({ id }) => !had.has(id))) {
      const digest = weekOf(person.id, week, of);
      if (digest && (wanted.get(person.id)?.digest ?? true)) await send(app, tx, { network, person, digest, nameOf });
      await markDigested(tx, { personId: person.id, networkId: network.id, week, at: now });
    }
    return ok(null);
  });
}

async function gather(tx: Tx, networkId: string) {
  const promises: Promised[] = (await openPromises(tx, networkId)).map((row) => ({ ...row, done: false }));
  const contacts: Touched[] = (await keptInTouch(tx, networkId)).map(({ last, createdAt, ...row }) => {
    const met = last === null ? [] : [{ heldOn: last, attendees: [{ contactId: row.id }] }];
    const { due } = stayInTouch({ ...row, createdAt: createdAt.toISOString() }, met);
    return { ownerId: row.createdBy, due, municipalityId: row.municipalityId };
  });
  return { promises, contacts, corrections: await waitingCorrections(tx, networkId) };
}

interface Letter {
  network: NetworkRow;
  person: PersonRow;
  digest: Digest<Promised, Touched>;
  nameOf: ReadonlyMap<string, string>;
}

/** What was promised, where and by when; of contacts only where they are. */
async function send(app: App, tx: Tx, { network, person, digest, nameOf }: Letter): Promise<void> {
  const { locale } = person;
  const words = digestWords(locale);
  const place = (id: string | null) => nameOf.get(id ?? '') ?? '';
  const line = ({ what, due, municipalityId }: Promised) => {
    const where = [place(municipalityId), dayWords(locale, new Date(`${due}T12:00:00`))].filter(Boolean).join(', ');
    return `- ${what}\n  ${where}`;
  };
  const contacts = [...new Set(digest.contacts.map(({ municipalityId }) => place(municipalityId)))].filter(Boolean);
  const part = (heading: string, lines: string[]) => (lines.length ? [`${heading}\n\n${lines.join('\n')}`] : []);
  const parts = [
    ...part(words.overdue, digest.overdue.map(line)),
    ...part(words.week, digest.thisWeek.map(line)),
    ...part(
      words.contacts.replace('{count}', String(digest.contacts.length)),
      contacts.map((name) => `- ${name}`)
    ),
    ...(digest.corrections ? [words.corrections.replace('{count}', String(digest.corrections))] : [])
  ];
  const origin = publicOrigin(app.env);
  const letter = renderMail(locale, 'follow-ups-week', {
    network: network.name,
    overdue: String(digest.overdue.length),
    week: String(digest.thisWeek.length),
    parts: parts.join('\n\n'),
    link: `${origin}/app/follow-ups?who=me`,
    account: `${origin}/account#notifications`
  });
  await queueMail(tx, app, { networkId: network.id, recipient: person.email, ...letter });
}
