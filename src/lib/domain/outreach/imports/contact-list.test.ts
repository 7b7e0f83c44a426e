import { describe, expect, it } from 'vitest';
import { NO_CONTACT } from '../merge-contact';
import { ContactBook } from './contact-book';
import { PlaceFinder } from './find-place';
import type { ListChoices, UnknownPlace } from './kinds';
import { planContact } from './plan-contact';
import { proposeColumns, rememberColumns } from './propose-columns';
import { type ContactReading, readContactRow } from './read-contact-rows';
import { readListCells } from './read-list';
import { headersOf } from './row-cells';

const unknown = new Map<string, UnknownPlace>();
function readAll(cells: string[][], choices: Partial<ListChoices> = {}) {
  const table = readListCells(cells, 'contacts');
  if (!table.ok) throw new Error(table.problems[0]!.message);
  const { mapping } = proposeColumns(table.value, 'contacts', null);
  unknown.clear();
  const reading: ContactReading = {
    ...{ mapping, headers: headersOf(table.value), country: 'SE', today: '2026-11-22', unknown },
    choices: { places: {}, ...choices },
    places: new PlaceFinder([{ id: 'lju', code: '2161', name: 'Ljusdal' }]),
    nameOf: () => 'Ljusdal'
  };
  return table.value.rows.map((row) => readContactRow(row, reading));
}
const one = (header: string[], row: string[], choices?: Partial<ListChoices>) => readAll([header, row], choices)[0]!;

describe('proposeColumns', () => {
  const mappingOf = (...headers: string[]) => {
    const table = readListCells([headers, headers.map((_, i) => `x${i}`)], 'contacts');
    return table.ok ? proposeColumns(table.value, 'contacts', null).mapping : null;
  };
  it('knows what columns are called in three languages, each once', () => {
    expect(mappingOf('Kontaktperson', 'Mejl:', 'Tfn', 'Kommun', 'Kommunkod')).toEqual({
      name: 0,
      email: 1,
      phone: 2,
      municipality: 3
    });
    expect(mappingOf('Voornaam', 'Achternaam', 'E-mailadres', 'Gemeente')).toEqual({
      firstName: 0,
      lastName: 1,
      email: 2,
      municipality: 3
    });
    expect(mappingOf('First name', 'Surname', 'Job title', 'Email address')).toEqual({
      firstName: 0,
      lastName: 1,
      role: 2,
      email: 3
    });
  });

  it('finds addresses by what stands in a column, and uses what was chosen for such a file before', () => {
    const table = readListCells(
      [
        ['Vem', 'Nås', 'Var'],
        ['Karin Lund', 'karin@example.org', 'Ljusdal']
      ],
      'contacts'
    );
    if (!table.ok) throw new Error('unread');
    expect(proposeColumns(table.value, 'contacts', null)).toMatchObject({
      mapping: { email: 1 },
      because: { email: 'content' }
    });
    const remembered = rememberColumns({ name: 0, municipality: 2 }, table.value);
    expect(proposeColumns(table.value, 'contacts', remembered).mapping).toEqual({ name: 0, municipality: 2 });
  });
});

describe('readContactRow', () => {
  it('reads what people write in cells', () => {
    const read = one(
      ['Namn', 'E-post', 'Telefon', 'Kommun', 'Titel', 'Anteckning', 'Avanmäld', 'Rättslig grund'],
      [
        'Karin  Lund',
        'Karin.Lund@Example.org; k@example.org',
        "'+46 912-140 00 / 0912-141 00",
        'Ljusdals kommun',
        'It-strateg Norr',
        'Fredagar',
        '5.3.2026',
        'Allmänt intresse'
      ]
    );
    expect(read).toEqual({
      ...{ line: 2, id: '', problems: [] },
      said: {
        ...{ name: 'Karin Lund', email: 'karin.lund@example.org', moreEmails: ['k@example.org'] },
        ...{ phone: '+4691214000', morePhones: ['+4691214100'], municipalityId: 'lju', role: 'it' },
        ...{ note: 'Titel: It-strateg Norr\nFredagar', basis: 'public-task', optedOutOn: '2026-03-05' }
      }
    });
  });

  it('names row, column, value and what would be right of every cell that cannot be read', () => {
    const { problems } = one(
      ['Namn', 'E-post', 'Telefon', 'Kommun', 'Avanmäld'],
      ['', 'karin at example', '12', 'Ljusdahl', '05/03/2026']
    );
    expect(problems.map(({ code, header, value }) => [code, header, value])).toEqual([
      ['email-invalid', 'E-post', 'karin at example'],
      ['phone-invalid', 'Telefon', '12'],
      ['name-missing', 'Namn', ''],
      ['place-unknown', 'Kommun', 'Ljusdahl'],
      ['date-ambiguous', 'Avanmäld', '05/03/2026']
    ]);
    expect(problems[3]!.message).toBe(
      'Row 2, column "Kommun": no municipality is called that; did you mean Ljusdal - got "Ljusdahl"'
    );
    expect([...unknown.values()]).toEqual([
      { key: 'ljusdahl', shown: 'Ljusdahl', line: 2, count: 1, near: ['lju'], chosen: null }
    ]);
  });

  it('takes a municipality a person chose, also none', () => {
    const row = (chosen: string) => one(['Namn', 'Organisation'], ['Karin Lund', 'SKR'], { places: { skr: chosen } });
    expect(row('lju').said.municipalityId).toBe('lju');
    expect(row('none')).toMatchObject({ said: { name: 'Karin Lund' }, problems: [] });
  });
});

describe('planContact', () => {
  const given = { source: 'List', basis: 'public-task' as const, on: '2026-11-22' };
  const karin = {
    ...NO_CONTACT,
    id: 'k',
    name: 'Karin Lund',
    email: 'karin@example.org',
    phone: '+4691214000',
    municipalityId: 'lju',
    source: 'Visit'
  };
  const book = () => {
    const made = new ContactBook();
    made.put(karin);
    return made;
  };
  const plan = (said: object, present: 'fill' | 'replace' = 'fill', erased = false) =>
    planContact(book(), { id: '', said }, given, present, erased);

  it('finds by address, then number, then name in the municipality', () => {
    expect(plan({ name: 'K Lund', email: 'karin@example.org' })).toMatchObject({
      because: 'email',
      calledThere: 'Karin Lund'
    });
    expect(plan({ name: 'Lund, Karin', phone: '+4691214000' }).because).toBe('phone');
    expect(plan({ name: 'Lund, Karin', municipalityId: 'lju' }).because).toBe('name');
  });

  it('does not take two at one switchboard, two addresses, or two places for one person', () => {
    expect(plan({ name: 'Ola Berg', phone: '+4691214000' }).action).toBe('create');
    expect(plan({ name: 'Karin Lund', email: 'k@example.org', municipalityId: 'lju' }).action).toBe('create');
    expect(plan({ name: 'Karin Lund', municipalityId: 'mal' }).action).toBe('create');
  });

  it('fills in what is missing, or lets the list be right; basis and source of the list go to whoever has none', () => {
    const said = { name: 'Karin Berg', email: 'karin@example.org', role: 'it' as const, note: 'New' };
    expect(plan(said)).toMatchObject({
      action: 'update',
      changed: ['role', 'note', 'basis', 'basisOn'],
      content: { name: 'Karin Lund', source: 'Visit' }
    });
    expect(plan(said, 'replace')).toMatchObject({ content: { name: 'Karin Berg', role: 'it', note: 'New' } });
  });

  it('never lifts a wish, makes nobody anew who was erased, and makes nobody without source and basis', () => {
    const out = book();
    out.put({ ...karin, optedOutOn: '2025-01-01', optOutScope: 'everything' });
    const again = planContact(
      out,
      { id: '', said: { email: 'karin@example.org', optedOutOn: '2026-01-01', optOutScope: 'mail' } },
      given,
      'replace',
      false
    );
    expect(again.content).toMatchObject({ optedOutOn: '2025-01-01', optOutScope: 'everything' });
    expect(plan({ name: 'X', email: 'x@example.org' }, 'fill', true).action).toBe('erased');
    expect(planContact(book(), { id: '', said: { name: 'X' } }, { ...given, basis: null }, 'fill', false).action).toBe(
      'no-basis'
    );
  });
});
