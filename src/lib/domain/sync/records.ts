import type { AnswerOrigin } from '../assessment/origin';
import type { GroupOffer, Wish } from '../mentoring/offers';
import type { PairingLife } from '../mentoring/pairing-life';
import type { ClosedAs, PairingStatus, Side } from '../mentoring/pairing-states';
import type { StoryRecord } from '../mentoring/story';
import type { AnswerSheet, AnswerValue, Condition } from '../model/types';
import type { PromisedBy } from '../outreach/kinds';
import type { Snooze } from '../outreach/snoozes';
import type { GoalMet, Knowledge, MeetingPhoto } from '../outreach/meeting-parts';
import type { PlannedMeetingRecord } from './planned-records';
import type { ContactMergeRecord, ContactRecord, RemarkRecord, SessionRecord } from './field-records';
import type { CorrectionRecord, DataPersonRecord, NotedRecord, ReachedRecord } from './ledger-records';

// What a device keeps, one record a thing. The same shapes come from `GET /api/v1/sync`, lie in the device's
// store and are changed on the device by commands not yet sent.

export interface NetworkRecord {
  id: string;
  name: string;
  country: string;
  demo: boolean;
  /** IANA name; a server before it knew this does not send it. */
  timeZone?: string;
  /** How many contacts there are, where they are more than a device keeps; for coordinators. */
  contacts?: number;
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
  /** What will be published, said before the wave opens. */
  publish: 'named' | 'aggregates' | 'chosen';
}

export interface AssessmentRecord {
  id: string;
  waveId: string;
  municipalityId: string;
  mode: 'self' | 'assisted' | 'shared';
  openedAt: string | null;
  startedAt: string | null;
  /** Assisted or shared: filled in, waiting for the municipality to confirm. */
  readyAt: string | null;
  /** From here on it counts. */
  submittedAt: string | null;
  returnedAt: string | null;
  approvedAt: string | null;
  /** An extension for this municipality alone. */
  closesAt: string | null;
  revision: number;
  /** The municipality's choice where the wave leaves it. */
  named: boolean | null;
  /** The municipality's last change. */
  updatedAt: string;
  /** How many criteria have an answer: all that the network's people see before it is submitted. */
  answered: number;
  /** Overall level; only once submitted, or for the municipality itself computed on the device. */
  level: number | null;
  /** By dimension, in the model's order; once submitted, for the network's people. A server before it knew this does not send it. */
  levels?: (number | null)[] | undefined;
  /** Criteria that come next for it, for the network's coordinators and only once it is submitted. */
  next?: string[];
}

export interface AnswerRecord {
  /** `assessmentId/criterionId` */
  id: string;
  assessmentId: string;
  criterionId: string;
  value: AnswerValue | null;
  note: string;
  evidence: string;
  origin: AnswerOrigin;
  version: number;
  /** Person id, or `link:ID` of a colleague's link; names are in `PersonRecord`. */
  answeredBy: string;
  answeredAt: string;
}

/** What the municipality answered last, in an earlier wave, where that is too old to be carried over and is asked again. */
export interface LastRecord {
  /** `assessmentId/criterionId` of the assessment in which it is asked again. */
  id: string;
  assessmentId: string;
  criterionId: string;
  value: AnswerValue;
  note: string;
  evidence: string;
  answeredBy: string;
  answeredAt: string;
  /** Name of the wave it was given in. */
  wave: string;
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
  /** Person id of whoever does it; `ownerName` goes before it. */
  ownerId: string | null;
  ownerName: string;
  note: string;
  /** Places in the criterion's list of tips, from 0. */
  doneTips: number[];
  version: number;
}

/** What a municipality says of itself for its roadmap. */
export interface SettingRecord {
  /** The municipality's id. */
  id: string;
  conditions: Condition[];
  /** Level by dimension; null: no target chosen. */
  target: Record<string, number> | null;
  /** Consent to be shown to others as an example. */
  example: boolean;
  version: number;
}

/** A remark on an assessment, or on one answer in it. */
export interface CommentRecord {
  id: string;
  assessmentId: string;
  criterionId: string | null;
  text: string;
  authorId: string;
  createdAt: string;
  settled: boolean;
}

/** A file given as evidence; its bytes are at `/api/v1/evidence/ID`. */
export interface FileRecord {
  id: string;
  assessmentId: string;
  criterionId: string;
  name: string;
  mediaType: string;
  /** Bytes. */
  size: number;
  addedBy: string;
  addedAt: string;
}

/** A link given out by this municipality; its address is shown once, when it is made. */
export interface LinkRecord {
  id: string;
  purpose: 'question' | 'confirm' | 'plan';
  municipalityId: string;
  assessmentId: string | null;
  criterionId: string | null;
  createdBy: string;
  createdAt: string;
  expiresAt: string;
  revoked: boolean;
  usedAt: string | null;
  usedByName: string | null;
}

/** A kept five-minute check. */
export interface CheckRecord {
  id: string;
  municipalityId: string;
  modelId: string;
  modelVersion: string;
  answers: AnswerSheet;
  takenAt: string;
}

export interface MeetingRecord {
  id: string;
  heldOn: string;
  form: 'visit' | 'call' | 'video' | 'network-meeting';
  municipalityIds: string[];
  attendees: {
    id: string;
    name: string;
    role: 'official' | 'manager' | 'politician' | 'it' | 'other';
    /** The contact it was chosen from. */
    contactId?: string;
  }[];
  background: string;
  workSoFar: string;
  exchange: string;
  conclusions: string;
  barriers: { id: string; barrierId: string; severity: number; quote: string; consent: 'yes' | 'no' | 'anonymous' }[];
  version: number;
  // what follows a server before it knew it does not send
  /** 1 to 5; null: not asked. */
  interestBefore?: number | null | undefined;
  interestAfter?: number | null | undefined;
  knowledge?: Knowledge[] | undefined;
  goalsMet?: GoalMet[] | undefined;
  /** ISO date; the follow-up it makes is `nextContactId(id)`. */
  nextContactOn?: string | null | undefined;
  photos?: MeetingPhoto[] | undefined;
}

/** A value kept beside the one that stands in a field, until somebody chooses. */
export interface ClashRecord {
  id: string;
  /** What it is a field of: `meeting`, `planned-meeting`, `step`. */
  of: string;
  entityId: string;
  municipalityId: string | null;
  /** `background`; `attendees.ID.name` for a field of one item. */
  field: string;
  value: unknown;
  /** Person id, and the time by that person's device. */
  author: string;
  at: string;
  /** Who wrote what stands. */
  standingBy: string;
  standingAt: string;
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
  /** Whose promise it is; left out where it is the owner's own. Else the owner sees to it. */
  promisedBy?: PromisedBy | undefined;
  /** ISO date; left out where it is open, or a server before it knew this sent it. */
  doneOn?: string | undefined;
  /** Every time it was put off, the first one first; a server before it knew them does not send them. */
  snoozes?: Snooze[] | undefined;
}

export interface ProfileRecord {
  /** The municipality's id. */
  id: string;
  offers: string[];
  capacity: number;
  wants: string[];
  languages: string[];
  forms: ('call' | 'visit' | 'group')[];
  /** 1 to 12; none: any. */
  months: number[];
  rest: boolean;
  /** Municipality ids; seen by the municipality itself and the coordinator only. */
  avoid: string[];
  /** Criteria of its plan. */
  goals: string[];
  distance: 'near' | 'elsewhere' | null;
  wishes: Wish[];
  prefers: string[];
  systems: string[];
  groups: GroupOffer[];
  /** Takes part in rounds. */
  consent: boolean;
  version: number;
}

/** An invitation and what came of it; drafts are never on a device. */
export interface PairingRecord {
  id: string;
  menteeId: string;
  mentorId: string;
  dimension: string;
  reasons: { factor: string; value: number; weight: number; facts: Record<string, string | number | boolean | null> }[];
  status: Exclude<PairingStatus, 'proposed'>;
  menteeAccepted: boolean;
  mentorAccepted: boolean;
  invitedAt: string | null;
  /** When the invitation lapses. */
  expiresAt: string | null;
  startedAt: string | null;
  /** ISO date. */
  endsOn: string | null;
  closedAs: ClosedAs | null;
  closedAt: string | null;
  /** Criteria of the mentee's plan. */
  goals: string[];
  /** Who stands for each side, once both have said yes. */
  people: { side: Side; name: string; email: string }[];
  /** A place in a group. */
  group: boolean;
  /** Once both have said yes; a server before it knew these does not send them. */
  life?: PairingLife;
  version: number;
}

/** A colleague, as far as a device needs to name who did what. */
export interface PersonRecord {
  id: string;
  name: string;
  /** Municipalities of which the person is an officer now. */
  officerOf?: string[];
  /** A coordinator or administrator now: sees meetings, and can keep what was promised there. */
  coordinates?: boolean;
}

export interface Records {
  network: NetworkRecord;
  municipality: MunicipalityRecord;
  wave: WaveRecord;
  assessment: AssessmentRecord;
  answer: AnswerRecord;
  last: LastRecord;
  conflict: ConflictRecord;
  comment: CommentRecord;
  file: FileRecord;
  link: LinkRecord;
  check: CheckRecord;
  step: StepRecord;
  setting: SettingRecord;
  meeting: MeetingRecord;
  'planned-meeting': PlannedMeetingRecord;
  'follow-up': FollowUpRecord;
  correction: CorrectionRecord;
  noted: NotedRecord;
  reached: ReachedRecord;
  'data-person': DataPersonRecord;
  profile: ProfileRecord;
  pairing: PairingRecord;
  contact: ContactRecord;
  'contact-merge': ContactMergeRecord;
  session: SessionRecord;
  remark: RemarkRecord;
  story: StoryRecord;
  clash: ClashRecord;
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
  /** One page of everything, and not the last: ask again with this as `page`. Only then is it all. */
  next?: string;
}

/** Reads one record as it stands before a command. */
export type ReadRecord = <E extends Entity>(entity: E, id: string) => Records[E] | undefined;
