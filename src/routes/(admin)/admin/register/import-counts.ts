import { m } from '$lib/paraglide/messages.js';
import { numberText } from '$lib/ui/dates';

interface Counts {
  created: number;
  updated: number;
  closed: number;
  unchanged: number;
  repaired: number;
}

/** @example importCounts({ created: 290, updated: 0, closed: 0, unchanged: 0, repaired: 2 }) // '290 new, 0 changed, ..., 2 values repaired' */
export function importCounts({ created, updated, closed, unchanged, repaired }: Counts): string {
  const counts = m.register_counts({
    created: numberText(created),
    updated: numberText(updated),
    closed: numberText(closed),
    unchanged: numberText(unchanged)
  });
  return repaired > 0 ? `${counts}, ${m.register_counts_repaired({ count: repaired })}` : counts;
}
