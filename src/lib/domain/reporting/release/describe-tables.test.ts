import { describe, expect, it } from 'vitest';
import type { PublishedTable, ReadyAggregates, TableAbout } from '../aggregate-types';
import { describeTables, readCellId } from './describe-tables';

const strata: ReadyAggregates['strata'] = {
  size: [{ id: 's1+s2', of: ['s1', 's2'] }],
  group: [],
  stratum: [
    { id: 's1/C+s2/C', of: ['s1/C', 's2/C'] },
    { id: 's3/A', of: ['s3/A'] }
  ],
  area: []
};
const table = (about: TableAbout, cells: PublishedTable['cells']): PublishedTable => ({
  id: 't',
  cells,
  withheld: null,
  about,
  unit: 'municipalities'
});
const read = (about: TableAbout, cell: string) => readCellId({ about, unit: 'municipalities' }, cell, { strata });

describe('published tables in long form', () => {
  it('finds classes with a slash of their own', () => {
    expect(read({ subject: 'overall', by: 'stratum' }, 's1/C+s2/C/reached')).toEqual({
      stratum: 's1/C+s2/C',
      category: 'reached'
    });
    expect(read({ subject: 'answered', by: 'stratum' }, 's3/A')).toEqual({
      stratum: 's3/A',
      category: 'municipalities'
    });
    expect(read({ subject: 'overall', by: 'size' }, 'all/short')).toEqual({ stratum: 'all', category: 'short' });
    expect(read({ subject: 'ladder' }, 'legal/h')).toEqual({ stratum: '', category: 'legal/h' });
  });

  it('gives suppressed cells no value', () => {
    const aggregates: ReadyAggregates = {
      status: 'ready',
      threshold: 5,
      headlineLevel: 2,
      strata,
      tables: {
        t: table({ subject: 'overall' }, { all: { status: 'published', n: 0 }, 'level-1': { status: 'suppressed' } })
      }
    };
    expect(describeTables(aggregates)[0]!.rows.map(({ cell, value, status }) => [cell, value, status])).toEqual([
      ['all', 0, 'published'],
      ['level-1', null, 'suppressed']
    ]);
  });

  it('has nothing to describe where too few answered', () => {
    expect(describeTables({ status: 'too-few', because: 'below-threshold', threshold: 5 })).toEqual([]);
  });
});
