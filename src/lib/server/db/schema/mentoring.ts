import { sql } from 'drizzle-orm';
import { index, integer, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { GroupOffer, Wish } from '$lib/domain/mentoring/offers';
import type { LeftWithout } from '$lib/domain/mentoring/left-without';
import type { ClosedAs, PairingStatus, Side } from '$lib/domain/mentoring/pairing-states';
import type { RoundState } from '$lib/domain/mentoring/round-states';
import { json, time } from './columns';
import { network } from './identity';
import { municipality } from './register';

const NONE = sql`'[]'`;

/** What a municipality offers and asks for. */
export const mentoringProfile = sqliteTable('mentoring_profile', {
  municipalityId: text()
    .primaryKey()
    .references(() => municipality.id),
  networkId: text()
    .notNull()
    .references(() => network.id),
  /** Dimensions it offers help on. */
  offers: json<string[]>().notNull(),
  /** How many municipalities it can help at once, 0 to 5. */
  capacity: integer().notNull(),
  /** Dimensions it wants help on, most wanted first, at most three. */
  wants: json<string[]>().notNull(),
  languages: json<string[]>().notNull(),
  version: integer().notNull(),
  updatedAt: time().notNull(),
  forms: json<('call' | 'visit' | 'group')[]>().notNull().default(NONE),
  /** Months of the year it has time, 1 to 12; none said: any. */
  months: json<number[]>().notNull().default(NONE),
  /** Three months' rest as a mentor after a pairing was closed. */
  rest: integer({ mode: 'boolean' }).notNull().default(false),
  /** Municipalities it does not want to be paired with, in either role. Seen by itself and the coordinator only. */
  avoid: json<string[]>().notNull().default(NONE),
  /** Criteria of its plan it wants to get done. */
  goals: json<string[]>().notNull().default(NONE),
  /** A mentor to visit, or deliberately one from elsewhere; null: either. */
  distance: text().$type<'near' | 'elsewhere'>(),
  /** Mentors wished for, most wanted first, at most five. */
  wishes: json<Wish[]>().notNull().default(NONE),
  /** Municipalities it would like to help. */
  prefers: json<string[]>().notNull().default(NONE),
  /** Systems and suppliers in use, as the municipality names them. */
  systems: json<string[]>().notNull().default(NONE),
  groups: json<GroupOffer[]>().notNull().default(NONE),
  consentedAt: time(),
  /** Set: in no round until it consents again. */
  withdrawnAt: time()
});

/** A run of matching. */
export const round = sqliteTable(
  'round',
  {
    id: text().primaryKey(),
    networkId: text()
      .notNull()
      .references(() => network.id),
    name: text().notNull(),
    createdAt: time().notNull(),
    createdBy: text().notNull(),
    total: real().notNull(),
    /** No total above this exists; means something only where `proven`. */
    bound: real().notNull(),
    unmatched: json<LeftWithout[]>().notNull(),
    publishedAt: time(),
    state: text().$type<RoundState>().notNull().default('draft'),
    /** Wishes are collected until this ISO date. */
    collectUntil: text(),
    /** Days an invitation waits for its two answers. */
    replyDays: integer().notNull().default(14),
    objective: text().$type<'total' | 'stable'>().notNull().default('total'),
    /** The bound equals the total: no better assignment exists. Never so for the stable objective. */
    proven: integer({ mode: 'boolean' }).notNull().default(false),
    /** Weight by factor where the coordinator changed it. */
    weights: json<Record<string, number>>()
      .notNull()
      .default(sql`'{}'`),
    /** `[mentee, mentor]`, which must be a pair. */
    pins: json<[string, string][]>().notNull().default(NONE),
    /** `[mentee, mentor]`, which must not be one. */
    forbids: json<[string, string][]>().notNull().default(NONE),
    /** `[mentee, mentor]`: each would rather have the other than what it has. The coordinator's alone. */
    blocking: json<[string, string][]>().notNull().default(NONE),
    computedAt: time(),
    closedAt: time()
  },
  (t) => [index('round_network').on(t.networkId)]
);

/** A mentor and a mentee: proposed in a draft round, agreed once published and accepted. */
export const pairing = sqliteTable(
  'pairing',
  {
    id: text().primaryKey(),
    networkId: text()
      .notNull()
      .references(() => network.id),
    roundId: text()
      .notNull()
      .references(() => round.id),
    menteeId: text()
      .notNull()
      .references(() => municipality.id),
    mentorId: text()
      .notNull()
      .references(() => municipality.id),
    dimension: text().notNull(),
    score: real().notNull(),
    reasons:
      json<
        { factor: string; value: number; weight: number; facts: Record<string, string | number | boolean | null> }[]
      >().notNull(),
    status: text().$type<PairingStatus>().notNull(),
    /** Who stands for each side; handed over when an officer leaves. */
    menteeOfficerId: text(),
    mentorOfficerId: text(),
    /** The mentor's group offer this is a place in. */
    groupId: text(),
    /** Goals: criteria of the mentee's plan. */
    goals: json<string[]>().notNull().default(NONE),
    invitedAt: time(),
    /** When the invitation lapses. */
    expiresAt: time(),
    menteeAcceptedAt: time(),
    mentorAcceptedAt: time(),
    declinedBy: text().$type<Side>(),
    declineReason: text().notNull().default(''),
    /** The invitation that came to nothing and in whose place this one was offered. */
    replacesId: text(),
    startedAt: time(),
    /** ISO date the six months, and what they were extended by, end. */
    endsOn: text(),
    closedAt: time(),
    closedAs: text().$type<ClosedAs>(),
    closedBy: text().$type<Side | 'network'>(),
    /** Came to nothing, and since then the next best was looked for. */
    followedUpAt: time(),
    /** When both were last asked whether they still meet. */
    nudgedAt: time(),
    version: integer().notNull().default(1)
  },
  (t) => [
    uniqueIndex('pairing_pair').on(t.roundId, t.menteeId, t.mentorId),
    index('pairing_mentor').on(t.mentorId),
    index('pairing_mentee').on(t.menteeId),
    index('pairing_status').on(t.status)
  ]
);
