import words from '$lib/content/mail/calendar.json';
import { proposeFirstMeeting } from '$lib/domain/mentoring/first-meeting';
import type { Side } from '$lib/domain/mentoring/pairing-states';
import type { App } from '../app';
import type { Tx } from '../db/client';
import { findNetwork, peopleByIds } from '../identity/directory-repository';
import { dayWords } from '../mail/mail-words';
import { queueMail } from '../mail/queue-mail';
import { renderMail } from '../mail/render-mail';
import { queuePush, waysOf } from '../push/reminder-ways';
import { listMunicipalities } from '../register/repository';
import { writeAppointment } from '../render/write-calendar';
import { modelOfNetwork, textIn } from '../roadmap/step-words';
import { publicOrigin } from '../shared/origin';
import { findProfile, type PairingRow } from './repository';

export type PairingMail =
  | 'pairing-invited'
  | 'pairing-agreed'
  | 'pairing-off'
  | 'pairing-ended'
  | 'pairing-thanks'
  | 'pairing-nudge'
  | 'pairing-over';

/** About one that runs or has run: on its own page; invitations are answered where all of them stand. */
const pageOf = (name: PairingMail, id: string) =>
  name === 'pairing-invited' || name === 'pairing-off' ? '/app/peer' : `/app/peer/${id}`;

/** Reminders: by mail, notification, both or neither, as each person chose. All else is news, and comes by mail. */
const REMINDERS: readonly PairingMail[] = ['pairing-nudge', 'pairing-over'];

/** Tells the officers of one or both sides; who has no account any more gets nothing. */
export async function tellSides(
  app: App,
  tx: Tx,
  pairing: PairingRow,
  name: PairingMail,
  sides: readonly Side[] = ['mentee', 'mentor']
): Promise<void> {
  const officerOf = { mentee: pairing.menteeOfficerId, mentor: pairing.mentorOfficerId };
  const ids = Object.values(officerOf).filter((id) => id !== null);
  const reminded = REMINDERS.includes(name) ? await waysOf(tx, ids) : null;
  const people = new Map((await peopleByIds(tx, ids)).map((person) => [person.id, person]));
  const places = new Map(
    (await listMunicipalities(tx, { ids: [pairing.menteeId, pairing.mentorId] })).map((m) => [m.id, m.name])
  );
  const nameOf = { mentee: places.get(pairing.menteeId) ?? '', mentor: places.get(pairing.mentorId) ?? '' };
  const stored = await modelOfNetwork(app, pairing.networkId, tx);
  const origin = publicOrigin(app.env);
  for (const side of sides) {
    const person = people.get(officerOf[side] ?? '');
    if (!person) continue;
    const ways = reminded?.get(person.id);
    if (ways) await queuePush(tx, app, person.id, 'pairing', ways.push);
    if (ways && !ways.mail) continue;
    const other: Side = side === 'mentee' ? 'mentor' : 'mentee';
    const contact = people.get(officerOf[other] ?? '');
    const theme = textIn(stored, person.locale)?.dimensions[pairing.dimension]?.name ?? pairing.dimension;
    const letter = renderMail(person.locale, name === 'pairing-invited' ? `pairing-invited-${side}` : name, {
      municipality: nameOf[side],
      other: nameOf[other],
      theme,
      contact: contact ? `${contact.name}, ${contact.email}` : nameOf[other],
      until: pairing.expiresAt ? dayWords(person.locale, pairing.expiresAt) : '',
      ended: pairing.endsOn ? dayWords(person.locale, new Date(`${pairing.endsOn}T12:00:00`)) : '',
      certificate: `${origin}/print/certificate?pairing=${pairing.id}`,
      link: `${origin}${pageOf(name, pairing.id)}`,
      account: `${origin}/account#notifications`
    });
    const calendar =
      name === 'pairing-invited'
        ? await firstMeeting(
            app,
            tx,
            pairing,
            words[person.locale].first.replace('{other}', () => nameOf[other])
          )
        : undefined;
    await queueMail(tx, app, { networkId: pairing.networkId, recipient: person.email, ...letter, calendar });
  }
}

/** Half an hour at ten, on a day both have time; the same entry for both, so that it can be moved by either. */
async function firstMeeting(app: App, tx: Tx, pairing: PairingRow, title: string): Promise<string> {
  const months = [];
  for (const id of [pairing.menteeId, pairing.mentorId]) months.push((await findProfile(tx, id))?.months ?? []);
  const network = await findNetwork(tx, pairing.networkId);
  const after = (pairing.expiresAt ?? app.now()).toISOString().slice(0, 10);
  const origin = publicOrigin(app.env);
  return writeAppointment({
    uid: `pairing-${pairing.id}@${new URL(origin).hostname}`,
    day: proposeFirstMeeting(after, months),
    hour: 10,
    minutes: 30,
    country: network?.country ?? '',
    title,
    description: '',
    link: `${origin}/app/peer`,
    changedAt: pairing.invitedAt ?? app.now()
  });
}
