import fc from 'fast-check';
import { asc, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { App } from '$lib/server/app';
import { insertRows } from '$lib/server/db/insert-rows';
import { keptQuery } from '$lib/server/db/kept-query';
import { auditLog } from '$lib/server/db/schema/identity';
import { createTestApp, disposeTestApp } from '../support/test-app';

let app: App;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => disposeTestApp(app));

const some = {
  at: fc.constantFrom(new Date(0), new Date('2026-11-22T09:00:00Z')),
  networkId: fc.constantFrom(null, 'one', 'two'),
  actor: fc.constantFrom('somebody', 'it’s "quoted" \\ and ?1'),
  action: fc.constant('answer.set'),
  subject: fc.option(fc.string({ unit: 'grapheme', maxLength: 8 }).map((text) => text.replaceAll('\0', '')))
};
/** Rows that are the same but for a few, which differ in one thing or another. */
const alike = fc
  .tuple(
    fc.record(some),
    fc.array(
      fc.oneof(
        { weight: 15, arbitrary: fc.constant({}) },
        { weight: 1, arbitrary: fc.record(some, { requiredKeys: [] }) }
      ),
      { maxLength: 150, size: 'max' }
    )
  )
  .map(([usual, others]) => others.map((other) => ({ ...usual, ...other })));

describe('rows inserted together', () => {
  it('are there as they were given, however many and whatever is the same in all', async () => {
    await fc.assert(
      fc.asyncProperty(alike, async (given) => {
        const rows = given.map((row, i) => ({ id: String(i).padStart(4, '0'), ...row }));
        const stored = await app.db.write(async (tx) => {
          await tx.delete(auditLog);
          await insertRows(tx, auditLog, rows);
          return tx.select().from(auditLog).orderBy(asc(auditLog.id));
        });
        expect(stored).toEqual(rows);
      }),
      { numRuns: 150 }
    );
  });
});

describe('a kept query', () => {
  const since = keptQuery((db) =>
    db
      .select({ id: auditLog.id, at: auditLog.at })
      .from(auditLog)
      .where(sql`${auditLog.at} >= ${sql.param(sql.placeholder('at'), auditLog.at)}`)
  );
  const rename = keptQuery((db) =>
    db
      .update(auditLog)
      .set({ actor: sql`${sql.placeholder('actor')}` })
      .where(eq(auditLog.id, sql.placeholder('id')))
  );

  it('sees what its own transaction has written, and on a reader only what is committed', async () => {
    const at = new Date('2027-01-01T00:00:00Z');
    const row = { id: 'kept', at, networkId: null, actor: 'somebody', action: 'x', subject: null };
    await app.db.write(async (tx) => {
      await insertRows(tx, auditLog, [row]);
      expect(await since(tx, { at })).toEqual([{ id: 'kept', at }]);
      expect(await since(app.db.read, { at })).toEqual([]);
      await rename(tx, { id: 'kept', actor: 'somebody else' });
    });
    expect(await since(app.db.read, { at })).toEqual([{ id: 'kept', at }]);
    const [stored] = await app.db.read.select().from(auditLog).where(eq(auditLog.id, 'kept'));
    expect(stored).toEqual({ ...row, actor: 'somebody else' });
  });

  it('says which of its values is missing', async () => {
    await expect(since(app.db.read)).rejects.toThrow('at');
  });
});
