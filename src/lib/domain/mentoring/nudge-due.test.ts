import { describe, expect, it } from 'vitest';
import { nudgeDue, type Pace } from './nudge-due';

const start: Pace = { startedOn: '2026-10-01', endsOn: '2027-04-01', sessions: [], visits: [], nudgedOn: null };
const met = (heldOn: string, nextOn: string | null = null) => ({ heldOn, nextOn });

describe('asking the two of a pairing how they go on', () => {
  it('begins thirty days after the start, if nobody has met', () => {
    expect(nudgeDue(start, '2026-10-30')).toBeNull();
    expect(nudgeDue(start, '2026-10-31')).toBe('halted');
  });

  it('counts from the last session or visit, in whatever order they are kept', () => {
    const pace = { ...start, sessions: [met('2026-11-20'), met('2026-10-10')] };
    expect(nudgeDue(pace, '2026-12-19')).toBeNull();
    expect(nudgeDue(pace, '2026-12-20')).toBe('halted');
    expect(nudgeDue({ ...pace, visits: ['2026-12-10'] }, '2026-12-20')).toBeNull();
  });

  it('waits for a day that is agreed and ahead, also a visit', () => {
    const pace = { ...start, sessions: [met('2026-10-10', '2026-12-15')] };
    expect(nudgeDue(pace, '2026-12-15')).toBeNull();
    expect(nudgeDue(pace, '2026-12-16')).toBe('halted');
    expect(nudgeDue({ ...start, visits: ['2027-01-10'] }, '2026-12-16')).toBeNull();
  });

  it('takes no comfort from a day that an earlier session agreed on', () => {
    const pace = { ...start, sessions: [met('2026-10-10', '2027-01-15'), met('2026-10-20')] };
    expect(nudgeDue(pace, '2026-12-16')).toBe('halted');
  });

  it('happens once in thirty days', () => {
    expect(nudgeDue({ ...start, nudgedOn: '2026-11-01' }, '2026-11-30')).toBeNull();
    expect(nudgeDue({ ...start, nudgedOn: '2026-11-01' }, '2026-12-01')).toBe('halted');
  });

  it('is about closing or going on once the last day is past, even where they met yesterday', () => {
    const pace = { ...start, endsOn: '2026-12-01', sessions: [met('2026-12-01', '2027-01-01')] };
    expect(nudgeDue(pace, '2026-12-01')).toBeNull();
    expect(nudgeDue(pace, '2026-12-02')).toBe('over');
  });
});
