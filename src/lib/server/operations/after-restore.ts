import type { Env } from '../../../env';
import { SYSTEM } from '$lib/domain/identity/actor';
import { ok } from '$lib/domain/shared/result';
import { change } from '../shared/change';
import { startApp } from '../start-app';
import { endSessions, holdMail } from './restore-repository';

export interface Settled {
  /** Contacts that were erased since the backup, and are again. */
  erased: number;
  /** Sessions that were open then: whoever was signed in signs in again. */
  sessions: number;
  /** Mails that waited then and may have gone out since: nothing of it is sent by itself. */
  mail: number;
}

/**
 * What must be done to a restored database before anybody uses it. A session that was ended since would be open again; a
 * mail that was sent since would go out twice; somebody who was erased would be back.
 *
 * @param file the database, not in its place yet
 * @param env of the place it will be in: the list of erasures lies beside that
 */
export async function settleRestored(file: string, env: Env): Promise<Settled> {
  let erased = 0;
  const reapplied = (contacts: number) => (erased = contacts);
  const app = await startApp({ env, databaseUrl: file, logTo: 2, reapplied });
  try {
    const entry = { action: 'database:restored', networkId: null };
    const done = await change(app, SYSTEM, entry, async ({ tx, now }) => {
      const sessions = await endSessions(tx);
      const mail = await holdMail(tx, now);
      return ok({ erased, sessions, mail });
    });
    if (!done.ok) throw new Error('A system change was refused');
    return done.value;
  } finally {
    await app.db.close();
  }
}
