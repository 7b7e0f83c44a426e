import { type Expiry, expiryOf, type RetentionRules } from '$lib/domain/outreach/retention';
import type { App } from '../app';
import type { Tx } from '../db/client';
import { findRules, lastTouched, type Touched } from './retention-repository';

export type Going = Expiry & Pick<Touched, 'id' | 'name' | 'municipalityId'>;

const NO_RULES: RetentionRules = { untouchedMonths: null, optedOutMonths: null };

/** Everybody who goes by the rules, soonest first. */
export async function goingFrom(app: App, networkId: string, rules: RetentionRules | undefined): Promise<Going[]> {
  const rows = await lastTouched(app.db.read, networkId);
  return rows
    .flatMap(({ id, name, municipalityId, ...kept }) => {
      const expiry = expiryOf(kept, rules ?? NO_RULES);
      return expiry ? [{ id, name, municipalityId, ...expiry }] : [];
    })
    .sort((a, b) => (a.on === b.on ? (a.id < b.id ? -1 : 1) : a.on < b.on ? -1 : 1));
}

/** Whether one of them goes by this day still: somebody may have changed or met them, or the rules, since the list was made. */
export async function isStillGoing(tx: Tx, networkId: string, contactId: string, day: string): Promise<boolean> {
  const rules = (await findRules(tx, networkId)) ?? NO_RULES;
  const [kept] = await lastTouched(tx, networkId, contactId);
  const expiry = kept && expiryOf(kept, rules);
  return expiry !== undefined && expiry !== null && expiry.on <= day;
}
