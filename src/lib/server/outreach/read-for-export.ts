import type { MeetingWords, WrittenMeeting } from '$lib/domain/outreach/imports/write-list-tables';
import { PlaceNames } from '$lib/domain/outreach/imports/write-list-tables';
import { contactContent } from '$lib/domain/outreach/merge-contact';
import { promisesOf } from '$lib/domain/outreach/meeting-parts';
import type { Locale } from '$lib/domain/shared/locale';
import type { App } from '../app';
import type { Reader } from '../db/client';
import { peopleNames } from '../identity/directory-repository';
import { listModelsOf } from '../model/repository';
import { listMunicipalities } from '../register/repository';
import { countCampaigns } from './campaign-figures-repository';
import { listCampaignRows, recipientsOf } from './campaign-repository';
import { repliesOf } from './campaign-reply-repository';
import { allContacts } from './contact-repository';
import { correctionsOf } from './ledger-repository';
import { meetingIds } from './meeting-keys-repository';
import { followUpsOf, meetingsOf, type MeetingWhole } from './repository';

export interface ExportNames extends MeetingWords {
  /** An account's name; empty where it is nobody's. */
  person(id: string): string;
}

/** Names of what rows only know by id. */
export async function readWords(app: App, networkId: string, locale: Locale): Promise<ExportNames> {
  const db = app.db.read;
  const municipalities = await listMunicipalities(db, { networkId, on: 'any' });
  const ended = municipalities.filter(({ validTo }) => validTo !== null);
  const here = municipalities.filter(({ validTo }) => validTo === null);
  const barriers = new Map<string, string>();
  const criteria = new Map<string, string>();
  for (const { texts } of await listModelsOf(db, networkId)) {
    for (const text of texts.filter((one) => one.locale === locale)) {
      for (const [id, { name }] of Object.entries(text.barriers)) barriers.set(id, name);
      for (const [id, { statement }] of Object.entries(text.criteria)) criteria.set(id, statement);
    }
  }
  const people = new Map((await peopleNames(db, networkId, null)).map(({ id, name }) => [id, name]));
  return {
    locale,
    places: new PlaceNames([...ended, ...here]),
    barrier: (id) => barriers.get(id) ?? id,
    criterion: (id) => criteria.get(id) ?? id,
    person: (id) => people.get(id) ?? ''
  };
}

export async function readContacts(db: Reader, networkId: string) {
  const rows = await allContacts(db, networkId);
  return rows.map((row) => ({ id: row.id, content: contactContent(row) }));
}

/** Meetings in one query. */
const AT_ONCE = 1000;

export async function readMeetings(db: Reader, networkId: string): Promise<WrittenMeeting[]> {
  const followUps = await followUpsOf(db, networkId);
  const byMeeting = new Map<string, typeof followUps>();
  for (const one of followUps) {
    const list = byMeeting.get(one.meetingId ?? '');
    if (list) list.push(one);
    else byMeeting.set(one.meetingId ?? '', [one]);
  }
  // consent that was withdrawn stays so, whatever a form says later
  const corrections = await correctionsOf(db, networkId, { ids: null, municipalityIds: null });
  const gone = new Set(corrections.filter(({ kind }) => kind === 'withdraw-quote').map(({ raisedId }) => raisedId));
  const rows: MeetingWhole[] = [];
  const ids = await meetingIds(db, networkId);
  for (let from = 0; from < ids.length; from += AT_ONCE)
    rows.push(...(await meetingsOf(db, networkId, ids.slice(from, from + AT_ONCE))));
  return rows.map((row) => {
    const { id, heldOn, form, municipalityIds, attendees } = row;
    const barriers = row.barriers.map((one) => (gone.has(one.id) ? { ...one, consent: 'no' as const } : one));
    const { background, workSoFar, exchange, conclusions } = row;
    return {
      ...{ id, heldOn, form, municipalityIds, attendees, barriers },
      texts: { background, workSoFar, exchange, conclusions },
      followUps: promisesOf(id, byMeeting.get(id) ?? []),
      ...{ interestBefore: row.interestBefore, interestAfter: row.interestAfter, nextContactOn: row.nextContactOn },
      ...{ knowledge: row.knowledge, goalsMet: row.goalsMet }
    };
  });
}

export async function readFollowUps(db: Reader, networkId: string) {
  const rows = await followUpsOf(db, networkId);
  return rows.map(({ id, meetingId, municipalityId, what, ownerId, due, doneAt, promisedBy }) => ({
    ...{ id, meetingId, municipalityId, what, ownerId, due, promisedBy },
    doneOn: doneAt?.toISOString().slice(0, 10) ?? null
  }));
}

/** Campaigns with what came back; whose words a reply held is wiped once it is sorted, and is in no file before. */
export async function readCampaigns(db: Reader, networkId: string) {
  const rows = await listCampaignRows(db, networkId);
  const counts = await countCampaigns(
    db,
    rows.map(({ id }) => id)
  );
  return Promise.all(
    rows.map(async ({ id, name, state, channels, costs, startedAt, stoppedAt }) => {
      const recipients = new Map((await recipientsOf(db, id)).map((one) => [one.id, one]));
      const replies = (await repliesOf(db, id)).filter(({ discarded }) => !discarded);
      return {
        ...{ id, name, state, channels, costs, startedAt, stoppedAt },
        recipients: counts.get(id)?.recipients ?? recipients.size,
        replied: counts.get(id)?.replied ?? 0,
        replies: replies.map(({ recipientId, kind, bounce, way, at, caseNumber, until }) => ({
          municipalityId: recipients.get(recipientId ?? '')?.municipalityId ?? null,
          ...{
            kind: kind ?? (bounce ? ('bounce' as const) : null),
            way,
            on: at.toISOString().slice(0, 10),
            caseNumber,
            until
          }
        }))
      };
    })
  );
}
