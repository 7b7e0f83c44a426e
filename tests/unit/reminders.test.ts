import { type AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Locale } from '$lib/domain/shared/locale';
import type { App } from '$lib/server/app';
import { remindDueSteps } from '$lib/server/jobs/remind-due-steps';
import { updateMembership, updatePerson } from '$lib/server/identity/repository';
import { closeMail, sendWaitingMail } from '$lib/server/mail/send-waiting-mail';
import { setNotifyChoices } from '$lib/server/push/choice-service';
import { findStep } from '$lib/server/roadmap/repository';
import { pushCommands } from '$lib/server/sync/service';
import { envelope, push } from '../support/commands';
import { createTestApp, disposeTestApp, testClock } from '../support/test-app';
import { createTestNetwork, type TestNetwork } from '../support/test-network';
import { actorOf, createMember, type Member } from '../support/test-people';

const DAY = 24 * 60 * 60 * 1000;
const CRITERION = 'legal-first-licence';
const taken: { to: string[]; source: string }[] = [];
const server = new SMTPServer({
  disabledCommands: ['AUTH', 'STARTTLS'],
  onData(stream, session, callback) {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('end', () => {
      taken.push({ to: session.envelope.rcptTo.map((r) => r.address), source: Buffer.concat(chunks).toString() });
      callback();
    });
  }
});

let clock: ReturnType<typeof testClock>;
let app: App;
let net: TestNetwork;
let karin: Member;
let eva: Member;
const municipalityId = () => net.municipalities[0]!.id;
const officer = (name: string, locale: Locale) =>
  createMember(app, { networkId: net.networkId, role: 'officer', municipalityId: municipalityId(), name, locale });

beforeEach(async () => {
  taken.length = 0;
  clock = testClock('2026-11-22T09:00:00Z');
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  app = await createTestApp({ now: clock.now, env: { MAIL_URL: `smtp://127.0.0.1:${port}` } });
  net = await createTestNetwork(app);
  karin = await officer('Karin Lund', 'sv');
  eva = await officer('Eva Berg', 'nl');
});
afterEach(async () => {
  closeMail(app);
  await disposeTestApp(app);
  await new Promise<void>((resolve) => server.server.close(() => resolve()));
});

async function setStep(who: Member, change: Record<string, unknown>, criterionId = CRITERION): Promise<void> {
  const payload = { municipalityId: municipalityId(), criterionId, ...change };
  const result = await pushCommands(app, await actorOf(app, who.personId), push([envelope('step.set', payload)]));
  if (!result.ok || result.value.outcomes[0]?.outcome !== 'applied') throw new Error(JSON.stringify(result));
}

/** Runs the job as the scheduler does, several times, and hands over what reached the mail server. */
async function run(): Promise<{ to: string; text: string }[]> {
  taken.length = 0;
  await remindDueSteps(app);
  await remindDueSteps(app);
  await sendWaitingMail(app);
  return taken.map(({ to, source }) => ({ to: to[0]!, text: decode(source) }));
}

/** Quoted-printable and base64 bodies as they are read. */
function decode(source: string): string {
  const [head = '', ...rest] = source.split('\r\n\r\n');
  const body = rest.join('\r\n\r\n');
  if (/base64/i.test(head)) return head + Buffer.from(body, 'base64').toString();
  const bytes = body.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex: string) => `%${hex}`);
  return head + (/%[0-9A-F]{2}/.test(bytes) ? decodeURIComponent(bytes.replace(/%(?![0-9A-F]{2})/g, '%25')) : bytes);
}

describe('a reminder of a step', () => {
  it('comes a week before the day and once after it, to its owner alone, in the owner’s language', async () => {
    await setStep(karin, { due: '2026-12-10', note: 'Fråga Anna Ek' });
    expect(await run()).toEqual([]);
    clock.forward(11 * DAY); // 3 December
    const [mail, ...others] = await run();
    expect(others).toEqual([]);
    expect(mail!.to).toBe(karin.email);
    expect(mail!.text).toContain('10 december 2026');
    expect(mail!.text).toContain('/app/plan');
    expect(mail!.text).toContain('/account#notifications');
    // nothing personal: no note, nobody's name
    expect(mail!.text).not.toMatch(/Anna Ek|Karin|Eva/);
    clock.forward(7 * DAY); // the day itself
    expect(await run()).toEqual([]);
    clock.forward(DAY);
    const late = await run();
    expect(late.map(({ to }) => to)).toEqual([karin.email]);
    expect(late[0]!.text).toContain('Skulle ha varit klart 10 december 2026');
    clock.forward(DAY);
    expect(await run()).toEqual([]);
    expect((await findStep(app.db.read, municipalityId(), CRITERION))?.remindedFor).toBe('2026-12-10 late');
  });

  it('comes again for a new date, and not for a step that is done or taken out', async () => {
    await setStep(karin, { due: '2026-11-25' });
    expect(await run()).toHaveLength(1);
    await setStep(karin, { due: '2026-11-27' });
    expect(await run()).toHaveLength(1);
    await setStep(karin, { status: 'done' });
    clock.forward(10 * DAY);
    expect(await run()).toEqual([]);
  });

  it('gathers what one person looks after in one mail', async () => {
    await setStep(karin, { due: '2026-11-25' });
    await setStep(karin, { due: '2026-11-26' }, 'mandate-first-decision');
    const mails = await run();
    expect(mails).toHaveLength(1);
    expect(mails[0]!.text).toContain('25 november 2026');
    expect(mails[0]!.text).toContain('26 november 2026');
  });

  it('goes to every officer where somebody without an account looks after it, or nobody', async () => {
    await setStep(karin, { due: '2026-11-25', ownerId: null, ownerName: 'IT-chefen' });
    const mails = await run();
    expect(mails.map(({ to }) => to).sort()).toEqual([karin.email, eva.email].sort());
    expect(mails.find(({ to }) => to === eva.email)!.text).toContain('Klaar op 25 november 2026');
    for (const { text } of mails) expect(text).not.toContain('IT-chefen');
  });

  it('goes to the others once its owner has left or may not sign in', async () => {
    await setStep(karin, { due: '2026-11-25' });
    await app.db.write((tx) => updateMembership(tx, karin.membershipId, { endedAt: clock.now() }));
    expect((await run()).map(({ to }) => to)).toEqual([eva.email]);
    await setStep(eva, { due: '2026-11-26', ownerId: eva.personId });
    await app.db.write((tx) => updatePerson(tx, eva.personId, { disabledAt: clock.now() }));
    expect(await run()).toEqual([]);
  });

  it('comes to nobody who turned reminders off, nor to others in their place, until they turn them on', async () => {
    const actor = await actorOf(app, karin.personId);
    expect(await setNotifyChoices(app, actor, { mail: false })).toMatchObject({ ok: true });
    await setStep(karin, { due: '2026-11-25' });
    expect(await run()).toEqual([]);
    expect(await setNotifyChoices(app, actor, { mail: true })).toMatchObject({ ok: true });
    await setStep(karin, { due: '2026-11-26' });
    expect((await run()).map(({ to }) => to)).toEqual([karin.email]);
  });
});
