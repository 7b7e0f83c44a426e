import { describe, expect, it } from 'vitest';
import type { PublishedTable } from '../aggregate-types';
import { parseReference, readReference, writeReference } from './read-reference';

const table = (id: string, cells: Record<string, number | null>): PublishedTable =>
  ({
    id,
    cells: Object.fromEntries(
      Object.entries(cells).map(([name, n]) => [
        name,
        n === null ? { status: 'suppressed' } : { status: 'published', n }
      ])
    ),
    withheld: null
  }) as unknown as PublishedTable;
const tables = {
  coverage: table('coverage', { answered: 40, population: 50, met: 0 }),
  'overall-by-size': table('overall-by-size', { 's1+s2/all': 20, 's1+s2/reached': 5, 's3/reached': null })
};
const read = (text: string) => {
  const result = readReference(text, tables);
  return result.ok ? result.value.value : result.problems[0]!.code;
};

describe('a number in braces', () => {
  it('is a cell, a sum of cells, or a share', () => {
    expect(read('coverage.answered')).toBe(40);
    expect(read('coverage.population - coverage.answered')).toBe(10);
    expect(read(' overall-by-size.s1+s2/reached / overall-by-size.s1+s2/all % ')).toBe(25);
    expect(read('coverage.answered / coverage.population - overall-by-size.s1+s2/all %')).toBe(133);
    expect(read('overall-by-size.s1+s2/reached / coverage.answered % down')).toBe(12);
    expect(read('overall-by-size.s1+s2/reached / coverage.answered % up')).toBe(13);
  });

  it('that is not counted, withheld, or a share of nobody is refused with what to do', () => {
    expect(read('coverage.nobody')).toBe('unknown-reference');
    expect(read('constructor.name')).toBe('unknown-reference');
    expect(read('coverage.constructor')).toBe('unknown-reference');
    expect(read('overall-by-size.s3/reached')).toBe('suppressed-number');
    expect(read('coverage.answered / coverage.met %')).toBe('nothing-to-divide-by');
    const result = readReference('overall-by-size.s3/reached', tables);
    expect(result.ok ? '' : result.problems[0]!.message).toContain('say it without this number');
  });

  it.each([
    '',
    'coverage',
    'coverage.answered %',
    'coverage.answered / coverage.population',
    'a.b * c.d',
    'a.b +c.d',
    '7'
  ])('cannot be %j', (text) => expect(read(text)).toBe('bad-reference'));

  it('is written as it is read', () => {
    const texts = ['a.b', 'a.b + c.d - e.f', 'a.b / c.d - e.f %', 'a.b - c.d / e.f % down'];
    for (const text of texts) {
      const source = parseReference(text);
      expect(source.ok && writeReference(source.value)).toBe(text);
    }
  });
});
