import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeCriterion, makeModelFiles } from './model.fixture';
import { soundModelParts } from './sound-parts';
import { findCycles, findUpwardDependencies } from './validate-dependencies';

/** Criteria at level 1 that depend on each other as given. */
function graph(edges: Record<string, string[]>) {
  const criteria = Object.entries(edges).map(([id, dependsOn]) => makeCriterion(id, 'legal', 1, { dependsOn }));
  return soundModelParts({ ...makeModelFiles().model, criteria });
}

describe('findCycles', () => {
  it('finds none where dependencies only share their ends', () => {
    expect(findCycles(graph({ a: ['b', 'c'], b: ['d'], c: ['d'], d: [] }))).toEqual([]);
  });

  it('names the circle, and only the circle', () => {
    expect(findCycles(graph({ z: ['a'], a: ['b'], b: ['c'], c: ['a'] }))).toEqual([
      {
        code: 'dependency-cycle',
        path: 'criteria.3.dependsOn.0',
        message: 'criteria.3.dependsOn.0 closes a circle: a → b → c → a - remove one of these dependencies.',
        facts: { circle: 'a → b → c → a' }
      }
    ]);
  });

  it('names a criterion that depends on itself', () => {
    expect(findCycles(graph({ a: ['a'] }))[0]?.message).toContain('a → a');
  });

  it('names two circles that have nothing in common', () => {
    const paths = findCycles(graph({ a: ['b'], b: ['a'], c: ['d'], d: ['c'] })).map(({ path }) => path);
    expect(paths).toEqual(['criteria.1.dependsOn.0', 'criteria.3.dependsOn.0']);
  });

  it('ignores a dependency that does not exist', () => {
    expect(findCycles(graph({ a: ['x'] }))).toEqual([]);
  });

  it('leaves no circle once every dependency it names is removed, and names none in a ladder', () => {
    const edges = fc.array(fc.uniqueArray(fc.nat(7), { maxLength: 4 }), { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(edges, (lists) => {
        const asGraph = (keep: (from: number, to: number, index: number) => boolean) =>
          Object.fromEntries(
            lists.map((list, from) => [
              `c${from}`,
              list.filter((to, index) => keep(from, to, index)).map((to) => `c${to}`)
            ])
          );
        const named = new Set(findCycles(graph(asGraph(() => true))).map(({ path }) => path));
        const mended = graph(asGraph((from, _to, index) => !named.has(`criteria.${from}.dependsOn.${index}`)));
        expect(findCycles(mended)).toEqual([]);
        expect(findCycles(graph(asGraph((from, to) => to < from)))).toEqual([]);
      })
    );
  });
});

describe('findUpwardDependencies', () => {
  it('accepts the same and a lower level', () => {
    const { model } = makeModelFiles();
    model.criteria[4]!.dependsOn = ['people-trained'];
    expect(findUpwardDependencies(soundModelParts(model))).toEqual([]);
  });

  it('names a dependency on a higher level', () => {
    const { model } = makeModelFiles();
    model.criteria[0]!.dependsOn = ['people-trained'];
    expect(findUpwardDependencies(soundModelParts(model))).toEqual([
      {
        code: 'depends-on-higher-level',
        path: 'criteria.0.dependsOn.0',
        message:
          'criteria.0.dependsOn.0 points from level 1 up to "people-trained" at level 2 - depend on the same or a lower level.',
        facts: { level: 1, needed: 'people-trained', neededLevel: 2 }
      }
    ]);
  });
});
