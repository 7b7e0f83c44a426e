import { describe, expect, it } from 'vitest';
import { type RemindedRecipient, reminderStep } from './campaign-reminders';
import type { MessageState } from './message-states';

const steps = [
  { id: 's0', position: 0, afterDays: 0 },
  { id: 's1', position: 1, afterDays: 7 },
  { id: 's2', position: 2, afterDays: 14 }
];
const sent = (...days: (string | null)[]) =>
  new Map(days.map((sentOn, i) => [`s${i}`, { state: 'sent' as MessageState, sentOn }]));
const ask = (today: string, change: Partial<RemindedRecipient> = {}) =>
  reminderStep(
    steps,
    { reply: null, restsUntil: null, decided: false, messages: sent('2026-11-01'), ...change },
    today
  );

describe('reminderStep', () => {
  it('is due after its days, and not a day before', () => {
    expect(ask('2026-11-07')).toEqual({ due: false, because: 'too-early' });
    expect(ask('2026-11-08')).toEqual({ due: true, stepId: 's1' });
    expect(ask('2026-11-22', { messages: sent('2026-11-01', '2026-11-08') })).toEqual({ due: true, stepId: 's2' });
  });
  it('comes to an end', () => {
    const messages = sent('2026-11-01', '2026-11-08', '2026-11-22');
    expect(ask('2027-11-22', { messages })).toEqual({ due: false, because: 'no-more-steps' });
  });
  it('stops at an answer by a person, not at one by a machine', () => {
    for (const reply of ['yes', 'no', 'wrong-person', 'other', 'not-now'] as const)
      expect(ask('2026-12-08', { reply })).toEqual({ due: false, because: 'answered' });
    expect(ask('2026-11-08', { reply: 'acknowledgement' })).toMatchObject({ due: true });
    expect(ask('2026-11-08', { decided: true })).toEqual({ due: false, because: 'decided' });
  });
  it('rests until the day that was asked for', () => {
    const rest = { reply: 'not-now' as const, restsUntil: '2027-01-15' };
    expect(ask('2027-01-14', rest)).toEqual({ due: false, because: 'resting' });
    expect(ask('2027-01-15', rest)).toEqual({ due: true, stepId: 's1' });
  });
  it('does not follow a message that did not arrive, or of which nobody knows', () => {
    for (const state of ['planned', 'claimed', 'bounced', 'failed', 'uncertain', 'cancelled'] as const)
      expect(ask('2026-12-08', { messages: new Map([['s0', { state, sentOn: '2026-11-01' }]]) })).toEqual({
        ...{ due: false, because: 'not-delivered' }
      });
  });
});
