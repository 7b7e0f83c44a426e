import type { ReplyKind } from './campaign-kinds';
import { type DeliveryReport, readDeliveryReport } from './read-delivery-report';
import { REPLY_SIGNS } from './reply-signs';

/** A mail as far as it is needed to say what it is. Header names in small letters. */
export interface IncomingMail {
  headers: ReadonlyMap<string, string>;
  messageId: string;
  /** Message-IDs this one answers, without angle brackets. */
  references: readonly string[];
  /** In small letters. */
  from: string;
  /** Every address it was sent to, in small letters. */
  to: readonly string[];
  subject: string;
  text: string;
  /** Parts of type message/delivery-status, and the headers of messages sent back. */
  reports: readonly string[];
  /** Parts of type text/calendar: an answer to an invitation. */
  calendars?: readonly string[];
}

export type Classified =
  | { what: 'bounce'; report: DeliveryReport }
  | {
      what: 'reply';
      kind: ReplyKind;
      /** False: a person should look. */
      sure: boolean;
      caseNumber: string | null;
      /** ISO date. */
      until: string | null;
      named: { name: string; email: string } | null;
    };

const WORDS_READ = 4000;

/**
 * What a mail says, from its headers first (RFC 3464 for bounces, RFC 3834 for automatic answers), from its words only
 * where headers say nothing. Words are never sure: `no` and `yes` from words wait for a person. An answer beside a person's
 * own words quotes ours, so only what stands before the quotation is read.
 *
 * @param today ISO date, for "in three weeks" and for days without a year
 * @param ours our own addresses, never the person named
 * @example
 * classifyReply(withHeader('auto-submitted', 'auto-replied', 'Ert ärende har fått diarienummer KS 2026/123'), '2026-11-22')
 * // { what: 'reply', kind: 'acknowledgement', sure: true, caseNumber: 'KS 2026/123', until: null, named: null }
 */
export function classifyReply(mail: IncomingMail, today: string, ours: readonly string[] = []): Classified {
  for (const report of mail.reports) {
    const read = readDeliveryReport(report);
    if (read) return { what: 'bounce', report: read };
  }
  const own = ownWords(mail.text);
  const words = `${mail.subject}\n${own}`.slice(0, WORDS_READ);
  const caseNumber = findCaseNumber(words);
  const automatic = isAutomatic(mail.headers);
  const named = findNamed(own, [mail.from, ...ours]);
  const until = findDay(words, today);
  const nothing = { caseNumber: null, until: null, named: null };
  if (automatic) {
    // whoever has left and names a successor in an automatic answer
    if (named && REPLY_SIGNS.left.test(words))
      return { what: 'reply', kind: 'wrong-person', sure: false, ...nothing, named };
    return { what: 'reply', kind: 'acknowledgement', sure: true, ...nothing, caseNumber };
  }
  // a registrar's system that forgets the header
  if (caseNumber && REPLY_SIGNS.received.test(words))
    return {
      what: 'reply',
      kind: 'acknowledgement',
      sure: REPLY_SIGNS.noReply.test(mail.from),
      ...nothing,
      caseNumber
    };
  if (named && REPLY_SIGNS.wrong.test(words))
    return { what: 'reply', kind: 'wrong-person', sure: false, ...nothing, named };
  if (REPLY_SIGNS.later.test(words)) return { what: 'reply', kind: 'not-now', sure: false, ...nothing, until };
  if (REPLY_SIGNS.wrong.test(words)) return { what: 'reply', kind: 'wrong-person', sure: false, ...nothing, named };
  if (REPLY_SIGNS.no.test(words)) return { what: 'reply', kind: 'no', sure: false, ...nothing };
  if (REPLY_SIGNS.yes.test(words)) return { what: 'reply', kind: 'yes', sure: false, ...nothing };
  return { what: 'reply', kind: 'other', sure: false, ...nothing, caseNumber, named };
}

/**
 * Whether a machine wrote it. RFC 3834, 5: anything but `no`; older programs say it otherwise.
 *
 * @example
 * isAutomatic(new Map([['auto-submitted', 'auto-replied']])) // true
 */
export function isAutomatic(headers: ReadonlyMap<string, string>): boolean {
  const submitted = (headers.get('auto-submitted') ?? '').trim().toLowerCase();
  if (submitted !== '') return !/^no\b/.test(submitted);
  if (headers.has('x-autoreply') || headers.has('x-autorespond')) return true;
  if (/\b(oof|all|autoreply)\b/i.test(headers.get('x-auto-response-suppress') ?? ''))
    return headers.has('x-ms-exchange-generated-message-source');
  return /\bauto[_-]?(reply|respon)/i.test(headers.get('precedence') ?? '');
}

/**
 * What a person wrote, before the mail they quote.
 *
 * @example
 * ownWords('Ja tack\n\nDen 3 nov skrev Waymark:\n> Hej') // 'Ja tack'
 */
export function ownWords(text: string): string {
  const lines = text.slice(0, 20_000).replace(/\r\n?/g, '\n').split('\n');
  const end = lines.findIndex((line) => /^\s*>/.test(line) || REPLY_SIGNS.quotation.test(line.slice(0, 200)));
  return (end < 0 ? lines : lines.slice(0, end)).join('\n').trim();
}

/**
 * A registrar's number: after one of the words for it, or alone in one of its usual shapes.
 *
 * @example
 * findCaseNumber('Ert diarienummer är KS 2026/00123.') // 'KS 2026/00123'
 */
export function findCaseNumber(words: string): string | null {
  const after = REPLY_SIGNS.caseWord
    .exec(words)?.[1]
    ?.trim()
    .replace(/[.,;:]+$/, '');
  if (after && /\d/.test(after)) return after;
  return /\b[A-ZÅÄÖ]{1,5}[ -]?(?:19|20)\d{2}[/:-]\d{1,6}\b/u.exec(words)?.[0] ?? null;
}

/** Another address in the words, with the name before it where there is one. */
function findNamed(own: string, known: readonly string[]): { name: string; email: string } | null {
  for (const found of own.slice(0, WORDS_READ).matchAll(/[^\s<>()[\]",;:@]{1,64}@[^\s<>()[\]",;:@]{1,190}/gu)) {
    const email = found[0].toLowerCase().replace(/[.!?]+$/, '');
    if (known.includes(email) || !/\.\p{L}{2,}$/u.test(email)) continue;
    const before = own.slice(Math.max(0, found.index - 80), found.index);
    const name =
      /(\p{Lu}[\p{L}'-]{1,30}(?: (?:van|de|der|den|von|af))* \p{Lu}[\p{L}'-]{1,30})[\s,:;(<-]*(?:mailto:)?$/u.exec(
        before
      )?.[1] ?? '';
    return { name, email };
  }
  return null;
}

function findDay(words: string, today: string): string | null {
  const iso = /\b(20\d{2})-(\d{2})-(\d{2})\b/.exec(words);
  if (iso && isDay(iso[0])) return iso[0] > today ? iso[0] : null;
  for (const found of words.toLowerCase().matchAll(/\b(?:(\d{1,2})[.]? )?([\p{L}]{3,10})(?: (20\d{2}))?\b/gu)) {
    const month = REPLY_SIGNS.months[found[2] ?? ''];
    if (!month) continue;
    const day = String(found[1] ?? 1).padStart(2, '0');
    const year = found[3] ?? today.slice(0, 4);
    const guess = `${year}-${month}-${day}`;
    if (!isDay(guess)) continue;
    if (guess > today) return guess;
    // "in March", said in November
    if (!found[3]) return `${Number(year) + 1}-${month}-${day}`;
  }
  return null;
}

function isDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === text;
}
