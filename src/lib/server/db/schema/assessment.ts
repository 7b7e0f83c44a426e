import type { AnswerValue } from '$lib/domain/model/types';
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { time } from './columns';
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
    /** Set when closed: from then on its assessments are immutable. */
    closedAt: time()
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
    startedAt: time(),
    submittedAt: time(),
    submittedBy: text(),
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
