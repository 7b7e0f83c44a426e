import { describe, expect, it } from 'vitest';
import { makeModelFiles } from './model.fixture';
import { soundModelParts } from './sound-parts';
import type { MaturityModel } from './types';
import { findDuplicateIds, findUnknownReferences } from './validate-references';

function changed(change: (model: MaturityModel) => void) {
  const { model } = makeModelFiles();
  change(model);
  return soundModelParts(model);
}

describe('findDuplicateIds', () => {
  it('finds none in a sound model', () => {
    expect(findDuplicateIds(changed(() => {}))).toEqual([]);
  });

  it.each<[string, (model: MaturityModel) => void, string]>([
    ['a dimension', (m) => m.dimensions.push({ id: 'legal' }), 'dimensions.2.id'],
    ['a criterion', (m) => (m.criteria[2]!.id = 'legal-asks'), 'criteria.2.id'],
    ['a barrier group', (m) => m.barrierGroups.push('money'), 'barrierGroups.1'],
    ['a barrier', (m) => m.barriers.push({ id: 'no-time', group: 'money' }), 'barriers.1.id'],
    ['a measure', (m) => m.measures.push(m.measures[0]!), 'measures.1.id']
  ])('names the second of %s', (_case, change, path) => {
    expect(findDuplicateIds(changed(change))).toMatchObject([{ code: 'duplicate-id', path }]);
  });

  it('allows the same id in two collections', () => {
    expect(findDuplicateIds(changed((m) => m.barrierGroups.push('legal')))).toEqual([]);
  });
});

describe('findUnknownReferences', () => {
  it('finds none in a sound model', () => {
    expect(findUnknownReferences(changed(() => {}))).toEqual([]);
  });

  it.each<[string, (model: MaturityModel) => void, string]>([
    ['a dimension', (m) => (m.criteria[0]!.dimension = 'x'), 'criteria.0.dimension'],
    ['a level', (m) => (m.criteria[0]!.level = 7), 'criteria.0.level'],
    ['a dependency', (m) => (m.criteria[3]!.dependsOn = ['people-know', 'x']), 'criteria.3.dependsOn.1'],
    ['a barrier of a criterion', (m) => (m.criteria[0]!.barriers = ['x']), 'criteria.0.barriers.0'],
    ['the group of a barrier', (m) => (m.barriers[0]!.group = 'x'), 'barriers.0.group'],
    ['a barrier of a measure', (m) => (m.measures[0]!.barriers = ['no-time', 'x']), 'measures.0.barriers.1'],
    ['a criterion of a measure', (m) => (m.measures[0]!.criteria = ['x']), 'measures.0.criteria.0'],
    [
      'the criterion of a condition',
      (m) => (m.measures[0]!.rule[0] = { kind: 'criterion-unmet', criterion: 'x', minShare: 0.4 }),
      'measures.0.rule.0.criterion'
    ],
    [
      'the barrier of a condition',
      (m) => (m.measures[0]!.rule[1] = { kind: 'barrier-raised', barrier: 'x', minShare: 0.1, minCount: 5 }),
      'measures.0.rule.1.barrier'
    ]
  ])('names %s that does not exist', (_case, change, path) => {
    expect(findUnknownReferences(changed(change))).toMatchObject([{ code: 'unknown-reference', path }]);
  });

  it('says what was wrong and what would be right', () => {
    const [problem] = findUnknownReferences(changed((m) => (m.criteria[1]!.dependsOn = ['legal-ask'])));
    expect(problem?.message).toBe(
      'criteria.1.dependsOn.0 names the criterion "legal-ask", which this model does not have - use an id from criteria.'
    );
  });

  it('says nothing about references into a collection that can not be read', () => {
    const parts = soundModelParts({ ...makeModelFiles().model, barriers: 'none' });
    expect(findUnknownReferences(parts)).toEqual([]);
  });
});
