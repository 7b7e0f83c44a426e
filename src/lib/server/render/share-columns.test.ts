import { describe, expect, it } from 'vitest';
import type { WordedTable } from '$lib/domain/reporting/worded-report';
import { shareColumns } from './share-columns';

const cell = (text: string, number: boolean) => ({ text, number, withheld: false });
const table = (columns: string[], cells: WordedTable['rows'][number]['cells']): WordedTable => ({
  kind: 'table',
  id: 't',
  caption: '',
  columns,
  rows: [{ header: 'Leadership and mandate', strong: false, cells }],
  notes: []
});

describe('the width of a table', () => {
  it('leaves the row headers room where headings of numbers are long', () => {
    const long = 'Large cities and municipalities near them';
    expect(shareColumns(table(['Dimension', long, long], [cell('12%', true), cell('c', true)]))).toEqual([32, 20, 20]);
  });

  it('gives words what stands in them, within bounds', () => {
    const shared = shareColumns(
      table(['A', 'B', 'C'], [cell('x'.repeat(20) + ' y', false), cell('word '.repeat(30), false)])
    );
    expect(shared).toEqual([24, 24, 48]);
  });
});
