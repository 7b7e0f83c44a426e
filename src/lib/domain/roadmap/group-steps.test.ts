import { describe, expect, it } from 'vitest';
import type { StepRecord } from '../sync/records';
import { groupSteps } from './group-steps';

const step = (criterionId: string, status: StepRecord['status'], due: string | null = null): StepRecord => ({
  id: `m/${criterionId}`,
  municipalityId: 'm',
  criterionId,
  status,
  due,
  ownerId: null,
  ownerName: '',
  note: '',
  doneTips: [],
  version: 1
});
const ids = (steps: StepRecord[]) => steps.map(({ criterionId }) => criterionId);

describe('groupSteps', () => {
  it('puts the earliest date first, and what has none last in model order', () => {
    const steps = [
      step('c', 'planned'),
      step('a', 'planned'),
      step('b', 'planned', '2027-03-01'),
      step('d', 'planned', '2027-01-31')
    ];
    expect(ids(groupSteps(steps, ['a', 'b', 'c', 'd']).planned)).toEqual(['d', 'b', 'a', 'c']);
  });

  it('keeps steps of one date in model order', () => {
    const steps = [step('b', 'planned', '2027-03-01'), step('a', 'planned', '2027-03-01')];
    expect(ids(groupSteps(steps, ['a', 'b']).planned)).toEqual(['a', 'b']);
  });

  it('separates done from planned and leaves out what was taken out of the plan', () => {
    const { planned, done } = groupSteps(
      [step('a', 'done'), step('b', 'dropped'), step('c', 'planned')],
      ['a', 'b', 'c']
    );
    expect(ids(planned)).toEqual(['c']);
    expect(ids(done)).toEqual(['a']);
  });

  it('still shows a step whose criterion an older model had, after all others', () => {
    expect(ids(groupSteps([step('gone', 'planned'), step('a', 'planned')], ['a']).planned)).toEqual(['a', 'gone']);
  });
});
