import { describe, expect, it } from 'vitest';
import { matchHeaderWords } from './header-words';
import { proposeMapping } from './propose-mapping';

function propose(headers: string[], rows: string[][], preferLanguages: string[] = []) {
  const columns = headers.map((header, index) => ({ index, header, words: header === '' ? [] : header.split(' / ') }));
  return proposeMapping(
    columns,
    rows.map((cells, i) => ({ line: i + 2, cells })),
    preferLanguages
  );
}

describe('matchHeaderWords', () => {
  it.each([
    ['Kommunkod', 'code'],
    ['MunicipalityCode', 'code'],
    ['NIS_code', 'code'],
    ['Gemeentecode', 'code'],
    ['Kuntanumero', 'code'],
    ['Code INSEE', 'code'],
    ['Länskod', 'countyCode'],
    ['ad_area_code', 'countyCode'],
    ['Provincie', 'countyName'],
    ['Maakunta', 'countyName'],
    ['Département', 'countyName'],
    ['gemeentenaam', 'name'],
    ['Kunnan nimi suomeksi', 'name'],
    ['Folkmängd 2024', 'population'],
    ['aantal inwoners', 'population'],
    ['Väkiluku', 'population'],
    ['(DEGURBA)', 'urbanisation'],
    ['skr_group_2023', 'group'],
    ['Breddgrad', 'lat'],
    ['LON', 'lon'],
    ['Ingangsdatum', 'validFrom'],
    ['valid_to', 'validTo']
  ])('knows %s', (header, field) => {
    expect(matchHeaderWords(header)).toContainEqual(expect.objectContaining({ field, strength: 2 }));
  });

  it('tells the language from the ending, else from the word', () => {
    expect(matchHeaderWords('municipality_FR')[0]?.language).toBe('fr');
    expect(matchHeaderWords('Gemeente')[0]?.language).toBe('nl');
    expect(matchHeaderWords('name')[0]?.language).toBe(null);
  });

  it('does not take a general word inside another for our field', () => {
    expect(matchHeaderWords('postal_code')).toEqual([]);
    expect(matchHeaderWords('name of the mayor')).toEqual([]);
  });
});

describe('proposeMapping', () => {
  it('claims no language of the names below a header in two languages', () => {
    const columns = [
      { index: 0, header: 'Kommunkod / Municipality code', words: ['Kommunkod', 'Municipality code'] },
      { index: 1, header: 'Kommun / Municipality', words: ['Kommun', 'Municipality'] }
    ];
    const rows = ['Upplands Väsby', 'Vallentuna', 'Österåker'].map((name, i) => ({
      line: i + 2,
      cells: [`011${i + 4}`, name]
    }));
    const { mapping, reasons } = proposeMapping(columns, rows, ['sv']);
    expect(mapping).toMatchObject({ code: 0, name: 1 });
    expect(reasons.filter(({ field, code }) => field === 'name' && code === 'language')).toEqual([]);
    const inOne = proposeMapping([columns[0]!, { index: 1, header: 'Kommun', words: ['Kommun'] }], rows, ['sv']);
    expect(inOne.reasons).toContainEqual(
      expect.objectContaining({ field: 'name', code: 'language', facts: { language: 'sv' } })
    );
  });

  it('prefers the language of the network and takes the other as second name', () => {
    const rows = [
      ['901', 'Kuuseva', 'Granby'],
      ['902', 'Koivula', 'Björkby']
    ];
    const headers = ['Kuntanumero', 'Kunta', 'Kommun'];
    expect(propose(headers, rows, ['sv', 'fi']).mapping).toEqual({ code: 0, name: 2, nameSecond: 1 });
    expect(propose(headers, rows, ['fi', 'sv']).mapping).toEqual({ code: 0, name: 1, nameSecond: 2 });
  });

  it('prefers a column in which every row has a fitting value', () => {
    const rows = [
      ['99001', 'Heidorp', 'Noord', 'Hei'],
      ['99002', 'Duindorp', '0', 'Duin']
    ];
    expect(propose(['NIS_code', 'gemeente', 'province_NL', 'arrondissement_NL'], rows).mapping.countyName).toBe(3);
  });

  it('does not believe a header whose values speak against it', () => {
    const rows = [
      ['stor', 'Åsvalla', '9901'],
      ['liten', 'Ekvalla', '9902']
    ];
    const { mapping, reasons } = propose(['Kommunkod', 'Kommun', ''], rows);
    expect(mapping).toEqual({ name: 1, code: 2 });
    expect(reasons.find(({ field }) => field === 'code')?.message).toBe('all 2 values are 4 digits, each different');
  });

  it('finds code, name, county and group by their values when there is no header', () => {
    const rows = [
      ['99', '9901', 'Åsvalla', 'A1'],
      ['99', '9902', 'Ekvalla', 'B3'],
      ['98', '9803', 'Alvalla', 'B3']
    ];
    expect(propose(['', '', '', ''], rows).mapping).toEqual({ code: 1, name: 2, countyCode: 0, group: 3 });
  });

  it('says how many values fit', () => {
    const rows = ['1', '2', '9', '3'].map((value, i) => [`990${i}`, 'Ort', value]);
    const { reasons } = propose(['kod', 'namn', 'DEGURBA'], rows);
    expect(reasons.filter(({ field }) => field === 'urbanisation').map(({ message }) => message)).toEqual([
      'the header says "DEGURBA"',
      '3 of 4 values are 1, 2 or 3'
    ]);
  });

  it('says when only the first rows were looked at', () => {
    const rows = Array.from({ length: 3_000 }, (_, i) => [`${1_000 + i}`, 'Ort']);
    expect(propose(['kod', 'namn'], rows).reasons[1]?.message).toBe('all of the first 2000 values are 4 digits');
  });
});
