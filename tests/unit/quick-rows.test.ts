import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@libsql/client/sqlite3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openClient } from '$lib/server/db/keep-statements';
import { rowMaker } from '$lib/server/db/quick-rows';

describe('rows', () => {
  it('are those the client would make, whatever the columns and values', () => {
    const value = fc.oneof(fc.constant(null), fc.string(), fc.double({ noNaN: true }), fc.maxSafeInteger().map(BigInt));
    const columns = fc.array(
      fc.tuple(fc.constantFrom('id', 'name', 'held_on', 'n', '__proto__x', 'constructor'), value)
    );
    fc.assert(
      fc.property(columns, (given) => {
        const plain = given.map(([, one]) => (typeof one === 'bigint' ? Number(one) : one));
        const row = rowMaker(given.map(([name]) => name))(given.map(([, one]) => one));
        expect(Array.prototype.slice.call(row)).toEqual(plain);
        const first = new Map<string, unknown>();
        given.forEach(([name], at) => first.has(name) || first.set(name, plain[at]));
        expect(Object.entries(row)).toEqual([...first]);
      })
    );
  });

  it('of the client itself are the same', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'waymark-test-'));
    const url = `file:${join(folder, 'rows.db')}`;
    const quick = openClient({ url, timeout: 10, concurrency: 1 });
    const usual = createClient({ url });
    const statements = [
      "SELECT 1 AS n, 'two' AS text, 2.5 AS half, NULL AS none, x'0102' AS bytes",
      'SELECT 1, 2, 3',
      "SELECT 1 AS id, 2 AS id, 'x' AS length",
      'SELECT value, key, type FROM json_each(\'[1, "two", null]\')',
      'SELECT 1 WHERE 0'
    ];
    for (const statement of statements) {
      const [a, b] = [await quick.execute(statement), await usual.execute(statement)];
      expect(a.columns).toEqual(b.columns);
      const places = (rows: typeof a.rows) => rows.map((row) => Array.prototype.slice.call(row) as unknown[]);
      expect(places(a.rows)).toEqual(places(b.rows));
      if (!statement.startsWith('SELECT 1, 2'))
        expect(a.rows.map((row) => Object.entries(row))).toEqual(b.rows.map((row) => Object.entries(row)));
    }
    await expect(quick.execute('SELECT 9007199254740993')).rejects.toThrow('safely represented');
    quick.close();
    usual.close();
    rmSync(folder, { recursive: true });
  });
});
