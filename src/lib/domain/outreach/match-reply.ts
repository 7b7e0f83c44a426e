import type { IncomingMail } from './classify-reply';

/** A message that was sent, as far as a reply can be matched with it. */
export interface SentTo {
  recipientId: string;
  /** In small letters; empty once erased. */
  address: string;
  municipalityId: string;
  /** The newest of its messages, milliseconds. */
  sentAt: number;
}

export type Matched =
  | { by: 'reference'; messageId: string }
  | { by: 'address' | 'domain'; recipientId: string }
  | { by: null; because: 'nobody' | 'several' };

const MESSAGE = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;

/**
 * The ids of our messages a mail names: in what it answers, in the address it came to (`answers+ID@…`, as VERP has it), and
 * in the headers a bounce sends back. An id is only believed once there is such a message.
 *
 * @example
 * messageIdsIn({ ...mail, references: ['018f0000-0000-7000-8000-000000000001@example.org'] }) // ['018f0000-…-000000000001']
 */
export function messageIdsIn(mail: Pick<IncomingMail, 'references' | 'to' | 'reports'>): string[] {
  const places = [
    ...mail.references.slice(0, 50),
    ...mail.to.slice(0, 50).map((address) => /\+([^@]*)@/.exec(address)?.[1] ?? ''),
    ...mail.reports
      .slice(0, 5)
      .flatMap((report) =>
        [
          ...report
            .slice(0, 64_000)
            .matchAll(/^(?:message-id|in-reply-to|references|to|x-waymark-message):[^\n]{0,400}/gim)
        ].map(([line]) => line)
      )
  ];
  return [...new Set(places.flatMap((text) => MESSAGE.exec(text.toLowerCase())?.[0] ?? []))].slice(0, 20);
}

/** Domains where everybody has an address: they say nothing of a municipality. */
const SHARED_DOMAINS = new Set([
  'gmail.com',
  'googlemail.com',
  'outlook.com',
  'hotmail.com',
  'hotmail.se',
  'live.se',
  'live.nl',
  'yahoo.com',
  'icloud.com',
  'telia.com',
  'bredband.net',
  'ziggo.nl',
  'kpnmail.nl',
  'proton.me'
]);

/**
 * Whose answer a mail is where it names none of our messages: the same address, else the only municipality that has
 * recipients in its domain, or in the domain above (`barn.norsjo.example` answers for `norsjo.example`). The newest message counts. Two
 * municipalities that share a domain are for a person to tell apart.
 *
 * @example
 * matchSender('kansli@norsjo.example', [{ recipientId: 'r1', address: 'registrator@norsjo.example', municipalityId: 'm1', sentAt: 1 }])
 * // { by: 'domain', recipientId: 'r1' }
 */
export function matchSender(from: string, sent: readonly SentTo[]): Exclude<Matched, { by: 'reference' }> {
  const newest = (list: readonly SentTo[]) => list.reduce((a, b) => (b.sentAt > a.sentAt ? b : a));
  const same = sent.filter(({ address }) => address !== '' && address === from);
  if (same.length) {
    const places = new Set(same.map(({ municipalityId }) => municipalityId));
    return places.size > 1
      ? { by: null, because: 'several' }
      : { by: 'address', recipientId: newest(same).recipientId };
  }
  const domain = domainOf(from);
  if (domain === '' || SHARED_DOMAINS.has(domain)) return { by: null, because: 'nobody' };
  const near = sent.filter(({ address }) => {
    const theirs = domainOf(address);
    return theirs !== '' && (theirs === domain || domain.endsWith(`.${theirs}`) || theirs.endsWith(`.${domain}`));
  });
  if (!near.length) return { by: null, because: 'nobody' };
  const places = new Set(near.map(({ municipalityId }) => municipalityId));
  return places.size > 1 ? { by: null, because: 'several' } : { by: 'domain', recipientId: newest(near).recipientId };
}

function domainOf(address: string): string {
  const at = address.lastIndexOf('@');
  const domain = at < 0 ? '' : address.slice(at + 1);
  return domain.includes('.') ? domain : '';
}
