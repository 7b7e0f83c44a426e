import { describe, expect, it } from 'vitest';
import {
  layOverMeeting,
  type MeetingContent,
  meetingField,
  mergeMeeting,
  type MeetingSeen,
  withMeetingField
} from './merge-meeting';

const kim = { id: 'kim', name: 'Kim Exempel', role: 'official' as const };
const lack = { id: 'lack', barrierId: 'no-time', severity: 2, quote: '', consent: 'no' as const };
const send = { id: 'send', what: 'Send the list', due: '2026-12-01' };
const meeting: MeetingContent = {
  heldOn: '2026-11-20',
  form: 'visit',
  municipalityIds: ['norsjo'],
  attendees: [kim],
  background: 'They have a map.',
  workSoFar: '',
  exchange: '',
  conclusions: '',
  barriers: [lack],
  followUps: [send]
};

/** Two coordinators change the meeting from what both had seen; the second one arrives later. */
function both(first: Partial<MeetingContent>, second: Partial<MeetingContent>) {
  const was = (change: Partial<MeetingContent>) =>
    Object.fromEntries(Object.keys(change).map((name) => [name, meeting[name as keyof MeetingContent]])) as MeetingSeen;
  const now = mergeMeeting(meeting, { ...meeting, ...first }, was(first)).merged;
  return mergeMeeting(now, { ...meeting, ...second }, was(second));
}

describe('mergeMeeting', () => {
  it('puts together what two wrote in different parts', () => {
    const merge = both({ background: 'They have two maps.' }, { conclusions: 'Ready.', form: 'call' });
    expect(merge.merged).toMatchObject({ background: 'They have two maps.', conclusions: 'Ready.', form: 'call' });
    expect(merge.clashes).toEqual([]);
  });

  it('keeps both texts where two wrote in the same part', () => {
    const merge = both({ background: 'They have two maps.' }, { background: 'They have no map.' });
    expect(merge.merged.background).toBe('They have two maps.');
    expect(merge.clashes).toEqual([{ field: 'background', value: 'They have no map.', replaces: null }]);
  });

  it('keeps whom both added, and what both changed of one', () => {
    const lo = { ...kim, id: 'lo', name: 'Lo' };
    const merge = both(
      { attendees: [{ ...kim, role: 'it' }, lo] },
      {
        attendees: [
          { ...kim, name: 'Kim Berg' },
          { ...lo, id: 'mo', name: 'Mo' }
        ]
      }
    );
    expect(merge.merged.attendees.map(({ name, role }) => `${name} ${role}`)).toEqual([
      'Kim Berg it',
      'Lo official',
      'Mo official'
    ]);
  });

  it('keeps a barrier that one removed and the other gave a quote', () => {
    for (const merge of [
      both({ barriers: [] }, { barriers: [{ ...lack, quote: 'No time' }] }),
      both({ barriers: [{ ...lack, quote: 'No time' }] }, { barriers: [] })
    ])
      expect(merge.merged.barriers).toEqual([{ ...lack, quote: 'No time' }]);
  });

  it('never removes a promise that was logged', () => {
    expect(both({}, { followUps: [] }).merged.followUps).toEqual([send]);
    const merge = both({ followUps: [send, { ...send, id: 'call' }] }, { followUps: [{ ...send, due: '2027-01-01' }] });
    expect(merge.merged.followUps.map(({ id, due }) => `${id} ${due}`)).toEqual(['send 2027-01-01', 'call 2026-12-01']);
  });

  it('joins the municipalities and leaves at least one', () => {
    expect(
      both({ municipalityIds: ['norsjo', 'mala'] }, { municipalityIds: ['norsjo', 'asele'] }).merged
    ).toMatchObject({
      municipalityIds: ['norsjo', 'mala', 'asele']
    });
    const two = { ...meeting, municipalityIds: ['a', 'b'] };
    const now = { ...meeting, municipalityIds: ['b'] };
    const merge = mergeMeeting(now, { ...two, municipalityIds: ['a'] }, { municipalityIds: ['a', 'b'] });
    expect(merge.merged.municipalityIds).toEqual(['b']);
  });

  it('changes nothing that the author does not say to have changed', () => {
    expect(mergeMeeting(meeting, { ...meeting, background: '', attendees: [] }, {})).toEqual({
      merged: meeting,
      changed: [],
      clashes: [],
      settled: []
    });
  });
});

describe('layOverMeeting', () => {
  it('shows its author what they wrote, and what others wrote elsewhere', () => {
    const now = { ...meeting, background: 'They have two maps.', exchange: 'Theirs' };
    const mine = { ...meeting, background: 'They have no map.', attendees: [{ ...kim, name: 'Kim Berg' }] };
    const was = { background: 'They have a map.', attendees: [{ ...kim, name: 'Kim' }] };
    expect(layOverMeeting(now, mine, was)).toMatchObject({
      background: 'They have no map.',
      exchange: 'Theirs',
      attendees: [{ name: 'Kim Berg' }]
    });
  });
});

describe('a field of a meeting', () => {
  it('is read and written by the name clashes give it', () => {
    expect(meetingField(meeting, 'attendees.kim.name')).toBe('Kim Exempel');
    expect(meetingField(meeting, 'attendees.lo.name')).toBeUndefined();
    expect(meetingField(withMeetingField(meeting, 'barriers.lack.quote', 'No time'), 'barriers.lack.quote')).toBe(
      'No time'
    );
    expect(withMeetingField(meeting, 'attendees.lo.name', 'Lo')).toEqual(meeting);
    expect(withMeetingField(meeting, 'background', '').background).toBe('');
  });
});
