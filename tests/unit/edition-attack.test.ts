import loadHighs, { type Highs } from 'highs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { SolveProgram } from '$lib/domain/disclosure/solver';
import type { EffectUnit } from '$lib/domain/mentoring/effect-types';
import { aggregate } from '$lib/domain/reporting/aggregate';
import type { AggregateInput, ReadyAggregates } from '$lib/domain/reporting/aggregate-types';
import { deriveEffect } from '$lib/domain/reporting/derive/mentoring';
import { guardEdition } from '$lib/domain/reporting/guard-edition';
import { inventWave, MODEL } from '$lib/domain/reporting/testing/invented-wave.fixture';
import { loadHighsSolver } from '$lib/server/disclosure/highs';
import { attackByProgram, isSmall } from '../oracles/disclosure';
import { readFacts, subjectsOf } from '../support/edition-facts';

// An intruder with all tables of two editions of a wave before him, and nothing else: he counts nothing himself and shares
// no code with what he attacks. He knows that tables add up, how classes overlap by their names, and that nobody left.

let solve: SolveProgram;
let highs: Highs;
beforeAll(async () => {
  solve = await loadHighsSolver();
  highs = await loadHighs();
});

/** One dimension, few classes and areas, so that whole numbers can be tried everywhere. */
function makeWave(seed: number, size: number, answering: number, oneClass = false): AggregateInput {
  const wave = inventWave(seed, size, { answering: size });
  const [dimension] = MODEL.dimensions;
  return {
    ...wave,
    model: {
      ...MODEL,
      dimensions: [dimension!],
      criteria: MODEL.criteria.filter((one) => one.dimension === dimension!.id),
      barriers: []
    },
    municipalities: wave.municipalities.map((one, i) =>
      oneClass
        ? { ...one, county: '0', sizeClass: 's3', mainGroup: 'B' }
        : {
            ...one,
            county: String(i % 4),
            sizeClass: one.sizeClass === 's1' || one.sizeClass === 's2' ? 's1' : one.sizeClass === 's3' ? 's3' : 's5'
          }
    ),
    assessed: wave.assessed.slice(0, answering),
    met: [],
    barriers: []
  };
}

async function publish(input: AggregateInput): Promise<ReadyAggregates> {
  const counted = await aggregate(input, solve);
  if (!counted.ok || counted.value.status !== 'ready') throw new Error(JSON.stringify(counted));
  return counted.value;
}

function attack(editions: { input: AggregateInput; published: ReadyAggregates }[]): { found: string[]; small: number } {
  const found: string[] = [];
  let small = 0;
  for (const subject of subjectsOf(editions[0]!.input)) {
    const { facts, hidden } = readFacts(subject, editions);
    small += facts.cells.filter((cell) => !cell.unlisted && isSmall(cell, facts.threshold)).length;
    const broken = attackByProgram(facts, hidden, highs);
    if (broken) found.push(broken);
  }
  return { found, small };
}

describe('an intruder with every table of two editions', () => {
  it.each([
    [1, 60, 36, 0, 'in several classes', 'passes'],
    [2, 80, 44, 36, 'in several classes', 'is refused'],
    [1, 220, 60, 140, 'in one class', 'passes']
  ])(
    'narrows nothing and finds nothing: wave %i of %i municipalities, %i answers and then %i more, %s: the second %s',
    async (seed, size, answering, more, classes, guard) => {
      const wave = (answers: number) => makeWave(seed, size, answers, classes === 'in one class');
      const input = wave(answering);
      const first = { input, published: await publish(input) };
      const alone = attack([first]);
      expect(alone.found).toEqual([]);
      expect(alone.small).toBeGreaterThan(5);
      const { strata, tables } = first.published;
      const later = { ...wave(answering + more), earlierEdition: { strata, tables } };
      const second = { input: later, published: await publish(later) };
      const [one, two] = [first, second].map(({ input, published }, at) => ({
        id: String(at + 1),
        input,
        aggregates: published
      }));
      const guarded = await guardEdition([one!], two!, solve);
      expect(guarded.ok ? 'passes' : 'is refused').toBe(guard);
      if (guarded.ok) expect(attack([first, second]).found).toEqual([]);
      else expect(guarded.problems.every(({ code }) => code === 'reveals')).toBe(true);
      // with the same data nothing new is told, so the edition passes
      if (more === 0) expect(second.published.tables).toEqual(first.published.tables);
    },
    60_000
  );

  it('finds what a second edition shows that the first withheld, and the guard refuses it', async () => {
    const input = makeWave(2, 80, 44);
    const published = await publish(input);
    const id = 'overall-by-size';
    const [cell] = Object.entries(published.tables[id]!.cells).find(([, one]) => one.status === 'suppressed')!;
    const size = published.strata.size.find((one) => cell.startsWith(`${one.id}/`))!;
    const register = new Map(input.municipalities.map((one) => [one.code, one]));
    const n = input.assessed.filter(
      ({ municipality, overallLevel }) =>
        size.of.includes(register.get(municipality)!.sizeClass!) &&
        (overallLevel ?? 0) >= 2 === cell.endsWith('/reached')
    ).length;
    const shown = { ...published.tables[id]!.cells, [cell]: { status: 'published' as const, n } };
    const tables = { ...published.tables, [id]: { ...published.tables[id]!, cells: shown } };
    const second = { ...published, tables };
    expect(
      attack([
        { input, published },
        { input, published: second }
      ]).found
    ).not.toEqual([]);
    const [one, two] = [published, second].map((aggregates, at) => ({ id: String(at + 1), input, aggregates }));
    expect(await guardEdition([one!], two!, solve)).toMatchObject({ ok: false });
  }, 60_000);

  it('learns nothing of the one who was matched late: the guard refuses it', async () => {
    const input = makeWave(2, 80, 44);
    const published = await publish(input);
    const standing = { score: 40, level: null, dimensions: {} };
    const units = (matched: number) =>
      input.assessed.map(({ municipality }, i): EffectUnit => ({
        ...{ id: municipality, part: i < matched ? 'matched' : 'asked', dimension: null, group: null },
        ...{ population: null, before: standing, after: { ...standing, score: 40 + (i % 9) } }
      }));
    const edition = (id: string, matched: number) => {
      const mentoring = [units(matched)];
      const effect = Object.fromEntries(deriveEffect(mentoring, 5).map((table) => [table.id, table]));
      const aggregates = { ...published, tables: { ...published.tables, ...effect } };
      return { id, input: { ...input, mentoring }, aggregates };
    };
    const guarded = await guardEdition([edition('1', 22)], edition('2', 23), solve);
    const reasons = guarded.ok ? [] : guarded.problems;
    expect(reasons.map(({ message }) => message).join()).toContain('"effect-groups.matched" differs');
    expect(reasons[0]).toMatchObject({ code: 'reveals', facts: { joined: 0, changed: 0, lacking: 4 } });
    expect(await guardEdition([edition('1', 22)], edition('2', 22), solve)).toMatchObject({ ok: true });
  }, 60_000);

  it('finds the one that came late, where the guard refuses', async () => {
    const input = makeWave(2, 80, 44);
    const first = { input, published: await publish(input) };
    const { strata, tables } = first.published;
    const later = { ...makeWave(2, 80, 45), earlierEdition: { strata, tables } };
    const second = { id: '2', input: later, aggregates: await publish(later) };
    const guarded = await guardEdition([{ id: '1', input, aggregates: first.published }], second, solve);
    const reasons = guarded.ok ? [] : guarded.problems;
    expect(reasons).toContainEqual(expect.objectContaining({ code: 'reveals', path: '2' }));
    expect(reasons[0]!.message).toContain('of those who joined by edition "2"');
  }, 60_000);
});
