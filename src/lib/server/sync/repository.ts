import { and, asc, desc, eq, gt, inArray, isNull, notInArray, or, sql } from 'drizzle-orm';
import type { Entity } from '$lib/domain/sync/records';
import type { Reader, Tx } from '../db/client';
import { insertRows } from '../db/insert-rows';
import { keptQuery } from '../db/kept-query';
import { changeFeed, syncCommand } from '../db/schema/sync';

export type CommandRow = typeof syncCommand.$inferSelect;

const commandsAmong = keptQuery((db) =>
  db
    .select()
    .from(syncCommand)
    .where(sql`${syncCommand.id} in (select value from json_each(${sql.placeholder('ids')}))`)
);

/** Those of these that were carried out, whoever sent them. */
export function findCommands(db: Reader | Tx, ids: readonly string[]): Promise<CommandRow[]> {
  return commandsAmong(db, { ids: JSON.stringify(ids) });
}

export async function insertCommands(tx: Tx, rows: readonly CommandRow[]): Promise<void> {
  await insertRows(tx, syncCommand, rows);
}

export async function deleteCommand(tx: Tx, id: string): Promise<void> {
  await tx.delete(syncCommand).where(eq(syncCommand.id, id));
}

export async function latestCursor(db: Reader | Tx, networkId: string): Promise<number> {
  const rows = await db
    .select({ cursor: changeFeed.cursor })
    .from(changeFeed)
    .where(eq(changeFeed.networkId, networkId))
    .orderBy(desc(changeFeed.cursor))
    .limit(1);
  return rows[0]?.cursor ?? 0;
}

/** What stays inside a municipality, and with those who fill it in there: nobody else is told of it. */
const INSIDE: readonly Entity[] = ['answer', 'last', 'conflict', 'comment', 'file', 'link', 'check', 'step', 'setting'];

/**
 * What was touched since, oldest first: what belongs to everybody or to one of the municipalities `near`; with
 * `progress` also what others do, but for what stays inside them. People are always among it, since it is there that
 * somebody reads that their own rights have changed.
 */
export async function changesSince(
  db: Reader | Tx,
  networkId: string,
  since: { cursor: number; limit: number; near: readonly string[]; progress: boolean }
) {
  const { cursor, limit, progress } = since;
  const near = or(
    isNull(changeFeed.municipalityId),
    inArray(changeFeed.municipalityId, [...since.near, '']),
    progress ? notInArray(changeFeed.entity, [...INSIDE]) : eq(changeFeed.entity, 'person')
  );
  return db
    .select()
    .from(changeFeed)
    .where(and(eq(changeFeed.networkId, networkId), gt(changeFeed.cursor, cursor), near))
    .orderBy(asc(changeFeed.cursor))
    .limit(limit);
}
