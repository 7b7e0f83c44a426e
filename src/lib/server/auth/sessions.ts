import { Lucia, TimeSpan } from 'lucia';
import type { Actor } from '$lib/domain/identity/actor';
import type { SignedInPerson } from '$lib/domain/identity/signed-in-person';
import type { App } from '../app';
import type { Tx } from '../db/client';
import { isLoopback, publicOrigin } from '../shared/origin';
import { ABSOLUTE_MS, IDLE_MS, LuciaAdapter, type SessionAttributes } from './lucia-adapter';
import { activeMemberships, deleteSession, deleteSessionsOf, findSession } from './repository';
import { sha256 } from './secrets';

export type { SignedInPerson } from '$lib/domain/identity/signed-in-person';

declare module 'lucia' {
  interface Register {
    DatabaseSessionAttributes: SessionAttributes;
  }
}

/** What lucia makes: 200 bits in base 32. Anything else costs no query. */
const TOKEN = /^[a-z2-7]{40}$/;

function luciaOver(adapter: LuciaAdapter): Lucia {
  return new Lucia(adapter, { sessionExpiresIn: new TimeSpan(IDLE_MS, 'ms') });
}

/**
 * Signs a person in and returns the token for the cookie; the database keeps only its hash.
 * Inside a change, give its transaction.
 */
export async function createSession(
  app: App,
  personId: string,
  options: { tx?: Tx; device?: string | null; like?: SessionAttributes } = {}
): Promise<string> {
  const now = app.now();
  const attributes = options.like ?? {
    createdAt: now,
    endsAt: new Date(now.getTime() + ABSOLUTE_MS),
    device: options.device ?? null
  };
  const session = await luciaOver(new LuciaAdapter(app, options.tx)).createSession(personId, attributes);
  return session.id;
}

/** Who a cookie stands for now, and whether the cookie should be set again because its lifetime moved. */
export interface ReadSession {
  person: SignedInPerson;
  actor: Actor;
  renewed: boolean;
  expiresAt: Date;
  /** When this person proved who they are; some changes ask for that to be recent. */
  signedInAt: Date;
}

/** Null for whatever is no running session: unknown, expired, ended, of a disabled person or of one without membership. */
export async function readSession(app: App, token: string): Promise<ReadSession | null> {
  if (!TOKEN.test(token)) return null;
  const adapter = new LuciaAdapter(app);
  const { session } = await luciaOver(adapter).validateSession(token);
  if (!session || !adapter.found) return null;
  const { found } = adapter;
  const { id, name, email, locale } = found.person;
  const memberships = await activeMemberships(app.db.read, id);
  if (!memberships.length) return null;
  return {
    person: { id, name, email, locale, memberships },
    actor: {
      kind: 'person',
      personId: id,
      memberships: memberships.map(({ networkId, role, municipalityId }) => ({ networkId, role, municipalityId }))
    },
    renewed: adapter.renewed,
    expiresAt: found.session.expiresAt,
    signedInAt: found.session.createdAt
  };
}

export async function endSession(app: App, token: string, tx?: Tx): Promise<void> {
  if (tx) await deleteSession(tx, sha256(token));
  else await luciaOver(new LuciaAdapter(app)).invalidateSession(token);
}

/** Ends every session of a person, except the one of the token given. */
export async function endAllSessions(app: App, personId: string, except?: string, tx?: Tx): Promise<void> {
  const work = (t: Tx) => deleteSessionsOf(t, personId, except && sha256(except));
  await (tx ? work(tx) : app.db.write(work));
}

/**
 * After a change of rights or of how one signs in: every session of the person ends, and the one given (if it is theirs)
 * goes on under a new token, with its age.
 */
export async function rotateSession(app: App, tx: Tx, personId: string, token: string | null): Promise<string | null> {
  const found = token ? await findSession(tx, sha256(token)) : undefined;
  await deleteSessionsOf(tx, personId);
  if (!found || found.session.personId !== personId) return null;
  const { createdAt, endsAt, device } = found.session;
  return createSession(app, personId, { tx, like: { createdAt, endsAt, device } });
}

export interface SessionCookie {
  name: string;
  value: string;
  options: { path: '/'; httpOnly: true; secure: boolean; sameSite: 'lax'; maxAge: number };
}

/** Only on this machine may a session travel without https. */
function isSecure(app: App): boolean {
  return !isLoopback(publicOrigin(app.env));
}

/** `__Host-` ties the cookie to this host and to https; browsers refuse that name on plain http. */
export function cookieName(app: App): string {
  return isSecure(app) ? '__Host-waymark' : 'waymark';
}

/** The cookie that carries a token, or, for null, the one that removes it. */
export function sessionCookie(app: App, token: string | null, expiresAt?: Date): SessionCookie {
  const until = expiresAt ? expiresAt.getTime() - app.now().getTime() : IDLE_MS;
  const maxAge = token === null ? 0 : Math.max(0, Math.round(until / 1000));
  return {
    name: cookieName(app),
    value: token ?? '',
    options: { path: '/', httpOnly: true, secure: isSecure(app), sameSite: 'lax', maxAge }
  };
}
