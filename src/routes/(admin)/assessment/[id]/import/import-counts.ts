import type { PlannedKind } from '$lib/domain/assessment/import-plan';
import { m } from '$lib/paraglide/messages.js';

/** @example importCounts({ new: 40, changed: 2, kept: 1, same: 13 }) // '40 new, 2 changed, ...' */
export function importCounts({ new: created, changed, kept, same }: Record<PlannedKind, number>): string {
  return m.answers_counts({ created, changed, kept, same });
}
