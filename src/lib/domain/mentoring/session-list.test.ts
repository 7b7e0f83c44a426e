import { describe, expect, it } from 'vitest';
import type { SessionRecord } from '../sync/field-records';
import { sessionsOf } from './session-list';

const TODAY = '2026-11-22';
function session(id: string, heldOn: string, more: Partial<SessionRecord> = {}): SessionRecord {
  return {
    ...{ id, heldOn, pairingId: 'p1', menteeId: 'm1', mentorId: 'm2', dimension: 'law', form: 'call' },
    ...{ participants: [], done: '', nextSteps: [], nextOn: null, createdBy: 'x', authorName: '', earlier: [] },
    ...{ createdAt: `${heldOn}T10:00:00.000Z`, version: 1 },
    ...more
  };
}

describe('the sessions of a pairing', () => {
  it('are its own, the latest first, also of two on one day', () => {
    const all = [session('a', '2026-09-01'), session('b', '2026-10-01'), session('c', '2026-10-01')];
    const other = session('d', '2026-11-01', { pairingId: 'p2' });
    const found = sessionsOf('p1', [...all, other], TODAY);
    expect(found.sessions.map(({ id }) => id)).toEqual(['c', 'b', 'a']);
    expect(found.daysSince).toBe(52);
  });

  it('tell what is agreed and not past, the nearest first', () => {
    const step = (what: string, due: string) => ({ id: what, what, owner: 'Robin', due });
    const all = [
      session('a', '2026-09-01', { nextSteps: [step('late', '2026-10-01'), step('far', '2027-01-01')] }),
      session('b', '2026-10-01', { nextSteps: [step('today', TODAY)] })
    ];
    expect(sessionsOf('p1', all, TODAY).ahead.map(({ what }) => what)).toEqual(['today', 'far']);
  });

  it('tell the next day only by the last session, and only while it is ahead', () => {
    const first = session('a', '2026-09-01', { nextOn: '2026-12-24' });
    expect(sessionsOf('p1', [first], TODAY).nextOn).toBe('2026-12-24');
    expect(sessionsOf('p1', [first, session('b', '2026-10-01')], TODAY).nextOn).toBeNull();
    expect(sessionsOf('p1', [session('c', '2026-09-01', { nextOn: '2026-10-01' })], TODAY).nextOn).toBeNull();
  });

  it('are none before the first', () => {
    expect(sessionsOf('p1', [], TODAY)).toEqual({ sessions: [], ahead: [], nextOn: null, daysSince: null });
  });
});
