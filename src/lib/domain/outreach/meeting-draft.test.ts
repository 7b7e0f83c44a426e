import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toPayload } from './draft-payload';
import {
  emptyAttendee,
  emptyBarrier,
  emptyDraft,
  emptyFollowUp,
  fromRecord,
  type MeetingDraft,
  readDraft
} from './meeting-draft';
import { followUp, meeting, uuid } from './records.fixture';

const today = '2026-11-22';
const start = () => emptyDraft({ meetingId: uuid(601), today, municipalityIds: [uuid(1)] });
const problemsOf = (draft: MeetingDraft) => {
  const result = toPayload(draft, today);
  return result.ok ? [] : result.problems.map(({ code, path }) => `${code} ${path}`);
};

const row = fc.record(
  { id: fc.string(), name: fc.jsonValue(), role: fc.jsonValue(), what: fc.jsonValue(), due: fc.jsonValue() },
  { requiredKeys: ['id'] }
);
const part = fc.oneof(fc.jsonValue(), fc.array(row));
const likeDraft = fc.record(
  {
    meetingId: fc.string(),
    heldOn: fc.jsonValue(),
    municipalityIds: part,
    attendees: part,
    barriers: part,
    followUps: part
  },
  { requiredKeys: ['meetingId'] }
);

describe('emptyDraft', () => {
  it('needs nothing but a municipality to be logged', () => {
    expect(toPayload(start(), today).ok).toBe(true);
    expect(problemsOf({ ...start(), municipalityIds: [] })).toEqual(['municipality-missing municipalityIds']);
  });
});

describe('toPayload', () => {
  it('leaves out rows nobody filled in', () => {
    const draft = {
      ...start(),
      attendees: [emptyAttendee(uuid(1)), { ...emptyAttendee(uuid(2)), name: ' Lo Demo ' }],
      followUps: [emptyFollowUp(uuid(3)), { id: uuid(4), what: 'Send the paper', due: '2026-12-01' }]
    };
    const result = toPayload(draft, today);
    expect(result.ok && result.value.attendees).toEqual([{ id: uuid(2), name: 'Lo Demo', role: 'official' }]);
    expect(result.ok && result.value.followUps).toEqual([{ id: uuid(4), what: 'Send the paper', due: '2026-12-01' }]);
  });

  it('refuses rows half filled in, naming the row of the form', () => {
    const draft: MeetingDraft = {
      ...start(),
      attendees: [emptyAttendee(uuid(1)), { id: uuid(2), name: ' ', role: 'politician' }],
      followUps: [
        { id: uuid(3), what: '', due: '2026-12-01' },
        { id: uuid(4), what: 'Send the paper', due: '' }
      ]
    };
    expect(problemsOf(draft)).toEqual([
      'name-missing attendees.1.name',
      'what-missing followUps.0.what',
      'due-missing followUps.1.due'
    ]);
  });

  it('tells a place in the draft also where rows before it are left out', () => {
    const draft = {
      ...start(),
      attendees: [emptyAttendee(uuid(1)), { ...emptyAttendee(uuid(2)), name: 'x'.repeat(121) }]
    };
    expect(problemsOf(draft)).toEqual(['invalid attendees.1.name']);
  });

  it('refuses a day to come, and no day at all', () => {
    expect(problemsOf({ ...start(), heldOn: '2026-11-23' })).toEqual(['date-later heldOn']);
    expect(problemsOf({ ...start(), heldOn: '' })).toEqual(['date-missing heldOn']);
  });

  it('makes one line of a pasted name', () => {
    const draft = { ...start(), attendees: [{ ...emptyAttendee(uuid(1)), name: 'Lo\tDemo\r\n' }] };
    const result = toPayload(draft, today);
    expect(result.ok && result.value.attendees[0]?.name).toBe('Lo Demo');
  });

  it('keeps severity, quote and consent of a barrier', () => {
    const barrier = {
      ...emptyBarrier(uuid(1), 'no-budget'),
      severity: 3,
      quote: ' Not this year. ',
      consent: 'anonymous' as const
    };
    const result = toPayload({ ...start(), barriers: [barrier] }, today);
    expect(result.ok && result.value.barriers[0]).toEqual({ ...barrier, quote: 'Not this year.' });
  });
});

describe('fromRecord', () => {
  const record = meeting(1, {
    version: 3,
    attendees: [{ id: uuid(10), name: 'Mika Demo', role: 'it' }],
    background: 'They have a map.',
    barriers: [{ id: uuid(11), barrierId: 'no-export', severity: 2, quote: '', consent: 'no' }]
  });
  const promises = [
    followUp(1, { due: '2026-12-01' }),
    followUp(2, { due: '2026-11-01' }),
    followUp(3, { meetingId: uuid(602) })
  ];

  it('opens a meeting so that saving it unchanged changes nothing', () => {
    const draft = fromRecord(record, promises);
    const result = toPayload(draft, today);
    const { id, version, ...content } = record;
    expect(draft.baseVersion).toBe(version);
    expect(result).toEqual({
      ok: true,
      value: {
        meetingId: id,
        ...content,
        followUps: [
          { id: uuid(702), what: 'Send the licence paper', due: '2026-11-01' },
          { id: uuid(701), what: 'Send the licence paper', due: '2026-12-01' }
        ]
      }
    });
  });

  it('has no base version while the meeting is not on the server', () => {
    expect(fromRecord({ ...record, version: 0 }, []).baseVersion).toBeNull();
  });

  it('leaves the record alone when the draft is changed', () => {
    const draft = fromRecord(record, []);
    draft.attendees[0]!.name = 'Somebody else';
    draft.municipalityIds.push(uuid(2));
    expect(record.attendees[0]?.name).toBe('Mika Demo');
    expect(record.municipalityIds).toEqual([uuid(1)]);
  });
});

describe('readDraft', () => {
  it('reads back what was kept', () => {
    const draft = {
      ...start(),
      background: 'Snow',
      attendees: [emptyAttendee(uuid(1))],
      barriers: [{ ...emptyBarrier(uuid(2), 'no-owner'), severity: 3, consent: 'yes' as const }]
    };
    expect(readDraft(JSON.parse(JSON.stringify(draft)))).toEqual(draft);
  });

  it('keeps the text of a draft whose other fields it does not understand', () => {
    const draft = readDraft({
      meetingId: uuid(1),
      form: 'seance',
      background: 'Snow',
      attendees: 'two',
      baseVersion: 'first'
    });
    expect(draft).toMatchObject({ background: 'Snow', form: 'visit', attendees: [], baseVersion: null });
  });

  it('finds none where there is no id to save it under, and leaves out rows without one', () => {
    expect(readDraft({ background: 'Snow' })).toBeNull();
    expect(readDraft('nonsense')).toBeNull();
    expect(readDraft({ meetingId: uuid(1), attendees: [{ name: 'Lo Demo' }] })?.attendees).toEqual([]);
  });

  it('never fails, whatever lies in the store', () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), likeDraft), (kept) => {
        const draft = readDraft(kept);
        if (draft) toPayload(draft, today);
      })
    );
  });
});
