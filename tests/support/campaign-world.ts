import type { Actor } from '$lib/domain/identity/actor';
import { NO_FILTER } from '$lib/domain/outreach/campaign-population';
import { NO_CONTACT } from '$lib/domain/outreach/merge-contact';
import type { StepTexts } from '$lib/domain/outreach/merge-text';
import type { Result } from '$lib/domain/shared/result';
import type { App } from '$lib/server/app';
import { createCampaign, type CampaignInput } from '$lib/server/outreach/campaign-service';
import { findCampaign, messagesOf, recipientsOf } from '$lib/server/outreach/campaign-repository';
import { startCampaign } from '$lib/server/outreach/campaign-run-service';
import { saveStep } from '$lib/server/outreach/campaign-step-service';
import { writeContact, type ContactRow } from '$lib/server/outreach/contact-repository';
import { actorOf, createMember, createMunicipality, createNetwork } from './test-people';

export const TEXTS: StepTexts = {
  sv: {
    subject: 'Öppna data i {municipality}',
    body: 'Hej {contact_name|registrator}\n\nVi vill träffa {municipality}.'
  }
};

/** The value, or the test fails with the reason. */
export function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}

export interface CampaignWorld {
  networkId: string;
  coordinator: Actor;
  places: { id: string; code: string; name: string }[];
  contacts: ContactRow[];
  addContact(place: number, change: Partial<ContactRow>): Promise<ContactRow>;
  /** A running campaign to the registrars, with this many reminders after 7 days each. */
  start(change?: Partial<CampaignInput>, reminders?: number): Promise<string>;
  messages(campaignId: string): ReturnType<typeof messagesOf>;
  recipients(campaignId: string): ReturnType<typeof recipientsOf>;
}

/** A network whose municipalities have a registrar's mailbox each, in domains of their own. */
export async function createCampaignWorld(app: App, count: number): Promise<CampaignWorld> {
  const networkId = await createNetwork(app);
  const { personId } = await createMember(app, {
    networkId,
    role: 'coordinator',
    email: `desk-${app.newId()}@example.org`
  });
  const coordinator = await actorOf(app, personId);
  const places: CampaignWorld['places'] = [];
  const contacts: ContactRow[] = [];
  const addContact: CampaignWorld['addContact'] = async (place, change) => {
    const now = app.now();
    const row: ContactRow = {
      ...{ ...NO_CONTACT, id: app.newId(), networkId, municipalityId: places[place]!.id, name: 'Registrator' },
      ...{ role: 'registrar' as const, mergedInto: null, version: 1, createdBy: 'x', createdAt: now },
      ...{ updatedBy: 'x', updatedAt: now, removedAt: null, ...change }
    };
    await app.db.write((tx) => writeContact(tx, row));
    return row;
  };
  for (let i = 0; i < count; i++) {
    const code = String(1000 + i);
    places.push({ id: await createMunicipality(app, networkId, code, `Place ${i}`), code, name: `Place ${i}` });
    contacts.push(await addContact(i, { email: `registrator@place${i}.example` }));
  }
  return {
    ...{ networkId, coordinator, places, contacts, addContact },
    async start(change = {}, reminders = 0) {
      const input = { networkId, name: 'Spring', channels: ['registrar' as const], filter: NO_FILTER, perMinute: 600 };
      const { campaignId } = must(await createCampaign(app, coordinator, { ...input, ...change }));
      for (let i = 0; i <= reminders; i++) {
        const { version } = (await findCampaign(app.db.read, campaignId))!;
        const step = { campaignId, version, stepId: null, afterDays: i === 0 ? 0 : 7, texts: TEXTS };
        must(await saveStep(app, coordinator, step));
      }
      const { version } = (await findCampaign(app.db.read, campaignId))!;
      must(await startCampaign(app, coordinator, { campaignId, version }));
      return campaignId;
    },
    messages: (campaignId) => messagesOf(app.db.read, campaignId),
    recipients: (campaignId) => recipientsOf(app.db.read, campaignId)
  };
}

/** A mail as a file. */
export function eml(headers: Record<string, string>, body: string): Uint8Array {
  const lines = Object.entries({ 'MIME-Version': '1.0', 'Content-Type': 'text/plain; charset=utf-8', ...headers }).map(
    ([name, value]) => `${name}: ${value}`
  );
  return new TextEncoder().encode(`${lines.join('\r\n')}\r\n\r\n${body.replace(/\n/g, '\r\n')}\r\n`);
}

/** A delivery status notification as RFC 3464 has it. */
export function bounceMail(messageId: string, recipient: string, status: string, action = 'failed'): Uint8Array {
  return eml(
    {
      From: 'Mail Delivery Subsystem <mailer-daemon@mx.example>',
      To: 'post@example.org',
      Subject: 'Undelivered Mail Returned to Sender',
      'Message-ID': `<bounce-${messageId}-${status}@mx.example>`,
      'Content-Type': 'multipart/report; report-type=delivery-status; boundary="b"'
    },
    [
      '--b',
      'Content-Type: text/plain',
      '',
      'It did not arrive.',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.example',
      '',
      `Final-Recipient: rfc822; ${recipient}`,
      `Action: ${action}`,
      `Status: ${status}`,
      '--b',
      'Content-Type: text/rfc822-headers',
      '',
      `Message-ID: <${messageId}@127.0.0.1>`,
      `To: ${recipient}`,
      '--b--'
    ].join('\n')
  );
}
