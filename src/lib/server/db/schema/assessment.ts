import type { AnswerOrigin } from '$lib/domain/assessment/origin';
import type { AnswerSheet, AnswerValue } from '$lib/domain/model/types';
import { blob, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { json, time } from './columns';
import { network } from './identity';
import { municipality } from './register';

/** A round in which the network's municipalities assess themselves. */
export const wave = sqliteTable(
  'wave',
  {
    id: text().primaryKey(),
    networkId: text()
      .notNull()
      .references(() => network.id),
    name: text().notNull(),
    modelId: text().notNull(),
    modelVersion: text().notNull(),
    opensAt: time().notNull(),
    closesAt: time().notNull(),
    /** Said before it opens: results by name, aggregates only, or each municipality chooses. Never changes. */
    publish: text().$type<'named' | 'aggregates' | 'chosen'>().notNull().default('aggregates'),
    /** Set when closed: from then on its assessments are immutable. */
    closedAt: time(),
    /** The network's disclosure threshold when it opened: what those who answered were promised. Null in older waves. */
    threshold: integer()
  },
  (t) => [index('wave_network').on(t.networkId)]
);

/** One municipality's answers in one wave. */
export const assessment = sqliteTable(
  'assessment',
  {
    id: text().primaryKey(),
    networkId: text()
      .notNull()
      .references(() => network.id),
    waveId: text()
      .notNull()
      .references(() => wave.id),
    municipalityId: text()
      .notNull()
      .references(() => municipality.id),
    /** Who fills it in: the municipality, a coordinator with it, or an officer for several that share a service. */
    mode: text().$type<'self' | 'assisted' | 'shared'>().notNull().default('self'),
    /** The first time an officer of the municipality looked at it. */
    openedAt: time(),
    startedAt: time(),
    /** Assisted or shared: filled in, and waiting until the municipality confirms. */
    readyAt: time(),
    /** From here on it counts. */
    submittedAt: time(),
    /** Person id, or `link:ID` of the link it was confirmed through. */
    submittedBy: text(),
    returnedAt: time(),
    returnedBy: text(),
    approvedAt: time(),
    approvedBy: text(),
    /** An extension for this municipality alone; null: the wave's last day. */
    closesAt: time(),
    /** Rises each time a submitted assessment is opened again; earlier ones are in `assessment_revision`. */
    revision: integer().notNull().default(1),
    /** The municipality's choice where the wave leaves it: null not yet chosen, and then not named. */
    named: integer({ mode: 'boolean' }),
    /** The municipality's last change, not the coordinator's. */
    updatedAt: time().notNull()
  },
  (t) => [
    uniqueIndex('assessment_wave').on(t.waveId, t.municipalityId),
    index('assessment_municipality').on(t.municipalityId)
  ]
);

/** The present answer to one criterion; `version` rises with every change. */
export const answer = sqliteTable(
  'answer',
  {
    id: text().primaryKey(),
    assessmentId: text()
      .notNull()
      .references(() => assessment.id),
    criterionId: text().notNull(),
    value: text().$type<AnswerValue>(),
    note: text().notNull().default(''),
    evidence: text().notNull().default(''),
    origin: text().$type<AnswerOrigin>().notNull().default('own'),
    version: integer().notNull(),
    answeredBy: text().notNull(),
    /** By the device's clock. */
    answeredAt: time().notNull()
  },
  (t) => [uniqueIndex('answer_criterion').on(t.assessmentId, t.criterionId)]
);

/** Every answer ever given; rows are only added. */
export const answerHistory = sqliteTable(
  'answer_history',
  {
    id: text().primaryKey(),
    assessmentId: text()
      .notNull()
      .references(() => assessment.id),
    criterionId: text().notNull(),
    value: text().$type<AnswerValue>(),
    note: text().notNull(),
    evidence: text().notNull(),
    origin: text().$type<AnswerOrigin>().notNull().default('own'),
    version: integer().notNull(),
    answeredBy: text().notNull(),
    answeredAt: time().notNull(),
    receivedAt: time().notNull()
  },
  (t) => [index('answer_history_criterion').on(t.assessmentId, t.criterionId)]
);

/** Two people's different answers to one criterion, both kept until a human settles it. */
export const answerConflict = sqliteTable(
  'answer_conflict',
  {
    id: text().primaryKey(),
    assessmentId: text()
      .notNull()
      .references(() => assessment.id),
    criterionId: text().notNull(),
    /** The answer that did not become the present one. */
    value: text().$type<AnswerValue>(),
    note: text().notNull(),
    evidence: text().notNull(),
    answeredBy: text().notNull(),
    answeredAt: time().notNull(),
    createdAt: time().notNull(),
    settledAt: time(),
    settledBy: text()
  },
  (t) => [index('answer_conflict_assessment').on(t.assessmentId)]
);

/** An assessment as it was submitted, kept when it is returned or opened again. */
export const assessmentRevision = sqliteTable(
  'assessment_revision',
  {
    id: text().primaryKey(),
    assessmentId: text()
      .notNull()
      .references(() => assessment.id),
    revision: integer().notNull(),
    reason: text().$type<'returned' | 'reopened'>().notNull(),
    submittedAt: time().notNull(),
    submittedBy: text(),
    approvedAt: time(),
    answers: json<
      {
        criterionId: string;
        value: AnswerValue | null;
        note: string;
        evidence: string;
        origin: AnswerOrigin;
        answeredBy: string;
        /** ISO. */
        answeredAt: string;
      }[]
    >().notNull(),
    createdAt: time().notNull(),
    createdBy: text().notNull()
  },
  (t) => [uniqueIndex('assessment_revision_number').on(t.assessmentId, t.revision)]
);

/** What coordinator and officers write to each other about an assessment, or about one answer in it. */
export const reviewComment = sqliteTable(
  'review_comment',
  {
    id: text().primaryKey(),
    assessmentId: text()
      .notNull()
      .references(() => assessment.id),
    criterionId: text(),
    text: text().notNull(),
    authorId: text().notNull(),
    createdAt: time().notNull(),
    settledAt: time(),
    settledBy: text()
  },
  (t) => [index('review_comment_assessment').on(t.assessmentId)]
);

/** Bytes of evidence, once for each content; in the database, so that one backup holds everything. */
export const fileContent = sqliteTable('file_content', {
  /** SHA-256 in hex. */
  sha256: text().primaryKey(),
  bytes: blob({ mode: 'buffer' }).notNull(),
  createdAt: time().notNull()
});

/** A file given as evidence for one answer. */
export const evidenceFile = sqliteTable(
  'evidence_file',
  {
    id: text().primaryKey(),
    assessmentId: text()
      .notNull()
      .references(() => assessment.id),
    criterionId: text().notNull(),
    sha256: text()
      .notNull()
      .references(() => fileContent.sha256),
    name: text().notNull(),
    /** As read from the bytes, never as the sender said. */
    mediaType: text().notNull(),
    size: integer().notNull(),
    addedBy: text().notNull(),
    addedAt: time().notNull(),
    removedAt: time(),
    removedBy: text()
  },
  (t) => [index('evidence_file_assessment').on(t.assessmentId, t.criterionId)]
);

/**
 * A link that opens one thing without an account: one question for a colleague, an assisted assessment to confirm, or a
 * plan to read. Only the SHA-256 of its token is kept.
 */
export const accessLink = sqliteTable(
  'access_link',
  {
    id: text().primaryKey(),
    networkId: text()
      .notNull()
      .references(() => network.id),
    municipalityId: text()
      .notNull()
      .references(() => municipality.id),
    purpose: text().$type<'question' | 'confirm' | 'plan'>().notNull(),
    assessmentId: text().references(() => assessment.id),
    criterionId: text(),
    tokenHash: text().notNull(),
    createdBy: text().notNull(),
    createdAt: time().notNull(),
    expiresAt: time().notNull(),
    revokedAt: time(),
    usedAt: time(),
    /** As typed by whoever used it. */
    usedByName: text(),
    usedByRole: text()
  },
  (t) => [uniqueIndex('access_link_token').on(t.tokenHash), index('access_link_municipality').on(t.municipalityId)]
);

/** A five-minute check that somebody kept by signing in; never counted. */
export const checkResult = sqliteTable(
  'check_result',
  {
    id: text().primaryKey(),
    networkId: text()
      .notNull()
      .references(() => network.id),
    municipalityId: text()
      .notNull()
      .references(() => municipality.id),
    personId: text().notNull(),
    modelId: text().notNull(),
    modelVersion: text().notNull(),
    answers: json<AnswerSheet>().notNull(),
    /** By the device's clock. */
    takenAt: time().notNull(),
    keptAt: time().notNull()
  },
  (t) => [index('check_result_municipality').on(t.municipalityId)]
);

/** Answers brought in from a file, with what they replaced, so that the whole import can be undone. */
export const answerImport = sqliteTable(
  'answer_import',
  {
    id: text().primaryKey(),
    assessmentId: text()
      .notNull()
      .references(() => assessment.id),
    fileName: text().notNull(),
    sha256: text().notNull(),
    createdAt: time().notNull(),
    createdBy: text().notNull(),
    changes: json<
      {
        criterionId: string;
        /** The version this import gave it: undone only where nobody has changed it since. */
        version: number;
        before: { value: AnswerValue | null; note: string; evidence: string; origin: AnswerOrigin } | null;
      }[]
    >().notNull(),
    undoneAt: time(),
    undoneBy: text()
  },
  (t) => [index('answer_import_assessment').on(t.assessmentId)]
);
