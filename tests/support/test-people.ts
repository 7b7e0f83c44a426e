import type { Actor, MemberRole } from '$lib/domain/identity/actor';
import type { Locale } from '$lib/domain/shared/locale';
import type { App } from '$lib/server/app';
import { activeMemberships } from '$lib/server/auth/repository';
import { municipality } from '$lib/server/db/schema/register';
import { findPersonByEmail, insertMembership, insertNetwork, insertPerson } from '$lib/server/identity/repository';
import { pageOfMail } from '$lib/server/mail/repository';

export async function createNetwork(app: App, name = 'Mid-North network'): Promise<string> {
  const id = app.newId();
  await app.db.write((tx) => insertNetwork(tx, { id, name, country: 'SE', locale: 'sv', createdAt: app.now() }));
  return id;
}

export async function createMunicipality(app: App, networkId: string, code: string, name: string): Promise<string> {
  const id = app.newId();
  await app.db.write(
    async (tx) => void (await tx.insert(municipality).values({ id, networkId, code, name, updatedAt: app.now() }))
  );
  return id;
}

export interface Member {
  personId: string;
  membershipId: string;
  email: string;
}

/** A person with one role; further roles by the same `email`. */
export async function createMember(
  app: App,
  member: {
    networkId: string;
    role: MemberRole;
    municipalityId?: string;
    email?: string;
    name?: string;
    locale?: Locale;
    passwordHash?: string;
  }
): Promise<Member> {
  const { networkId, role, municipalityId = null, email = `${app.newId()}@example.org` } = member;
  const present = await findPersonByEmail(app.db.read, email);
  const [personId, membershipId] = [present?.id ?? app.newId(), app.newId()];
  await app.db.write(async (tx) => {
    const { name = 'Karin Lund', locale = 'sv', passwordHash = null } = member;
    if (!present) await insertPerson(tx, { id: personId, email, name, locale, passwordHash, createdAt: app.now() });
    await insertMembership(tx, { id: membershipId, personId, networkId, role, municipalityId, createdAt: app.now() });
  });
  return { personId, membershipId, email };
}

/** The actor a person is now. */
export async function actorOf(app: App, personId: string): Promise<Actor> {
  const memberships = await activeMemberships(app.db.read, personId);
  return {
    kind: 'person',
    personId,
    memberships: memberships.map(({ networkId, role, municipalityId }) => ({ networkId, role, municipalityId }))
  };
}

/** Mail that waits or was sent to an address, newest first. */
export async function mailTo(app: App, recipient: string): Promise<{ subject: string; body: string }[]> {
  const { rows } = await pageOfMail(app.db.read, null, 0, 1000);
  return rows.filter((row) => row.recipient === recipient);
}

/** The six digits in the newest mail to an address. */
export async function codeIn(app: App, recipient: string): Promise<string> {
  const code = /\b\d{6}\b/.exec((await mailTo(app, recipient))[0]?.body ?? '')?.[0];
  if (!code) throw new Error(`No mail with a code to ${recipient}`);
  return code;
}
