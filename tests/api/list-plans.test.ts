import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Actor } from '$lib/domain/identity/actor';
import { NO_CONTACT } from '$lib/domain/outreach/merge-contact';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '$lib/server/app';
import { openDatabase } from '$lib/server/db/client';
import { meetingBarrier, attendee, followUp, meeting, meetingMunicipality } from '$lib/server/db/schema/outreach';
import { municipality } from '$lib/server/db/schema/register';
import { listContactRecords, listContacts, readContact } from '$lib/server/outreach/contact-list-service';
import { insertContacts } from '$lib/server/outreach/contact-repository';
import { quoteForReport, readLedger } from '$lib/server/outreach/ledger-service';
import { ensureMeetingIndex } from '$lib/server/outreach/meeting-index-repository';
import { listMeetings } from '$lib/server/outreach/meeting-list-service';
import { listSameContacts } from '$lib/server/outreach/same-contact-service';
import { listTouches } from '$lib/server/outreach/touch-list-service';
import { listQuotes } from '$lib/server/reporting/quote-service';
import { pullChanges } from '$lib/server/sync/service';
import { planOf, type Recorded, recordStatements } from '../support/record-statements';
import { createTestApp, disposeTestApp } from '../support/test-app';
import { createTestNetwork, type TestNetwork } from '../support/test-network';

// How SQLite goes about every statement of the lists. With 100,000 contacts and 50,000 meetings a statement that goes
// through a whole table is too slow, whatever it measures on an empty one. SQLite is given the numbers it would have
// counted there, and, since nothing counts them in a database that is used, must do as well without.

/** By table: its rows, and of an index the rows that one value of each further column leaves. */
const COUNTED: Record<string, Record<string, string>> = {
  contact: {
    contact_network: '100000 50000 170',
    contact_email: '100000 50000 1',
    contact_phone: '100000 50000 1',
    contact_touch: '100000 50000 300',
    sqlite_autoindex_contact_1: '100000 1'
  },
  contact_index: {
    contact_index_name: '100000 50000 50000 1 1',
    contact_index_role: '100000 50000 50000 10000 1 1',
    contact_index_place: '100000 50000 50000 170 1 1',
    sqlite_autoindex_contact_index_1: '100000 1'
  },
  meeting: { meeting_network: '50000 25000 10', sqlite_autoindex_meeting_1: '50000 1' },
  meeting_index: { sqlite_autoindex_meeting_index_1: '50000 1' },
  meeting_municipality: { meeting_municipality_m: '60000 200', sqlite_autoindex_meeting_municipality_1: '60000 2 1' },
  meeting_attendee: {
    attendee_meeting: '150000 3',
    attendee_contact: '150000 2',
    sqlite_autoindex_meeting_attendee_1: '150000 1'
  },
  meeting_barrier: {
    meeting_barrier_meeting: '100000 2',
    meeting_barrier_barrier: '100000 5000',
    sqlite_autoindex_meeting_barrier_1: '100000 1'
  },
  follow_up: { follow_up_due: '80000 40000 20', follow_up_meeting: '80000 2', sqlite_autoindex_follow_up_1: '80000 1' }
};
const BIG = Object.keys(COUNTED);
/** For one page of a list, however long it is. */
const MOST_STATEMENTS = 15;

let app: App;
let net: TestNetwork;
let desk: Actor;
let contactId: string;
const asked: Record<string, (of: App) => Promise<Result<unknown>>> = {};

beforeAll(async () => {
  app = await createTestApp();
  net = await createTestNetwork(app);
  desk = await net.enlist('coordinator');
  const { networkId } = net;
  const [{ id: municipalityId }] = net.municipalities as [(typeof net.municipalities)[0]];
  const at = app.now();
  const ids = Array.from({ length: 4 }, () => app.newId());
  contactId = ids[0]!;
  const [quoteId, quietId] = [app.newId(), app.newId()];
  const meetingId = app.newId();
  await app.db.write(async (tx) => {
    const who = { createdBy: 'x', createdAt: at, updatedBy: 'x', updatedAt: at, version: 1, removedAt: null };
    const rows = ids.map((id, n) => ({
      ...{ ...NO_CONTACT, id, networkId, municipalityId, name: `Karin ${n}`, role: 'it' as const, mergedInto: null },
      ...{ email: `k${n}@example.org`, stayInTouchDays: 30, ...who }
    }));
    await tx.update(municipality).set({ population: 12_000 }).where(eq(municipality.id, municipalityId));
    await insertContacts(tx, rows);
    const held = { heldOn: '2026-05-04', form: 'call' as const, version: 1, createdBy: 'x', createdAt: at };
    await tx.insert(meeting).values({ id: meetingId, networkId, ...held, updatedAt: at, background: 'Portal' });
    await tx.insert(meetingMunicipality).values({ meetingId, municipalityId });
    await tx.insert(attendee).values({ id: app.newId(), meetingId, name: 'Karin', role: 'it', contactId });
    const raised = { barrierId: 'legal-release', severity: 2, quote: '', consent: 'no' as const };
    await tx.insert(meetingBarrier).values({ id: app.newId(), meetingId, ...raised });
    for (const [id, consent] of [
      [quoteId, 'yes'],
      [quietId, 'anonymous']
    ] as const)
      await tx.insert(meetingBarrier).values({ ...raised, id, meetingId, quote: 'We dare not', consent });
    const promise = { what: 'Call', ownerId: 'x', due: '2026-12-01', version: 1, updatedAt: at };
    await tx.insert(followUp).values({ id: app.newId(), networkId, meetingId, municipalityId, ...promise });
  });
  await ensureMeetingIndex(app.db);
  const contacts = {
    contacts: {},
    'contacts of a role': { role: 'it' },
    'contacts of a municipality': { municipalityId },
    'contacts by words': { query: 'karin' },
    'contacts by words of a role': { query: 'karin', role: 'it' },
    'contacts that were removed': { removed: true },
    'contacts further on': { after: contactId },
    'contacts of a municipality further on': { after: contactId, municipalityId }
  };
  for (const [name, more] of Object.entries(contacts))
    asked[name] = (of) => listContacts(of, desk, { networkId, ...more });
  asked['contacts whole'] = (of) => listContactRecords(of, desk, { networkId });
  asked['one contact'] = (of) => readContact(of, desk, { contactId });
  const same = { name: 'Karin 1', municipalityId, emails: ['k1@example.org'], phones: ['+4691214000'] };
  asked['the same contact'] = (of) => listSameContacts(of, desk, { networkId, ...same });
  asked['whom to be in touch with'] = (of) => listTouches(of, desk, { networkId });
  asked['whom one is to be in touch with'] = (of) => listTouches(of, desk, { networkId, who: 'x' });
  const meetings = {
    meetings: {},
    'meetings of a form': { form: 'call' },
    'meetings with a barrier': { barrierId: 'legal-release' },
    'meetings in a municipality': { municipalityId },
    'meetings by words': { query: 'portal' },
    'meetings by words in a municipality with a barrier': {
      ...{ query: 'portal', municipalityId, barrierId: 'legal-release' }
    },
    'meetings further on': { after: meetingId }
  };
  for (const [name, more] of Object.entries(meetings))
    asked[name] = (of) => listMeetings(of, desk, { networkId, ...more });
  asked['the ledger'] = (of) => readLedger(of, desk, { networkId });
  asked['the ledger of a municipality'] = (of) => readLedger(of, desk, { networkId, municipalityId });
  asked['a quote for a report'] = (of) => quoteForReport(of, desk, { raisedId: quoteId });
  asked['a quote, anonymous, for a report'] = async (of) => {
    const refused = await quoteForReport(of, desk, { raisedId: quietId });
    // one municipality alone named it
    return refused.ok || refused.problems[0]!.code !== 'too-few' ? refuse('x', 'x', 'x') : ok(null);
  };
  asked['quotes to choose from'] = (of) => listQuotes(of, desk, { networkId });
  asked['everything for a device'] = (of) => pullChanges(of, desk, { since: 0, page: 'first' });
  asked['news for a device'] = (of) => pullChanges(of, desk, { since: 1 });
});
afterAll(() => disposeTestApp(app));

/** Lines of a plan that go through a big table from end to end, whatever it is called in the statement. */
function wholeScans({ sql }: Recorded, plan: readonly string[]): string[] {
  const called = new Map<string, string>();
  for (const [, table = '', alias = ''] of sql.matchAll(/\b(?:from|join)\s+"?(\w+)"?(?:\s+(?:as\s+)?"?(\w+)"?)?/gi)) {
    called.set(table, table);
    if (!/^(?:where|join|inner|left|cross|on|order|group|limit|using)$/i.test(alias)) called.set(alias, table);
  }
  return plan.filter((line) => {
    const [, name = ''] = /^SCAN (\w+)/.exec(line) ?? [];
    return BIG.includes(called.get(name) ?? name);
  });
}

async function scansOf(of: App): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const [name, ask] of Object.entries(asked)) {
    const { made, recorded } = await recordStatements(of, () => ask(of));
    expect(made.ok, name).toBe(true);
    expect(recorded.length, name).toBeGreaterThan(0);
    if (/^(?:contacts|meetings|one contact|the same)/.test(name))
      expect(recorded.length, name).toBeLessThanOrEqual(MOST_STATEMENTS);
    const scans: string[] = [];
    for (const one of recorded) {
      if (!/^\s*(select|with)/i.test(one.sql)) continue;
      const lines = wholeScans(one, await planOf(of, one));
      if (lines.length) scans.push(`${lines.join(', ')} in ${one.sql.replace(/\s+/g, ' ').slice(0, 300)}`);
    }
    if (scans.length) found[name] = [...new Set(scans)];
  }
  return found;
}

it('goes through no big table in a database where nothing was counted', async () => {
  expect(await scansOf(app)).toEqual({});
});

it('goes through no big table where there are 100,000 contacts and 50,000 meetings', async () => {
  await app.db.execute('ANALYZE sqlite_schema');
  await app.db.execute('DELETE FROM sqlite_stat1');
  for (const [table, indexes] of Object.entries(COUNTED))
    for (const [index, counted] of Object.entries(indexes))
      await app.db.execute(`INSERT INTO sqlite_stat1 VALUES ('${table}', '${index}', '${counted}')`);
  // a connection reads the numbers when it opens the database
  const db = await openDatabase({ url: app.env.DATABASE_URL });
  const counted = { ...app, db };
  try {
    expect(await scansOf(counted)).toEqual({});
  } finally {
    await db.close();
  }
});

it('finds what one quote needs by the quote, its meeting and its size: never by walking through all meetings', async () => {
  for (const name of Object.keys(asked).filter((one) => one.startsWith('a quote'))) {
    const { made, recorded } = await recordStatements(app, () => asked[name]!(app));
    expect(made.ok, name).toBe(true);
    const plans = await Promise.all(recorded.map((one) => planOf(app, one)));
    expect(plans.flat().filter((line) => /meeting_network|meeting_index/.test(line))).toEqual([]);
    expect(plans.flat().join()).toMatch(
      name.includes('anonymous') ? /meeting_barrier_barrier/ : /meeting_municipality_m/
    );
  }
});

it('would see one', async () => {
  const careless = { sql: "SELECT m.id FROM meeting AS m WHERE m.background LIKE '%x%'", args: [], rows: 0 };
  expect(wholeScans(careless, await planOf(app, careless))).toEqual(['SCAN m']);
});
