import { and, count, desc, eq, isNotNull, isNull, lte, gt, or, type SQL } from 'drizzle-orm';
import type { Reader, Tx } from '../db/client';
import { invitation, network, person } from '../db/schema/identity';
import { municipality } from '../db/schema/register';

export type InvitationRow = typeof invitation.$inferSelect;
export type InvitationState = 'open' | 'used' | 'expired' | 'revoked';

export async function insertInvitation(tx: Tx, row: typeof invitation.$inferInsert): Promise<void> {
  await tx.insert(invitation).values(row);
}

export async function findInvitation(db: Reader | Tx, id: string): Promise<InvitationRow | undefined> {
  return (await db.select().from(invitation).where(eq(invitation.id, id)))[0];
}

export async function updateInvitation(tx: Tx, id: string, values: Partial<InvitationRow>): Promise<void> {
  await tx.update(invitation).set(values).where(eq(invitation.id, id));
}

const named = {
  invitation,
  network,
  municipality: { name: municipality.name, code: municipality.code },
  inviter: { name: person.name, disabledAt: person.disabledAt }
};

export async function findInvitationByToken(db: Reader | Tx, tokenHash: string) {
  const rows = await db
    .select(named)
    .from(invitation)
    .innerJoin(network, eq(network.id, invitation.networkId))
    .leftJoin(municipality, eq(municipality.id, invitation.municipalityId))
    .leftJoin(person, eq(person.id, invitation.invitedBy))
    .where(eq(invitation.tokenHash, tokenHash));
  return rows[0];
}

function inState(state: InvitationState, now: Date): SQL | undefined {
  const alive = and(isNull(invitation.usedAt), isNull(invitation.revokedAt));
  if (state === 'used') return isNotNull(invitation.usedAt);
  if (state === 'revoked') return and(isNull(invitation.usedAt), isNotNull(invitation.revokedAt));
  return and(alive, state === 'open' ? gt(invitation.expiresAt, now) : lte(invitation.expiresAt, now));
}

/** Those somebody asked to have again come first, then the newest. */
export async function pageOfInvitations(
  db: Reader,
  filter: { networkId: string; state: InvitationState | 'waiting' | null; now: Date; offset: number; limit: number }
) {
  // waiting: open, or asked for again
  const state =
    filter.state === 'waiting'
      ? or(inState('open', filter.now), isNotNull(invitation.renewalAskedAt))
      : filter.state
        ? inState(filter.state, filter.now)
        : undefined;
  const where = and(eq(invitation.networkId, filter.networkId), state);
  const rows = await db
    .select({ invitation, municipality: named.municipality, inviter: named.inviter })
    .from(invitation)
    .leftJoin(municipality, eq(municipality.id, invitation.municipalityId))
    .leftJoin(person, eq(person.id, invitation.invitedBy))
    .where(where)
    .orderBy(desc(isNotNull(invitation.renewalAskedAt)), desc(invitation.createdAt), desc(invitation.id))
    .limit(filter.limit)
    .offset(filter.offset);
  const [counted] = await db.select({ n: count() }).from(invitation).where(where);
  return { rows, total: counted?.n ?? 0 };
}

export function stateOf(row: Pick<InvitationRow, 'usedAt' | 'revokedAt' | 'expiresAt'>, now: Date): InvitationState {
  if (row.usedAt) return 'used';
  if (row.revokedAt) return 'revoked';
  return row.expiresAt <= now ? 'expired' : 'open';
}
