import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seenOf, toPayload } from './draft-payload';
import {
  emptyAttendee,
  emptyBarrier,
  emptyDraft,
  emptyFollowUp,
  fromRecord,
  type MeetingDraft,
  readDraft
} from './meeting-draft';
import { goalOfStep, wholeKnowledge } from './meeting-parts';
import { nextContactId } from './next-contact';
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
    followUps: part,
    knowledge: part,
    goalsMet: part,
    photos: part
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
      followUps: [emptyFollowUp(uuid(3)), { ...emptyFollowUp(uuid(4)), what: 'Send the paper', due: '2026-12-01' }]
    };
    const result = toPayload(draft, today);
    expect(result.ok && result.value.attendees).toEqual([{ id: uuid(2), name: 'Lo Demo', role: 'official' }]);
    expect(result.ok && result.value.followUps).toEqual([
      { id: uuid(4), what: 'Send the paper', due: '2026-12-01', promisedBy: 'owner' }
    ]);
  });

  it('refuses rows half filled in, naming the row of the form', () => {
    const draft: MeetingDraft = {
      ...start(),
      attendees: [emptyAttendee(uuid(1)), { id: uuid(2), name: ' ', role: 'politician' }],
      followUps: [
        { ...emptyFollowUp(uuid(3)), due: '2026-12-01' },
        { ...emptyFollowUp(uuid(4)), what: 'Send the paper' }
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
  const keeper = { ownerId: uuid(800), promisedBy: 'owner' };
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
          { id: uuid(702), what: 'Send the licence paper', due: '2026-11-01', ...keeper },
          { id: uuid(701), what: 'Send the licence paper', due: '2026-12-01', ...keeper }
        ],
        ...{ interestBefore: null, interestAfter: null, goalsMet: [], nextContactOn: null },
        knowledge: wholeKnowledge(null)
      }
    });
  });

  it('does not open the next contact as a promise: its date stands with the meeting', () => {
    const next = followUp(4, { id: nextContactId(record.id), due: '2027-01-11' });
    const draft = fromRecord({ ...record, nextContactOn: '2027-01-11' }, [...promises, next]);
    expect(draft.followUps.map(({ id }) => id)).toEqual([uuid(702), uuid(701)]);
    expect(draft.nextContactOn).toBe('2027-01-11');
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

describe('seenOf', () => {
  const opened = fromRecord(meeting(1, { interestBefore: 2 }), [followUp(1)]);
  const seenIn = (draft: MeetingDraft) => {
    const payload = toPayload(draft, today);
    return payload.ok ? seenOf(opened, payload.value) : null;
  };

  it('names what was changed, as it was seen, and nothing else', () => {
    expect(seenIn(opened)).toEqual({});
    expect(seenIn({ ...opened, interestBefore: 4, nextContactOn: '2027-01-11' })).toEqual({
      interestBefore: 2,
      nextContactOn: null
    });
    const knowledge = opened.knowledge.map((one) => ({ ...one, after: 'some' as const }));
    expect(seenIn({ ...opened, knowledge })).toEqual({ knowledge: wholeKnowledge(null) });
  });

  it('says nothing of whose promise it is where a note of an earlier release did not', () => {
    const old = { ...opened, followUps: opened.followUps.map((one) => ({ ...one, ownerId: '' })) };
    const payload = toPayload({ ...old, followUps: [{ ...old.followUps[0]!, what: 'Send two papers' }] }, today);
    const seen = payload.ok ? seenOf(old, payload.value).followUps?.[0] : undefined;
    expect(seen).toMatchObject({ what: 'Send the licence paper' });
    expect(seen).not.toHaveProperty('ownerId');
  });
});

describe('readDraft', () => {
  it('reads back what was kept', () => {
    const draft: MeetingDraft = {
      ...start(),
      ...{ interestBefore: 2, interestAfter: 4, nextContactOn: '2027-01-11' },
      knowledge: wholeKnowledge([{ id: 'licences', before: 'none', after: 'enough' }]),
      goalsMet: [{ id: uuid(5), what: 'They begin' }, goalOfStep(uuid(1), 'inventory')],
      photos: [{ id: uuid(6), sha256: 'ab', name: 'photo.jpg', type: 'image/jpeg', size: 12 }],
      followUps: [{ ...emptyFollowUp(uuid(7)), promisedBy: 'politician' }],
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
