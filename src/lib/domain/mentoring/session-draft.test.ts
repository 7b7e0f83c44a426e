import { describe, expect, it } from 'vitest';
import {
  emptyNextStep,
  emptyParticipant,
  emptySession,
  readSessionDraft,
  type SessionDraft,
  sessionFromRecord,
  toSessionPayload
} from './session-draft';

const TODAY = '2026-11-22';
const uuid = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const whole: SessionDraft = {
  ...emptySession({
    ...{ sessionId: uuid(1), pairingId: uuid(2), today: TODAY },
    participants: [emptyParticipant(uuid(3), 'mentee', 'Robin'), emptyParticipant(uuid(4), 'mentor')]
  }),
  done: ' Read the licences ',
  nextSteps: [{ id: uuid(5), what: 'Send the template', owner: 'Robin', due: '2026-12-01' }, emptyNextStep(uuid(6))]
};
const problemsOf = (draft: SessionDraft) => {
  const payload = toSessionPayload(draft, TODAY);
  return payload.ok ? [] : payload.problems.map(({ code, path }) => `${path} ${code}`);
};

describe('a session as it is written down', () => {
  it('goes without the rows nobody filled in', () => {
    const payload = toSessionPayload(whole, TODAY);
    expect(payload).toMatchObject({ ok: true, value: { done: 'Read the licences', nextOn: null } });
    if (!payload.ok) return;
    expect(payload.value.participants.map(({ name }) => name)).toEqual(['Robin']);
    expect(payload.value.nextSteps.map(({ id }) => id)).toEqual([uuid(5)]);
    expect(payload.value).not.toHaveProperty('baseVersion');
  });

  it('says everything that stands in its way at once, where the form shows it', () => {
    const draft: SessionDraft = {
      ...{ ...whole, heldOn: '2026-11-23', done: ' ', participants: [], nextOn: '2026-11-01' },
      nextSteps: [emptyNextStep(uuid(5)), { id: uuid(6), what: 'Call', owner: ' ', due: '' }]
    };
    expect(problemsOf(draft)).toEqual([
      'heldOn date-later',
      'participants nobody',
      'done done-missing',
      'nextSteps.1.owner owner-missing',
      'nextSteps.1.due due-missing',
      'nextOn next-earlier'
    ]);
    expect(problemsOf({ ...whole, heldOn: '' })).toEqual(['heldOn date-missing']);
    expect(problemsOf({ ...whole, nextSteps: [{ id: uuid(5), what: '', owner: 'Robin', due: TODAY }] })).toEqual([
      'nextSteps.0.what what-missing'
    ]);
  });

  it('is read again after an upgrade, without what it cannot keep', () => {
    expect(readSessionDraft({ ...whole, form: 'seance', nextSteps: 'none' })).toEqual({ ...whole, nextSteps: [] });
    expect(readSessionDraft({ done: 'Read' })).toBeNull();
    expect(readSessionDraft(null)).toBeNull();
  });

  it('opened for a correction says what it said, and on which version', () => {
    const payload = toSessionPayload(whole, TODAY);
    if (!payload.ok) throw new Error('refused');
    const { sessionId: id, ...content } = payload.value;
    const record = {
      ...{ id, ...content, menteeId: uuid(7), mentorId: uuid(8), dimension: 'law', createdBy: uuid(9) },
      ...{ authorName: 'Robin', createdAt: '2026-11-22T10:00:00.000Z', earlier: [], version: 2 }
    };
    expect(sessionFromRecord(record).baseVersion).toBe(2);
    expect(toSessionPayload(sessionFromRecord(record), TODAY)).toEqual(payload);
  });
});
