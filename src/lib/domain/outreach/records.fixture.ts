import type { AssessmentRecord, FollowUpRecord, MeetingRecord, MunicipalityRecord } from '../sync/records';

/** Invented records for the tests of this folder. */
export const uuid = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;

export function municipality(n: number, more: Partial<MunicipalityRecord> = {}): MunicipalityRecord {
  return {
    id: uuid(n),
    code: String(n).padStart(4, '0'),
    name: `Kommun ${n}`,
    countyCode: '24',
    countyName: 'Västerbotten',
    groupCode: 'C8',
    population: 4000,
    lat: 64.9,
    lon: 19.5,
    ...more
  };
}

export function assessment(n: number, more: Partial<AssessmentRecord> = {}): AssessmentRecord {
  return {
    id: uuid(500 + n),
    waveId: uuid(900),
    municipalityId: uuid(n),
    mode: 'self',
    openedAt: null,
    startedAt: null,
    readyAt: null,
    submittedAt: null,
    returnedAt: null,
    approvedAt: null,
    closesAt: null,
    revision: 1,
    named: null,
    updatedAt: '2026-10-01T08:00:00.000Z',
    answered: 0,
    level: null,
    ...more
  };
}

export function meeting(n: number, more: Partial<MeetingRecord> = {}): MeetingRecord {
  return {
    id: uuid(600 + n),
    heldOn: '2026-10-01',
    form: 'visit',
    municipalityIds: [uuid(n)],
    attendees: [],
    background: '',
    workSoFar: '',
    exchange: '',
    conclusions: '',
    barriers: [],
    version: 1,
    ...more
  };
}

export function followUp(n: number, more: Partial<FollowUpRecord> = {}): FollowUpRecord {
  return {
    id: uuid(700 + n),
    meetingId: uuid(601),
    municipalityId: uuid(1),
    what: 'Send the licence paper',
    ownerId: uuid(800),
    due: '2026-11-22',
    done: false,
    version: 1,
    ...more
  };
}
