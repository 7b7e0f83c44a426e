import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { mail } from '$lib/server/db/schema/mail';
import { sendWaitingMail } from '$lib/server/mail/send-waiting-mail';
import { type ContactRow, findContact, writeContact } from '$lib/server/outreach/contact-repository';
import { writeOptOut } from '$lib/server/outreach/opt-out-repository';
import { saveContact } from '$lib/server/outreach/save-contact';
import { sendThanks } from '$lib/server/outreach/thanks-service';
import { envelope } from '../support/commands';
import { logMeeting } from '../support/log-meeting';
import { app, begin, changed, clock, end, newPlan, plan, post, send, world } from '../support/plan-world';

// Invitations and letters of thanks, as tests/api/campaign-race.test.ts has it for campaigns.

const GUESTS = 4;
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
const whom = fc.nat({ max: GUESTS - 1 });
const after = fc.nat({ max: 150 });
const act = fc.oneof(
  fc.record({ kind: fc.constantFrom('contact', 'address', 'mail', 'removed'), whom, after }),
  fc.record({ kind: fc.constantFrom('move', 'cancel', 'thank', 'deliver'), whom, after })
);
type Act = typeof act extends fc.Arbitrary<infer One> ? One : never;

beforeAll(() => begin(), 30_000);
afterAll(end);

it('a wish not to be written to holds from the moment it is written, for invitations and for thanks', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 2, maxLength: 10 }), async (acts) => {
      const guests: ContactRow[] = [];
      const mark = v7().slice(-12);
      for (let n = 0; n < GUESTS; n++)
        guests.push(
          await world.addContact(0, { name: `Guest ${n}`, role: 'it', email: `g${n}-${mark}@place0.example` })
        );
      const { coordinator } = world;
      const first = newPlan({ invited: guests.map(({ id }) => ({ id: v7(), contactId: id })) });
      await send(coordinator, plan(first));
      const attendees = guests.map(({ id, name }) => ({ id: v7(), name, role: 'it', contactId: id }));
      const meetingId = await logMeeting(app, coordinator, [world.places[0]!.id], { attendees });
      /** By address: how many mails had begun to go out when the wish was written. */
      const most = new Map<string, number>();
      let moved = 0;

      const begun = async (email: string) =>
        (await app.db.read.select().from(mail).where(eq(mail.recipient, email))).filter(
          ({ attempts, sentAt }) => attempts > 0 || sentAt !== null
        ).length;
      const write = async ({ kind, whom: n, after: turns }: Act) => {
        for (let i = 0; i < turns; i++) await turn();
        const guest = guests[n]!;
        const on = '2026-11-22';
        if (kind === 'move') await send(coordinator, changed(first, { place: `Room ${++moved}` }));
        else if (kind === 'cancel')
          await send(coordinator, envelope('meeting.cancel', { meetingId: first.meetingId, cancelled: n % 2 === 0 }));
        else if (kind === 'thank') {
          const contactIds = guests.map(({ id }) => id);
          await sendThanks(app, coordinator, { meetingId, contactIds, subject: 'Thanks', body: 'Thank you' });
        } else if (kind === 'deliver') await sendWaitingMail(app);
        else {
          const { email } = guest;
          if (kind === 'address' || kind === 'mail') {
            const scope = kind === 'mail' ? 'mail' : 'everything';
            const wish = { scope, on, source: 'link' } as const;
            await app.db.write((tx) => writeOptOut(app, tx, world.networkId, { kind: 'email', address: email }, wish));
          } else {
            const wish = kind === 'contact' ? { optedOutOn: on } : { removedAt: clock.now() };
            await app.db.write(async (tx) => {
              const row = (await findContact(tx, guest.id))!;
              if (kind === 'contact') await saveContact(app, tx, { ...row, ...wish, version: row.version + 1 }, row);
              else await writeContact(tx, { ...row, ...wish });
            });
          }
          if (!most.has(email)) most.set(email, await begun(email));
        }
      };
      await Promise.all(acts.map(write));
      await send(coordinator, changed(first, { place: 'The last room' }));
      await sendThanks(app, coordinator, {
        ...{ meetingId, contactIds: guests.map(({ id }) => id), subject: 'Thanks', body: 'Thank you' }
      });
      await sendWaitingMail(app);
      const arrived = (email: string) => post!.taken.filter(({ to }) => to[0] === email).length;
      for (const [email, count] of most) expect(arrived(email), email).toBeLessThanOrEqual(count);
      // it is not that nobody is written to
      for (const { email } of guests) if (!most.has(email)) expect(arrived(email), email).toBeGreaterThan(0);
    }),
    { numRuns: 20 }
  );
}, 120_000);
