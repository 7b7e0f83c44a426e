import { describe, expect, it } from 'vitest';
import { PlaceFinder } from './find-place';
import type { ListChoices } from './kinds';
import { type KnownMeeting, planMeeting } from './plan-meeting';
import { proposeColumns } from './propose-columns';
import { readListCells } from './read-list';
import { type MeetingSaid, readMeetingRow } from './read-meeting-rows';
import { headersOf } from './row-cells';

function one(header: string[], row: string[], choices: Partial<ListChoices> = {}) {
  const table = readListCells([header, row], 'meetings');
  if (!table.ok) throw new Error(table.problems[0]!.message);
  const places = [
    { id: 'lju', code: '2161', name: 'Ljusdal' },
    { id: 'mal', code: '2418', name: 'Malå' }
  ];
  return readMeetingRow(table.value.rows[0]!, {
    ...{ mapping: proposeColumns(table.value, 'meetings', null).mapping, headers: headersOf(table.value) },
    ...{ choices: { places: {}, ...choices }, unknown: new Map(), nameOf: (id: string) => id, today: '2026-11-22' },
    places: new PlaceFinder(places),
    barriers: new Map([
      ['legal-release', 'legal-release'],
      ['osaker pa lagen', 'legal-release']
    ])
  });
}

describe('readMeetingRow', () => {
  it('reads a row of an old log', () => {
    const read = one(
      ['Datum', 'Kommuner', 'Mötesform', 'Deltagare', 'Bakgrund', 'Hinder', 'Att göra'],
      [
        '5 mars 2016',
        'Ljusdal och 2418',
        'Telefonmöte',
        'Karin Lund (It-chef); Berg, Ola',
        'Ny portal',
        'Osäker på lagen (3)',
        'Skicka guiden (2016-04-01)\nRing'
      ]
    );
    expect(read).toEqual({
      ...{ line: 2, id: '', problems: [] },
      said: {
        ...{ heldOn: '2016-03-05', municipalityIds: ['lju', 'mal'], form: 'call', texts: { background: 'Ny portal' } },
        attendees: [
          { name: 'Karin Lund', role: 'it' },
          { name: 'Berg, Ola', role: null }
        ],
        barriers: [{ barrierId: 'legal-release', severity: 3 }],
        promises: [
          { what: 'Skicka guiden', due: '2016-04-01' },
          { what: 'Ring', due: '2016-03-19' }
        ],
        figures: { knowledge: [] }
      }
    });
  });

  it('reads interest and knowledge in three languages, and says what would be right', () => {
    const header = ['Datum', 'Kommun', 'Intresse före', 'Interesse achteraf', 'Knowledge before', 'Kunskap efter'];
    const read = one(header, [
      '2016-03-05',
      'Ljusdal',
      '2',
      '5.0',
      'Benefit: some; licences = 0',
      'Nytta: tillräcklig'
    ]);
    expect(read.said?.figures).toEqual({
      ...{ interestBefore: 2, interestAfter: 5 },
      knowledge: [
        { id: 'benefit', side: 'before', answer: 'some' },
        { id: 'licences', side: 'before', answer: 'none' },
        { id: 'benefit', side: 'after', answer: 'enough' }
      ]
    });
    const wrong = one(header, ['2016-03-05', 'Ljusdal', '7', 'mycket', 'Väder: some', 'Nytta']);
    expect(wrong.said).toBeNull();
    expect(wrong.problems.map(({ code, value }) => `${code} ${value}`)).toEqual([
      ...['interest-invalid 7', 'interest-invalid mycket', 'knowledge-invalid Väder: some', 'knowledge-invalid Nytta']
    ]);
  });

  it('names what cannot be read and takes nothing of the row', () => {
    const read = one(['Datum', 'Kommun', 'Form', 'Hinder'], ['05/03/2016', 'Ljusdahl', 'Brevduva', 'Regn']);
    expect(read.said).toBeNull();
    expect(read.problems.map(({ code }) => code)).toEqual([
      'date-ambiguous',
      'place-unknown',
      'form-unknown',
      'barrier-unknown'
    ]);
    expect(one(['Datum', 'Kommun'], ['2027-01-01', 'Ljusdal']).problems.map(({ code }) => code)).toEqual([
      'date-future'
    ]);
    expect(one(['Datum', 'Kommun', 'Form'], ['', '', 'Besök']).problems.map(({ code }) => code)).toEqual([
      'date-missing',
      'place-missing'
    ]);
  });
});

describe('planMeeting', () => {
  const known: KnownMeeting = {
    ...{ id: 'm', heldOn: '2016-03-05', form: 'call', municipalityIds: ['lju'] },
    attendees: [{ id: 'a', name: 'Karin Lund', role: 'it' }],
    barriers: [{ id: 'b', barrierId: 'legal-release', severity: 3 }],
    followUps: [{ id: 'f', what: 'Skicka guiden', due: '2016-04-01' }],
    texts: { background: 'Ny portal\r\n', workSoFar: '', exchange: '', conclusions: '' },
    ...{ interestBefore: 2, interestAfter: null, knowledge: [{ id: 'benefit', before: 'none', after: null }] }
  };
  const said: MeetingSaid = {
    ...{ heldOn: '2016-03-05', municipalityIds: ['lju'], texts: { background: 'Ny portal' } },
    ...{ attendees: [{ name: 'Lund, Karin', role: null }], barriers: [{ barrierId: 'legal-release', severity: null }] },
    promises: [{ what: 'skicka guiden', due: '2016-03-19' }],
    figures: { interestBefore: 2, knowledge: [{ id: 'benefit', side: 'before', answer: 'none' }] }
  };

  it('finds nothing to do where the row says what is known', () => {
    expect(planMeeting(said, [known])).toMatchObject({ action: 'same', meetingId: 'm' });
  });

  it('adds, and takes nothing away', () => {
    const more = planMeeting({ ...said, attendees: [{ name: 'Ola Berg', role: null }], texts: { exchange: 'Mer' } }, [
      known
    ]);
    expect(more).toMatchObject({
      action: 'update',
      adds: { attendees: [{ name: 'Ola Berg', role: 'other' }], barriers: [], promises: [] },
      texts: { exchange: 'Mer' }
    });
  });

  it('takes interest and answers from the row, and leaves those it does not speak of', () => {
    const figures: MeetingSaid['figures'] = {
      interestAfter: 5,
      knowledge: [
        { id: 'benefit', side: 'after', answer: 'enough' },
        { id: 'licences', side: 'before', answer: 'some' }
      ]
    };
    expect(planMeeting({ ...said, figures }, [known])).toMatchObject({
      action: 'update',
      figureColumns: ['interestAfter', 'knowledgeBefore', 'knowledgeAfter'],
      figures: {
        interestAfter: 5,
        knowledge: [
          { id: 'benefit', before: 'none', after: 'enough' },
          { id: 'licences', before: 'some', after: null },
          { id: 'obstacles', before: null, after: null }
        ]
      }
    });
  });

  it('takes another form on the same day for another meeting', () => {
    expect(planMeeting({ ...said, form: 'visit' }, [known])).toMatchObject({ action: 'create', meetingId: null });
  });
});
