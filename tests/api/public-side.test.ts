import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Actor, ANONYMOUS } from '$lib/domain/identity/actor';
import { ERASED } from '$lib/domain/outreach/erase-words';
import type { Result } from '$lib/domain/shared/result';
import type { App } from '$lib/server/app';
import { readContents } from '$lib/server/db/contents';
import { contact } from '$lib/server/db/schema/contacts';
import { auditLog } from '$lib/server/db/schema/identity';
import { mail } from '$lib/server/db/schema/mail';
import { followUp } from '$lib/server/db/schema/outreach';
import { visitSignUp } from '$lib/server/db/schema/public-side';
import { municipalitiesInUse } from '$lib/server/register/use-repository';
import { removeExpired } from '$lib/server/jobs/remove-expired';
import { eraseContact } from '$lib/server/outreach/erasure-service';
import { signFormTime } from '$lib/server/outreach/form-time';
import { optOutsIn, writeOptOut } from '$lib/server/outreach/opt-out-repository';
import { savePublicSide, readPublicSide } from '$lib/server/outreach/page-service';
import { printPoster } from '$lib/server/outreach/poster-service';
import { findPage } from '$lib/server/outreach/public-page-repository';
import { listPublicPages, readPublicPage, signUpForVisit } from '$lib/server/outreach/public-page-service';
import { confirmVisit, dropVisit, readVisit } from '$lib/server/outreach/public-visit-service';
import { listWaitingVisits, settleVisit } from '$lib/server/outreach/visit-service';
import { pushCommands } from '$lib/server/sync/service';
import { envelope, push } from '../support/commands';
import { createTestApp, disposeTestApp, testClock } from '../support/test-app';
import { createTestNetwork, type TestNetwork } from '../support/test-network';

const DAY = 86_400_000;
const clock = testClock('2026-11-22T09:00:00Z');
let app: App;
let net: TestNetwork;
let admin: Extract<Actor, { kind: 'person' }>;
let coordinator: Extract<Actor, { kind: 'person' }>;
let address = 0;
beforeAll(async () => {
  app = await createTestApp({ now: clock.now });
  net = await createTestNetwork(app);
  admin = await net.enlist('administrator');
  coordinator = await net.enlist('coordinator');
  await set({ slug: 'testnatet', pageOn: true }, admin);
});
afterAll(() => disposeTestApp(app));
// each case from an address of its own: how often one may ask is a case by itself
beforeEach(() => void (address += 1));

const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.problems[0]!.code);
const from = () => ({ address: `192.0.2.${address}`, device: null });
const value = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
};

async function set(change: Partial<Parameters<typeof savePublicSide>[2]>, actor: Actor = coordinator) {
  const { version, pageOn, widgetOn, ownerId, texts } = value(
    await readPublicSide(app, actor, { networkId: net.networkId })
  );
  const input = { networkId: net.networkId, version, pageOn, widgetOn, ownerId, texts };
  return savePublicSide(app, actor, { ...input, ...change });
}

/** A form as a person sends it, a minute after it was shown. */
async function ask(change: Partial<Parameters<typeof signUpForVisit>[2]> = {}, waited = 60_000) {
  const { formKey } = (await findPage(app.db.read, net.networkId))!;
  return signUpForVisit(app, ANONYMOUS, {
    ...{ slug: 'testnatet', municipalityId: net.municipalities[0]!.id, name: 'Siv Demo', role: 'officer' },
    ...{ email: 'siv@example.org', phone: '', wish: 'After Easter', locale: 'sv', website: '' },
    shown: signFormTime(formKey, new Date(clock.now().getTime() - waited)),
    from: from(),
    ...change
  });
}

/** The link in the newest mail to an address. */
async function linkTo(recipient: string): Promise<string> {
  const rows = await app.db.read.select().from(mail).where(eq(mail.recipient, recipient));
  const found = /\/visit\/([\w-]{43})/.exec(rows.at(-1)?.body ?? '')?.[1];
  if (!found) throw new Error(`No link was mailed to ${recipient}`);
  return found;
}
const confirm = (token: string, allow = false) => confirmVisit(app, ANONYMOUS, { token, from: from(), allow });
const contactsWith = (email: string) => app.db.read.select().from(contact).where(eq(contact.email, email));
const followUps = () => app.db.read.select().from(followUp);

describe('the page of a network', () => {
  it('is there while it is switched on, and not found otherwise', async () => {
    const read = () => readPublicPage(app, ANONYMOUS, { slug: 'testnatet', locale: 'nl' });
    expect(value(await read()).municipalities.map(({ name }) => name)).toEqual(['Kommun 0114', 'Kommun 0115']);
    expect(await listPublicPages(app, ANONYMOUS)).toEqual([{ slug: 'testnatet', name: 'Testnätet' }]);
    expect(codeOf(await set({ pageOn: false }))).toBe('ok');
    expect(codeOf(await read())).toBe('not-found');
    expect(codeOf(await ask())).toBe('not-found');
    expect(await listPublicPages(app, ANONYMOUS)).toEqual([]);
    expect(codeOf(await printPoster(app, coordinator, { networkId: net.networkId, locale: 'sv', paper: 'a4' }))).toBe(
      'page-off'
    );
    await set({ pageOn: true });
  });

  it('says what the network writes, in the language it wrote it in; an emptied text goes back', async () => {
    await set({ texts: { sv: { offer: 'Vi hjälper er', visit: '  ' } } });
    expect(value(await readPublicPage(app, ANONYMOUS, { slug: 'testnatet', locale: 'sv' })).texts).toEqual({
      offer: 'Vi hjälper er'
    });
    expect(value(await readPublicPage(app, ANONYMOUS, { slug: 'testnatet', locale: 'en' })).texts).toEqual({});
  });

  it('has an address that an administrator chooses, that is free, and that can be typed', async () => {
    expect(codeOf(await set({ slug: 'annat' }))).toBe('forbidden');
    expect(codeOf(await set({ slug: 'Å!' }, admin))).toBe('invalid');
    expect(codeOf(await set({ slug: '' }, admin))).toBe('slug-missing');
    const other = await createTestNetwork(app, 'Andra nätet');
    const theirs = await other.enlist('administrator');
    const input = { networkId: other.networkId, version: 0, ownerId: null, texts: {} };
    const save = (slug: string) => savePublicSide(app, theirs, { ...input, slug, pageOn: true, widgetOn: false });
    expect(codeOf(await save('testnatet'))).toBe('slug-taken');
    expect(codeOf(await save('andra-natet'))).toBe('ok');
    expect(codeOf(await save('andra-natet'))).toBe('changed-elsewhere');
  });
});

describe('somebody who signs up by mail', () => {
  it('is nobody until the button is pressed: reading the link changes nothing', async () => {
    expect(await ask()).toEqual({ ok: true, value: { sent: 'mail' } });
    const token = await linkTo('siv@example.org');
    const before = await readContents(app.env.DATABASE_URL);
    for (let i = 0; i < 3; i++) expect((await readVisit(app, ANONYMOUS, { token, from: from() })).ok).toBe(true);
    expect(await readContents(app.env.DATABASE_URL)).toEqual(before);
    expect(await contactsWith('siv@example.org')).toEqual([]);
    expect(value(await listWaitingVisits(app, coordinator, { networkId: net.networkId }))).toEqual({
      calls: [],
      mailed: 1
    });
  });

  it('becomes a contact with consent, a follow-up and a mail to the coordinator, however often it is pressed', async () => {
    const token = await linkTo('siv@example.org');
    const pressed = await Promise.all([confirm(token), confirm(token), confirm(token)]);
    expect(pressed.map(codeOf)).toEqual(['ok', 'ok', 'ok']);
    expect(await contactsWith('siv@example.org')).toEqual([
      expect.objectContaining({
        ...{ name: 'Siv Demo', role: 'officer', basis: 'consent', basisOn: '2026-11-22', source: 'Publika sidan' },
        municipalityId: net.municipalities[0]!.id
      })
    ]);
    expect(await followUps()).toEqual([
      expect.objectContaining({
        ...{ ownerId: coordinator.personId, due: '2026-11-29', municipalityId: net.municipalities[0]!.id },
        what: expect.stringMatching(/After Easter$/)
      })
    ]);
    const told = await app.db.read.select().from(mail);
    const letter = told.filter(({ body }) => body.includes('/app/municipalities/0114'));
    expect(letter).toHaveLength(1);
    expect(`${letter[0]!.subject}${letter[0]!.body}`).not.toMatch(/Siv|siv@|Easter/);
    const [row] = await app.db.read.select().from(visitSignUp);
    expect(row).toMatchObject({ name: '', email: '', phone: '', wish: '' });
    expect(value(await readVisit(app, ANONYMOUS, { token, from: from() })).confirmed).toBe(true);
    expect(codeOf(await dropVisit(app, ANONYMOUS, { token, from: from() }))).toBe('confirmed');
    const audit = await app.db.read.select().from(auditLog).where(eq(auditLog.action, 'visit:confirm'));
    expect(audit[0]).toMatchObject({ actor: 'anonymous', networkId: net.networkId });
  });

  it('is not made twice: what they say now is added to whom the coordinator knows', async () => {
    const contactId = app.newId();
    const fields = { contactId, networkId: net.networkId, name: 'Bo Demo', email: 'bo@example.org', note: 'Mornings' };
    value(await pushCommands(app, coordinator, push([envelope('contact.set', fields)])));
    await ask({ name: 'Bo Demo', email: ' BO@example.org ', phone: '0912-140 00' });
    await ask({ name: 'Bo Demo', email: 'bo@example.org', wish: 'Sent twice' });
    expect(codeOf(await confirm(await linkTo('bo@example.org')))).toBe('ok');
    const rows = await contactsWith('bo@example.org');
    expect(rows).toEqual([
      expect.objectContaining({
        id: contactId,
        note: 'Mornings',
        basis: 'consent',
        source: 'Publika sidan',
        version: 2
      })
    ]);
    // the first of the two mails opens nothing any more
    expect(value(await listWaitingVisits(app, coordinator, { networkId: net.networkId })).mailed).toBe(0);
  });

  it('by a colleague’s name alone becomes a contact of its own: a name proves nothing', async () => {
    await ask({ name: 'Bo Demo', email: 'other@example.org' });
    await confirm(await linkTo('other@example.org'));
    expect(await contactsWith('other@example.org')).toHaveLength(1);
    expect((await contactsWith('bo@example.org'))[0]!.moreEmails).toBeNull();
  });

  it('can say that it was somebody else, and nothing of it stays', async () => {
    const municipalityId = net.municipalities[1]!.id;
    await ask({ name: 'Ida Demo', email: 'ida@example.org', municipalityId });
    // an import that brought the municipality is not undone under somebody who asks from there
    expect([...(await municipalitiesInUse(app.db.read, [municipalityId]))]).toEqual([municipalityId]);
    const token = await linkTo('ida@example.org');
    expect(codeOf(await dropVisit(app, ANONYMOUS, { token, from: from() }))).toBe('ok');
    expect(codeOf(await confirm(token))).toBe('link-unknown');
    const left = await app.db.read.select().from(visitSignUp).where(eq(visitSignUp.email, 'ida@example.org'));
    expect(left).toEqual([]);
  });

  it('is answered the same whether the address is known, unknown or not to be written to', async () => {
    const wish = { scope: 'everything', on: '2026-01-01', source: 'reply' } as const;
    await app.db.write((tx) =>
      writeOptOut(app, tx, net.networkId, { kind: 'email', address: 'quiet@example.org' }, wish)
    );
    const answers = [
      await ask({ email: 'bo@example.org' }),
      await ask({ email: 'new@example.org' }),
      await ask({ email: 'quiet@example.org' })
    ];
    expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBe(1);
  });

  it('who had asked not to be contacted is asked, and then gets no mailings still', async () => {
    // no second mail while the first one waits
    await ask({ email: 'quiet@example.org' });
    const sent = await app.db.read.select().from(mail).where(eq(mail.recipient, 'quiet@example.org'));
    expect(sent).toHaveLength(1);
    const token = await linkTo('quiet@example.org');
    expect(await confirm(token)).toMatchObject({ problems: [{ code: 'opted-out', facts: { on: '2026-01-01' } }] });
    expect(await contactsWith('quiet@example.org')).toEqual([]);
    expect(codeOf(await confirm(token, true))).toBe('ok');
    expect(await contactsWith('quiet@example.org')).toHaveLength(1);
    const { byAddress } = await optOutsIn(app.db.read, net.networkId);
    expect(byAddress.get('email:quiet@example.org')).toEqual([{ scope: 'campaigns', on: '2026-11-22' }]);
  });

  it('gets no more than three mails a day, and is told nothing of it', async () => {
    const flood = await Promise.all(Array.from({ length: 5 }, () => ask({ email: 'flood@example.org' })));
    expect(new Set(flood.map((one) => JSON.stringify(one)))).toEqual(new Set(['{"ok":true,"value":{"sent":"mail"}}']));
    const sent = await app.db.read.select().from(mail).where(eq(mail.recipient, 'flood@example.org'));
    expect(sent).toHaveLength(3);
    expect(sent[0]!.body).not.toMatch(/Siv|Easter/);
  });
});

describe('somebody who gives a number only', () => {
  it('waits until a coordinator has called; a confirmed one is a contact', async () => {
    expect(await ask({ name: 'Per Demo', email: '', phone: '0912-141 11' })).toEqual({
      ok: true,
      value: { sent: 'call' }
    });
    const { calls } = value(await listWaitingVisits(app, coordinator, { networkId: net.networkId }));
    expect(calls).toEqual([expect.objectContaining({ name: 'Per Demo', phone: '+4691214111', wish: 'After Easter' })]);
    const told = (await app.db.read.select().from(mail)).filter(({ body }) => body.includes('/admin/public'));
    expect(told).toHaveLength(1);
    expect(`${told[0]!.subject}${told[0]!.body}`).not.toMatch(/Per|141|Easter/);
    const signUpId = calls[0]!.id;
    const done = value(await settleVisit(app, coordinator, { signUpId, confirmed: true }));
    expect(value(await settleVisit(app, coordinator, { signUpId, confirmed: true }))).toEqual(done);
    const rows = await app.db.read.select().from(contact).where(eq(contact.phone, '+4691214111'));
    expect(rows).toEqual([expect.objectContaining({ name: 'Per Demo', basis: 'consent', email: '' })]);
  });

  it('is told apart from a colleague at the same switchboard, and goes where nobody wants the visit', async () => {
    await ask({ name: 'Eva Demo', email: '', phone: '0912-141 11' });
    await ask({ name: 'Nils Demo', email: '', phone: '0912-142 22' });
    const { calls } = value(await listWaitingVisits(app, coordinator, { networkId: net.networkId }));
    await settleVisit(app, coordinator, { signUpId: calls[0]!.id, confirmed: true });
    await settleVisit(app, coordinator, { signUpId: calls[1]!.id, confirmed: false });
    const rows = await app.db.read.select().from(contact).where(eq(contact.phone, '+4691214111'));
    expect(rows.map(({ name }) => name).sort()).toEqual(['Eva Demo', 'Per Demo']);
    expect(value(await listWaitingVisits(app, coordinator, { networkId: net.networkId })).calls).toEqual([]);
  });

  it('a coordinator does not press the button of somebody’s mail', async () => {
    await ask({ email: 'mine@example.org' });
    const rows = await app.db.read.select().from(visitSignUp).where(eq(visitSignUp.email, 'mine@example.org'));
    expect(codeOf(await settleVisit(app, coordinator, { signUpId: rows[0]!.id, confirmed: true }))).toBe('mailed');
  });
});

describe('robots and bad input', () => {
  it.each<[string, Parameters<typeof ask>[0], number, string]>([
    ['a field no person sees', { website: 'https://example.org' }, 60_000, 'robot'],
    ['two seconds', {}, 2_000, 'form-fast'],
    ['a page that lay open for two days', {}, 2 * DAY, 'form-old'],
    [
      'a time that was made up',
      { shown: `${Date.parse('2026-11-22T08:59:00Z')}.aaaaaaaaaaaaaaaaaaaaaa` },
      0,
      'form-old'
    ],
    ['no time at all', { shown: '' }, 0, 'form-old'],
    ['no address and no number', { email: '', phone: '' }, 60_000, 'reach-missing'],
    ['two addresses', { email: 'a@example.org, b@example.org' }, 60_000, 'email-invalid'],
    ['a header in the address', { email: 'a@example.org\r\nBcc: b@example.org' }, 60_000, 'email-invalid'],
    ['a number that is none', { phone: 'call me' }, 60_000, 'phone-invalid'],
    ['no name', { name: '  ' }, 60_000, 'visit-name'],
    ['two lines of name', { name: 'Siv\nDemo' }, 60_000, 'visit-name'],
    ['a role that is none', { role: 'king' as never }, 60_000, 'visit-role'],
    ['no municipality', { municipalityId: '' }, 60_000, 'visit-municipalityId'],
    [
      'a municipality that is not there',
      { municipalityId: '018f0000-0000-7000-8000-00000000ffff' },
      60_000,
      'municipality-unknown'
    ],
    ['a wish as long as a book', { wish: 'x'.repeat(601) }, 60_000, 'visit-wish'],
    ['another page', { slug: 'nowhere' }, 60_000, 'not-found']
  ])('%s: nothing is kept', async (_case, change, waited, code) => {
    const before = (await app.db.read.select().from(visitSignUp)).length;
    expect(codeOf(await ask(change, waited))).toBe(code);
    expect(await app.db.read.select().from(visitSignUp)).toHaveLength(before);
  });

  it('one place may ask twenty times an hour', async () => {
    const codes = [];
    for (let i = 0; i < 22; i++) codes.push(codeOf(await ask({ email: `crowd${i}@example.org` })));
    expect(codes.filter((code) => code === 'ok')).toHaveLength(20);
    expect(codes.at(-1)).toBe('too-many-tries');
  });
});

describe('what nobody confirms', () => {
  it('is removed after fourteen days, and its link opens nothing', async () => {
    await ask({ email: 'late@example.org' });
    const token = await linkTo('late@example.org');
    clock.forward(15 * DAY);
    expect(codeOf(await confirm(token))).toBe('link-unknown');
    await removeExpired(app);
    const rows = await app.db.read.select().from(visitSignUp);
    expect(rows.filter(({ confirmedAt }) => confirmedAt === null)).toEqual([]);
    expect(rows.length).toBeGreaterThan(0);
    clock.forward(31 * DAY);
    await removeExpired(app);
    expect(await app.db.read.select().from(visitSignUp)).toEqual([]);
  });
});

describe('erasure', () => {
  it('reaches a sign-up that waits, and a follow-up it became', async () => {
    const email = 'zebra.sign@example.org';
    await ask({ name: 'Zebrina Signqvist', email, wish: 'Ask for Zebrina Signqvist' });
    await confirm(await linkTo(email));
    await ask({ name: 'Zebrina Signqvist', email, wish: 'Zebrina Signqvist once more' });
    const waiting = await linkTo(email);
    const [known] = await contactsWith(email);
    expect(codeOf(await eraseContact(app, coordinator, { contactId: known!.id }))).toBe('ok');
    expect(JSON.stringify(await app.db.read.select().from(visitSignUp))).not.toMatch(/Zebrina|zebra\.sign/);
    expect(codeOf(await confirm(waiting))).toBe('link-unknown');
    const texts = JSON.stringify(await followUps());
    expect(texts).not.toMatch(/Zebrina/);
    expect(texts).toContain(ERASED);
  });
});

describe('who looks after it', () => {
  it('is whoever was chosen, while they are there', async () => {
    expect(codeOf(await set({ ownerId: admin.personId }))).toBe('ok');
    expect(codeOf(await set({ ownerId: '018f0000-0000-7000-8000-00000000ffff' }))).toBe('owner-unknown');
    await ask({ email: 'owner@example.org' });
    await confirm(await linkTo('owner@example.org'));
    expect((await followUps()).some(({ ownerId }) => ownerId === admin.personId)).toBe(true);
  });
});
