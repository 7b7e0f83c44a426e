import { toAnswerSheet } from '$lib/domain/assessment/answer-sheet';
import { resolve } from '$app/paths';
import { answerLock, type Lock } from '$lib/domain/assessment/answer-lock';
import { currentWave } from '$lib/domain/assessment/current-wave';
import type { AnswerSheet, MaturityModel, ModelText } from '$lib/domain/model/types';
import type {
  AnswerRecord,
  AssessmentRecord,
  CommentRecord,
  ConflictRecord,
  WaveRecord
} from '$lib/domain/sync/records';
import { device } from '../device.svelte';

/** What an officer's pages show: the own municipality's part of what the device keeps. */
export interface Own {
  municipality: { id: string; name: string };
  wave: WaveRecord;
  assessment: AssessmentRecord;
  model: MaturityModel;
  text: ModelText;
  /** By criterion id. */
  answers: ReadonlyMap<string, AnswerRecord>;
  sheet: AnswerSheet;
  conflicts: ConflictRecord[];
  comments: CommentRecord[];
  /** The wave's last day, or the municipality's own where that is later; ISO. */
  lastDay: string;
  /** Why answers cannot be changed; null where they can. */
  locked: Lock | null;
  /** Where its pages are: an officer's own, or the one a coordinator fills in with a municipality. */
  address: { question(criterion: string): string; overview: string; done: string };
}

/** An officer's pages. */
const OWN_ADDRESS: Own['address'] = {
  question: (criterion) => resolve('/(app)/(task)/app/assessment/[criterion]', { criterion }),
  overview: '/app/assessment',
  done: '/app/result'
};

export type OwnState = { kind: 'ready'; own: Own } | { kind: 'no-municipality' | 'no-wave' | 'no-model' };

/** Reads the device; called inside `$derived`, so that pages follow every change. */
export function readOwn(): OwnState {
  const id = device.ownMunicipalityId;
  return id ? readPlace(id, 'officer', OWN_ADDRESS) : { kind: 'no-municipality' };
}

/** What a coordinator fills in together with a municipality; called inside `$derived`. */
export function readAssisted(municipality: { id: string; code: string }): OwnState {
  const overview = `/app/assist/${municipality.code}`;
  const question = (criterion: string) => `${overview}/${criterion}`;
  return readPlace(municipality.id, 'coordinator', { question, overview, done: overview });
}

function readPlace(id: string, who: 'officer' | 'coordinator', address: Own['address']): OwnState {
  const wave = currentWave(device.all('wave'));
  const assessment = device.all('assessment').find((a) => a.municipalityId === id && a.waveId === wave?.id);
  if (!wave || !assessment) return { kind: 'no-wave' };
  const { model, text } = device;
  if (!model || !text) return { kind: 'no-model' };
  const ofThis = <T extends { assessmentId: string }>(records: T[]) =>
    records.filter(({ assessmentId }) => assessmentId === assessment.id);
  const answers = ofThis(device.all('answer'));
  const now = Date.now();
  const own: Own = {
    municipality: { id, name: municipalityName(id) },
    wave,
    assessment,
    model,
    text,
    answers: new Map(answers.map((answer) => [answer.criterionId, answer])),
    sheet: toAnswerSheet(answers),
    conflicts: ofThis(device.all('conflict')),
    comments: ofThis(device.all('comment')),
    lastDay: assessment.closesAt && assessment.closesAt > wave.closesAt ? assessment.closesAt : wave.closesAt,
    locked: answerLock({ ...assessment, wave }, who, { now, given: now }),
    address
  };
  return { kind: 'ready', own };
}

/** A municipality's name from the register, or from the membership before the register has arrived. */
export function municipalityName(id: string): string {
  const membership = device.person?.memberships.find((m) => m.municipalityId === id);
  return device.one('municipality', id)?.name ?? membership?.municipalityName ?? '';
}
