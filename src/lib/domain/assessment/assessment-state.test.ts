import { describe, expect, it } from 'vitest';
import { ASSESSMENT_STATES, assessmentState, countStates, readState, type StateTimes } from './assessment-state';

const now = Date.parse('2026-11-22T12:00:00Z');
const daysAgo = (days: number) => new Date(now - days * 86_400_000);
const none: StateTimes = {
  openedAt: null,
  startedAt: null,
  readyAt: null,
  submittedAt: null,
  returnedAt: null,
  approvedAt: null,
  updatedAt: daysAgo(60)
};
const stateOf = (times: Partial<StateTimes>) => assessmentState({ ...none, ...times }, now);

describe('the state of an assessment', () => {
  it('begins with the invitation, however long ago that was', () => {
    expect(stateOf({})).toBe('invited');
  });

  it('is opened once an officer has looked at it, and started with the first answer', () => {
    expect(stateOf({ openedAt: daysAgo(30) })).toBe('opened');
    expect(stateOf({ openedAt: daysAgo(30), startedAt: daysAgo(2), updatedAt: daysAgo(2) })).toBe('started');
  });

  it('is stuck on the fourteenth day without a change, not a moment before', () => {
    const started = { startedAt: daysAgo(20) };
    expect(stateOf({ ...started, updatedAt: new Date(daysAgo(14).getTime() + 1) })).toBe('started');
    expect(stateOf({ ...started, updatedAt: daysAgo(14) })).toBe('stuck');
  });

  it('waits for the municipality once filled in, and is not stuck then', () => {
    expect(stateOf({ startedAt: daysAgo(40), readyAt: daysAgo(30), updatedAt: daysAgo(30) })).toBe('ready');
  });

  it('goes from submitted to approved, or back to returned', () => {
    expect(stateOf({ startedAt: daysAgo(3), submittedAt: daysAgo(1) })).toBe('submitted');
    expect(stateOf({ startedAt: daysAgo(3), submittedAt: daysAgo(1), approvedAt: daysAgo(0) })).toBe('approved');
    expect(stateOf({ startedAt: daysAgo(40), returnedAt: daysAgo(30), updatedAt: daysAgo(30) })).toBe('returned');
  });

  it('reads the times of rows and of devices alike', () => {
    expect(stateOf({ startedAt: '2026-11-01T00:00:00Z', updatedAt: '2026-11-01T00:00:00Z' })).toBe('stuck');
  });
});

describe('counting states', () => {
  it('has a number for each, nought included', () => {
    const counts = countStates(['stuck', 'stuck', 'approved']);
    expect(Object.keys(counts)).toEqual([...ASSESSMENT_STATES]);
    expect(counts).toMatchObject({ stuck: 2, approved: 1, invited: 0 });
  });
});

describe('a state in an address', () => {
  it('is one of the known ones or none', () => {
    expect(readState('stuck')).toBe('stuck');
    expect(readState('asleep')).toBeNull();
    expect(readState(null)).toBeNull();
  });
});
