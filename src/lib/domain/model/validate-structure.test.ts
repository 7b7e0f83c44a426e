import { describe, expect, it } from 'vitest';
import { addCriterion, makeCriterion, makeModelFiles, type ModelFiles } from './model.fixture';
import { soundModelParts } from './sound-parts';
import { findLevelFaults, findPointFaults, findStagedFaults, findUnansweredBarriers } from './validate-structure';

function changed(change: (files: ModelFiles) => void) {
  const files = makeModelFiles();
  change(files);
  return soundModelParts(files.model);
}

describe('findLevelFaults', () => {
  it('accepts levels that rise, with gaps', () => {
    expect(findLevelFaults(soundModelParts({ levels: [0, 1, 5] }))).toEqual([]);
  });

  it('names a level that is lower than or equal to the one before', () => {
    expect(findLevelFaults(soundModelParts({ levels: [0, 2, 1, 1] }))).toMatchObject([
      { code: 'levels-not-ascending', path: 'levels.2' },
      { code: 'levels-not-ascending', path: 'levels.3' }
    ]);
  });
});

describe('findStagedFaults', () => {
  it('finds none in a sound model', () => {
    expect(findStagedFaults(changed(() => {}))).toEqual([]);
  });

  it('names a dimension without a required criterion at a level that has criteria', () => {
    const parts = changed(({ model }) => (model.criteria[1]!.kind = 'advice'));
    expect(findStagedFaults(parts)).toMatchObject([{ code: 'level-without-required', path: 'dimensions.0' }]);
  });

  it('asks nothing at a level that has no criteria in any dimension', () => {
    expect(findStagedFaults(changed(({ model }) => (model.levels = [0, 1, 2, 3, 4])))).toEqual([]);
  });

  it('names a criterion at the level where everybody begins', () => {
    const parts = changed((files) => addCriterion(files, makeCriterion('legal-zero', 'legal', 0)));
    expect(findStagedFaults(parts)).toMatchObject([{ code: 'criterion-at-start-level', path: 'criteria.5.level' }]);
  });

  it.each([
    [1, 1],
    [11, 1],
    [12, 0],
    [13, 1]
  ])('with %i criteria in the five-minute check has %i faults', (count, faults) => {
    const parts = changed((files) => {
      for (let at = 0; at < count; at++) {
        addCriterion(files, makeCriterion(`more-${at}`, 'people', 2, { kind: 'advice', inCheck: true }));
      }
    });
    expect(findStagedFaults(parts)).toHaveLength(faults);
    if (faults) expect(findStagedFaults(parts)[0]).toMatchObject({ code: 'check-count', path: 'criteria' });
  });

  it.each(['points', 'first-no'] as const)('demands none of this under the rule "%s"', (kind) => {
    const parts = changed((files) => {
      files.model.rule = { kind };
      files.model.criteria[1]!.kind = 'advice';
      files.model.criteria[1]!.inCheck = true;
      addCriterion(files, makeCriterion('legal-zero', 'legal', 0));
    });
    expect(findStagedFaults(parts)).toEqual([]);
  });
});

describe('findPointFaults', () => {
  const points = { yes: 10, partly: 5, no: 0 };

  it('names each criterion without points under the rule "points"', () => {
    const parts = changed(({ model }) => {
      model.rule = { kind: 'points' };
      for (const criterion of model.criteria) criterion.points = points;
      delete model.criteria[4]!.points;
    });
    expect(findPointFaults(parts)).toMatchObject([{ code: 'points-missing', path: 'criteria.4.points' }]);
  });

  it.each(['staged', 'first-no'] as const)('names points that have no effect under the rule "%s"', (kind) => {
    const parts = changed(({ model }) => {
      model.rule = { kind };
      model.criteria[0]!.points = points;
    });
    expect(findPointFaults(parts)).toMatchObject([{ code: 'points-without-rule', path: 'criteria.0.points' }]);
  });
});

describe('findUnansweredBarriers', () => {
  it('finds none in a sound model', () => {
    expect(findUnansweredBarriers(changed(() => {}))).toEqual([]);
  });

  it('names a barrier that no criterion removes', () => {
    const parts = changed(({ model }) => model.criteria.forEach((criterion) => (criterion.barriers = [])));
    expect(findUnansweredBarriers(parts)).toMatchObject([{ code: 'barrier-without-criterion', path: 'barriers.0' }]);
  });

  it('names a barrier that no measure acts on', () => {
    const parts = changed(({ model }) => (model.measures[0]!.barriers = []));
    expect(findUnansweredBarriers(parts)).toMatchObject([{ code: 'barrier-without-measure', path: 'barriers.0' }]);
  });
});
