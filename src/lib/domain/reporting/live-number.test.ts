import { describe, expect, it } from 'vitest';
import type { PublishedTable } from './aggregate-types';
import { readAs, readNumber } from './live-number';

const published = (n: number) => ({ status: 'published' as const, n });
const tables: Record<string, PublishedTable> = {
  t: {
    id: 't',
    withheld: null,
    cells: {
      all: published(214),
      most: published(213),
      some: published(62),
      one: published(1),
      zero: published(0),
      hidden: { status: 'suppressed' }
    }
  }
};

describe('a live number', () => {
  it.each([
    ['a count', { ref: 't.some', as: 'count' }, 62],
    ['a sum less a part', { ref: 't.all', plus: ['t.one'], minus: ['t.some'], as: 'count' }, 153],
    ['a percentage', { ref: 't.some', over: 't.all', as: 'percent' }, 29],
    ['a percentage of what is left', { ref: 't.some', over: 't.all', overMinus: ['t.most'], as: 'percent' }, 6200],
    ['a lower end', { ref: 't.some', over: 't.all', as: 'percent', round: 'down' }, 28],
    ['an upper end', { ref: 't.some', over: 't.all', as: 'percent', round: 'up' }, 29],
    ['nearly all, which is not all', { ref: 't.most', over: 't.all', as: 'percent' }, 99],
    ['hardly any, which is not none', { ref: 't.one', over: 't.all', as: 'percent' }, 1],
    ['none', { ref: 't.zero', over: 't.all', as: 'percent' }, 0]
  ] as const)('reads %s', (_, source, value) => {
    const numbers = {
      ...source,
      ...('plus' in source ? { plus: [...source.plus], minus: [...source.minus] } : {}),
      ...('overMinus' in source ? { overMinus: [...source.overMinus] } : {})
    };
    expect(readNumber(tables, numbers as never)).toMatchObject({ value });
  });

  it.each([
    ['a withheld cell', { ref: 't.hidden', as: 'count' }, 'suppressed-number', 't.hidden'],
    ['a withheld whole', { ref: 't.one', over: 't.hidden', as: 'percent' }, 'suppressed-number', 't.hidden'],
    ['a cell that is not there', { ref: 't.gone', as: 'count' }, 'unknown-reference', 't.gone'],
    ['a table that is not there', { ref: 'x.all', as: 'count' }, 'unknown-reference', 'x.all'],
    ['a share of nobody', { ref: 't.one', over: 't.zero', as: 'percent' }, 'nothing-to-divide-by', 't.zero']
  ] as const)('names %s', (_, source, failed, ref) => {
    expect(readNumber(tables, source)).toEqual({ failed, ref });
  });
});

describe('a worked-out number', () => {
  const worked: Record<string, PublishedTable> = {
    ...{ e: { id: 'e', withheld: null, unit: 'percent', cells: { low: published(40.999999), exact: published(41) } } },
    ...{ h: { id: 'h', withheld: null, unit: 'coefficient', cells: { 'legal/h': published(0.41) } } }
  };
  it.each([
    ['e.low', {}, 41],
    ['e.low', { round: 'down' }, 40],
    ['e.exact', { round: 'up' }, 41],
    ['h.legal/h', { digits: 1 }, 0.4]
  ] as const)('is read with its digits: %s %o', (ref, how, value) => {
    expect(readNumber(worked, { ref, as: 'value', ...how })).toMatchObject({ value });
  });
  it('alone is read as its unit wants it', () => {
    expect(readAs(worked, 'h.legal/h')).toMatchObject({ as: 'value', digits: 2 });
    expect(readAs(tables, 't.some')).toEqual({ ref: 't.some', as: 'count' });
    expect(readAs(tables, 't.gone')).toBeNull();
  });
});
