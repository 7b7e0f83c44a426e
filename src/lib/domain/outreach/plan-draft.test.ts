import { describe, expect, it } from 'vitest';
import { applyPlan } from '../sync/apply-plan';
import type { OutboxItem } from '../sync/outbox';
import type { PlannedMeetingRecord } from '../sync/planned-records';
import type { ReadRecord } from '../sync/records';
import { changesInvitation, mergePlan } from './merge-plan';
import { draftOfPlan, emptyPlan, logStart, readPlanDraft, seenOfPlan, toPlan } from './plan-draft';

const id = (n: number) => `0198a0de-0000-7000-8000-00000000000${n}`;
const zone = 'Europe/Stockholm';
const draft = {
  ...emptyPlan({ meetingId: id(1), timeZone: zone, municipalityIds: [id(2)] }),
  ...{ title: ' Öppna\tdata ', day: '2027-03-29', agenda: [{ id: id(3), text: ' ' }] }
};
const codes = (change: Partial<typeof draft>, now: string | null = '2027-03-01T09:00') => {
  const read = toPlan({ ...draft, ...change }, now);
  return read.ok ? [] : read.problems.map(({ code, path }) => `${code} ${path}`);
};
const record = (): PlannedMeetingRecord => {
  const read = toPlan(draft, null);
  if (!read.ok) throw new Error('refused');
  const { meetingId, was: _was, ...content } = read.value;
  return { id: meetingId, ...content, state: 'planned', organiserId: 'p', version: 1 };
};

describe('a plan as it is written', () => {
  it('becomes a command without empty lines and stray blanks', () => {
    const read = toPlan(draft, null);
    expect(read).toMatchObject({
      value: { title: 'Öppna data', startsAt: '2027-03-29T10:00', minutes: 60, agenda: [] }
    });
  });

  it('says what is missing or cannot be', () => {
    expect(codes({ title: '', day: '', time: '', minutes: 'x', municipalityIds: [] })).toEqual([
      ...['title-missing title', 'day-missing day', 'time-missing time', 'minutes-wrong minutes'],
      'municipality-missing municipalityIds'
    ]);
    expect(codes({ day: '2027-03-28', time: '02:30' })).toEqual(['no-such-time time']);
    expect(codes({ day: '2027-02-01' })).toEqual(['in-the-past day']);
    expect(codes({ day: '2027-02-01' }, null)).toEqual([]);
    expect(codes({})).toEqual([]);
  });

  it('of a plan is the plan, and says of a change only what was changed', () => {
    const opened = draftOfPlan(record());
    const moved = toPlan({ ...opened, time: '11:00' }, null);
    expect(moved.ok && seenOfPlan(opened, moved.value)).toEqual({ startsAt: '2027-03-29T10:00' });
  });

  it('is read again however it was kept', () => {
    expect(readPlanDraft(JSON.parse(JSON.stringify(draft)))).toEqual(draft);
    expect(readPlanDraft({ meetingId: 'x', invited: 'y', agenda: [1, { id: 'a' }] })).toMatchObject({
      invited: [],
      agenda: [{ id: 'a', text: '' }]
    });
    expect(readPlanDraft(null)).toBeNull();
  });

  it('begins its log with the day it was planned for, and never with one to come', () => {
    expect(logStart(record(), [], '2027-04-01').heldOn).toBe('2027-03-29');
    expect(logStart(record(), [], '2027-03-01').heldOn).toBe('2027-03-01');
  });
});

describe('a plan that two people change', () => {
  const now = record();
  it('takes both where they changed different things', () => {
    const mine = { ...now, startsAt: '2027-03-30T10:00' };
    const { merged, clashes } = mergePlan({ ...now, place: 'Room 3' }, mine, { startsAt: now.startsAt });
    expect(merged).toMatchObject({ place: 'Room 3', startsAt: '2027-03-30T10:00' });
    expect(clashes).toEqual([]);
  });

  it('keeps both where they moved it to different times', () => {
    const theirs = { ...now, startsAt: '2027-03-31T10:00' };
    const mine = { ...now, startsAt: '2027-03-30T10:00' };
    const { merged, clashes } = mergePlan(theirs, mine, { startsAt: now.startsAt });
    expect(merged.startsAt).toBe('2027-03-31T10:00');
    expect(clashes).toEqual([{ field: 'startsAt', value: '2027-03-30T10:00', replaces: null }]);
  });

  it('invites whom either of them invited, whatever was answered meanwhile', () => {
    const a = { id: id(4), contactId: id(5) };
    const answered = { ...now, invited: [{ ...a, reply: 'accepted' as const }] };
    const b = { id: id(6), personId: id(7) };
    const { merged } = mergePlan(answered, { ...now, invited: [a, b] }, { invited: [a] });
    expect(merged.invited).toEqual([a, b]);
    expect(mergePlan(answered, { ...now, invited: [] }, { invited: [{ ...a, stale: true }] }).merged.invited).toEqual(
      []
    );
  });

  it('tells of another time and place, not of another agenda', () => {
    expect(changesInvitation(now, { ...now, place: 'Room 3' })).toBe(true);
    expect(changesInvitation(now, { ...now, agenda: [{ id: id(3), text: 'x' }] })).toBe(false);
  });
});

describe('a plan on the device', () => {
  const item = (type: string, payload: unknown): OutboxItem => ({
    ...{ seq: 1, key: `plan:${id(1)}`, state: 'waiting', ackedVersion: null, problems: [] },
    envelope: { commandId: id(9), seq: 1, type, schemaVersion: 1, baseVersion: null, payload, issuedAt: '' }
  });
  const reading = (known?: PlannedMeetingRecord) =>
    ((entity: string) => (entity === 'planned-meeting' ? known : undefined)) as ReadRecord;

  it('is there before it is sent, and called off before it is sent', () => {
    const read = toPlan(draft, null);
    const [made] = applyPlan(item('meeting.plan', read.ok && read.value), reading(), 'p');
    expect(made).toMatchObject({ entity: 'planned-meeting', data: { state: 'planned', organiserId: 'p', version: 0 } });
    const off = item('meeting.cancel', { meetingId: id(1), cancelled: true });
    expect(applyPlan(off, reading(record()), 'p')).toMatchObject([{ data: { state: 'cancelled' } }]);
    expect(applyPlan(off, reading({ ...record(), state: 'held' }), 'p')).toEqual([]);
  });
});
