import ICAL from 'ical.js';
import { type Problem, ok, refuse, type Result } from '../shared/result';
import { emptyContact, toContactContent } from './contact-draft';
import { normaliseEmail } from './contact-email';
import { CONTACT_ROLES, type ContactRole, NOTE_ROOM } from './contact-kinds';
import { normalisePhone } from './contact-phone';
import { foldText } from './fold-text';
import { OPT_OUT_SCOPES, type OptOutScope } from './may-be-contacted';
import type { ContactContent } from './merge-contact';

/** Cards that one file may have. */
export const MOST_CARDS = 5000;
/** Characters of one card without its pictures. */
const CARD_ROOM = 100_000;
const READ = /^(?:[\w-]+\.)?(VERSION|FN|N|ORG|EMAIL|TEL|NOTE|UID|TITLE|ROLE|CATEGORIES|X-WAYMARK-[A-Z-]+)[;:]/i;

export interface ReadCard {
  /** The card's place in the file, from 1. */
  row: number;
  name: string;
  uid: string;
  /** What the card says of where somebody works, the likeliest first. */
  organisations: string[];
  /** Null where the card cannot be read at all; `problems` say why. */
  content: ContactContent | null;
  /** Codes: `card-broken`, `version-unknown`, `name-missing`; and, with the card read all the same, `email-invalid`, `phone-invalid`, `phone-country-missing`. */
  problems: Problem[];
}

type Property = [name: string, parameters: Record<string, unknown>, type: string, ...values: unknown[]];

/**
 * The cards of a vCard file, 3.0 (RFC 2426) and 4.0 (RFC 6350). One that is broken does not keep the others out. An
 * address or a number that cannot be one stays in the note, so that nothing the card said is lost.
 *
 * Errors, at `file`: `no-cards`, `too-many`.
 *
 * @param country ISO 3166 code of the network: what a number without a country code belongs to
 * @example
 * readVcards('BEGIN:VCARD\nVERSION:3.0\nFN:Karin Lund\nTEL:0912-140 00\nEND:VCARD', 'SE')
 * // { ok: true, value: [{ row: 1, name: 'Karin Lund', content: { phone: '+4691214000', ... }, ... }] }
 */
export function readVcards(text: string, country: string): Result<ReadCard[]> {
  const blocks = blocksOf(text);
  if (blocks.length === 0)
    return refuse('no-cards', 'file', 'There is no vCard in this file - export the contacts as .vcf and choose that.');
  if (blocks.length > MOST_CARDS)
    return refuse(
      'too-many',
      'file',
      `At most ${MOST_CARDS} cards are read at once - got ${blocks.length}. Split the file.`
    );
  return ok(blocks.map((block, i) => readCard(block, i + 1, country)));
}

/** Unfolded lines from BEGIN to END, both left out; a card that does not end reaches to the next. */
function blocksOf(text: string): string[][] {
  const lines = text
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .replace(/\n[ \t]/g, '')
    .split('\n');
  const blocks: string[][] = [];
  let open: string[] | null = null;
  for (const line of lines) {
    const word = line.trim().toUpperCase();
    if (word === 'BEGIN:VCARD') blocks.push((open = []));
    else if (word === 'END:VCARD') open = null;
    else if (line.trim() !== '') open?.push(line);
  }
  return blocks;
}

function readCard(lines: readonly string[], row: number, country: string): ReadCard {
  const none = { row, name: '', uid: '', organisations: [], content: null };
  const failed = (code: string, message: string) => ({ ...none, problems: [{ code, path: `cards.${row}`, message }] });
  const version = /^VERSION:\s*([\d.]+)/im.exec(lines.join('\n'))?.[1];
  if (version !== '3.0' && version !== '4.0')
    return failed('version-unknown', `Card ${row} has the version "${version ?? ''}" - export it as 3.0 or 4.0.`);
  const kept = lines.filter((line) => READ.test(line) || /^[\w-]+$/.test(line)).map(bareSemicolons);
  let properties: Property[];
  try {
    const body = kept.join('\r\n').slice(0, CARD_ROOM);
    properties = (ICAL.parse(`BEGIN:VCARD\r\n${body}\r\nEND:VCARD\r\n`) as [string, Property[]])[1];
  } catch {
    return failed('card-broken', `Card ${row} cannot be read - a line of it has no name and value.`);
  }
  return { ...none, ...cardOf(properties, row, country) };
}

/** The library leaves `\;` as it is where a value is no list (RFC 6350, 3.4, allows to write it so). */
function bareSemicolons(line: string): string {
  if (/^(?:[\w-]+\.)?(?:N|ORG)[;:]/i.test(line)) return line;
  return line.replace(/\\(.)/g, (pair, escaped) => (escaped === ';' ? ';' : pair));
}

function cardOf(properties: readonly Property[], row: number, country: string): Omit<ReadCard, 'row'> {
  const all = (name: string) => properties.filter(([known]) => known === name);
  const texts = (name: string) => all(name).flatMap(([, , , ...values]) => values.flat().map((value) => textOf(value)));
  const parts = texts('n');
  const name = texts('fn')[0] || [parts[1], parts[0]].filter(Boolean).join(' ') || texts('org')[0] || '';
  const problems: Problem[] = [];
  const leftOver: string[] = [];
  const read = (property: string, as: (text: string) => Result<string>): string[] => {
    const found = all(property).map((one) => ({ text: textOf(one[3]), first: isPreferred(one[1]) }));
    const sorted = [...found].sort((a, b) => Number(b.first) - Number(a.first));
    return sorted.flatMap(({ text }) => {
      const value = as(text);
      if (value.ok) return value.value === '' ? [] : [value.value];
      problems.push(...value.problems.map((problem) => ({ ...problem, path: `cards.${row}.${problem.path}` })));
      leftOver.push(text);
      return [];
    });
  };
  const emails = read('email', normaliseEmail);
  const phones = read('tel', (text) => normalisePhone(text.replace(/^tel:/i, ''), country));
  const titles = [...texts('title'), ...texts('role')];
  const organisations = texts('org').filter(Boolean);
  const wish = /^(\d{4}-\d\d-\d\d)(?: (\S+))?$/.exec(texts('x-waymark-opted-out')[0] ?? '');
  const note = [...titles, ...texts('note'), ...leftOver].filter(Boolean).join('\n').slice(0, NOTE_ROOM);
  const content = toContactContent(
    {
      ...emptyContact('', ''),
      ...{ name: name.slice(0, 120), role: roleOf(texts('categories'), titles), note },
      ...{ email: emails[0] ?? '', phone: phones[0] ?? '' },
      ...{ moreEmails: emails.slice(1, 20).join('\n'), morePhones: phones.slice(1, 20).join('\n') },
      source: (texts('x-waymark-source')[0] ?? '').slice(0, 200),
      optedOutOn: wish?.[1] ?? '',
      optOutScope: OPT_OUT_SCOPES.find((scope): scope is OptOutScope => scope === wish?.[2]) ?? 'everything'
    },
    country
  );
  if (!content.ok) problems.push(...content.problems.map((one) => ({ ...one, path: `cards.${row}.${one.path}` })));
  const uid = (texts('uid')[0] ?? '').replace(/^urn:uuid:/i, '').slice(0, 200);
  return { name, uid, organisations, content: content.ok ? content.value : null, problems };
}

/** Values that are no text, as a number in a field of our own, are read as they were written. */
function textOf(value: unknown): string {
  return typeof value === 'string'
    ? value.trim()
    : Array.isArray(value)
      ? value.map(textOf).join(' ')
      : String(value ?? '');
}

/** `PREF=1` in 4.0, `TYPE=PREF` in 3.0. */
function isPreferred({ pref, type }: Record<string, unknown>): boolean {
  return pref === '1' || [type].flat().some((one) => String(one).toLowerCase() === 'pref');
}

// beginnings of words in English, Swedish and Dutch, folded
const TITLES: readonly [RegExp, ContactRole][] = [
  [/\b(registra|diarie|griffie)/, 'registrar'],
  [/\b(statisti)/, 'statistics'],
  [/\b(arkiv|archiv)/, 'archivist'],
  [/\b(jurist|lawyer|legal|solicitor)/, 'lawyer'],
  [/\b(politi|kommunalrad|ledamot|wethouder|raadslid|councillor|mayor|burgemeester)/, 'politician'],
  [/\b(it|cio|cto|ict|system)\b|\b(utvecklare|developer|ontwikkelaar)/, 'it'],
  [/(chef|manager|head of|hoofd|director|direktor)/, 'manager']
];

function roleOf(categories: readonly string[], titles: readonly string[]): ContactRole {
  const said = CONTACT_ROLES.find((role) => categories.some((category) => category.trim().toLowerCase() === role));
  const title = foldText(titles.join(' '));
  return said ?? TITLES.find(([pattern]) => pattern.test(title))?.[1] ?? (title ? 'officer' : 'other');
}
