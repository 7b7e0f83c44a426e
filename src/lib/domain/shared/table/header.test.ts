import { describe, expect, it } from 'vitest';
import { findHeader } from './header';
import { parseTable } from './parse';

function find(text: string) {
  const table = parseTable(text);
  if (!table.ok) throw new Error(table.problems[0]?.message);
  const found = findHeader(table.value);
  return {
    lines: found.headerLines,
    headers: found.columns.map((column) => column.header),
    data: found.data.map((row) => row.line),
    notes: found.noteLines
  };
}

describe('findHeader', () => {
  it('takes the first line of a plain table', () => {
    expect(find('kod,namn\n9901,Ås\n9902,Ek')).toEqual({
      lines: [1],
      headers: ['kod', 'namn'],
      data: [2, 3],
      notes: []
    });
  });

  it('joins a header of four lines in two languages below titles and above blank lines', () => {
    const text = [
      ',,,',
      'Orter i nummerordning,,,',
      ',,,',
      'Ortskod,Ort,Lokalt namn-,Grad av',
      ',,register,täthet',
      'Place code,Place,Local name,Degree of',
      ',,register,density',
      ',,,',
      '9901,Ås,R1,2',
      '9902,Ek,R2,3'
    ].join('\n');
    expect(find(text)).toEqual({
      lines: [4, 5, 6, 7],
      headers: [
        'Ortskod / Place code',
        'Ort / Place',
        'Lokalt namnregister / Local name register',
        'Grad av täthet / Degree of density'
      ],
      data: [9, 10],
      notes: []
    });
  });

  it('joins a header whose second line holds a single cell that is not the first', () => {
    expect(find('kod,namn,antal,\n,,personer,\n9901,Ås,5,x\n9902,Ek,6,y').headers).toEqual([
      'kod',
      'namn',
      'antal personer',
      ''
    ]);
  });

  it('leaves out notes below the table and says where they stood', () => {
    expect(find('kod,namn,antal\n9901,Ås,5\n9902,Ek,6\n,,\nKälla: påhittad,,').notes).toEqual([5]);
  });

  it('takes no row with gaps at the end for a note', () => {
    expect(find('kod,namn\n9901,Ås\n9902,')).toMatchObject({ data: [2, 3], notes: [] });
    expect(find('kod,namn\n9901,Ås\n\n9902,')).toMatchObject({ data: [2, 4], notes: [] });
    expect(find('namn,kod\nÅs,9901\nEk,')).toMatchObject({ data: [2, 3], notes: [] });
    expect(find('namn,kod\nÅs,9901\nEk,\n© Påhittat,')).toMatchObject({ data: [2, 3], notes: [4] });
  });

  it('finds years in a header of numbers', () => {
    expect(find('kod,namn,2019,2020\n9901,Ås,5,6\n9902,Ek,7,8')).toMatchObject({ lines: [1], data: [2, 3] });
    expect(find('kod,namn,Antal,\n,,2019,2020\n9901,Ås,5,6\n9902,Ek,7,8')).toMatchObject({
      lines: [1, 2],
      data: [3, 4]
    });
  });

  it('takes codes that look like years for data', () => {
    expect(find('kod,namn\n1980,Ås\n1981,Ek\n2021,Al')).toMatchObject({ lines: [1], data: [2, 3, 4] });
    expect(find('1980,Ås\n1981,Ek')).toMatchObject({ lines: [], data: [1, 2] });
  });

  it('keeps a faulty first row as data, so that its fault is named', () => {
    const text = 'kod,namn,antal\n9901,Ås,många\n9902,Ek,6\n9903,Al,7\n9904,Bi,8';
    expect(find(text)).toMatchObject({ lines: [1], data: [2, 3, 4, 5] });
  });

  it('finds no header where there is none', () => {
    expect(find('9901,Ås\n9902,Ek')).toEqual({ lines: [], headers: ['', ''], data: [1, 2], notes: [] });
  });

  it('takes the first wide row of a table of text alone', () => {
    expect(find('Titel,,\nort,län,typ\nÅs,Nord,a\nEk,Syd,b')).toMatchObject({ lines: [2], data: [3, 4] });
  });

  it('leaves out columns that are empty from top to bottom', () => {
    expect(find('kod,,namn,\n9901,,Ås,\n9902,,Ek,').headers).toEqual(['kod', 'namn']);
  });
});
