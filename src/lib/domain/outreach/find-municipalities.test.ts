import { describe, expect, it } from 'vitest';
import { findMunicipalities } from './find-municipalities';
import { foldText } from './fold-text';
import { municipality } from './records.fixture';

const named = (name: string, code: number, countyName = 'Dalarna') => municipality(code, { name, countyName });
const all = [
  named('Älvdalen', 2039),
  named('Malung-Sälen', 2023),
  named('Malmö', 1280, 'Skåne'),
  named('Upplands Väsby', 114, 'Stockholm'),
  named('Väsby', 9999, 'Stockholm')
];
const found = (query: string, max = 8) => findMunicipalities(query, all, max).map((m) => m.name);

describe('findMunicipalities', () => {
  it('needs no accents', () => {
    expect(found('alvd')).toEqual(['Älvdalen']);
    expect(found('MALMO')).toEqual(['Malmö']);
  });

  it('puts the name itself first, then beginnings, then words, then what contains it', () => {
    const places = ['Almora', 'Norra Moraby', 'Moraby', 'Mora'].map((name, i) => named(name, 3000 + i));
    const names = findMunicipalities('mora', places, 8).map((m) => m.name);
    expect(names).toEqual(['Mora', 'Moraby', 'Norra Moraby', 'Almora']);
    expect(found('sal')).toEqual(['Malung-Sälen']);
  });

  it('finds by code, leading zero included', () => {
    expect(found('0114')).toEqual(['Upplands Väsby']);
    expect(found('203')).toEqual(['Älvdalen']);
  });

  it('finds by county last of all', () => {
    expect(found('stock')).toEqual(['Upplands Väsby', 'Väsby']);
  });

  it('gives at most so many, and none for nonsense', () => {
    expect(found('', 2)).toEqual(['Älvdalen', 'Malung-Sälen']);
    expect(found('m', 1)).toEqual(['Malung-Sälen']);
    expect(found('xyzzy')).toEqual([]);
  });
});

describe('foldText', () => {
  it('folds letters that do not come apart', () => {
    expect(foldText('Ærø')).toBe('aero');
  });
});
