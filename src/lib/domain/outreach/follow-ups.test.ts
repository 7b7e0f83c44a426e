import { describe, expect, it } from 'vitest';
import { followUpState, groupFollowUps, proposeDueDates } from './follow-ups';
import { followUp } from './records.fixture';

const today = '2026-11-22';
const ids = (list: { id: string }[]) => list.map(({ id }) => Number(id.slice(-3)) - 700);

describe('followUpState', () => {
  it('is overdue only from the day after', () => {
    expect(followUpState({ due: '2026-11-21', done: false }, today)).toBe('overdue');
    expect(followUpState({ due: '2026-11-22', done: false }, today)).toBe('today');
    expect(followUpState({ due: '2026-11-23', done: false }, today)).toBe('later');
  });

  it('is done however late', () => {
    expect(followUpState({ due: '2020-01-01', done: true }, today)).toBe('done');
  });
});

describe('groupFollowUps', () => {
  it('lists open ones by date and done ones latest first', () => {
    const groups = groupFollowUps(
      [
        followUp(1, { due: '2026-11-20' }),
        followUp(2, { due: '2026-11-01' }),
        followUp(3),
        followUp(4, { due: '2027-01-15' }),
        followUp(5, { due: '2026-10-01', done: true }),
        followUp(6, { due: '2026-11-01', done: true })
      ],
      today,
      new Set()
    );
    expect(ids(groups.overdue)).toEqual([2, 1]);
    expect(ids(groups.today)).toEqual([3]);
    expect(ids(groups.later)).toEqual([4]);
    expect(ids(groups.done)).toEqual([6, 5]);
  });

  it('keeps what was just ticked, or unticked, where it stood', () => {
    const ticked = followUp(1, { due: '2026-11-20', done: true });
    const unticked = followUp(2, { due: '2026-11-20', done: false });
    const groups = groupFollowUps([ticked, unticked], today, new Set([ticked.id, unticked.id]));
    expect(ids(groups.overdue)).toEqual([1]);
    expect(ids(groups.done)).toEqual([2]);
  });
});

describe('proposeDueDates', () => {
  it('counts whole weeks across the end of a year and of summer time', () => {
    expect(proposeDueDates('2026-12-20').map((p) => p.due)).toEqual(['2026-12-27', '2027-01-03', '2027-01-17']);
    expect(proposeDueDates('2026-10-24')[0]?.due).toBe('2026-10-31');
  });
});
