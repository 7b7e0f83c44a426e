import PostalMime, { type Address, type Email } from 'postal-mime';
import type { IncomingMail } from '$lib/domain/outreach/classify-reply';
import { ok, refuse, type Result } from '$lib/domain/shared/result';

/** Enough for a report and a person's words; pictures and signatures beyond it are of no interest. */
export const MOST_MAIL_BYTES = 2 * 1024 * 1024;
const WORDS = 20_000;
const REPORTS = 5;
const REPORT_LENGTH = 64_000;
const ADDRESSES = 50;

/**
 * A mail as RFC 5322 writes it, cut down to what is needed to say whose answer it is. Attachments are looked at for
 * delivery reports and dropped.
 *
 * Errors: `mail-unreadable` where it is no mail, `file-too-large` with the fact `megabytes`.
 */
export async function parseMail(bytes: Uint8Array): Promise<Result<IncomingMail>> {
  if (bytes.length > MOST_MAIL_BYTES) {
    const refused = refuse('file-too-large', 'file', 'A mail may have 2 MB - save it without its attachments.');
    refused.problems[0]!.facts = { megabytes: 2 };
    return refused;
  }
  const email = await read(bytes);
  const from = email && addresses(email.from ? [email.from] : [])[0];
  if (!email || !from)
    return refuse(
      'mail-unreadable',
      'file',
      'This file is not a mail - save the mail as a file of type .eml, and drop that one.'
    );
  const headers = new Map<string, string>();
  for (const { key, value } of email.headers.slice(0, 500))
    if (!headers.has(key)) headers.set(key, value.slice(0, 2000));
  const ids = (text: string | undefined) =>
    [...(text ?? '').slice(0, 8000).matchAll(/<([^<>\s]{3,300})>/g)].map(([, id]) => id!);
  return ok({
    headers,
    messageId: ids(email.messageId)[0] ?? '',
    references: [...ids(email.inReplyTo), ...ids(email.references)],
    from,
    to: [
      ...addresses([...(email.to ?? []), ...(email.cc ?? [])]),
      ...[email.deliveredTo, headers.get('x-original-to')].flatMap((text) => text?.trim().toLowerCase() ?? [])
    ].slice(0, ADDRESSES),
    subject: (email.subject ?? '').slice(0, 300),
    text: (email.text || plain(email.html ?? '')).slice(0, WORDS),
    reports: reportsIn(email),
    calendars: calendarsIn(email)
  });
}

async function read(bytes: Uint8Array): Promise<Email | null> {
  try {
    return await PostalMime.parse(bytes, {
      ...{ attachmentEncoding: 'arraybuffer', forceRfc822Attachments: true },
      ...{ maxNestingDepth: 20, maxHeadersSize: 256 * 1024 }
    });
  } catch {
    // too deep, too many headers: the parser says so by throwing, and no mail of a person is like that
    return null;
  }
}

function addresses(list: readonly Address[]): string[] {
  return list
    .slice(0, ADDRESSES)
    .flatMap((entry) => entry.address ?? (entry.group ?? []).map(({ address }) => address))
    .map((address) => address.trim().toLowerCase())
    .filter((address) => /^[^\s@]+@[^\s@]+$/.test(address) && address.length <= 254);
}

/** Delivery status parts, and the headers of what was sent back (RFC 3464, RFC 3462). */
function reportsIn({ attachments }: Email): string[] {
  return attachments
    .filter(({ mimeType }) =>
      /^(message\/(delivery-status|global-delivery-status|rfc822|global)|text\/rfc822-headers)$/.test(mimeType)
    )
    .slice(0, REPORTS)
    .map(({ content }) =>
      typeof content === 'string'
        ? content.slice(0, REPORT_LENGTH)
        : new TextDecoder().decode(new Uint8Array(content).subarray(0, REPORT_LENGTH))
    );
}

/** Calendars, each once: most programs send one as a part of the mail and again as a file. */
function calendarsIn({ attachments }: Email): string[] {
  const files = attachments
    .filter(
      ({ mimeType, filename }) =>
        /^(text\/calendar|application\/ics)$/i.test(mimeType) || /\.ics$/i.test(filename ?? '')
    )
    .slice(0, REPORTS)
    .map(({ content }) =>
      typeof content === 'string' ? content : new TextDecoder().decode(new Uint8Array(content).subarray(0, 256 * 1024))
    );
  return [...new Set(files)];
}

/** The words of a page: enough to find out what somebody says. */
function plain(html: string): string {
  return html
    .slice(0, 200_000)
    .replace(/<(style|script|head)\b[^>]{0,1000}>[^<]{0,50000}/gi, ' ')
    .replace(/<(br|\/p|\/div|\/li|\/tr)\b[^>]{0,1000}>/gi, '\n')
    .replace(/<[^<>]{0,4000}>/g, '')
    .replace(/&nbsp;/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');
}
