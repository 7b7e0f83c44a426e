import { m } from '$lib/paraglide/messages.js';

/** A dimension's trail in words, for those who do not see it. */
export function trailLabel(dimension: string, level: number | null, upTo?: number): string {
  if (level === null) return m.level_trail_open({ dimension });
  if (upTo !== undefined && upTo > level) return m.level_trail_up_to({ dimension, level, upTo });
  return m.level_trail({ dimension, level });
}
