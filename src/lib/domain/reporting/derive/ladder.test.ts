import { describe, expect, it } from 'vitest';
import type { PublishedTable } from '../aggregate-types';
import { readRows } from '../counts/rows';
import { makeWave, mixed, type Sheet, SMALL_MODEL, times } from '../testing/small-wave.fixture';
import { deriveLadder } from './ladder';

const municipalities = (id: string, cells: Record<string, number | null>): PublishedTable => ({
  ...{ id, withheld: null, unit: 'municipalities' },
  cells: Object.fromEntries(
    Object.entries(cells).map(([cell, n]) => [cell, n === null ? { status: 'suppressed' } : { status: 'published', n }])
  )
});

/** `answered` and the counts of a criterion as they are published; the other criterion has plenty of both. */
function shownWith(answered: number, asks: Record<string, number | null>, roundTo?: number) {
  const sheets: Sheet[] = [...mixed(50, 50), ...times<Sheet>(20, ['no', 'no'])];
  const rows = readRows(makeWave([{ size: 's1', group: 'C', county: '01', many: 200, sheets }]));
  const tables = [
    municipalities('coverage', { answered }),
    municipalities('answers-asks', asks),
    municipalities('answers-licence', { yes: 50, unmet: 70 })
  ];
  const found = deriveLadder(SMALL_MODEL, rows, Object.fromEntries(tables.map((table) => [table.id, table])), {
    ...{ threshold: 5, roundTo }
  });
  return found.find(({ id }) => id === 'item-rest')!.cells.asks!.status;
}

describe('a criterion of the ladder', () => {
  it('is told of where published counts show that many meet it and many do not', () => {
    expect(shownWith(120, { yes: 100, unmet: 20 })).toBe('published');
  });

  it('is left out where a count of it is withheld, however many there are', () => {
    expect(shownWith(120, { yes: 100, unmet: null })).toBe('suppressed');
    expect(shownWith(120, { yes: null, unmet: 20 })).toBe('suppressed');
  });

  it('is left out where those that answered incompletely could be nearly all of them', () => {
    expect(shownWith(135, { yes: 100, unmet: 20 })).toBe('published');
    expect(shownWith(136, { yes: 100, unmet: 20 })).toBe('suppressed');
  });

  it('is told of more rarely where counts are rounded', () => {
    expect(shownWith(120, { yes: 100, unmet: 20 }, 5)).toBe('published');
    expect(shownWith(120, { yes: 100, unmet: 15 }, 5)).toBe('suppressed');
  });
});
