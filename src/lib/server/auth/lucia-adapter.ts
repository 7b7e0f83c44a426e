import type { Adapter, DatabaseSession, DatabaseUser } from 'lucia';
import type { App } from '../app';
import type { Tx } from '../db/client';
import { storageTrouble } from '../shared/storage-trouble';
import {
  deleteSession,
  deleteSessionsOf,
  findSession,
  insertSession,
  type PersonRow,
  sessionsOf,
  type SessionRow,
  updateSession
} from './repository';
import { sha256 } from './secrets';

const DAY = 24 * 60 * 60 * 1000;
export const IDLE_MS = 14 * DAY;
export const ABSOLUTE_MS = 60 * DAY;
/** Use moves the idle lifetime forward at most this often, so that reading a page seldom writes. */
const RENEW_AFTER_MS = DAY;

export interface SessionAttributes {
  createdAt: Date;
  endsAt: Date;
  device: string | null;
}

/**
 * Where lucia's sessions live. lucia knows the token; the table only ever sees its SHA-256, so a stolen row is no login.
 * Lifetimes are counted here, by the app's clock: lucia reads the wall clock and knows no absolute end.
 */
export class LuciaAdapter implements Adapter {
  /** What the token of this request led to. */
  found: { session: SessionRow; person: PersonRow } | undefined;
  /** Set when the idle lifetime was moved forward. */
  renewed = false;

  constructor(
    private readonly app: App,
    private readonly tx?: Tx
  ) {}

  async getSessionAndUser(token: string): Promise<[DatabaseSession | null, DatabaseUser | null]> {
    const found = await findSession(this.app.db.read, sha256(token));
    if (!found) return [null, null];
    this.found = found;
    // without a user lucia deletes the session: disabling somebody ends what they had open
    return [
      this.toLucia(found.session, token),
      found.person.disabledAt ? null : { id: found.person.id, attributes: {} }
    ];
  }

  async getUserSessions(personId: string): Promise<DatabaseSession[]> {
    return (await sessionsOf(this.app.db.read, personId)).map((row) => this.toLucia(row, row.id));
  }

  async setSession({ id: token, userId, attributes }: DatabaseSession): Promise<void> {
    const { createdAt, endsAt, device } = attributes;
    const row = { id: sha256(token), personId: userId, createdAt, endsAt, device, expiresAt: this.idleEnd(endsAt) };
    await this.write((tx) => insertSession(tx, row));
  }

  /** lucia asks for this at every use. */
  async updateSessionExpiration(): Promise<void> {
    if (!this.found) return;
    const { session } = this.found;
    const expiresAt = this.idleEnd(session.endsAt);
    if (expiresAt.getTime() - session.expiresAt.getTime() < RENEW_AFTER_MS) return;
    try {
      await this.write((tx) => updateSession(tx, session.id, { expiresAt }));
      this.found.session = { ...session, expiresAt };
      this.renewed = true;
    } catch (error) {
      // a full or locked disk must not keep people from reading
      const trouble = storageTrouble(error);
      if (!trouble) throw error;
      this.app.log.warn({ error: trouble.code }, 'session not renewed');
    }
  }

  async deleteSession(token: string): Promise<void> {
    await this.write((tx) => deleteSession(tx, sha256(token)));
  }

  async deleteUserSessions(personId: string): Promise<void> {
    await this.write((tx) => deleteSessionsOf(tx, personId));
  }

  /** Done by the job `remove-expired`, by the app's clock. */
  async deleteExpiredSessions(): Promise<void> {}

  private write(work: (tx: Tx) => Promise<void>): Promise<void> {
    return this.tx ? work(this.tx) : this.app.db.write(work);
  }

  private toLucia({ personId, createdAt, endsAt, device, expiresAt }: SessionRow, id: string): DatabaseSession {
    const left = expiresAt.getTime() - this.app.now().getTime();
    return { id, userId: personId, expiresAt: new Date(Date.now() + left), attributes: { createdAt, endsAt, device } };
  }

  private idleEnd(endsAt: Date): Date {
    return new Date(Math.min(this.app.now().getTime() + IDLE_MS, endsAt.getTime()));
  }
}
