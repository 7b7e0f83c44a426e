import { beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '$lib/domain/identity/actor';
import { NO_FILTER } from '$lib/domain/outreach/campaign-population';
import { CONTACT_ROLES } from '$lib/domain/outreach/contact-kinds';
import { MERGE_FIELDS, type StepTexts } from '$lib/domain/outreach/merge-text';
import { LOCALES } from '$lib/domain/shared/locale';
import { parseTable } from '$lib/domain/shared/table/parse';
import { ensureVectors } from '$lib/server/assessment/ensure-vectors';
import { answer, assessment, wave } from '$lib/server/db/schema/assessment';
import { municipality } from '$lib/server/db/schema/register';
import { shippedModels } from '$lib/server/model/seed';
import { logReply } from '$lib/server/outreach/campaign-reply-service';
import { findCampaign, stepsOf, updateMessage } from '$lib/server/outreach/campaign-repository';
import { logTouch, readProgress, setContactLanguage } from '$lib/server/outreach/campaign-results-service';
import { startCampaign } from '$lib/server/outreach/campaign-run-service';
import { createCampaign, readPopulation } from '$lib/server/outreach/campaign-service';
import { saveStep } from '$lib/server/outreach/campaign-step-service';
import { planReminders } from '$lib/server/outreach/plan-reminders';
import { sendCampaigns } from '$lib/server/outreach/send-campaigns';
import { unpackZip } from '$lib/server/shared/unpack-zip';
import { eq } from 'drizzle-orm';
import { POST as exportFile } from '../../src/routes/(admin)/admin/campaigns/[id]/export/+server';
import { load as audience } from '../../src/routes/(admin)/admin/campaigns/[id]/audience/+page.server';
import { GET as results } from '../../src/routes/(admin)/admin/campaigns/[id]/results/+server';
import { GET as readOne } from '../../src/routes/api/v1/campaigns/[id]/+server';
import { app, begin, clock, DAY, endAfterEach, mailFor, post, world } from '../support/campaign-desk';
import { must } from '../support/campaign-world';
import { logMeeting } from '../support/log-meeting';

endAfterEach();

type Handler = (event: never) => Promise<Response>;
const ask = (handler: unknown, params: object, query = '', body?: BodyInit) => {
  const url = new URL(`https://waymark.example.org/x?network=${world.networkId}&${query}`);
  const request = new Request(url, body === undefined ? {} : { method: 'POST', body });
  return (handler as Handler)({ locals: { app, actor: world.coordinator }, url, params, request } as never);
};

/** An open wave in which the given municipalities have submitted, each with the same answer everywhere. */
async function assessed(answers: Record<number, 'yes' | 'no'>): Promise<void> {
  const { model } = shippedModels.at(-1)!;
  const at = app.now();
  const waveId = app.newId();
  const { id: modelId, version: modelVersion } = model;
  await app.db.write(async (tx) => {
    const open = { opensAt: at, closesAt: new Date(at.getTime() + 90 * DAY) };
    await tx.insert(wave).values({ id: waveId, networkId: world.networkId, name: 'W', modelId, modelVersion, ...open });
    for (const [place, value] of Object.entries(answers)) {
      const assessmentId = app.newId();
      const of = { networkId: world.networkId, waveId, municipalityId: world.places[Number(place)]!.id };
      await tx.insert(assessment).values({ id: assessmentId, ...of, startedAt: at, submittedAt: at, updatedAt: at });
      await tx.insert(answer).values(
        model.criteria.map(({ id: criterionId }) => ({
          ...{ id: app.newId(), assessmentId, criterionId, value, version: 1, answeredBy: 'x', answeredAt: at }
        }))
      );
    }
  });
  // written past the program, which packs what it writes
  await ensureVectors(app);
}

describe('letters', () => {
  const ROLES = CONTACT_ROLES.filter((role) => role !== 'registrar');
  /** Each field on a line of its own; what a recipient has no value for has words instead. */
  const texts: StepTexts = Object.fromEntries(
    LOCALES.map((locale) => [
      locale,
      {
        subject: `${locale} {municipality}`,
        body: MERGE_FIELDS.map((field) => `${field}=={${field}|${locale} none}`).join('\n')
      }
    ])
  );

  it('say every field to every role in every language, and a mailbox is greeted by no name', async () => {
    await begin(ROLES.length);
    await assessed({ 0: 'yes' });
    await app.db.write((tx) =>
      tx
        .update(municipality)
        .set({ countyCode: '22', countyName: 'Västernorrland', population: 12_345 })
        .where(eq(municipality.id, world.places[0]!.id))
    );
    const people = [];
    for (const [place, role] of ROLES.entries())
      people.push(await world.addContact(place, { name: `Kim ${role}`, role, email: `${role}@place${place}.example` }));
    // one after the other in each language, both channels
    for (const [n, { id: contactId }] of [...people, ...world.contacts].entries())
      must(await setContactLanguage(app, world.coordinator, { contactId, locale: LOCALES[n % LOCALES.length]! }));
    const input = { networkId: world.networkId, name: 'All', channels: ['registrar' as const, 'contacts' as const] };
    const { campaignId } = must(
      await createCampaign(app, world.coordinator, { ...input, roles: [...ROLES], perMinute: 600 })
    );
    must(await saveStep(app, world.coordinator, { campaignId, version: 1, stepId: null, afterDays: 0, texts }));
    const { version } = (await findCampaign(app.db.read, campaignId))!;
    must(await startCampaign(app, world.coordinator, { campaignId, version }));
    await sendCampaigns(app);
    expect(post.taken).toHaveLength(2 * ROLES.length);
    for (const [n, { email, name, role, municipalityId }] of [...people, ...world.contacts].entries()) {
      const locale = LOCALES[n % LOCALES.length]!;
      const mail = post.taken.find(({ to }) => to[0] === email)!;
      const place = world.places.find(({ id }) => id === municipalityId)!;
      const first = place.id === world.places[0]!.id;
      const said = Object.fromEntries(
        [...mail.text.matchAll(/^(\w+)==(.*)$/gm)].map(([, field, value]) => [field, value])
      );
      expect(mail.headers.get('subject'), email).toBe(`${locale} ${place.name}`);
      expect(said, email).toEqual({
        municipality: place.name,
        county: first ? 'Västernorrland' : `${locale} none`,
        population: first ? { en: '12,345', sv: '12\u00a0345', nl: '12.345' }[locale] : `${locale} none`,
        level: first ? '5' : `${locale} none`,
        contact_name: role === 'registrar' ? `${locale} none` : name,
        network: expect.stringMatching(/.+/),
        sender_name: expect.stringMatching(/.+/),
        reply_link: expect.stringMatching(/^http:\/\/127\.0\.0\.1:3000\/reply\/[\w-]{43}$/),
        unsubscribe_link: expect.stringMatching(/^http:\/\/127\.0\.0\.1:3000\/unsubscribe\/[\w-]{43}$/)
      });
    }
  });

  it('leave as CSV and as DOCX by the address people press, and are theirs to send with that', async () => {
    await begin(2);
    const campaignId = await world.start({ sendBy: 'export' });
    const [step] = await stepsOf(app.db.read, campaignId);
    const form = (format: string) => new URLSearchParams({ stepId: step!.id, format });
    const csv = await ask(exportFile, { id: campaignId }, '', form('csv'));
    expect(csv.headers.get('content-type')).toContain('text/csv');
    expect(csv.headers.get('content-disposition')).toContain('Spring.csv');
    const table = parseTable(new TextDecoder().decode(await csv.arrayBuffer()));
    const rows = table.ok ? table.value.rows.slice(1).map(({ cells }) => cells) : [];
    expect(rows.map((cells) => cells.slice(0, 4))).toEqual([
      ['Place 0', 'Registrator', 'registrator@place0.example', 'Öppna data i Place 0'],
      ['Place 1', 'Registrator', 'registrator@place1.example', 'Öppna data i Place 1']
    ]);
    expect(rows[0]![4]).toContain('Vi vill träffa Place 0.');
    const docx = await ask(exportFile, { id: campaignId }, '', form('docx'));
    expect(docx.headers.get('content-type')).toContain('wordprocessingml');
    const files = unpackZip(new Uint8Array(await docx.arrayBuffer()), 10_000_000);
    const xml = new TextDecoder().decode(files.ok ? files.value.get('word/document.xml') : undefined);
    expect(xml).toContain('Vi vill träffa Place 1.');
    expect(xml).toContain('registrator@place1.example');
    await sendCampaigns(app);
    expect(post.taken).toEqual([]);
    // an officer's device, or nobody's
    const nobody = { locals: { app, actor: { kind: 'anonymous' } }, params: { id: campaignId } };
    const request = new Request('https://waymark.example.org/x', { method: 'POST', body: form('csv') });
    await expect((exportFile as unknown as Handler)({ ...nobody, request } as never)).rejects.toMatchObject({
      status: expect.any(Number)
    });
  });
});

describe('whom a campaign is for', () => {
  beforeEach(() => begin(5));
  const chosen = async (filter: object) => {
    const asked = { networkId: world.networkId, channels: ['registrar' as const], roles: [] };
    const read = must(await readPopulation(app, world.coordinator, { ...asked, filter: { ...NO_FILTER, ...filter } }));
    expect(read.addressees).toHaveLength(read.chosen.length);
    return read.chosen.map(({ name }) => Number(name.slice(-1))).sort();
  };

  it('goes by level, by whether anybody was ever reached, and by when we last heard of each other', async () => {
    await assessed({ 0: 'yes', 1: 'no' });
    expect(await chosen({ levels: ['5'] })).toEqual([0]);
    expect(await chosen({ levels: ['0'] })).toEqual([1]);
    expect(await chosen({ levels: ['none'] })).toEqual([2, 3, 4]);
    expect(await chosen({ levels: ['0', '5'] })).toEqual([0, 1]);
    // who has submitted has been reached; the others not before they answer, are met, or say something on the telephone
    expect(await chosen({ neverReached: true })).toEqual([2, 3, 4]);
    const campaignId = await world.start();
    await sendCampaigns(app);
    expect(await chosen({ neverReached: true })).toEqual([2, 3, 4]);
    const recipients = await world.recipients(campaignId);
    const recipientId = recipients.find(({ municipalityId }) => municipalityId === world.places[2]!.id)!.id;
    must(await logReply(app, world.coordinator, { campaignId, recipientId, kind: 'other' }));
    expect(await chosen({ neverReached: true })).toEqual([3, 4]);
    const called = { campaignId, channel: 'phone' as const, municipalityIds: [world.places[3]!.id] };
    must(await logTouch(app, world.coordinator, { ...called, reachedOn: '2026-11-20', reply: null }));
    expect(await chosen({ neverReached: true })).toEqual([3, 4]);
    must(await logTouch(app, world.coordinator, { ...called, reachedOn: '2026-11-20', reply: 'yes' }));
    expect(await chosen({ neverReached: true })).toEqual([4]);
    // everybody was written to on 22 November
    expect(await chosen({ lastContactBefore: '2026-11-22' })).toEqual([]);
    expect(await chosen({ lastContactBefore: '2026-11-23' })).toEqual([0, 1, 2, 3, 4]);
    clock.forward(10 * DAY);
    const later = { ...called, channel: 'network-meeting' as const, reachedOn: '2026-12-01', reply: null };
    must(await logTouch(app, world.coordinator, later));
    expect(await chosen({ lastContactBefore: '2026-12-01' })).toEqual([0, 1, 2, 4]);
    expect(await chosen({ lastContactBefore: '2026-12-01', neverReached: true, levels: ['none'] })).toEqual([4]);
  });

  it('goes by size, group and county of the register, and a list of codes that are never meant holds to the mail', async () => {
    const REGISTER = [
      { population: 4_999, groupCode: 'C7', countyCode: '22' },
      { population: 5_000, groupCode: 'C9', countyCode: '22' },
      { population: 55_000, groupCode: 'B3', countyCode: '01' },
      { population: 1_000_000, groupCode: 'A1', countyCode: '01' },
      // the register says nothing of it
      { population: null, groupCode: null, countyCode: null }
    ];
    await app.db.write(async (tx) => {
      for (const [n, said] of REGISTER.entries())
        await tx.update(municipality).set(said).where(eq(municipality.id, world.places[n]!.id));
    });
    expect(await chosen({ sizes: ['s1'] })).toEqual([0]);
    expect(await chosen({ sizes: ['s2', 's5'] })).toEqual([1, 2]);
    expect(await chosen({ sizes: ['s6'] })).toEqual([3]);
    expect(await chosen({ groups: ['C'] })).toEqual([0, 1]);
    expect(await chosen({ groups: ['A', 'B'] })).toEqual([2, 3]);
    expect(await chosen({ counties: ['22'] })).toEqual([0, 1]);
    expect(await chosen({ counties: ['22', '01'] })).toEqual([0, 1, 2, 3]);
    expect(await chosen({ counties: ['01'], groups: ['B'], sizes: ['s5', 's6'] })).toEqual([2]);
    expect(await chosen({ counties: ['22'], groups: ['A'] })).toEqual([]);
    const { code } = world.places[1]!;
    expect(await chosen({ excluded: [code] })).toEqual([0, 2, 3, 4]);
    expect(await chosen({ groups: ['C'], excluded: [code] })).toEqual([0]);
    // what is on both lists is left out
    expect(await chosen({ targets: [code, world.places[4]!.code], excluded: [code] })).toEqual([4]);
    await world.start({ filter: { ...NO_FILTER, counties: ['22', '01'], excluded: [code, world.places[3]!.code] } });
    await sendCampaigns(app);
    expect(post.taken.map(({ to }) => to[0]).sort()).toEqual([world.contacts[0]!.email, world.contacts[2]!.email]);
  });

  it('may be nobody: the page says so, the service refuses to start, and nothing is sent', async () => {
    const { campaignId } = must(
      await createCampaign(app, world.coordinator, {
        ...{ networkId: world.networkId, name: 'Nobody', filter: { ...NO_FILTER, levels: ['5'] } }
      })
    );
    const { personId, memberships } = world.coordinator as Extract<Actor, { kind: 'person' }>;
    const person = { id: personId, memberships: memberships.map((one) => ({ ...one, networkName: 'N' })) };
    const url = new URL(`https://waymark.example.org/x?network=${world.networkId}`);
    const event = { locals: { app, actor: world.coordinator, person }, url, params: { id: campaignId } };
    const page = await (audience as unknown as (event: never) => Promise<object>)(event as never);
    expect(page).toMatchObject({ chosen: [], addressees: [], addressed: 0, leftOut: [], total: 5, problems: [] });
    const text = { sv: { subject: 'Hej', body: 'Hej' } };
    must(await saveStep(app, world.coordinator, { campaignId, version: 1, stepId: null, afterDays: 0, texts: text }));
    const { version } = (await findCampaign(app.db.read, campaignId))!;
    const started = await startCampaign(app, world.coordinator, { campaignId, version });
    expect(started.ok ? null : started.problems[0]!.code).toBe('campaign-nobody');
    await sendCampaigns(app);
    expect(post.taken).toEqual([]);
  });
});

describe('what came of it', () => {
  beforeEach(() => begin(3));

  it('counts those met in the network’s meetings, in social media and on the telephone, and what a meeting cost', async () => {
    const channels = ['registrar', 'network-meeting', 'social-media', 'phone'] as const;
    const costs = { registrar: 300, 'network-meeting': 1000, 'social-media': 50, phone: 900 };
    const campaignId = await world.start({ channels: [...channels], costs });
    await sendCampaigns(app);
    const touch = async (channel: 'network-meeting' | 'social-media' | 'phone', places: number[], more: object = {}) =>
      logTouch(app, world.coordinator, {
        ...{ campaignId, channel, municipalityIds: places.map((n) => world.places[n]!.id), reachedOn: '2026-11-21' },
        ...{ reply: null, ...more }
      });
    must(await touch('network-meeting', [0, 1, 2]));
    must(await touch('social-media', [1], { reply: 'not-now' }));
    must(await touch('phone', [2], { reply: 'yes' }));
    // said again, it is corrected and not counted twice
    must(await touch('phone', [2], { reply: 'no' }));
    const ahead = await touch('phone', [0], { reachedOn: '2030-01-01' });
    expect(ahead.ok ? null : ahead.problems[0]!.code).toBe('day-ahead');
    const strange = await logTouch(app, world.coordinator, {
      ...{ campaignId, channel: 'phone', municipalityIds: [app.newId()], reachedOn: '2026-11-21', reply: null }
    });
    expect(strange.ok ? null : strange.problems[0]!.code).toBe('not-found');
    clock.forward(5 * DAY);
    for (const n of [0, 2]) await logMeeting(app, world.coordinator, [world.places[n]!.id]);
    const shown = JSON.parse(await (await ask(readOne, { id: campaignId })).text()) as { results: object[] };
    expect(shown.results).toMatchObject([
      { channel: 'registrar', tried: 3, reached: 3, replied: 0, met: 2, cost: 300, costPerMeeting: 150 },
      { channel: 'network-meeting', tried: 3, reached: 3, replied: 0, met: 2, cost: 1000, costPerMeeting: 500 },
      { channel: 'social-media', tried: 1, reached: 1, replied: 1, met: 0, cost: 50, costPerMeeting: null },
      { channel: 'phone', tried: 1, reached: 1, replied: 1, medianDays: 0, met: 1, cost: 900, costPerMeeting: 900 }
    ]);
    // as the file of the page has it
    const file = JSON.parse(await (await ask(results, { id: campaignId }, 'format=json')).text()) as object;
    expect(file).toMatchObject({ campaign: { id: campaignId }, results: shown.results });
    const csv = await (await ask(results, { id: campaignId }, 'format=csv')).text();
    expect(csv.split(/\r?\n/).find((line) => /900/.test(line))).toMatch(/900.900/);
  });

  it.each(['no', 'yes'] as const)(
    'a %s on the telephone ends the mail to its municipality, and to no other',
    async (said) => {
      await world.addContact(0, { name: 'Kim', role: 'it', channel: 'phone', phone: '+46701740605' });
      const campaignId = await world.start({ channels: ['registrar', 'contacts'], roles: ['it'] }, 2);
      await sendCampaigns(app);
      const called = async () => {
        const { recipients } = must(await readProgress(app, world.coordinator, { campaignId }));
        return recipients.flatMap(({ call, contact }) => (call ? [contact] : []));
      };
      expect(await called()).toEqual(['Kim']);
      const call = async (place: number) => {
        const [municipalityIds, reachedOn] = [[world.places[place]!.id], app.now().toISOString().slice(0, 10)];
        const touch = { campaignId, channel: 'phone' as const, municipalityIds, reachedOn, reply: said };
        must(await logTouch(app, world.coordinator, touch));
      };
      // before a reminder is planned, and after
      await call(1);
      clock.forward(7 * DAY);
      await planReminders(app);
      expect((await world.messages(campaignId)).filter(({ state }) => state === 'planned')).toHaveLength(2);
      await call(0);
      const cancelled = (await world.messages(campaignId)).filter(({ state }) => state === 'cancelled');
      expect(cancelled).toMatchObject([{ because: 'decided' }]);
      expect(await called()).toEqual([]);
      await sendCampaigns(app);
      // one that is planned again meets the same answer when its turn comes
      await app.db.write((tx) => updateMessage(tx, cancelled[0]!.id, { state: 'planned', because: null }));
      await sendCampaigns(app);
      clock.forward(8 * DAY);
      await planReminders(app);
      await sendCampaigns(app);
      expect([0, 1, 2].map((place) => mailFor(place).length)).toEqual([1, 1, 3]);
    }
  );

  it('a no by one of a municipality takes back what was planned for a colleague there, and for nobody else', async () => {
    const colleague = await world.addContact(0, { name: 'Kim', role: 'it', email: 'kim@place0.example' });
    const elsewhere = await world.addContact(1, { name: 'Lo', role: 'it', email: 'lo@place1.example' });
    const campaignId = await world.start({ channels: ['registrar', 'contacts'], roles: ['it'] }, 1);
    await sendCampaigns(app);
    clock.forward(7 * DAY);
    await planReminders(app);
    const recipients = await world.recipients(campaignId);
    const of = (contactId: string) => recipients.find((one) => one.contactId === contactId)!.id;
    const planned = async () =>
      (await world.messages(campaignId)).filter(({ state }) => state === 'planned').map((one) => one.recipientId);
    expect(await planned()).toEqual(expect.arrayContaining([of(colleague.id), of(elsewhere.id)]));
    must(await logReply(app, world.coordinator, { campaignId, recipientId: of(world.contacts[0]!.id), kind: 'no' }));
    expect(await planned()).not.toContain(of(colleague.id));
    expect(await planned()).toContain(of(elsewhere.id));
    const [cancelled] = (await world.messages(campaignId)).filter(
      ({ recipientId, state }) => recipientId === of(colleague.id) && state === 'cancelled'
    );
    expect(cancelled).toMatchObject({ because: 'decided' });
    await sendCampaigns(app);
    expect(post.taken.filter(({ to }) => to[0] === colleague.email)).toHaveLength(1);
    expect(post.taken.filter(({ to }) => to[0] === elsewhere.email)).toHaveLength(2);
    expect(mailFor(0)).toHaveLength(1);
    expect(must(await readProgress(app, world.coordinator, { campaignId })).recipients).toHaveLength(5);
  });
});
