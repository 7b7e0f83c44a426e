import { describe, expect, it } from 'vitest';
import { nextSort, sortRows } from './columns';

describe('nextSort', () => {
  it('begins upwards, then turns', () => {
    expect(nextSort(undefined, 'name')).toEqual({ key: 'name', direction: 'ascending' });
    expect(nextSort({ key: 'name', direction: 'ascending' }, 'name').direction).toBe('descending');
    expect(nextSort({ key: 'name', direction: 'descending' }, 'size').direction).toBe('ascending');
  });
});

describe('sortRows', () => {
  const names = (rows: { name: string | null }[]) => rows.map((r) => r.name);

  it('knows that å, ä and ö come last in Swedish and not in English', () => {
    const rows = [{ name: 'Åre' }, { name: 'Ängelholm' }, { name: 'Ystad' }, { name: 'Öckerö' }];
    expect(names(sortRows(rows, (r) => r.name, 'ascending', 'sv'))).toEqual(['Ystad', 'Åre', 'Ängelholm', 'Öckerö']);
    expect(names(sortRows(rows, (r) => r.name, 'ascending', 'en'))).toEqual(['Ängelholm', 'Åre', 'Öckerö', 'Ystad']);
  });

  it('keeps empty values last either way', () => {
    const rows = [{ n: null }, { n: 2 }, { n: 1 }];
    expect(sortRows(rows, (r) => r.n, 'ascending', 'en').map((r) => r.n)).toEqual([1, 2, null]);
    expect(sortRows(rows, (r) => r.n, 'descending', 'en').map((r) => r.n)).toEqual([2, 1, null]);
  });

  it('leaves the rows it was given alone', () => {
    const rows = [{ n: 2 }, { n: 1 }];
    sortRows(rows, (r) => r.n, 'ascending', 'en');
    expect(rows).toEqual([{ n: 2 }, { n: 1 }]);
  });
});
