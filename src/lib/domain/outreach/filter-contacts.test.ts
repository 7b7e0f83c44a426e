import { describe, expect, it } from 'vitest';
import { contact } from './contacts.fixture';
import { type ContactFilter, filterContacts, readContactFilter } from './filter-contacts';
import { uuid } from './records.fixture';

const all: ContactFilter = { query: '', role: '', municipalityId: '', removed: false };
const karin = contact(1, { name: 'Karin Löf', role: 'it', phone: '+4691214000', email: 'k.lof@example.org' });
const registrar = contact(2, {
  name: 'Registrator',
  role: 'registrar',
  municipalityId: uuid(2),
  note: 'Ring före tio'
});
const agency = contact(3, { name: 'Myndigheten', role: 'other', municipalityId: null });
const gone = contact(4, { name: 'Karin Borta', removedAt: '2026-11-10T08:00:00.000Z' });
const names = (filter: Partial<ContactFilter>) =>
  filterContacts([karin, registrar, agency, gone], { ...all, ...filter }, (id) =>
    id === uuid(1) ? 'Norsjö' : 'Malå'
  ).map(({ name }) => name);

describe('a list of contacts', () => {
  it('has everybody who was not removed', () => {
    expect(names({})).toEqual(['Karin Löf', 'Registrator', 'Myndigheten']);
    expect(names({ removed: true })).toEqual(['Karin Borta']);
  });

  it('is searched by every word, in name, address, note and municipality, without accents', () => {
    expect(names({ query: 'lof norsjo' })).toEqual(['Karin Löf']);
    expect(names({ query: 'k.lof@' })).toEqual(['Karin Löf']);
    expect(names({ query: 'tio' })).toEqual(['Registrator']);
    expect(names({ query: 'karin mala' })).toEqual([]);
  });

  it('is searched by number however it is written', () => {
    for (const query of ['0912-140', '+46 912', '91214000', '0046 912'])
      expect(names({ query })).toEqual(['Karin Löf']);
    expect(names({ query: '0913' })).toEqual([]);
  });

  it('is narrowed by role and municipality', () => {
    expect(names({ role: 'registrar' })).toEqual(['Registrator']);
    expect(names({ municipalityId: uuid(1) })).toEqual(['Karin Löf']);
  });
});

describe('the filter in an address', () => {
  const read = (address: string) => readContactFilter(new URLSearchParams(address), (code) => `id of ${code}`);

  it('is read', () => {
    expect(read('q= lof &role=it&municipality=2417&removed=yes')).toEqual({
      ...{ query: 'lof', role: 'it', municipalityId: 'id of 2417', removed: true }
    });
  });

  it('is none where it is not known', () => {
    expect(read('role=king&removed=perhaps')).toEqual(all);
  });
});
