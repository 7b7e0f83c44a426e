import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SYSTEM } from '$lib/domain/identity/actor';
import type { App } from '$lib/server/app';
import { auditLog } from '$lib/server/db/schema/identity';
import { changeFeed } from '$lib/server/db/schema/sync';
import { Ledger } from '$lib/server/shared/change';
import { createTestApp, disposeTestApp } from '../support/test-app';

let app: App;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => disposeTestApp(app));

it('a ledger that is taken back to a mark writes what was told before and after, and nothing of what was between', async () => {
  await app.db.write(async (tx) => {
    const ledger = new Ledger(app, SYSTEM, tx);
    const context = ledger.context('network');
    const tell = async (subject: string) => {
      await context.audit('told', subject);
      await context.feed('answer', subject);
    };
    await tell('before');
    const mark = ledger.mark();
    await tell('between');
    ledger.undo(mark);
    await tell('after');
    await tell('after');
    await ledger.write();
  });
  const audits = await app.db.read.select().from(auditLog).where(eq(auditLog.action, 'told'));
  expect(audits.map(({ subject }) => subject)).toEqual(['before', 'after', 'after']);
  const fed = await app.db.read.select().from(changeFeed).where(eq(changeFeed.networkId, 'network'));
  // what changed twice is fetched once
  expect(fed.map(({ entityId }) => entityId)).toEqual(['before', 'after']);
});
