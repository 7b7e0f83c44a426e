import { lt, or, isNotNull } from 'drizzle-orm';
import type { App } from '../app';
import { session, signInCode } from '../db/schema/identity';

/** Expired sessions and used or expired codes are of no use to anybody but a thief. */
export async function removeExpired(app: App): Promise<void> {
  const now = app.now();
  await app.db.write(async (tx) => {
    await tx.delete(session).where(or(lt(session.expiresAt, now), lt(session.endsAt, now)));
    await tx.delete(signInCode).where(or(lt(signInCode.expiresAt, now), isNotNull(signInCode.usedAt)));
  });
}
