import { type Expiry, expiryOf, type RetentionRules } from '$lib/domain/outreach/retention';
import type { App } from '../app';
import { lastTouched, type Touched } from './retention-repository';

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
