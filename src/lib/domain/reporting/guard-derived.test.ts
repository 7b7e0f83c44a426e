import { describe, expect, it } from 'vitest';
import type { SolveProgram } from '../disclosure/solver';
import type { EffectUnit, Part } from '../mentoring/effect-types';
import type { AnswerValue } from '../model/types';
import type { AggregateInput, PublishedTable, ReadyAggregates } from './aggregate-types';
import { deriveEffect } from './derive/mentoring';
import { findFewDiffering } from './guard-derived';
import { guardEdition } from './guard-edition';
import { inventWave, MODEL } from './testing/invented-wave.fixture';

const { id: DIMENSION } = MODEL.dimensions[0]!;
const wave = inventWave(3, 60);

const state = (id: string, input: AggregateInput, tables: readonly PublishedTable[], roundedTo?: number) => ({
  id,
  input,
  aggregates: {
    ...{ status: 'ready', threshold: 5, headlineLevel: 2 },
    strata: { size: [], group: [], stratum: [], area: [] },
    tables: Object.fromEntries(tables.map((table) => [table.id, table])),
    ...(roundedTo && { roundedTo })
  } as ReadyAggregates
});

function unit(part: Part, at: number, more = 0): EffectUnit {
  const standing = (score: number) => ({ score, level: null, dimensions: { [DIMENSION]: { score, level: null } } });
  return {
    ...{ id: `${part}-${at}`, part, dimension: part === 'never' ? null : DIMENSION, group: 'B', population: 9000 + at },
    ...{ before: standing(20 + at), after: standing(30 + at + (at % 7) + more) }
  };
}
const parts = (matched: number, more = (_at: number) => 0) => [
  ...Array.from({ length: matched }, (_, at) => unit('matched', at, more(at))),
  ...Array.from({ length: 15 }, (_, at) => unit('asked', at)),
  ...Array.from({ length: 30 }, (_, at) => unit('never', at))
];
const effect = (id: string, units: EffectUnit[], roundedTo?: number) =>
  state(id, { ...wave, mentoring: [units] }, deriveEffect([units], 5), roundedTo);
const refs = (found: ReturnType<typeof findFewDiffering>) => found.map(({ ref, few }) => `${ref} ${few}`);

describe('an effect of mentoring that two editions say', () => {
  it('is about the one who was matched in between', () => {
    const found = refs(findFewDiffering([effect('1', parts(22)), effect('2', parts(23))], 5));
    expect(found).toContain('effect-groups.matched 1');
    expect(found).toContain('effect.asked/score/difference 1');
  });

  it('is about the one whose answers changed', () => {
    const later = effect(
      '2',
      parts(22, (at) => (at === 4 ? 30 : 0))
    );
    const found = refs(findFewDiffering([effect('1', parts(22)), later], 5));
    expect(found).toContain('effect.asked/score/difference 1');
    expect(found).not.toContain('effect-groups.matched 1');
  });

  it('is about nobody where the threshold or more differ, or nothing does', () => {
    expect(refs(findFewDiffering([effect('1', parts(22)), effect('2', parts(22))], 5))).toEqual([]);
    const found = refs(findFewDiffering([effect('1', parts(22)), effect('2', parts(27))], 5));
    expect(found.filter((one) => /asked|matched/.test(one))).toEqual([]);
  });

  it('is held against every edition before, not the last alone', () => {
    const states = [effect('1', parts(22)), effect('2', parts(28)), effect('3', parts(23))];
    expect(findFewDiffering(states, 5)).toContainEqual({ ref: 'effect-groups.matched', from: '1', few: 1 });
  });

  it('is refused where counts are rounded and none of them moved', async () => {
    const fail = () => {
      throw new Error('nothing is solved where counts are rounded');
    };
    const neverAsked: SolveProgram = Object.assign(fail, { open: fail });
    const later = effect(
      '2',
      parts(22, (at) => (at === 4 ? 30 : 0)),
      5
    );
    const first = effect('1', parts(22), 5);
    expect(await guardEdition([first], later, neverAsked)).toMatchObject({ problems: [{ code: 'reveals-rounded' }] });
    expect(await guardEdition([first], { ...first, id: '2' }, neverAsked)).toMatchObject({ ok: true });
  });
});

describe('a coefficient of the ladder that two editions say', () => {
  const criteria = MODEL.criteria.filter(({ dimension }) => dimension === DIMENSION);
  const table = (id: string, cell: string, n: number): PublishedTable => ({
    ...{ id, withheld: null, unit: 'coefficient' },
    cells: { [cell]: { status: 'published', n } }
  });
  const meetingAll = (many: number): AggregateInput => {
    const all: Record<string, AnswerValue> = Object.fromEntries(criteria.map(({ id }) => [id, 'yes']));
    let left = many;
    const assessed = wave.assessed.map((one) => {
      const already = criteria.every(({ id }) => one.answers[id] === 'yes');
      return already || left-- <= 0 ? one : { ...one, answers: { ...one.answers, ...all } };
    });
    return { ...wave, assessed };
  };

  it.each([
    ['ladder', `${DIMENSION}/h`],
    ['ladder-base', DIMENSION],
    ['item-rest', criteria[0]!.id]
  ])('is about the few whose answers to the dimension changed: %s', (id, cell) => {
    const first = state('1', meetingAll(0), [table(id, cell, 0.41)]);
    const later = (many: number, n: number) => state('2', meetingAll(many), [table(id, cell, n)]);
    expect(findFewDiffering([first, later(1, 0.42)], 5)).toEqual([{ ref: `${id}.${cell}`, from: '1', few: 1 }]);
    expect(findFewDiffering([first, later(4, 0.42)], 5)).toHaveLength(1);
    expect(findFewDiffering([first, later(5, 0.42)], 5)).toEqual([]);
    expect(findFewDiffering([first, later(1, 0.41)], 5)).toEqual([]);
  });
});
