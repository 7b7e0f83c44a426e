import type { CampaignChannel, MailChannel } from './campaign-kinds';
import type { CampaignPlace } from './campaign-population';
import { normaliseEmail } from './contact-email';
import type { ContactRole } from './contact-kinds';
import { type Contactable, mayBeContacted } from './may-be-contacted';

export interface AudienceContact extends Contactable {
  id: string;
  municipalityId: string | null;
  role: ContactRole;
}

export interface Addressee {
  municipalityId: string;
  contactId: string;
  channel: MailChannel;
}

export const LEFT_OUT_REASONS = ['no-contact', 'opted-out', 'no-email', 'address-invalid', 'same-address'] as const;
export type LeftOutReason = (typeof LEFT_OUT_REASONS)[number];

export interface LeftOut {
  municipalityId: string;
  /** Null where the municipality has nobody of the kind. */
  contactId: string | null;
  because: LeftOutReason;
}

/**
 * Who gets a campaign's mail: of every municipality the registrars, where that channel is chosen, and the contacts in the
 * chosen roles. Nobody twice, no address twice, and of whoever is left out the reason. Whether somebody may be contacted is
 * asked again when their message is sent.
 *
 * @example
 * chooseAudience([norsjo], [registrar], { channels: ['registrar'], roles: [] })
 * // { addressees: [{ municipalityId: 'norsjo', contactId: 'registrar', channel: 'registrar' }], leftOut: [] }
 */
export function chooseAudience(
  places: readonly CampaignPlace[],
  contacts: readonly AudienceContact[],
  { channels, roles }: { channels: readonly CampaignChannel[]; roles: readonly ContactRole[] }
): { addressees: Addressee[]; leftOut: LeftOut[] } {
  const addressees: Addressee[] = [];
  const leftOut: LeftOut[] = [];
  const byPlace = new Map<string, AudienceContact[]>();
  for (const contact of contacts) {
    if (contact.municipalityId === null || contact.removedAt) continue;
    const list = byPlace.get(contact.municipalityId);
    if (list) list.push(contact);
    else byPlace.set(contact.municipalityId, [contact]);
  }
  const taken = new Set<string>();
  for (const { id: municipalityId } of places) {
    const wanted = (byPlace.get(municipalityId) ?? []).flatMap((contact) => {
      const channel = channelOf(contact.role, channels, roles);
      return channel ? [{ contact, channel }] : [];
    });
    if (!wanted.length) leftOut.push({ municipalityId, contactId: null, because: 'no-contact' });
    for (const { contact, channel } of wanted) {
      const because = whyNot(contact, taken);
      if (because) leftOut.push({ municipalityId, contactId: contact.id, because });
      else {
        taken.add(contact.email);
        addressees.push({ municipalityId, contactId: contact.id, channel });
      }
    }
  }
  return { addressees, leftOut };
}

function channelOf(
  role: ContactRole,
  channels: readonly CampaignChannel[],
  roles: readonly ContactRole[]
): MailChannel | null {
  if (role === 'registrar') return channels.includes('registrar') ? 'registrar' : null;
  return channels.includes('contacts') && roles.includes(role) ? 'contacts' : null;
}

function whyNot(contact: AudienceContact, taken: ReadonlySet<string>): LeftOutReason | null {
  const reachable = mayBeContacted(contact, 'mail', 'campaign');
  if (!reachable.may) return reachable.because === 'opted-out' ? 'opted-out' : 'no-email';
  const address = normaliseEmail(contact.email);
  if (!address.ok || address.value !== contact.email) return 'address-invalid';
  return taken.has(contact.email) ? 'same-address' : null;
}
