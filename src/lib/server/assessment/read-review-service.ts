import { assessmentState, type AssessmentState } from '$lib/domain/assessment/assessment-state';
import type { AnswerOrigin } from '$lib/domain/assessment/origin';
import type { Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import type { AnswerValue } from '$lib/domain/model/types';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { peopleNames } from '../identity/directory-repository';
import type { MunicipalityRow } from '../register/repository';
import { findMunicipality } from '../register/repository';
import { linksOf } from './access-link-repository';
import { answersMark } from './answers-mark';
import { commentsOf } from './comment-repository';
import { countAnswers } from './count-answers';
import { levelsOfSubmitted } from './levels-of-submitted';
import { findExisting, type Found } from './open-assessment';
import { answersOf, type AssessmentRow, assessmentsOfWave, findWave, openConflicts, type WaveRow } from './repository';
import { revisionsOf } from './review-repository';

export interface ProgressRow {
  assessment: AssessmentRow;
  municipality: Pick<MunicipalityRow, 'id' | 'code' | 'name' | 'countyName' | 'population'>;
  state: AssessmentState;
  answered: number;
  /** Overall level; only once submitted. */
  level: number | null;
}

/** How far every municipality of a wave has come: progress, never answers. */
export async function readWaveProgress(
  app: App,
  actor: Actor,
  input: { waveId: string }
): Promise<Result<{ wave: WaveRow; rows: ProgressRow[] }>> {
  const refused = authorize(actor, 'assessment:progress');
  if (refused) return refused;
  const wave = await findWave(app.db.read, String(input.waveId));
  if (!wave) return refuse('not-found', 'waveId', 'This wave does not exist.');
  const forbidden = authorize(actor, 'assessment:progress', { networkId: wave.networkId });
  if (forbidden) return forbidden;
  const found = await assessmentsOfWave(app.db.read, wave.id);
  const counts = await countAnswers(
    app.db.read,
    found.map(({ assessment }) => assessment)
  );
  const levels = await levelsOfSubmitted(
    app,
    wave,
    found.map(({ assessment }) => assessment)
  );
  const now = app.now().getTime();
  const rows = found.map(({ assessment, municipality }) => ({
    assessment,
    municipality,
    state: assessmentState(assessment, now),
    answered: counts.get(assessment.id) ?? 0,
    level: levels.get(assessment.id) ?? null
  }));
  return ok({ wave, rows: rows.sort((a, b) => a.municipality.name.localeCompare(b.municipality.name, 'sv')) });
}

export interface ReviewAnswer {
  criterionId: string;
  value: AnswerValue | null;
  note: string;
  evidence: string;
  origin: AnswerOrigin;
  /** A name, or null where it is not known any more. */
  by: string | null;
  at: Date;
}

export interface ReviewComment {
  id: string;
  criterionId: string | null;
  text: string;
  by: string | null;
  createdAt: Date;
  settled: boolean;
}

export interface Review {
  wave: WaveRow;
  municipality: MunicipalityRow;
  assessment: AssessmentRow;
  state: AssessmentState;
  answered: number;
  /**
   * Null while it is a draft that stays inside its municipality. `now`: as they stand; `revision`: as they were submitted
   * before it was returned or opened again.
   */
  answers: { from: 'now' | 'revision'; list: ReviewAnswer[]; mark: string } | null;
  /** An answer was changed after it was submitted. */
  changedSince: boolean;
  conflicts: number;
  /** Null while its draft stays inside. */
  comments: ReviewComment[] | null;
  revisions: {
    revision: number;
    reason: 'returned' | 'reopened';
    submittedAt: Date;
    createdAt: Date;
    by: string | null;
  }[];
  submittedBy: string | null;
  /** Who confirmed an assisted or shared one. */
  confirmed: { name: string; role: string } | null;
  approvedBy: string | null;
  /** Confirmation links given out and still good. */
  openLinks: { id: string; createdAt: Date; expiresAt: Date }[];
}

/** One assessment as a reviewer may see it: submitted or assisted whole, returned as it was submitted, drafts never. */
export async function readReview(
  app: App,
  actor: Actor,
  input: { assessmentId: string } | { waveId: string; code: string }
): Promise<Result<Review>> {
  const refused = authorize(actor, 'assessment:read-submitted');
  if (refused) return refused;
  const known = await findExisting(app.db.read, await assessmentIdOf(app, input));
  if (!known.ok) return known;
  const found = known.value;
  const forbidden = authorize(actor, 'assessment:read-submitted', found);
  if (forbidden) return forbidden;
  const { wave, ...assessment } = found;
  const db = app.db.read;
  const municipality = await findMunicipality(db, found.municipalityId);
  if (!municipality) throw new Error(`Assessment ${found.id} has no municipality`);
  const [given, revisions] = [await answersOf(db, [found.id]), await revisionsOf(db, found.id)];
  const names = new Map((await peopleNames(db, found.networkId, null)).map(({ id, name }) => [id, name]));
  const links = (await linksOf(db, [found.municipalityId])).filter((link) => link.assessmentId === found.id);
  const nameOf = (by: string | null) =>
    (by?.startsWith('link:') ? links.find((link) => `link:${link.id}` === by)?.usedByName : names.get(by ?? '')) ??
    null;
  const answers = readable(found, given, revisions, nameOf);
  const used = links.find((link) => `link:${link.id}` === found.submittedBy);
  const now = app.now();
  return ok({
    wave,
    municipality,
    assessment,
    state: assessmentState(assessment, now.getTime()),
    answered: given.filter(({ value }) => value).length,
    answers,
    changedSince: Boolean(found.submittedAt && given.some((a) => a.answeredAt > (found.submittedAt ?? a.answeredAt))),
    conflicts: (await openConflicts(db, found.id)).length,
    comments:
      answers &&
      (await commentsOf(db, [found.id]))
        .sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime())
        .map(({ id, criterionId, text, authorId, createdAt, settledAt }) => ({
          id,
          criterionId,
          text,
          by: nameOf(authorId),
          createdAt,
          settled: settledAt !== null
        })),
    revisions: revisions.map(({ revision, reason, submittedAt, createdAt, createdBy }) => ({
      revision,
      reason,
      submittedAt,
      createdAt,
      by: nameOf(createdBy)
    })),
    submittedBy: nameOf(found.submittedBy),
    confirmed: used?.usedByName ? { name: used.usedByName, role: used.usedByRole ?? '' } : null,
    approvedBy: nameOf(found.approvedBy),
    openLinks: links
      .filter((link) => link.purpose === 'confirm' && !link.usedAt && !link.revokedAt && link.expiresAt > now)
      .map(({ id, createdAt, expiresAt }) => ({ id, createdAt, expiresAt }))
  });
}

/** Of a wave by the municipality's code, as addresses of pages have it. */
async function assessmentIdOf(app: App, input: { assessmentId: string } | { waveId: string; code: string }) {
  if (!('waveId' in input)) return String(input.assessmentId);
  const rows = await assessmentsOfWave(app.db.read, input.waveId);
  return rows.find(({ municipality }) => municipality.code === input.code)?.assessment.id ?? '';
}

function readable(
  found: Found,
  given: Awaited<ReturnType<typeof answersOf>>,
  revisions: Awaited<ReturnType<typeof revisionsOf>>,
  nameOf: (by: string | null) => string | null
): Review['answers'] {
  if (found.submittedAt || found.mode === 'assisted') {
    const list = given.map(({ criterionId, value, note, evidence, origin, answeredBy, answeredAt }) => ({
      criterionId,
      value,
      note,
      evidence,
      origin,
      by: nameOf(answeredBy),
      at: answeredAt
    }));
    return { from: 'now', list, mark: answersMark(given) };
  }
  const last = revisions.at(-1);
  if (!last) return null;
  const list = last.answers.map(({ answeredBy, answeredAt, ...answer }) => ({
    ...answer,
    by: nameOf(answeredBy),
    at: new Date(answeredAt)
  }));
  return { from: 'revision', list, mark: '' };
}
