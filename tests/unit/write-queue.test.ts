import { setImmediate as nextTurn } from 'node:timers/promises';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { App } from '$lib/server/app';
import { executeRaw } from '$lib/server/db/raw';
import { auditLog } from '$lib/server/db/schema/identity';
import type { Tx } from '$lib/server/db/client';
import { WriteQueue } from '$lib/server/db/write-queue';
import { DiskFullError, ServerBusyError } from '$lib/server/db/errors';
import { Admission } from '$lib/server/sync/admission';
import { storageTrouble, troubleResponse } from '$lib/server/shared/storage-trouble';
import { createTestApp, disposeTestApp } from '../support/test-app';

let app: App;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => disposeTestApp(app));

const insert = (tx: Tx, id: string) => tx.insert(auditLog).values({ id, at: app.now(), actor: 'system', action: 'q' });
const stored = async (action = 'q') =>
  (await app.db.read.select({ id: auditLog.id }).from(auditLog).where(eq(auditLog.action, action))).map(({ id }) => id);

describe('writes that wait together', () => {
  it('are all kept, but for the one that throws', async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 200 }, (_, i) =>
        app.db.write(async (tx) => {
          await insert(tx, `together-${i}`);
          if (i % 50 === 7) throw new Error('refused');
          return i;
        })
      )
    );
    const failed = results.flatMap(({ status }, i) => (status === 'rejected' ? [i] : []));
    expect(failed).toEqual([7, 57, 107, 157]);
    const kept = (await stored()).filter((id) => id.startsWith('together-'));
    expect(kept).toHaveLength(196);
    expect(kept).not.toContain('together-57');
  });

  it('of which one ends the whole transaction, each learn what became of them', async () => {
    const results = await Promise.allSettled([
      app.db.write((tx) => insert(tx, 'before')),
      app.db.write(async (tx) => {
        await insert(tx, 'within');
        await executeRaw(tx, 'ROLLBACK');
      }),
      app.db.write((tx) => insert(tx, 'after'))
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    const ids = await stored();
    expect(ids).toEqual(expect.arrayContaining(['before', 'after']));
    expect(ids).not.toContain('within');
  });

  it('are those of requests that are read one after the other, too', async () => {
    let transactions = 0;
    const queue = new WriteQueue((run) => {
      transactions++;
      return app.db.write(run);
    });
    const ended: Promise<unknown>[] = [];
    for (let i = 0; i < 10; i++) {
      ended.push(queue.add((tx) => insert(tx, `in-turn-${i}`)));
      await nextTurn();
    }
    await Promise.all(ended);
    expect(transactions).toBe(1);
    expect((await stored()).filter((id) => id.startsWith('in-turn-'))).toHaveLength(10);
  });

  it('are told only once it is committed, and not at all where it cannot be', async () => {
    const said: string[] = [];
    const queue = new WriteQueue(async (run) => {
      const done = await app.db.write(run);
      said.push('committed');
      return done;
    });
    await queue.add((tx) => insert(tx, 'told')).then(() => said.push('told'));
    expect(said).toEqual(['committed', 'told']);
    const failing = new WriteQueue(() => Promise.reject(new DiskFullError(null)));
    await expect(failing.add(() => Promise.resolve(1))).rejects.toThrow('disk is full');
  });
});

describe('too many at once', () => {
  it('are let in one after the other, and beyond the most refused at once or after a while', async () => {
    const door = new Admission({ atOnce: 1, bytes: 100, waiting: 1, patienceMs: 30 });
    let leave: () => void = () => undefined;
    const first = door.run(() => new Promise<void>((resolve) => (leave = resolve)), 1);
    const second = door.run(() => Promise.resolve('second'), 1);
    await expect(door.run(() => Promise.resolve('third'), 1)).rejects.toThrow(ServerBusyError);
    await expect(second).rejects.toThrow(ServerBusyError);
    const fourth = door.run(() => Promise.resolve('fourth'), 1);
    leave();
    await first;
    expect(await fourth).toBe('fourth');
  });

  it('are let in by their size: many small ones, and a large one once there is room, before those that came later', async () => {
    const door = new Admission({ atOnce: 3, bytes: 100, waiting: 9, patienceMs: 5_000 });
    const inside: string[] = [];
    const leave = new Map<string, () => void>();
    const come = (name: string, bytes: number | null) =>
      door.run(() => {
        inside.push(name);
        return new Promise<void>((resolve) => leave.set(name, resolve));
      }, bytes);
    const go = async (name: string) => {
      leave.get(name)!();
      await new Promise((resolve) => setImmediate(resolve));
    };
    const all = [
      come('a', 40),
      come('b', 40),
      come('c', 40),
      come('of unknown size', null),
      come('d', 1),
      come('e', 1)
    ];
    expect(inside).toEqual(['a', 'b']);
    await go('a');
    expect(inside).toEqual(['a', 'b', 'c']);
    await go('b');
    // a small one would fit, and does not overtake
    expect(inside).toHaveLength(3);
    await go('c');
    expect(inside.slice(3)).toEqual(['of unknown size']);
    await go('of unknown size');
    expect(inside.slice(4)).toEqual(['d', 'e']);
    await go('d');
    await go('e');
    await Promise.all(all);
  });

  it('are told so with 503 and when to come again, a full disk with 507', async () => {
    const busy = troubleResponse(storageTrouble(new ServerBusyError())!);
    expect([busy.status, busy.headers.get('retry-after')]).toEqual([503, '10']);
    expect(await busy.json()).toMatchObject({ errors: [{ code: 'server-busy' }] });
    expect(troubleResponse(storageTrouble(new DiskFullError(null))!).status).toBe(507);
    expect(storageTrouble(new Error('anything else'))).toBeNull();
  });
});
