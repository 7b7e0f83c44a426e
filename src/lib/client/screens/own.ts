import { toAnswerSheet } from '$lib/domain/assessment/answer-sheet';
import { currentWave } from '$lib/domain/assessment/current-wave';
import type { AnswerSheet, MaturityModel, ModelText } from '$lib/domain/model/types';
import type { AnswerRecord, AssessmentRecord, ConflictRecord, WaveRecord } from '$lib/domain/sync/records';
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
}

export type OwnState = { kind: 'ready'; own: Own } | { kind: 'no-municipality' | 'no-wave' | 'no-model' };

/** Reads the device; called inside `$derived`, so that pages follow every change. */
export function readOwn(): OwnState {
  const id = device.ownMunicipalityId;
  if (!id) return { kind: 'no-municipality' };
  const wave = currentWave(device.all('wave'));
  const assessment = device.all('assessment').find((a) => a.municipalityId === id && a.waveId === wave?.id);
  if (!wave || !assessment) return { kind: 'no-wave' };
  const { model, text } = device;
  if (!model || !text) return { kind: 'no-model' };
  const answers = device.all('answer').filter((answer) => answer.assessmentId === assessment.id);
  const own: Own = {
    municipality: { id, name: municipalityName(id) },
    wave,
    assessment,
    model,
    text,
    answers: new Map(answers.map((answer) => [answer.criterionId, answer])),
    sheet: toAnswerSheet(answers),
    conflicts: device.all('conflict').filter((conflict) => conflict.assessmentId === assessment.id)
  };
  return { kind: 'ready', own };
}

/** A municipality's name from the register, or from the membership before the register has arrived. */
export function municipalityName(id: string): string {
  const membership = device.person?.memberships.find((m) => m.municipalityId === id);
  return device.one('municipality', id)?.name ?? membership?.municipalityName ?? '';
}
