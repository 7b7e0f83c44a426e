import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const SERVER = 'src/lib/server';

/** Who writes without `change` or the sync's own transaction, which put the audit row beside what was done; and why. */
const WITHOUT_ROW: Record<string, string> = {
  'shared/change.ts': 'puts the row there',
  'sync/transaction.ts': 'puts a row there for each command',
  'auth/sessions.ts': 'signing in and out is noted by the service that calls it',
  'auth/lucia-adapter.ts': 'as above: the rows of sessions themselves',
  'jobs/remove-expired.ts': 'nobody did it: codes, sessions and links whose time is over',
  'jobs/remind-silent-devices.ts': 'nobody did it: when a device was last seen is forgotten',
  'mail/send-waiting-mail.ts': 'state of a mail on its way; that it was written is noted',
  'push/send-waiting-push.ts': 'state of a notification on its way',
  'push/push-key.ts': 'the server makes its own key once',
  'push/seen-service.ts': 'when a device was last here, known to its owner alone',
  'jobs/record-edition-files.ts': 'hashes of files made from a published edition; that it was published is noted',
  'assessment/ensure-vectors.ts': 'the same answers, packed',
  'files/upload-service.ts': 'bytes on their way; the command that names them is noted',
  'outreach/read-folder.ts': 'how far a mail folder has been read',
  'outreach/contact-index-repository.ts': 'an index made from what is there',
  'outreach/meeting-index-repository.ts': 'as above',
  'outreach/public-material-service.ts': 'a download is counted by day, without who'
};

const sources = readdirSync(SERVER, { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));

describe('an audit row in the same transaction', () => {
  it('stands beside everything that people do: only what is listed writes without one', () => {
    const writers = sources.filter((name) => /\bdb\.write\(/.test(readFileSync(join(SERVER, name), 'utf8')));
    const unknown = writers.filter((name) => !(name in WITHOUT_ROW));
    expect(unknown, 'write through change() in server/shared/change.ts, or say here why there is no row').toEqual([]);
  });

  it('has no exception that is not needed any more', () => {
    const gone = Object.keys(WITHOUT_ROW).filter(
      (name) => !sources.includes(name) || !/\bdb\.write\(/.test(readFileSync(join(SERVER, name), 'utf8'))
    );
    expect(gone).toEqual([]);
  });

  it('has room for ids and nothing that could hold a name or a text', () => {
    const schema = readFileSync(join(SERVER, 'db/schema/identity.ts'), 'utf8');
    const columns =
      /export const auditLog = sqliteTable\(\s*'audit_log',\s*\{([\s\S]*?)\n {2}\}/.exec(schema)?.[1] ?? '';
    expect([...columns.matchAll(/^ {4}(\w+):/gm)].map(([, name]) => name)).toEqual([
      'id',
      'at',
      'networkId',
      'actor',
      'action',
      'subject'
    ]);
  });
});
