import type { LevelSegment, Param } from './document';
import { type Draft, phrase } from './draft';
import type { LiveNumber } from './live-number';

/** One bar of a level chart: the levels that may be shown, and the others as one. */
export interface LevelBar {
  segments: LevelSegment[];
  together: LiveNumber | null;
}

/**
 * Levels of a table as segments of a bar; withheld ones are shown as their sum, never one by one, and the sum is what
 * the published numbers leave over.
 */
export function splitLevels(draft: Draft, table: string): LevelBar {
  const segments = draft.model.levels.flatMap((level): LevelSegment[] => {
    const count = draft.count(`${table}.level-${level}`);
    return count ? [{ level, count }] : [];
  });
  const published = [
    ...segments.map(({ count }) => count.ref),
    ...(draft.count(`${table}.none`) ? [`${table}.none`] : [])
  ];
  const rest = draft.read({ ref: `${table}.all`, minus: published, as: 'count' });
  return { segments: segments.filter(({ count }) => count.value > 0), together: rest && rest.value > 0 ? rest : null };
}

/** The same bar in words, for those who do not see it. */
export function describeLevels(bar: LevelBar): Param {
  const parts = bar.segments.map(({ level, count }) =>
    phrase('chart.level-count', { level: { number: level }, count })
  );
  if (bar.together) parts.push(phrase('chart.together-count', { count: bar.together }));
  return { list: parts, style: 'parts' };
}
