import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decodeText } from './decode';
import { findHeader } from './header';
import { parseTable } from './parse';
import { sniffDialect } from './sniff';

const DIALECTS = '../shared/data/messy/dialects';
const WHY = existsSync(DIALECTS) ? '' : ` (skipped: ${DIALECTS} is not there)`;
const NAMES: Record<string, string> = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'pipe' };

describe('sniffDialect', () => {
  it.each([
    ['commas', 'kod,namn\n1,Ås\n2,Ek', ','],
    ['semicolons beside decimal commas', 'kod;lat;lon\n1;59,1;17,2\n2;58,3;16,4', ';'],
    ['semicolons beside commas in names', 'kod;namn\n1;Ås, norra\n2;Ek, södra', ';'],
    ['tabs', 'kod\tnamn\n1\tÅs; norra\n2\tEk', '\t'],
    ['pipes', 'kod|namn|x\n1|Ås|\n2|Ek|', '|'],
    ['semicolons below a title with commas', 'Kommuner, län, 2025\n\nkod;namn;län\n1;Ås;x\n2;Ek;y\n3;Al;z', ';'],
    ['commas when semicolons stand in quotes only', 'kod,namn\n1,"a;b;c;d"\n2,"a;b;c;d"', ',']
  ])('finds %s', (_name, text, delimiter) => {
    expect(sniffDialect(text).delimiter).toBe(delimiter);
  });

  it('scores a text without delimiters 0', () => {
    expect(sniffDialect('en rad\nen till').score).toBe(0);
  });
});

describe(`messy files of other people${WHY}`, () => {
  const [, ...lines] = WHY ? [] : readFileSync(`${DIALECTS}/DIALECTS.txt`, 'utf8').trim().split('\n');
  const truths = lines.map((line) => line.split('|')).map((cells) => ({ name: cells[0] ?? '', delimiter: cells[2] }));
  const sniffed = truths.map(({ name, delimiter }) => {
    const start = performance.now();
    const decoded = decodeText(readFileSync(`${DIALECTS}/${name}`));
    if (!decoded.ok) return { name, delimiter, found: 'refused', time: performance.now() - start };
    const parsed = parseTable(decoded.value.text);
    if (parsed.ok) findHeader(parsed.value);
    const found = NAMES[sniffDialect(decoded.value.text).delimiter];
    return { name, delimiter, found, time: performance.now() - start };
  });

  it.skipIf(WHY !== '')('read or refuse every file, each within a second', () => {
    expect(sniffed).toHaveLength(30);
    expect(sniffed.filter(({ time }) => time > 1_000)).toEqual([]);
  });

  it.skipIf(WHY !== '')('are sniffed right but for two: a single line of pipes in semicolons, and spaces', () => {
    const wrong = sniffed.filter(({ found, delimiter }) => found !== delimiter).map(({ name }) => name);
    expect(wrong).toEqual(['Pipe character is more frequent than the semicolon.csv', 'file_field_delimiter_0x20.csv']);
  });
});
