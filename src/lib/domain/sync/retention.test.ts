import { describe, expect, it } from 'vitest';
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
