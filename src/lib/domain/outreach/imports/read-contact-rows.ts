import type { TableRow } from '../../shared/table/types';
import { normaliseEmail } from '../contact-email';
import { MORE_ROOM, NOTE_ROOM } from '../contact-kinds';
import { normalisePhone } from '../contact-phone';
import type { ContactContent } from '../merge-contact';

import type { CellProblem, ListChoices, ListColumn, ListMapping } from './kinds';
import { type PlaceCells, readPlace } from './read-place';
import { RowCells } from './row-cells';
import { BASIS_VALUES, CHANNEL_VALUES, ROLE_VALUES, SCOPE_VALUES, type ValueWords } from './value-words';

export interface ContactRowRead {
  line: number;
  /** The contact's own id, from a file of ours; empty elsewhere. */
  id: string;
  /** Only what the file says. */
  said: Partial<ContactContent>;
  /** A row with one of these is left out as a whole. */
  problems: CellProblem[];
}

export interface ContactReading extends PlaceCells {
  mapping: ListMapping;
  headers: ReadonlyMap<number, string>;
  choices: ListChoices;
  /** ISO 3166 code of the network, for telephone numbers. */
  country: string;
  /** ISO date. */
  today: string;
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * One row of an address list. What a cell does not say stays unsaid; a cell that cannot be read is named with what
 * would be right.
 *
 * @example
 * readContactRow({ line: 2, cells: ['Karin Lund', 'Karin@Example.org'] }, reading).said
 * // { name: 'Karin Lund', email: 'karin@example.org' }
 */
export function readContactRow(row: TableRow, reading: ContactReading): ContactRowRead {
  const cells = new RowCells(row, reading.mapping, reading.headers);
  const { choices, country, today } = reading;
  const said: Partial<ContactContent> = {};
  const read = (first: ListColumn, more: ListColumn, kind: 'email' | 'phone') => {
    const [main = '', ...rest] = readAddresses(cells, first, kind, country);
    // one that stands among the others alone is not the first of them
    const others = [...rest, ...readAddresses(cells, more, kind, country)].filter((one) => one !== main);
    return { main, others: [...new Set(others)].slice(0, MORE_ROOM) };
  };
  const emails = read('email', 'moreEmails', 'email');
  const phones = read('phone', 'morePhones', 'phone');
  const name = nameOf(cells) || emails.main;
  if (!/[\p{L}\p{N}]/u.test(name)) cells.refuse('name', 'name-missing', 'a contact needs a name, such as "Registrar"');
  else if (name.length > 120) cells.refuse('name', 'name-long', 'at most 120 characters fit', { most: 120 }, name);
  else said.name = name;
  if (emails.main) said.email = emails.main;
  if (emails.others.length) said.moreEmails = emails.others;
  if (phones.main) said.phone = phones.main;
  if (phones.others.length) said.morePhones = phones.others;
  const place = readPlace(cells, reading);
  if (place) said.municipalityId = place;
  let note = cells.prose('note', NOTE_ROOM);
  const title = cells.line('role', 120);
  if (title !== '') {
    const role = ROLE_VALUES.read(title);
    said.role = role ?? roleIn(title);
    // a title says more than a role: it is kept in words
    if (!role) note = [`${cells.header('role')}: ${title}`, note].filter(Boolean).join('\n');
  }
  if (note !== '' && note.length <= NOTE_ROOM) said.note = note;
  const channel = readValue(cells, 'channel', CHANNEL_VALUES, 'channel-unknown');
  if (channel) said.channel = channel;
  const days = cells.line('stayInTouchDays', 20);
  if (days !== '') {
    const count = Number(days.replace(/\D+$/, ''));
    if (Number.isInteger(count) && count >= 1 && count <= 3650) said.stayInTouchDays = count;
    else cells.refuse('stayInTouchDays', 'days-invalid', 'write a whole number of days from 1 to 3650');
  }
  const source = cells.line('source', 200);
  if (source !== '') said.source = source;
  const basis = readValue(cells, 'basis', BASIS_VALUES, 'basis-unknown');
  if (basis) said.basis = basis;
  const basisOn = cells.day('basisOn', choices.dateOrder);
  if (basisOn) said.basisOn = basisOn;
  const optedOutOn = readOptOut(cells, choices, today);
  if (optedOutOn) {
    said.optedOutOn = optedOutOn;
    const scope = readValue(cells, 'optOutScope', SCOPE_VALUES, 'scope-unknown');
    if (scope) said.optOutScope = scope;
  }
  const id = cells.text('id').toLowerCase();
  return { line: row.line, id: ID.test(id) ? id : '', said, problems: cells.problems };
}

function nameOf(cells: RowCells): string {
  const parts = [cells.text('firstName'), cells.text('lastName')].filter((part) => part !== '');
  return (cells.text('name') || parts.join(' ')).replace(/[\p{Cc}\s]+/gu, ' ').trim();
}

const RIGHT = {
  email: ['email-invalid', 'write one address such as name@example.org'],
  phone: ['phone-invalid', 'write one number beginning with 0, or with + and the country, such as +46 912 140 00']
} as const;

/** "Lund, Karin <karin@example.org>; k.lund@example.org" are two addresses. */
function readAddresses(cells: RowCells, column: ListColumn, kind: 'email' | 'phone', country: string): string[] {
  const normalise = (text: string) => (kind === 'email' ? normaliseEmail(text) : normalisePhone(text, country));
  const text = cells.text(column);
  if (text === '' || /^[-–.?]+$|^(n\/a|saknas|ingen|geen|none)$/i.test(text)) return [];
  // a comma or a space may stand within one, a number with a slash may be two
  const parts = normalise(text).ok
    ? [text]
    : text.split(/[;|\n]+|,(?=.*[@\d])|(?<=\d)\s*\/\s*(?=[+0])|\s+(?=\S+@)/).filter((one) => one.trim() !== '');
  const [code, right] = RIGHT[kind];
  return parts.flatMap((part) => {
    const one = normalise(part);
    if (one.ok) return one.value === '' ? [] : [one.value];
    cells.refuse(column, code, right, {}, part.trim());
    return [];
  });
}

function readValue<T extends string>(
  cells: RowCells,
  column: ListColumn,
  words: ValueWords<T>,
  code: CellProblem['code']
): T | null {
  const text = cells.line(column, 120);
  if (text === '') return null;
  return words.read(text) ?? cells.refuse(column, code, `write one of ${words.all('en')}`, { column });
}

/** A date, or a word that says so: then since today. */
function readOptOut(cells: RowCells, { dateOrder }: ListChoices, today: string): string | null {
  const text = cells.text('optedOutOn').toLowerCase();
  if (['', 'no', 'nej', 'nee', 'n', '0', 'false', 'falskt', 'onwaar'].includes(text)) return null;
  if (['yes', 'ja', 'j', 'y', 'x', '1', 'true', 'sant', 'waar'].includes(text)) return today;
  return cells.day('optedOutOn', dateOrder);
}

const TITLES: readonly [RegExp, NonNullable<ContactContent['role']>][] = [
  [/registrat|diarie|postintake/i, 'registrar'],
  [/statisti|kolada/i, 'statistics'],
  [/arkiv|archi(v|ef)/i, 'archivist'],
  [/juri(st|di)|lawyer|legal/i, 'lawyer'],
  [/politi|kommunalråd|ordförande|wethouder|burgemeester|councillor|mayor/i, 'politician'],
  [/\b(it|ict|cio|cdo)\b|digital|informati(e|on)|data/i, 'it'],
  [/chef|direktör|director|directeur|manager|hoofd|head of/i, 'manager'],
  [/handläggare|utredare|strateg|samordnare|medewerker|adviseur|officer|coordinator/i, 'officer']
];

function roleIn(title: string): NonNullable<ContactContent['role']> {
  return TITLES.find(([pattern]) => pattern.test(title))?.[1] ?? 'other';
}
