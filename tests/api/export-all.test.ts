import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { getTableName, is } from 'drizzle-orm';
import { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { NO_FILTER } from '$lib/domain/outreach/campaign-population';
import { NO_CONTACT } from '$lib/domain/outreach/merge-contact';
import type { App } from '$lib/server/app';
import * as campaigns from '$lib/server/db/schema/campaigns';
import * as contacts from '$lib/server/db/schema/contacts';
import * as imports from '$lib/server/db/schema/imports';
import * as ledger from '$lib/server/db/schema/ledger';
import * as meetingIndexes from '$lib/server/db/schema/meeting-index';
import * as photos from '$lib/server/db/schema/meeting-photos';
import * as thanks from '$lib/server/db/schema/meeting-thanks';
import * as outreach from '$lib/server/db/schema/outreach';
import * as people from '$lib/server/db/schema/people';
import * as planned from '$lib/server/db/schema/planned-meetings';
import * as publicSide from '$lib/server/db/schema/public-side';
import { insertMeetingPhoto } from '$lib/server/outreach/meeting-photo-repository';
import { exportOutreach, type OutreachExport } from '$lib/server/outreach/outreach-export-service';
import { shippedModels } from '$lib/server/model/seed';
import { createTestApp, disposeTestApp } from '../support/test-app';
import { createTestNetwork } from '../support/test-network';

// Whoever leaves Waymark takes everything along: each table of outreach is in a sheet, or it says here why it is in none.

/** The sheet in which a table's rows are, in English. */
const SHEET_OF: Record<string, string> = {
  contact: 'Contacts',
  contact_language: 'Languages of contacts',
  opt_out: 'Do not contact',
  meeting: 'Meetings',
  meeting_municipality: 'Meetings',
  meeting_attendee: 'Attendees',
  meeting_barrier: 'Barriers',
  follow_up: 'Follow-ups',
  follow_up_snooze: 'Put off',
  meeting_photo: 'Photos',
  meeting_thanks: 'Letters of thanks',
  planned_meeting: 'Planned meetings',
  planned_meeting_municipality: 'Planned meetings',
  meeting_invitation: 'Invitations',
  barrier_correction: 'Corrections',
  data_person: 'Data persons',
  campaign: 'Campaigns',
  campaign_step: 'Message texts',
  campaign_recipient: 'Recipients',
  campaign_message: 'Messages',
  campaign_reply: 'Replies',
  campaign_touch: 'Reached by hand'
};
/** Sheets of parts of a table that another sheet has the rest of. */
const PARTS = ['Campaign filters', 'Goals reached'];

const IN_NO_SHEET: Record<string, string> = {
  mail_folder_mark: 'how far a mail folder was read: of a mail server, not of a network',
  contact_merge: 'the way back of a merge; what holds is in the contacts',
  contact_card: 'which vCard a contact came from, so that it is known the second time',
  contact_index: 'made from the contacts, for searching',
  meeting_index: 'made from the meetings, for searching',
  erasure: 'that somebody is no longer here; holds nothing of the person',
  contact_retention: 'a setting, shown where it is set',
  list_import: 'the way back of an import; what came of it is in the contacts and meetings',
  contact_import_change: 'the way back of an import',
  meeting_import_change: 'the way back of an import',
  list_mapping: 'which columns a file had the last time',
  follow_up_digest: 'that a Monday’s mail has left',
  public_page: 'texts that everybody can read where they stand',
  visit_sign_up: 'believed only once confirmed; then it is a contact and a follow-up',
  material: 'files that everybody who may have them fetches where they stand',
  material_version: 'see material',
  material_content: 'see material',
  material_download: 'counts, shown with the material'
};

const OUTREACH = { campaigns, contacts, imports, ledger, outreach, people };
const MORE = {
  'meeting-index': meetingIndexes,
  'meeting-photos': photos,
  'meeting-thanks': thanks,
  'planned-meetings': planned,
  'public-side': publicSide
};
/** Of other capabilities, whose exports are theirs. A new file is in one of the two lists. */
const OTHERS = [
  ...[
    'all',
    'assessment',
    'boundaries',
    'clash',
    'columns',
    'identity',
    'mail',
    'mentoring',
    'model',
    'notify',
    'editions'
  ],
  ...['pairing-life', 'register', 'reporting', 'roadmap', 'sessions', 'stories', 'sync', 'upload', 'vectors']
];

let app: App;
let made: OutreachExport;

beforeAll(async () => {
  app = await createTestApp();
  const net = await createTestNetwork(app);
  const desk = await net.enlist('coordinator');
  const { networkId } = net;
  const [{ id: municipalityId }] = net.municipalities as [(typeof net.municipalities)[0]];
  const [at, by] = [app.now(), desk.personId];
  const id = () => app.newId();
  const [contactId, meetingId, followUpId, campaignId, stepId, recipientId, planId] = Array.from({ length: 7 }, id);
  const barrierId = shippedModels.at(-1)!.model.barriers[0]!.id;
  const raisedId = id();
  await app.db.write(async (tx) => {
    const who = { createdBy: by, createdAt: at, updatedBy: by, updatedAt: at, version: 1 };
    const content = { ...NO_CONTACT, name: 'Robin Row-contact', municipalityId };
    await tx.insert(contacts.contact).values({ ...content, id: contactId!, networkId, role: 'it', ...who });
    await tx.insert(campaigns.contactLanguage).values({ contactId: contactId!, locale: 'nl' });
    const hidden = { hash: 'no-hash-leaves', source: 'link' as const, on: '2026-02-03', createdAt: at };
    const address = 'without-contact@example.org';
    await tx
      .insert(people.optOut)
      .values({ id: id(), networkId, kind: 'email', address, scope: 'everything', ...hidden });
    await tx.insert(outreach.meeting).values({
      ...{ id: meetingId!, networkId, heldOn: '2026-05-04', form: 'visit', version: 1, createdBy: by },
      ...{
        createdAt: at,
        updatedAt: at,
        background: 'Row-meeting',
        goalsMet: [{ id: id(), what: 'Row-goal' }] as never
      }
    });
    await tx.insert(outreach.meetingMunicipality).values({ meetingId: meetingId!, municipalityId });
    await tx
      .insert(outreach.attendee)
      .values({ id: id(), meetingId: meetingId!, name: 'Row-attendee', role: 'it', contactId: contactId! });
    await tx
      .insert(outreach.meetingBarrier)
      .values({ id: raisedId, meetingId: meetingId!, barrierId, severity: 3, quote: 'Row-barrier', consent: 'yes' });
    await tx.insert(outreach.followUp).values({
      ...{ id: followUpId!, networkId, meetingId: meetingId!, municipalityId, what: 'Row-follow-up', ownerId: by },
      ...{ due: '2026-12-01', version: 1, updatedAt: at }
    });
    const put = { fromDue: '2026-12-01', toDue: '2026-12-24', reason: 'Row-snooze', by, at, beside: false };
    await tx.insert(ledger.followUpSnooze).values({ id: id(), followUpId: followUpId!, ...put });
    await insertMeetingPhoto(
      tx,
      {
        ...{ id: id(), meetingId: meetingId!, sha256: 'a'.repeat(64), name: 'row-photo.png', mediaType: 'image/png' },
        ...{ size: 1, addedBy: by, addedAt: at, removedAt: null, removedBy: null }
      },
      Uint8Array.of(1)
    );
    await tx
      .insert(thanks.meetingThanks)
      .values({ id: id(), meetingId: meetingId!, contactId: contactId!, sentBy: by, sentAt: at });
    await tx.insert(planned.plannedMeeting).values({
      ...{ id: planId!, networkId, state: 'planned', title: 'Row-plan', form: 'call', startsAt: '2027-03-29T10:00' },
      ...{ minutes: 45, timeZone: 'Europe/Stockholm', agenda: [{ id: 'a', text: 'Row-agenda' }], stampedAt: at },
      ...{ version: 1, createdBy: by, createdAt: at, updatedAt: at }
    });
    await tx.insert(planned.plannedMeetingMunicipality).values({ plannedMeetingId: planId!, municipalityId });
    await tx
      .insert(planned.meetingInvitation)
      .values({ id: id(), plannedMeetingId: planId!, contactId: contactId!, reply: 'tentative', repliedAt: at });
    await tx.insert(ledger.barrierCorrection).values({
      ...{ id: id(), networkId, raisedId, municipalityId, barrierId, kind: 'otherwise', text: 'Row-correction' },
      ...{ side: 'municipality', by, saidAt: at, createdAt: at, settled: 'agreed', answer: 'Row-answer' }
    });
    await tx
      .insert(ledger.dataPerson)
      .values({ municipalityId, networkId, contactId: contactId!, version: 1, setBy: by, setAt: at });
    await tx.insert(campaigns.campaign).values({
      ...{ id: campaignId!, networkId, name: 'Row-campaign', state: 'running', channels: ['contacts'], roles: ['it'] },
      ...{ filter: { ...NO_FILTER, levels: ['0', 'none'], neverReached: true }, costs: {}, perMinute: 60 },
      ...{ sendBy: 'waymark', linkKey: 'no-key-leaves', version: 1, createdBy: by, createdAt: at, updatedAt: at }
    });
    const texts = { sv: { subject: 'Row-subject', body: 'Row-body' } };
    await tx
      .insert(campaigns.campaignStep)
      .values({ id: stepId!, campaignId: campaignId!, position: 0, afterDays: 0, texts });
    await tx.insert(campaigns.campaignRecipient).values({
      ...{ id: recipientId!, campaignId: campaignId!, municipalityId, contactId: contactId!, channel: 'contacts' },
      ...{ locale: 'sv', reply: 'not-now', repliedAt: at, restsUntil: '2027-01-15', createdAt: at }
    });
    await tx.insert(campaigns.campaignMessage).values({
      ...{ id: id(), campaignId: campaignId!, stepId: stepId!, recipientId: recipientId!, state: 'cancelled' },
      ...{ plannedAt: at, nextAttemptAt: at, because: 'same-address', addressHash: 'no-hash-leaves' }
    });
    await tx.insert(campaigns.campaignReply).values({
      ...{ id: id(), networkId, campaignId: campaignId!, recipientId: recipientId!, way: 'hand', kind: 'not-now', at },
      ...{ caseNumber: 'KS 2026/17', mailHash: 'no-hash-leaves' }
    });
    await tx.insert(campaigns.campaignTouch).values({
      ...{ id: id(), campaignId: campaignId!, municipalityId, channel: 'phone', reachedOn: '2026-06-07', reply: 'yes' },
      ...{ repliedOn: '2026-06-08', loggedBy: by, loggedAt: at }
    });
  });
  const result = await exportOutreach(app, desk, { networkId, kind: 'all', locale: 'en' });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  made = result.value;
}, 30_000);
afterAll(() => disposeTestApp(app));

const tablesOf = (modules: Record<string, object>) =>
  Object.values(modules)
    .flatMap((all) => Object.values(all) as unknown[])
    .filter((one): one is SQLiteTable => is(one, SQLiteTable))
    .map((table) => getTableName(table));

it('has each table in a sheet, or says why not', () => {
  const tables = tablesOf({ ...OUTREACH, ...MORE });
  expect(tables.length).toBeGreaterThan(30);
  expect(tables.filter((name) => !(name in SHEET_OF) && !(name in IN_NO_SHEET))).toEqual([]);
  const known = new Set(tables);
  expect([...Object.keys(SHEET_OF), ...Object.keys(IN_NO_SHEET)].filter((name) => !known.has(name))).toEqual([]);
  const files = readdirSync(join(process.cwd(), 'src/lib/server/db/schema')).map((file) => basename(file, '.ts'));
  const sorted = [...Object.keys(OUTREACH), ...Object.keys(MORE), ...OTHERS];
  expect(files.filter((file) => !sorted.includes(file))).toEqual([]);
});

it('has a row in every sheet, with as many cells as its head', () => {
  expect(made.sheets.map(({ name }) => name).sort()).toEqual(
    [...new Set([...Object.values(SHEET_OF), ...PARTS])].sort()
  );
  const empty = made.sheets.filter(({ table }) => table.length < 2).map(({ name }) => name);
  expect(empty).toEqual([]);
  for (const { name, table } of made.sheets)
    for (const row of table) expect([name, row.length]).toEqual([name, table[0]!.length]);
});

it('says in words what was kept, and nothing that is a key', () => {
  const day = app.now().toISOString().slice(0, 10);
  const rowsOf = (name: string) => made.sheets.find((sheet) => sheet.name === name)!.table.slice(1);
  expect(rowsOf('Campaign filters')).toEqual([
    ['Row-campaign', 'Level', '0; none'],
    ['Row-campaign', 'Never reached', 'x'],
    ['Row-campaign', 'Roles', 'IT']
  ]);
  expect(rowsOf('Message texts')).toEqual([['Row-campaign', 1, 0, 'sv', 'Row-subject', 'Row-body']]);
  expect(rowsOf('Recipients')[0]!.slice(3)).toEqual([
    ...['Robin Row-contact', 'Contact list', 'sv', 'Not now', day, '2027-01-15']
  ]);
  expect(rowsOf('Messages')[0]!.slice(3)).toEqual([1, 'Cancelled', day, null, 'Same address as another']);
  expect(rowsOf('Reached by hand')[0]!.slice(2, 6)).toEqual(['Phone', '2026-06-07', 'Yes', '2026-06-08']);
  expect(rowsOf('Do not contact')).toEqual([
    ['E-mail', 'without-contact@example.org', 'Everything', '2026-02-03', 'Link in a mail']
  ]);
  expect(rowsOf('Put off')[0]).toContain('Row-snooze');
  expect(rowsOf('Corrections')[0]).toEqual(
    expect.arrayContaining(['Otherwise', 'Row-correction', 'Agreed', 'Row-answer'])
  );
  expect(rowsOf('Data persons')[0]).toContain('Robin Row-contact');
  expect(rowsOf('Invitations')[0]).toEqual(expect.arrayContaining(['Robin Row-contact', 'Perhaps']));
  expect(rowsOf('Planned meetings')[0]).toEqual(expect.arrayContaining(['Row-plan', 'Row-agenda', 'Planned']));
  // the same for programs
  const text = JSON.stringify(made.json);
  for (const said of ['Row-subject', 'without-contact@', 'Row-snooze', 'Row-plan', 'same-address', 'row-photo'])
    expect(text).toContain(said);
  expect(text + JSON.stringify(made.sheets)).not.toMatch(/no-hash-leaves|no-key-leaves/);
});
