import type { CampaignChannel, MailChannel } from './campaign-kinds';
import type { CampaignPlace } from './campaign-population';
import { normaliseEmail } from './contact-email';
import type { ContactChannel, ContactRole } from './contact-kinds';
import { type Contactable, mayBeContacted } from './may-be-contacted';

export interface AudienceContact extends Contactable {
  id: string;
  municipalityId: string | null;
  role: ContactRole;
  /** How they wish to be reached; null: nobody has asked. */
  channel: ContactChannel | null;
}

export interface Addressee {
  municipalityId: string;
  contactId: string;
  channel: MailChannel;
}

/** Somebody who wishes a call or a text message instead of mail: a person reaches them. */
export interface ToCall {
  municipalityId: string;
  contactId: string;
  prefers: 'phone' | 'text';
}

export const LEFT_OUT_REASONS = [
  ...['no-contact', 'opted-out', 'no-email', 'address-invalid', 'same-address'],
  ...['prefers-phone', 'prefers-text', 'prefers-letter']
] as const;
export type LeftOutReason = (typeof LEFT_OUT_REASONS)[number];

export interface LeftOut {
  municipalityId: string;
  /** Null where the municipality has nobody of the kind. */
  contactId: string | null;
  because: LeftOutReason;
}

export interface Audience {
  addressees: Addressee[];
  toCall: ToCall[];
  leftOut: LeftOut[];
}

/**
 * Whether a campaign may write mail to somebody as far as their own preference goes: those who have named another way
 * get none. What they have objected to is another question (`mayBeContacted`), and comes first.
 *
 * @example
 * allowsMail({ channel: 'phone' }) // false
 */
export function allowsMail({ channel }: Pick<AudienceContact, 'channel'>): boolean {
  return channel === null || channel === 'mail';
}

/**
 * Whom a campaign reaches: of every municipality the registrars, where that channel is chosen, and the contacts in the
 * chosen roles. By mail whoever allows mail; who prefers the phone or text messages is listed for a person to call; who
 * prefers letters, has objected or has no such address is left out with the reason. Nobody twice, no address twice, and
 * no mail to an address of somebody who prefers another way: it may be the same person.
 * Whether somebody may be contacted, and how they prefer it, is asked again when their message is sent.
 *
 * @example
 * chooseAudience([norsjo], [registrar], { channels: ['registrar'], roles: [] })
 * // { addressees: [{ municipalityId: 'norsjo', contactId: 'registrar', channel: 'registrar' }], toCall: [], leftOut: [] }
 */
export function chooseAudience(
  places: readonly CampaignPlace[],
  contacts: readonly AudienceContact[],
  { channels, roles }: { channels: readonly CampaignChannel[]; roles: readonly ContactRole[] }
): Audience {
  const audience: Audience = { addressees: [], toCall: [], leftOut: [] };
  const byPlace = new Map<string, AudienceContact[]>();
  for (const contact of contacts) {
    if (contact.municipalityId === null || contact.removedAt) continue;
    const list = byPlace.get(contact.municipalityId);
    if (list) list.push(contact);
    else byPlace.set(contact.municipalityId, [contact]);
  }
  const taken = new Set(contacts.filter((one) => !one.removedAt && !allowsMail(one)).map(({ email }) => email));
  for (const { id: municipalityId } of places) {
    const wanted = (byPlace.get(municipalityId) ?? []).flatMap((contact) => {
      const channel = channelOf(contact.role, channels, roles);
      return channel ? [{ contact, channel }] : [];
    });
    if (!wanted.length) audience.leftOut.push({ municipalityId, contactId: null, because: 'no-contact' });
    for (const { contact, channel } of wanted) {
      const contactId = contact.id;
      const way = wayTo(contact, taken);
      if (way.by === 'mail') {
        taken.add(contact.email);
        audience.addressees.push({ municipalityId, contactId, channel });
      } else if (way.by === 'call') audience.toCall.push({ municipalityId, contactId, prefers: way.prefers });
      else audience.leftOut.push({ municipalityId, contactId, because: way.because });
    }
  }
  return audience;
}

type Way = { by: 'mail' } | { by: 'call'; prefers: ToCall['prefers'] } | { by: null; because: LeftOutReason };

function wayTo(contact: AudienceContact, taken: ReadonlySet<string>): Way {
  const { channel } = contact;
  if (channel === null || channel === 'mail') {
    const because = whyNot(contact, taken);
    return because ? { by: null, because } : { by: 'mail' };
  }
  const reachable = mayBeContacted(contact, channel, 'campaign');
  if (!reachable.may && reachable.because === 'opted-out') return { by: null, because: 'opted-out' };
  // a letter is nothing that Waymark sends, and a number that nobody has cannot be called
  if (channel === 'letter' || !reachable.may) return { by: null, because: `prefers-${channel}` };
  return { by: 'call', prefers: channel };
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
