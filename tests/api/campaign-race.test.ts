import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ANONYMOUS } from '$lib/domain/identity/actor';
import { findContact, writeContact } from '$lib/server/outreach/contact-repository';
import { findCampaign, updateCampaign } from '$lib/server/outreach/campaign-repository';
import { logTouch } from '$lib/server/outreach/campaign-results-service';
import { linkToken } from '$lib/server/outreach/campaign-link';
import { writeOptOut } from '$lib/server/outreach/opt-out-repository';
import { planReminders } from '$lib/server/outreach/plan-reminders';
import { replyByLink, unsubscribe } from '$lib/server/outreach/public-campaign-service';
import { sendCampaigns } from '$lib/server/outreach/send-campaigns';
import { createCampaignWorld, must } from '../support/campaign-world';
import { startPost } from '../support/post';
import { createTestApp, disposeTestApp } from '../support/test-app';

const RECIPIENTS = 8;
/** Ways in which somebody can turn out not to be written to, while messages go out. */
const WAYS = ['address', 'contact', 'removed', 'prefers', 'link', 'no', 'called', 'paused'] as const;
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

const objection = fc.record({
  way: fc.constantFrom(...WAYS),
  whom: fc.nat({ max: RECIPIENTS - 1 }),
  /** Turns of the event loop before it is written. */
  after: fc.nat({ max: 400 })
});

describe('an objection against mail that is being sent', () => {
  it('holds from the moment it is written: nobody is written to after it, and nobody twice, in whatever order things happen', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(objection, { minLength: 1, maxLength: 8 }), fc.nat({ max: 30 }), async (all, slow) => {
        const post = await startPost({
          onData: async () => {
            for (let i = 0; i < slow; i++) await turn();
            return null;
          }
        });
        const app = await createTestApp({ env: { MAIL_URL: post.url, CAMPAIGN_PER_MINUTE: '600' } });
        try {
          const world = await createCampaignWorld(app, RECIPIENTS);
          const campaignId = await world.start();
          const { linkKey } = (await findCampaign(app.db.read, campaignId))!;
          const recipients = await world.recipients(campaignId);
          const messageOf = async (whom: number) => {
            const { id } = recipients.find(({ contactId }) => contactId === world.contacts[whom]!.id)!;
            return (await world.messages(campaignId)).find(({ recipientId }) => recipientId === id)!;
          };
          const never = new Set<string>();
          const write = async ({ way, whom, after }: (typeof all)[number]) => {
            for (let i = 0; i < after; i++) await turn();
            const contact = world.contacts[whom]!;
            const from = { address: `192.0.2.${whom}`, device: null };
            const token = linkToken(linkKey, (await messageOf(whom)).id);
            const on = '2026-11-22';
            if (way === 'address') {
              const address = { kind: 'email' as const, address: contact.email };
              const wish = { scope: 'campaigns', on, source: 'link' } as const;
              await app.db.write((tx) => writeOptOut(app, tx, world.networkId, address, wish));
            } else if (way === 'contact' || way === 'removed' || way === 'prefers') {
              const change = {
                ...(way === 'contact' && { optedOutOn: on }),
                ...(way === 'removed' && { removedAt: app.now() }),
                ...(way === 'prefers' && { channel: 'phone' as const })
              };
              await app.db.write(async (tx) =>
                writeContact(tx, { ...(await findContact(tx, contact.id))!, ...change })
              );
            } else if (way === 'link') await unsubscribe(app, ANONYMOUS, { token, from });
            else if (way === 'no') await replyByLink(app, ANONYMOUS, { token, from, kind: 'no' });
            else if (way === 'called') {
              // somebody there said no on the telephone
              const reachedOn = app.now().toISOString().slice(0, 10);
              const said = { campaignId, municipalityIds: [world.places[whom]!.id], reachedOn };
              must(await logTouch(app, world.coordinator, { ...said, channel: 'phone', reply: 'no' }));
            } else await app.db.write((tx) => updateCampaign(tx, campaignId, { state: 'paused' }));
            // it is written: whoever has not been claimed by now must not be any more
            if (way === 'paused') {
              for (let i = 0; i < RECIPIENTS; i++)
                if ((await messageOf(i)).state === 'planned') never.add(world.contacts[i]!.email);
            } else if (['planned', 'cancelled'].includes((await messageOf(whom)).state)) never.add(contact.email);
          };
          const sending = async () => {
            for (let i = 0; i < 3; i++) await Promise.all([sendCampaigns(app), planReminders(app), sendCampaigns(app)]);
          };
          await Promise.all([sending(), ...all.map(write)]);
          await sendCampaigns(app);
          const reached = post.taken.map(({ to }) => to[0]!);
          expect(reached.filter((address) => never.has(address))).toEqual([]);
          expect(new Set(reached).size).toBe(reached.length);
          const states = (await world.messages(campaignId)).map(({ state }) => state);
          expect(states.filter((state) => state === 'sent')).toHaveLength(reached.length);
          expect(states.filter((state) => state === 'claimed' || state === 'uncertain')).toEqual([]);
        } finally {
          await disposeTestApp(app);
          await post.stop();
        }
      }),
      { numRuns: 25 }
    );
  }, 240_000);
});
