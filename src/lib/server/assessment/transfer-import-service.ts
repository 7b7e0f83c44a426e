import { createHash } from 'node:crypto';
import { countPlanned, type PlannedAnswer, type PlannedKind } from '$lib/domain/assessment/import-plan';
import { type Actor, actorId } from '$lib/domain/identity/actor';
import type { MaturityModel, ModelText } from '$lib/domain/model/types';
import { ok, type Problem, refuse, refuseAll, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { findModel } from '../model/repository';
import { findMunicipality } from '../register/repository';
import { change } from '../shared/change';
import { findAnswerable, findExisting, type Found, mayAnswerAnywhere } from './open-assessment';
import { namesOf } from './history-repository';
import { answersOf } from './repository';
import {
  type AnswerFile,
  carryOut,
  type FileReading,
  planAnswers,
  readAnswerFile,
  takeBack,
  type Undone
} from './transfer-import';
import { findImport, importsOf, insertImport } from './transfer-repository';

const MOST_PROBLEMS = 100;

export interface TransferPlace {
  municipality: string;
  wave: string;
  /** Why answers cannot be changed now; null where they can. */
  locked: Problem | null;
  model: MaturityModel;
  texts: ModelText[];
  imports: {
    id: string;
    fileName: string;
    createdAt: Date;
    createdBy: string;
    answers: number;
    /** Questions that somebody has answered otherwise since: an undo would leave them. */
    kept: string[];
    undoneAt: Date | null;
  }[];
}

/** What the page of the import needs to know, with the imports there have been, the newest first. */
export async function readTransfer(
  app: App,
  actor: Actor,
  input: { assessmentId: string }
): Promise<Result<TransferPlace>> {
  const refused = mayAnswerAnywhere(actor);
  if (refused) return refused;
  const found = await findHere(app, actor, input.assessmentId);
  const locked = found.ok ? null : found.problems[0]!;
  if (locked && ['not-found', 'forbidden'].includes(locked.code)) return { ok: false, problems: [locked] };
  const place = await findPlace(app, input.assessmentId);
  if (!place) return refuse('not-found', 'assessmentId', 'The model of this wave is missing.');
  const rows = await importsOf(app.db.read, input.assessmentId);
  const names = await namesOf(app.db.read, [...new Set(rows.map(({ createdBy }) => createdBy))]);
  const answers = await answersOf(app.db.read, [input.assessmentId]);
  const versions = new Map(answers.map(({ criterionId, version }) => [criterionId, version]));
  return ok({
    ...place,
    locked,
    imports: rows.map(({ id, fileName, createdAt, createdBy, changes, undoneAt }) => ({
      ...{ id, fileName, createdAt, undoneAt, answers: changes.length, createdBy: names.get(createdBy) ?? '' },
      kept: undoneAt
        ? []
        : changes.flatMap((one) => (versions.get(one.criterionId) === one.version ? [] : one.criterionId))
    }))
  });
}

export type AnswersInput = AnswerFile & { assessmentId: string; newer: 'keep' | 'take' };

export interface AnswersPreview extends FileReading {
  /** What would become of each answer; empty while there are problems. */
  plan: PlannedAnswer[];
}

/** Reads the file and says what an import would do; writes nothing. */
export async function previewAnswers(app: App, actor: Actor, input: AnswersInput): Promise<Result<AnswersPreview>> {
  const refused = mayAnswerAnywhere(actor);
  if (refused) return refused;
  const found = await findHere(app, actor, input.assessmentId);
  if (!found.ok) return found;
  const read = await readAnswerFile(app, found.value, input);
  if (!read.ok) return read;
  const ready = read.value.reading.problems.length === 0;
  const plan = ready ? await planAnswers(app, app.db.read, found.value, read.value, input.newer) : [];
  return ok({ ...read.value, plan });
}

export interface Imported extends Record<PlannedKind, number> {
  /** Null where nothing was written: a dry run, or nothing to change. */
  importId: string | null;
  leftOut: number;
  dryRun: boolean;
}

/** Imports the answers of a file: everything or nothing. */
export async function importAnswers(
  app: App,
  actor: Actor,
  input: AnswersInput & { dryRun?: boolean }
): Promise<Result<Imported>> {
  const refused = mayAnswerAnywhere(actor);
  if (refused) return refused;
  const found = await findHere(app, actor, input.assessmentId);
  if (!found.ok) return found;
  const read = await readAnswerFile(app, found.value, input);
  if (!read.ok) return read;
  const { problems, leftOut, mapping } = read.value.reading;
  if (mapping.criterion === undefined || mapping.answer === undefined)
    return refuse('column-missing', 'mapping', 'Choose which columns hold the question and the answer.');
  if (problems.length > 0) return refuseAll(nameProblems(problems));
  const expected = countPlanned(await planAnswers(app, app.db.read, found.value, read.value, input.newer));
  if (input.dryRun || expected.new + expected.changed === 0)
    return ok({ importId: null, ...expected, leftOut: leftOut.length, dryRun: input.dryRun === true });

  const importId = app.newId();
  const { networkId } = found.value;
  return change(app, actor, { action: 'answers:import', networkId, subject: importId }, async (context) => {
    // looked at anew inside the transaction: a colleague may have answered meanwhile
    const now = await findAnswerable(context.tx, actor, input.assessmentId, { now: context.now, given: context.now });
    if (!now.ok) return now;
    const plan = await planAnswers(app, context.tx, now.value, read.value, input.newer);
    const changes = await carryOut(app, actor, context, now.value, plan);
    await insertImport(context.tx, {
      id: importId,
      assessmentId: input.assessmentId,
      fileName: input.fileName,
      sha256: createHash('sha256').update(input.bytes).digest('hex'),
      createdAt: context.now,
      createdBy: actorId(actor),
      changes
    });
    return ok({ importId, ...countPlanned(plan), leftOut: leftOut.length, dryRun: false });
  });
}

/** Takes a whole import back; answers that somebody has changed since stay and are named. */
export async function undoAnswersImport(app: App, actor: Actor, input: { importId: string }): Promise<Result<Undone>> {
  const refused = mayAnswerAnywhere(actor);
  if (refused) return refused;
  const row = await findImport(app.db.read, input.importId);
  if (!row) return refuse('not-found', 'importId', 'This import does not exist.');
  const found = await findHere(app, actor, row.assessmentId);
  if (!found.ok) return found;
  const { networkId } = found.value;
  return change(app, actor, { action: 'answers:undo-import', networkId, subject: row.id }, async (context) => {
    const standing = await findImport(context.tx, row.id);
    if (!standing || standing.undoneAt)
      return refuse('undone-already', 'importId', 'This import has been undone already.');
    const at = { now: context.now, given: context.now };
    const now = await findAnswerable(context.tx, actor, row.assessmentId, at);
    return now.ok ? ok(await takeBack(app, actor, context, now.value, standing)) : now;
  });
}

function findHere(app: App, actor: Actor, assessmentId: string): Promise<Result<Found>> {
  return findAnswerable(app.db.read, actor, assessmentId, { now: app.now(), given: app.now() });
}

async function findPlace(app: App, assessmentId: string) {
  const found = await findExisting(app.db.read, assessmentId);
  if (!found.ok) return null;
  const { wave, municipalityId } = found.value;
  const stored = await findModel(app, wave.modelId, wave.modelVersion);
  const municipality = await findMunicipality(app.db.read, municipalityId);
  return stored && municipality && { ...stored, municipality: municipality.name, wave: wave.name };
}

function nameProblems(problems: FileReading['reading']['problems']): Problem[] {
  const named = problems
    .slice(0, MOST_PROBLEMS)
    .map(({ code, line, message, facts }) => ({ code, path: `rows.${line}`, message, facts }));
  const more = problems.length - named.length;
  if (more <= 0) return named;
  return [
    ...named,
    { code: 'more-problems', path: 'file', message: `${more} more problems were found - mend these first.` }
  ];
}
