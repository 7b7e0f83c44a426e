import { describe, expect, it } from 'vitest';
import { filterMeetings, readMeetingFilter } from './filter-meetings';
import { meeting, municipality, uuid } from './records.fixture';

const places = [municipality(1, { name: 'Malå' }), municipality(2, { name: 'Norsjö' })];
const meetings = [
  meeting(1, { attendees: [{ id: uuid(9), name: 'Mika Demo', role: 'it' }], conclusions: 'They publish the map.' }),
  meeting(2, {
    form: 'call',
    barriers: [{ id: uuid(8), barrierId: 'no-budget', severity: 3, quote: 'Not a krona', consent: 'no' }]
  }),
  meeting(3, { form: 'network-meeting', municipalityIds: [uuid(1), uuid(2)] })
];
const found = (search: string) =>
  filterMeetings(meetings, readMeetingFilter(new URLSearchParams(search)), (id) => places.find((p) => p.id === id)).map(
    ({ id }) => Number(id.slice(-3)) - 600
  );

describe('filterMeetings', () => {
  it('leaves everything without a filter, also meetings of places not in the register', () => {
    expect(found('')).toEqual([1, 2, 3]);
    expect(found('form=seance')).toEqual([1, 2, 3]);
  });

  it('narrows by form, barrier and municipality', () => {
    expect(found('form=call')).toEqual([2]);
    expect(found('barrier=no-budget')).toEqual([2]);
    expect(found('municipality=0001')).toEqual([1, 3]);
    expect(found('municipality=0001&form=visit')).toEqual([1]);
  });

  it('looks for words in places, people, quotes and notes', () => {
    expect(found('q=norsjo')).toEqual([2, 3]);
    expect(found('q=mika')).toEqual([1]);
    expect(found('q=krona')).toEqual([2]);
    expect(found('q=MAP')).toEqual([1]);
  });
});
