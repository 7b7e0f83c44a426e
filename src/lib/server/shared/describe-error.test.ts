import { createClient } from '@libsql/client';
import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/libsql';
import { describe, expect, it } from 'vitest';
import { describeError } from './describe-error';

describe('describeError', () => {
  it('says of a failed statement what the database said, and none of its values', async () => {
    const db = drizzle(createClient({ url: ':memory:' }));
    await db.run(sql`CREATE TABLE contact (name text UNIQUE)`);
    await db.run(sql`INSERT INTO contact VALUES (${'Karin Demo'})`);
    const failed: unknown = await db
      .run(sql`INSERT INTO contact VALUES (${'Karin Demo'})`)
      .catch((error: unknown) => error);
    expect(String(failed)).toContain('Karin Demo');
    const said = describeError(failed);
    expect(said).not.toContain('Karin');
    expect(said).toContain('UNIQUE constraint failed: contact.name');
    expect(said).toMatch(/\n\s+at /);
  });

  it('says nothing of a statement whose cause nobody knows', () => {
    expect(describeError(new Error('Failed query: select 1\nparams: Karin'))).toMatch(
      /^Error: a statement failed\n\s+at /
    );
  });

  it('leaves other errors as they are', () => {
    expect(describeError(new TypeError('x is not a function'))).toMatch(/^TypeError: x is not a function\n\s+at /);
    expect(describeError('given up')).toBe('given up');
  });
});
