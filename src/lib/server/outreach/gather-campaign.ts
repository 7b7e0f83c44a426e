import type { AudienceContact } from '$lib/domain/outreach/campaign-audience';
import type { CampaignPlace } from '$lib/domain/outreach/campaign-population';
import type { MergeValues } from '$lib/domain/outreach/merge-text';
import type { Locale } from '$lib/domain/shared/locale';
import type { App } from '../app';
import { assessmentsOfWave, currentWave } from '../assessment/repository';
import { levelsOfSubmitted } from '../assessment/levels-of-submitted';
import type { Reader, Tx } from '../db/client';
import { findNetwork } from '../identity/directory-repository';
import { findPerson } from '../identity/repository';
import { listMunicipalities, type MunicipalityRow } from '../register/repository';
import { publicOrigin } from '../shared/origin';
import { today } from '../shared/today';
import { linkToken } from './campaign-link';
import { touchesInNetwork } from './campaign-reply-repository';
import { languagesOf } from './contact-language-repository';
import {
  accountLanguages,
  contactsByIds,
  contactsInRoles,
  lastMailByMunicipality,
  meetingDays
} from './campaign-figures-repository';
import { type CampaignRow } from './campaign-repository';
import type { ContactRow } from './contact-repository';
import { optOutsOfContacts } from './contactable';

/** Every municipality of a network that is valid today, as a campaign's filter sees it. */
export async function gatherPlaces(app: App, networkId: string): Promise<CampaignPlace[]> {
  const db = app.db.read;
  const [municipalities, wave, meetings, mail, touches] = [
    await listMunicipalities(db, { networkId, on: today(app) }),
    await currentWave(db, networkId),
    await meetingDays(db, networkId),
    await lastMailByMunicipality(db, networkId),
    await touchesInNetwork(db, networkId)
  ];
  const assessments = wave ? (await assessmentsOfWave(db, wave.id)).map(({ assessment }) => assessment) : [];
  const levels = wave ? await levelsOfSubmitted(app, wave, assessments) : new Map<string, number | null>();
  const byPlace = new Map(assessments.map((assessment) => [assessment.municipalityId, assessment]));
  const days = new Map<string, string>();
  const answered = new Set<string>();
  const note = (id: string, day: string) => {
    if (day > (days.get(id) ?? '')) days.set(id, day);
  };
  const met = new Set<string>();
  for (const { municipalityId, heldOn } of meetings) {
    met.add(municipalityId);
    note(municipalityId, heldOn);
  }
  for (const [id, { sentAt, repliedAt }] of mail) {
    for (const at of [sentAt, repliedAt]) if (at !== null) note(id, dayOf(at));
    if (repliedAt !== null) answered.add(id);
  }
  for (const { municipalityId, reachedOn, reply } of touches) {
    note(municipalityId, reachedOn);
    if (reply) answered.add(municipalityId);
  }
  return municipalities.map(({ id, code, name, countyCode, countyName, groupCode, population }) => {
    const assessment = byPlace.get(id);
    const reached = met.has(id) || answered.has(id) || Boolean(assessment?.startedAt ?? assessment?.submittedAt);
    const level = assessment ? (levels.get(assessment.id) ?? null) : null;
    return {
      ...{ id, code, name, countyCode, countyName, groupCode, population, level, reached },
      lastContactOn: days.get(id) ?? null
    };
  });
}

const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);

/** Contacts with what decides whether they may be written to: those a campaign could be for, or by id. */
export async function gatherContacts(
  app: App,
  db: Reader | Tx,
  networkId: string,
  which: Pick<CampaignRow, 'channels' | 'roles'> | { ids: readonly string[] }
): Promise<(ContactRow & AudienceContact)[]> {
  const rows =
    'ids' in which
      ? await contactsByIds(db, which.ids)
      : await contactsInRoles(db, networkId, [
          ...(which.channels.includes('registrar') ? (['registrar'] as const) : []),
          ...(which.channels.includes('contacts') ? which.roles : [])
        ]);
  const against = await optOutsOfContacts(app, db, networkId, rows);
  return rows.map((row) => ({ ...row, optOuts: against.get(row.id) ?? [] }));
}

/** In which language each contact is written to: as somebody said, as their account has it, else the network's. */
export async function localesOf(db: Reader | Tx, networkId: string, contacts: readonly ContactRow[]) {
  const network = await findNetwork(db, networkId);
  const said = await languagesOf(
    db,
    contacts.map(({ id }) => id)
  );
  const accounts = await accountLanguages(
    db,
    contacts.flatMap(({ email }) => (email === '' ? [] : email))
  );
  const locales = new Map<string, Locale>();
  for (const { id, email } of contacts) locales.set(id, said.get(id) ?? accounts.get(email) ?? network?.locale ?? 'en');
  return locales;
}

const TAGS: Record<Locale, string> = { en: 'en-GB', sv: 'sv-SE', nl: 'nl-NL' };

export interface MergeSource {
  campaign: Pick<CampaignRow, 'linkKey' | 'createdBy' | 'networkId'>;
  place: Pick<MunicipalityRow, 'name' | 'countyName' | 'population'> & { level: number | null };
  contact: Pick<ContactRow, 'name' | 'role'>;
  networkName: string;
  senderName: string;
  locale: Locale;
  /** Null: a test, whose links lead to a page that says so. */
  messageId: string | null;
}

/** What the merge fields stand for, for one recipient. */
export function mergeValues(app: App, source: MergeSource): MergeValues {
  const { place, contact, locale, campaign } = source;
  const token = source.messageId === null ? 'test' : linkToken(campaign.linkKey, source.messageId);
  const origin = publicOrigin(app.env);
  return {
    municipality: place.name,
    county: place.countyName ?? '',
    population: place.population === null ? '' : place.population.toLocaleString(TAGS[locale]),
    level: place.level === null ? '' : String(place.level),
    // a mailbox has no name to greet
    contact_name: contact.role === 'registrar' ? '' : contact.name,
    network: source.networkName,
    sender_name: source.senderName,
    reply_link: `${origin}/reply/${token}`,
    unsubscribe_link: `${origin}/unsubscribe/${token}`
  };
}

/** The names a campaign's messages are signed with. */
export async function namesOf(db: Reader | Tx, { networkId, createdBy }: Pick<CampaignRow, 'networkId' | 'createdBy'>) {
  const network = await findNetwork(db, networkId);
  const sender = await findPerson(db, createdBy);
  return { networkName: network?.name ?? '', senderName: sender?.name ?? network?.name ?? '' };
}
