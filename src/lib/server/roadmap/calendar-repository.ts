import { and, eq, inArray, isNotNull, isNull } from 'drizzle-orm';
import type { Reader, Tx } from '../db/client';
import { person } from '../db/schema/identity';
import { calendarFeed, step } from '../db/schema/roadmap';
import type { StepRow } from './repository';

export type CalendarFeedRow = typeof calendarFeed.$inferSelect;

/** The address a person has given to a calendar, if it has not been revoked. */
export async function feedOf(db: Reader | Tx, personId: string): Promise<CalendarFeedRow | undefined> {
  const mine = and(eq(calendarFeed.personId, personId), isNull(calendarFeed.revokedAt));
  return (await db.select().from(calendarFeed).where(mine))[0];
}

/** Whose calendar a token opens; nobody's once revoked, or where the person may not sign in any more. */
export async function findFeedByToken(db: Reader | Tx, tokenHash: string) {
  const open = and(eq(calendarFeed.tokenHash, tokenHash), isNull(calendarFeed.revokedAt), isNull(person.disabledAt));
  const rows = await db
    .select({ person })
    .from(calendarFeed)
    .innerJoin(person, eq(person.id, calendarFeed.personId))
    .where(open);
  return rows[0];
}

export async function insertFeed(tx: Tx, row: typeof calendarFeed.$inferInsert): Promise<void> {
  await tx.insert(calendarFeed).values(row);
}

export async function revokeFeeds(tx: Tx, personId: string, revokedAt: Date): Promise<void> {
  await tx
    .update(calendarFeed)
    .set({ revokedAt })
    .where(and(eq(calendarFeed.personId, personId), isNull(calendarFeed.revokedAt)));
}

/** Planned steps with a date. */
export async function datedSteps(db: Reader | Tx, municipalityIds: string[]): Promise<StepRow[]> {
  if (!municipalityIds.length) return [];
  const dated = and(eq(step.status, 'planned'), isNotNull(step.due), inArray(step.municipalityId, municipalityIds));
  return db.select().from(step).where(dated).orderBy(step.due, step.id);
}
