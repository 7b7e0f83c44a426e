import type { AnswerValue } from '../model/types';

// What a device keeps, one record a thing. The same shapes come from `GET /api/v1/sync`, lie in the device's
// store and are changed on the device by commands not yet sent.

export interface NetworkRecord {
  id: string;
  name: string;
  country: string;
  demo: boolean;
}

export interface MunicipalityRecord {
  id: string;
  code: string;
  name: string;
  countyCode: string | null;
  countyName: string | null;
  groupCode: string | null;
  population: number | null;
  lat: number | null;
  lon: number | null;
}

export interface WaveRecord {
  id: string;
  name: string;
  modelId: string;
  modelVersion: string;
  opensAt: string;
  closesAt: string;
  closed: boolean;
}

export interface AssessmentRecord {
  id: string;
  waveId: string;
  municipalityId: string;
  startedAt: string | null;
  submittedAt: string | null;
  /** How many criteria have an answer: all that the network's people see before it is submitted. */
  answered: number;
  /** Overall level; only once submitted, or for the municipality itself computed on the device. */
  level: number | null;
}

export interface AnswerRecord {
  /** `assessmentId/criterionId` */
  id: string;
  assessmentId: string;
  criterionId: string;
  value: AnswerValue | null;
  note: string;
  evidence: string;
  version: number;
  /** Person id; names are in `PersonRecord`. */
  answeredBy: string;
  answeredAt: string;
}

export interface ConflictRecord {
  id: string;
  assessmentId: string;
  criterionId: string;
  value: AnswerValue | null;
  note: string;
  evidence: string;
  answeredBy: string;
  answeredAt: string;
}

export interface StepRecord {
  /** `municipalityId/criterionId` */
  id: string;
  municipalityId: string;
  criterionId: string;
  status: 'planned' | 'done' | 'dropped';
  due: string | null;
  version: number;
}

export interface MeetingRecord {
  id: string;
  heldOn: string;
  form: 'visit' | 'call' | 'video' | 'network-meeting';
  municipalityIds: string[];
  attendees: { id: string; name: string; role: 'official' | 'manager' | 'politician' | 'it' | 'other' }[];
  background: string;
  workSoFar: string;
  exchange: string;
  conclusions: string;
  barriers: { id: string; barrierId: string; severity: number; quote: string; consent: 'yes' | 'no' | 'anonymous' }[];
  version: number;
}

export interface FollowUpRecord {
  id: string;
  meetingId: string | null;
  municipalityId: string | null;
  what: string;
  ownerId: string;
  due: string;
  done: boolean;
  version: number;
}

export interface ProfileRecord {
  /** The municipality's id. */
  id: string;
  offers: string[];
  capacity: number;
  wants: string[];
  languages: string[];
  version: number;
}

export interface PairingRecord {
  id: string;
  menteeId: string;
  mentorId: string;
  dimension: string;
  reasons: { factor: string; value: number; weight: number; facts: Record<string, string | number | boolean | null> }[];
}

/** A colleague, as far as a device needs to name who did what. */
export interface PersonRecord {
  id: string;
  name: string;
}

export interface Records {
  network: NetworkRecord;
  municipality: MunicipalityRecord;
  wave: WaveRecord;
  assessment: AssessmentRecord;
  answer: AnswerRecord;
  conflict: ConflictRecord;
  step: StepRecord;
  meeting: MeetingRecord;
  'follow-up': FollowUpRecord;
  profile: ProfileRecord;
  pairing: PairingRecord;
  person: PersonRecord;
}
export type Entity = keyof Records;

/** One thing as the server has it; `data` null means it is gone for this person. */
export type Change = { [E in Entity]: { entity: E; id: string; data: Records[E] | null } }[Entity];

export interface Pull {
  protocol: number;
  cursor: number;
  /** True when this is everything: the device drops what is not in it. */
  full: boolean;
  changes: Change[];
  /** True when there is more: ask again with the new cursor. */
  more: boolean;
}
