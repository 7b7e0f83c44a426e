import { describe, expect, it } from 'vitest';
import { contact } from '../outreach/contacts.fixture';
import type { SessionRecord } from './field-records';
import type { Change, FollowUpRecord, MeetingRecord } from './records';
import { notKept } from './retention';

const TODAY = '2026-11-22';

function meeting(id: string, heldOn: string, ...municipalityIds: string[]): Change {
  const texts = { background: '', workSoFar: '', exchange: '', conclusions: '' };
  const data: MeetingRecord = {
    ...{ id, heldOn, municipalityIds, form: 'visit', attendees: [], barriers: [], version: 1 },
    ...texts
  };
  return { entity: 'meeting', id, data };
}
function followUp(id: string, meetingId: string | null, done: boolean): Change {
  const data: FollowUpRecord = {
    ...{ id, meetingId, done, municipalityId: null, what: 'call', ownerId: 'p', due: '2027-01-01', version: 1 }
  };
  return { entity: 'follow-up', id, data };
}
const idsGone = (records: Change[]) => notKept(records, TODAY).map(({ entity, id }) => `${entity} ${id}`);

describe('what a device need not keep', () => {
  it('is a meeting of more than two years ago that another one followed', () => {
    expect(idsGone([meeting('old', '2024-11-21', 'a'), meeting('new', '2026-01-01', 'a')])).toEqual(['meeting old']);
    expect(idsGone([meeting('old', '2024-11-22', 'a'), meeting('new', '2026-01-01', 'a')])).toEqual([]);
  });

  it('is never the last meeting with a municipality, however old', () => {
    expect(idsGone([meeting('old', '2019-03-01', 'a', 'b'), meeting('new', '2026-01-01', 'a')])).toEqual([]);
  });

  it('is never a meeting with an open promise; done ones go with their meeting', () => {
    const records = [
      meeting('old', '2020-01-01', 'a'),
      meeting('older', '2019-01-01', 'a'),
      meeting('new', '2026-01-01', 'a')
    ];
    const promises = [followUp('f1', 'old', false), followUp('f2', 'older', true), followUp('f3', null, true)];
    expect(idsGone([...records, ...promises])).toEqual(['meeting older', 'follow-up f2']);
  });
});

describe('of mentoring sessions and contacts', () => {
  const session = (id: string, heldOn: string, pairingId: string, due?: string): Change => {
    const nextSteps = due ? [{ id: 'n', what: 'Send', owner: 'Robin', due }] : [];
    const data: SessionRecord = {
      ...{ id, heldOn, pairingId, nextSteps, menteeId: 'm1', mentorId: 'm2', dimension: 'law', form: 'call' },
      ...{ participants: [], done: '', nextOn: null, createdBy: 'x', authorName: '', createdAt: '', earlier: [] },
      version: 1
    };
    return { entity: 'session', id, data };
  };
  const remark = (id: string, sessionId: string): Change => ({
    entity: 'remark',
    id,
    data: { id, sessionId, text: 'x', createdBy: 'x', authorName: '', createdAt: '' }
  });

  it('goes an old session that another one followed, with its remarks', () => {
    const records = [session('old', '2024-11-21', 'p'), session('new', '2026-01-01', 'p')];
    expect(idsGone([...records, remark('r1', 'old'), remark('r2', 'new')])).toEqual(['session old', 'remark r1']);
  });

  it('stays the last session of a pairing, and one with a step still ahead', () => {
    const records = [session('a', '2020-01-01', 'p', '2026-11-22'), session('b', '2021-01-01', 'p')];
    expect(idsGone(records)).toEqual([]);
  });

  it('goes a contact removed more than thirty days ago', () => {
    const gone = contact(1, { removedAt: '2026-10-22T09:00:00.000Z' });
    const lately = contact(2, { removedAt: '2026-10-24T09:00:00.000Z' });
    const records = [gone, lately, contact(3)].map((data): Change => ({ entity: 'contact', id: data.id, data }));
    expect(idsGone(records)).toEqual([`contact ${gone.id}`]);
  });
});
