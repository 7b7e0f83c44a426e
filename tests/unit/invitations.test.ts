import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Actor, ANONYMOUS, OPERATOR } from '$lib/domain/identity/actor';
import type { Result } from '$lib/domain/shared/result';
import type { App } from '$lib/server/app';
import { createSession, readSession } from '$lib/server/auth/sessions';
import { readContents } from '$lib/server/db/contents';
import { readAccount } from '$lib/server/identity/account-service';
import { confirmSecondFactor, startSecondFactor } from '$lib/server/identity/second-factor-service';
import {
  createInvitation,
  listInvitations,
  renewInvitation,
  revokeInvitation
} from '$lib/server/identity/invitation-service';
import { signInWithCode } from '$lib/server/identity/public-service';
import { acceptInvitation, askInvitationAgain, readInvitation } from '$lib/server/identity/public-invitation-service';
import { Secret, TOTP } from 'otpauth';
import { createTestApp, disposeTestApp, testClock } from '../support/test-app';
import { actorOf, codeIn, createMember, createMunicipality, createNetwork, mailTo } from '../support/test-people';

const DAY = 24 * 60 * 60 * 1000;
const from = { address: '192.0.2.1', device: 'Safari, iPhone' };
const clock = testClock();
let app: App;
let networkId: string;
let ljusdal: string;
let coordinator: Actor;
let administrator: Actor;

beforeEach(async () => {
  app = await createTestApp({ now: clock.now });
  networkId = await createNetwork(app);
  ljusdal = await createMunicipality(app, networkId, '2161', 'Ljusdal');
  coordinator = await actorOf(
    app,
    (await createMember(app, { networkId, role: 'coordinator', email: 'karin@example.org' })).personId
  );
  administrator = await actorOf(
    app,
    (await createMember(app, { networkId, role: 'administrator', email: 'ada@example.org', name: 'Ada Berg' })).personId
  );
});
afterEach(() => disposeTestApp(app));

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}
const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.problems[0]!.code);
const tokenIn = (made: { link: string }) => made.link.split('/').at(-1)!;
const invite = async (more: object = {}) => {
  const made = value(
    await createInvitation(app, coordinator, { networkId, role: 'officer', municipalityId: ljusdal, ...more })
  );
  return { ...made, token: tokenIn(made) };
};
const accept = (token: string, more: object = {}, actor: Actor = ANONYMOUS) =>
  acceptInvitation(app, actor, { token, name: 'Nils Ek', locale: 'sv', from, ...more });
const show = async (token: string, actor: Actor = ANONYMOUS) => value(await readInvitation(app, actor, { token }));

describe('an invitation', () => {
  it('is a link and a QR code of it, and a mail in the network’s language where an address is given', async () => {
    const made = await invite({ email: 'nils@example.org' });
    expect(made.link).toMatch(/^http:\/\/127\.0\.0\.1:3000\/invitation\/[\w-]{43}$/);
    expect(made.qr).toMatch(/^<svg/);
    expect(made.mailed).toBe(true);
    const [mail] = await mailTo(app, 'nils@example.org');
    expect(mail!.subject).toBe('Mid-North network bjuder in dig till Waymark');
    expect(mail!.body).toContain('Karin Lund bjuder in dig att delta i Mid-North network som handläggare för Ljusdal.');
    expect(mail!.body).toContain(made.link);
  });

  it('is stored so that the database opens nothing', async () => {
    const { token } = await invite();
    const { invitation } = await import('$lib/server/db/schema/identity');
    expect(JSON.stringify(await app.db.read.select().from(invitation))).not.toContain(token);
  });

  it('says who invites to what, without giving the address away', async () => {
    const { token } = await invite({ email: 'nils@example.org' });
    expect(await show(token)).toMatchObject({
      state: 'open',
      networkName: 'Mid-North network',
      role: 'officer',
      municipalityName: 'Ljusdal',
      inviterName: 'Karin Lund',
      email: 'n…@example.org',
      forMe: false
    });
  });

  it('is not changed by opening it, however often a mail scanner does', async () => {
    const { token } = await invite({ email: 'nils@example.org' });
    const before = await readContents(app.env.DATABASE_URL);
    for (let i = 0; i < 20; i++) await show(token);
    await readInvitation(app, ANONYMOUS, { token: 'x'.repeat(43) });
    expect(await readContents(app.env.DATABASE_URL)).toEqual(before);
    expect(codeOf(await accept(token))).toBe('ok');
  });

  it('makes a person and signs them in, when its own address is new', async () => {
    const { token } = await invite({ email: 'nils@example.org' });
    const accepted = value(await accept(token)) as { kind: string; token: string };
    expect(accepted.kind).toBe('signed-in');
    const session = await readSession(app, accepted.token);
    expect(session?.person).toMatchObject({ name: 'Nils Ek', email: 'nils@example.org', locale: 'sv' });
    expect(session?.actor).toMatchObject({ memberships: [{ networkId, role: 'officer', municipalityId: ljusdal }] });
  });

  it('works once', async () => {
    const { token } = await invite({ email: 'nils@example.org' });
    const results = await Promise.all([accept(token), accept(token)]);
    expect(results.map(codeOf).sort()).toEqual(['invitation-used', 'ok']);
    expect((await show(token)).state).toBe('used');
    expect(codeOf(await accept(token))).toBe('invitation-used');
  });

  it('ends after 14 days', async () => {
    const { token } = await invite({ email: 'nils@example.org' });
    clock.forward(14 * DAY - 1);
    expect((await show(token)).state).toBe('open');
    clock.forward(1);
    expect((await show(token)).state).toBe('expired');
    expect(codeOf(await accept(token))).toBe('invitation-expired');
  });

  it('opens nothing once withdrawn', async () => {
    const made = await invite({ email: 'nils@example.org' });
    value(await revokeInvitation(app, coordinator, { invitationId: made.id }));
    expect(codeOf(await accept(made.token))).toBe('invitation-revoked');
  });

  it('wants a name from somebody new', async () => {
    const { token } = await invite({ email: 'nils@example.org' });
    expect(codeOf(await accept(token, { name: undefined }))).toBe('name-missing');
    expect(await accept(token, { name: ' ' })).toMatchObject({ ok: false, problems: [{ path: 'name' }] });
  });

  it.each(['', 'x', 'x'.repeat(43), undefined])('is not found for the link "%s"', async (token) => {
    expect(codeOf(await readInvitation(app, ANONYMOUS, { token: token as string }))).toBe('invitation-unknown');
    expect((await accept(token as string)).ok).toBe(false);
  });
});

describe('a typed address', () => {
  it('must be confirmed by a code that is mailed there', async () => {
    const { token } = await invite();
    expect(codeOf(await accept(token))).toBe('email-missing');
    const first = value(await accept(token, { email: 'nils@example.org' })) as { kind: string; requestId: string };
    expect(first.kind).toBe('confirm');
    expect((await show(token)).state).toBe('open');
    const code = await codeIn(app, 'nils@example.org');
    const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0');
    const confirm = (digits: string, email = 'nils@example.org') =>
      accept(token, { email, confirmation: { requestId: first.requestId, code: digits } });
    expect(codeOf(await confirm(wrong))).toBe('code-wrong');
    // the address that was confirmed counts, not the one in the second form
    const accepted = value(await confirm(code, 'ada@example.org')) as { token: string };
    expect((await readSession(app, accepted.token))?.person.email).toBe('nils@example.org');
  });

  it('is confirmed by a code that signs nobody in', async () => {
    const { token } = await invite();
    const { requestId } = value(await accept(token, { email: 'ada@example.org' })) as { requestId: string };
    const code = await codeIn(app, 'ada@example.org');
    expect(codeOf(await signInWithCode(app, ANONYMOUS, { requestId, code, from }))).toBe('code-ended');
  });

  it('is not confirmed by a code for another invitation', async () => {
    const [one, two] = [await invite(), await invite()];
    const first = value(await accept(one.token, { email: 'nils@example.org' })) as { requestId: string };
    const code = await codeIn(app, 'nils@example.org');
    expect(
      codeOf(await accept(two.token, { email: 'nils@example.org', confirmation: { requestId: first.requestId, code } }))
    ).toBe('code-ended');
  });
});

describe('an account that exists', () => {
  it('is not opened by the link alone, which whoever invites has too', async () => {
    const { token } = await invite({ email: 'ada@example.org' });
    const first = value(await accept(token)) as { kind: string };
    expect(first.kind).toBe('confirm');
  });

  it('gets the further role after the code, keeps its name, and all its sessions end', async () => {
    const before = await createSession(app, (administrator as { personId: string }).personId);
    const { token } = await invite({ email: 'ada@example.org' });
    const { requestId } = value(await accept(token)) as { requestId: string };
    const accepted = value(
      await accept(token, { confirmation: { requestId, code: await codeIn(app, 'ada@example.org') } })
    ) as { token: string };
    const session = await readSession(app, accepted.token);
    expect(session?.person.name).toBe('Ada Berg');
    expect(session?.person.memberships.map((m) => m.role)).toEqual(['administrator', 'officer']);
    expect(await readSession(app, before)).toBeNull();
  });

  it('accepts with one press where its owner is signed in', async () => {
    const { token } = await invite();
    expect((await show(token, administrator)).forMe).toBe(true);
    const accepted = value(await accept(token, { name: undefined }, administrator)) as { token: string };
    expect((await readSession(app, accepted.token))?.person.memberships).toHaveLength(2);
  });

  it('still needs its second factor', async () => {
    const { personId } = administrator as { personId: string };
    const session = await createSession(app, personId);
    value(await startSecondFactor(app, administrator, {}));
    const { totp } = value(await readAccount(app, administrator, { session }));
    const code = new TOTP({ secret: Secret.fromBase32(totp!.secret) }).generate({ timestamp: clock.now().getTime() });
    value(await confirmSecondFactor(app, administrator, { code, session, address: '192.0.2.9' }));
    const { token } = await invite({ email: 'ada@example.org' });
    const { requestId } = value(await accept(token)) as { requestId: string };
    expect(
      value(await accept(token, { confirmation: { requestId, code: await codeIn(app, 'ada@example.org') } }))
    ).toMatchObject({ kind: 'second-factor' });
  });
});

describe('inviting', () => {
  it('gives no more than one has: coordinators make no administrators', async () => {
    expect(codeOf(await createInvitation(app, coordinator, { networkId, role: 'administrator' }))).toBe(
      'administrators-only'
    );
    expect(codeOf(await createInvitation(app, administrator, { networkId, role: 'administrator' }))).toBe('ok');
    expect(codeOf(await createInvitation(app, OPERATOR, { networkId, role: 'administrator' }))).toBe('ok');
  });

  it('names the municipality of an officer, from this network, and of nobody else', async () => {
    const other = await createNetwork(app, 'Elsewhere');
    const foreign = await createMunicipality(app, other, '0001', 'Elsewhere');
    const code = async (input: object) =>
      codeOf(await createInvitation(app, coordinator, { networkId, role: 'officer', ...input }));
    expect(await code({})).toBe('municipality-missing');
    expect(await code({ municipalityId: foreign })).toBe('municipality-missing');
    expect(await code({ role: 'analyst', municipalityId: ljusdal })).toBe('municipality-unexpected');
    expect(await code({ networkId: other, municipalityId: foreign })).toBe('forbidden');
  });
});

describe('asking for a new invitation', () => {
  const askAgain = (token: string, address = from.address) =>
    askInvitationAgain(app, ANONYMOUS, { token, from: { ...from, address } });

  it('tells whoever invited, once a day, and marks it in the list', async () => {
    const { token } = await invite({ email: 'nils@example.org' });
    clock.forward(15 * DAY);
    expect(codeOf(await askAgain(token))).toBe('ok');
    expect(codeOf(await askAgain(token))).toBe('ok');
    expect((await mailTo(app, 'karin@example.org')).map((m) => m.subject)).toEqual(['Någon ber om en ny inbjudan']);
    expect(await mailTo(app, 'ada@example.org')).toEqual([]);
    const { invitations } = value(await listInvitations(app, coordinator, { networkId, state: 'waiting' }));
    expect(invitations).toMatchObject([{ state: 'expired', renewalAskedAt: clock.now() }]);
    clock.forward(DAY);
    await askAgain(token);
    expect(await mailTo(app, 'karin@example.org')).toHaveLength(2);
  });

  it('tells the coordinators and administrators where the inviter has left', async () => {
    const made = value(await createInvitation(app, OPERATOR, { networkId, role: 'analyst' }));
    clock.forward(15 * DAY);
    await askAgain(tokenIn(made));
    expect(await mailTo(app, 'karin@example.org')).toHaveLength(1);
    expect(await mailTo(app, 'ada@example.org')).toHaveLength(1);
  });

  it('answers the same whatever the link is, and mails nobody about one that is open or unknown', async () => {
    const { token } = await invite();
    for (const given of [token, 'x'.repeat(43)]) expect(await askAgain(given)).toEqual({ ok: true, value: null });
    expect(await mailTo(app, 'karin@example.org')).toEqual([]);
  });

  it('is limited per place', async () => {
    const answers: string[] = [];
    for (let i = 0; i < 11; i++) answers.push(codeOf(await askAgain('x'.repeat(43), '203.0.113.1')));
    expect(answers.at(9)).toBe('ok');
    expect(answers.at(10)).toBe('too-many-tries');
  });

  it('is answered by a new link to the same, and the old one opens nothing', async () => {
    const old = await invite({ email: 'nils@example.org' });
    const renewed = value(await renewInvitation(app, coordinator, { invitationId: old.id }));
    expect(codeOf(await accept(old.token))).toBe('invitation-revoked');
    expect(await show(tokenIn(renewed))).toMatchObject({
      state: 'open',
      municipalityName: 'Ljusdal',
      email: 'n…@example.org'
    });
  });
});
