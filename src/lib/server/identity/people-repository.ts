import {
  and,
  asc,
  count,
  desc,
  eq,
  exists,
  inArray,
  isNotNull,
  isNull,
  like,
  notExists,
  or,
  type SQL,
  sql
} from 'drizzle-orm';
import type { MemberRole } from '$lib/domain/identity/actor';
import type { Reader } from '../db/client';
import { auditLog, invitation, membership, person } from '../db/schema/identity';
import { municipality } from '../db/schema/register';
import { validOn } from '../register/repository';

export type PersonState = 'active' | 'disabled' | 'former';

export interface PeopleFilter {
  networkId: string;
  role: MemberRole | null;
  state: PersonState | null;
  /** In name, address or municipality. */
  search: string;
  offset: number;
  limit: number;
}

function whoFits(db: Reader, filter: PeopleFilter): SQL | undefined {
  const here = and(eq(membership.personId, person.id), eq(membership.networkId, filter.networkId));
  const active = db
    .select({ one: sql`1` })
    .from(membership)
    .where(and(here, isNull(membership.endedAt)));
  const text = `%${filter.search.replace(/[\\%_]/g, '\\$&')}%`;
  const finds = (column: SQL | typeof person.name) => sql`${column} like ${text} escape '\\'`;
  const inPlace = db
    .select({ one: sql`1` })
    .from(membership)
    .innerJoin(municipality, eq(municipality.id, membership.municipalityId))
    .where(and(here, finds(sql`${municipality.name}`)));
  const state = {
    active: and(isNull(person.disabledAt), exists(active)),
    disabled: isNotNull(person.disabledAt),
    former: and(isNull(person.disabledAt), notExists(active))
  };
  return and(
    exists(
      db
        .select({ one: sql`1` })
        .from(membership)
        .where(and(here, filter.role ? and(eq(membership.role, filter.role), isNull(membership.endedAt)) : undefined))
    ),
    filter.state ? state[filter.state] : undefined,
    filter.search ? or(finds(person.name), finds(sql`${person.email}`), exists(inPlace)) : undefined
  );
}

export async function pageOfPeople(db: Reader, filter: PeopleFilter) {
  const where = whoFits(db, filter);
  const people = await db
    .select()
    .from(person)
    .where(where)
    .orderBy(asc(sql`${person.name} collate nocase`), asc(person.id))
    .limit(filter.limit)
    .offset(filter.offset);
  const [counted] = await db.select({ n: count() }).from(person).where(where);
  const memberships = people.length
    ? await db
        .select({ membership, municipalityName: municipality.name })
        .from(membership)
        .leftJoin(municipality, eq(municipality.id, membership.municipalityId))
        .where(
          and(
            eq(membership.networkId, filter.networkId),
            inArray(
              membership.personId,
              people.map((p) => p.id)
            )
          )
        )
        .orderBy(asc(membership.createdAt))
    : [];
  return { people, memberships, total: counted?.n ?? 0 };
}

/** Municipalities nobody can answer for: no officer who may sign in. */
export async function municipalitiesWithoutOfficer(db: Reader, networkId: string, now: Date, day: string) {
  const officer = and(eq(membership.municipalityId, municipality.id), eq(membership.role, 'officer'));
  const active = db
    .select({ one: sql`1` })
    .from(membership)
    .innerJoin(person, eq(person.id, membership.personId))
    .where(and(officer, isNull(membership.endedAt), isNull(person.disabledAt)));
  const open = and(
    eq(invitation.municipalityId, municipality.id),
    isNull(invitation.usedAt),
    isNull(invitation.revokedAt),
    sql`${invitation.expiresAt} > ${now.getTime()}`
  );
  return db
    .select({
      id: municipality.id,
      code: municipality.code,
      name: municipality.name,
      countyName: municipality.countyName,
      invited: sql<number>`exists ${db
        .select({ one: sql`1` })
        .from(invitation)
        .where(open)}`.mapWith(Boolean),
      left: sql<number>`exists ${db
        .select({ one: sql`1` })
        .from(membership)
        .where(officer)}`.mapWith(Boolean)
    })
    .from(municipality)
    .where(and(eq(municipality.networkId, networkId), validOn(day), notExists(active)))
    .orderBy(asc(municipality.name));
}

export interface AuditFilter {
  networkId: string;
  action: string | null;
  actor: string | null;
  offset: number;
  limit: number;
}

export async function pageOfAudit(db: Reader, filter: AuditFilter) {
  const where = and(
    eq(auditLog.networkId, filter.networkId),
    filter.action ? like(auditLog.action, `${filter.action.replace(/[%_]/g, '')}%`) : undefined,
    filter.actor ? eq(auditLog.actor, filter.actor) : undefined
  );
  const rows = await db
    .select()
    .from(auditLog)
    .where(where)
    .orderBy(desc(auditLog.at), desc(auditLog.id))
    .limit(filter.limit)
    .offset(filter.offset);
  const [counted] = await db.select({ n: count() }).from(auditLog).where(where);
  return { rows, total: counted?.n ?? 0 };
}
