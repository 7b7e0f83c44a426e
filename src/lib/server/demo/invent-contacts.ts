import { foldText } from '$lib/domain/outreach/fold-text';
import { NO_CONTACT } from '$lib/domain/outreach/merge-contact';
import type { Tx } from '../db/client';
import { contact } from '../db/schema/contacts';
import { attendeesIn, setAttendeeContact } from '../outreach/contact-repository';
import { insertMany } from './insert-many';
import { type DemoMunicipality, Dice } from './invent';

const DAY = 86_400_000;
/** Mobile numbers that the Swedish Post and Telecom Authority keeps for books and films: 070-174 06 05 to 99. */
const FIRST_NUMBER = 46701740605;
const NUMBERS = 95;
const ROLE_OF = {
  official: 'officer',
  manager: 'manager',
  politician: 'politician',
  it: 'it',
  other: 'other'
} as const;
const NOTES = ['Ring helst på förmiddagen.', 'Vill ha ett mejl före samtalet.', 'Är ledig på fredagar.', ''];

type Row = typeof contact.$inferInsert;

/**
 * A registrar's mailbox for every municipality, and everybody who was at a meeting; returns how many. Nobody real: every
 * person is called Demo, every address ends in example.org, every number is one nobody has.
 */
export async function inventContacts(
  tx: Tx,
  from: {
    seed: number;
    networkId: string;
    coordinator: string;
    now: Date;
    places: (DemoMunicipality & { id: string })[];
  }
): Promise<number> {
  const { seed, networkId, coordinator, now, places } = from;
  // dice of its own, so that everything else of the demo stays as it is
  const dice = new Dice(seed + 4);
  const who = (at: Date) => ({ createdBy: coordinator, createdAt: at, updatedBy: coordinator, updatedAt: at });
  const start = new Date(now.getTime() - 260 * DAY);
  const word = (text: string) => foldText(text).replace(/[^a-z]+/g, '-');
  const contacts: Row[] = places.map((place) => ({
    ...{ ...NO_CONTACT, id: dice.id(), networkId, municipalityId: place.id, version: 1, ...who(start) },
    ...{ name: `Registrator, ${place.name}`, role: 'registrar', email: `registrator.${word(place.name)}@example.org` },
    ...{ channel: 'mail', source: 'Påhittad adress', basis: 'public-task', basisOn: day(start) }
  }));
  const met = await attendeesIn(tx, networkId);
  const nameOf = new Map(places.map(({ id, name }) => [id, name]));
  const known = new Map<string, string>();
  for (const { attendee: one, heldOn, municipalityId } of met) {
    const key = `${municipalityId} ${one.name}`;
    const id = known.get(key) ?? dice.id();
    await setAttendeeContact(tx, one.id, id);
    if (known.has(key)) continue;
    known.set(key, id);
    const address = `${word(one.name)}.${word(nameOf.get(municipalityId) ?? '')}@example.org`;
    contacts.push({
      ...{ ...NO_CONTACT, id, networkId, municipalityId, version: 1, ...who(new Date(heldOn)) },
      ...{ name: one.name, role: ROLE_OF[one.role], email: address, note: dice.pick(NOTES) },
      phone: dice.chance(0.6) ? `+${FIRST_NUMBER + dice.below(NUMBERS)}` : '',
      channel: dice.pick(['mail', 'phone', null] as const),
      ...{ source: `Möte ${heldOn}`, basis: 'legitimate-interest', basisOn: heldOn },
      stayInTouchDays: dice.chance(0.2) ? 90 : null,
      optedOutOn: dice.chance(0.03) ? heldOn : null
    });
  }
  await insertMany(tx, contact, contacts);
  return contacts.length;
}

const day = (at: Date) => at.toISOString().slice(0, 10);
