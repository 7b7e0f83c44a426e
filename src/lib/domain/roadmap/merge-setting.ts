import { CONDITIONS, type Condition } from '../model/types';
import { type FieldMerge, type Fields, isSame, mergeFields, mergeSet, type OpenClash } from '../shared/merge-fields';
import type { SettingRecord } from '../sync/records';

export type SettingContent = Pick<SettingRecord, 'conditions' | 'target' | 'example'>;
export type SettingSeen = Partial<Omit<SettingContent, 'conditions'> & { conditions: readonly string[] }>;

const LEVEL = 'target.';

/** The target by dimension, as clashes name its fields: `target.legal`. A dimension without one is not in it. */
export function levelsOf(target: SettingContent['target']): Record<string, number> {
  return Object.fromEntries(Object.entries(target ?? {}).map(([id, level]) => [LEVEL + id, level]));
}

/**
 * What a municipality says of itself after a change, field by field: of the conditions what either ticked is in and what
 * either unticked is out, the target is one field for each dimension, consent has two values only. Two levels for one
 * dimension are a clash.
 *
 * @param was what the author had seen of what they changed; a field not in it stays as it is
 * @param open levels that are kept beside already
 * @example
 * const now = { conditions: [], target: { legal: 3 }, example: false };
 * mergeSetting(now, { ...now, target: { people: 2 } }, { target: null }).merged.target // { legal: 3, people: 2 }
 */
export function mergeSetting(
  now: SettingContent,
  mine: Partial<SettingContent>,
  was: SettingSeen,
  open: readonly OpenClash[] = []
): FieldMerge<SettingContent> {
  const levels = mergeLevels(now, mine, was, open);
  const merged = { ...now, target: targetFrom(levels.merged) };
  const changed = [...levels.changed];
  const { conditions, example } = mine;
  if (conditions && was.conditions) {
    const ticked = mergeSet<string>(now.conditions, conditions, was.conditions);
    // in a fixed order: the same choice is the same record, whoever makes it
    merged.conditions = CONDITIONS.filter((one: Condition) => ticked.includes(one));
    if (!isSame(merged.conditions, now.conditions)) changed.push('conditions');
  }
  if (example !== undefined && was.example !== undefined && example !== was.example && example !== now.example) {
    merged.example = example;
    changed.push('example');
  }
  return { ...levels, merged, changed };
}

function mergeLevels(
  { target: standing }: SettingContent,
  { target }: Partial<SettingContent>,
  { target: seen }: SettingSeen,
  open: readonly OpenClash[]
): FieldMerge<Fields> {
  const [now, mine, was] = [levelsOf(standing), levelsOf(target ?? null), levelsOf(seen ?? null)];
  if (target === undefined || seen === undefined) return { merged: now, changed: [], clashes: [], settled: [] };
  const names = [...new Set([...Object.keys(mine), ...Object.keys(was)])];
  const all = (levels: Fields) => Object.fromEntries(names.map((name) => [name, levels[name] ?? null]));
  return mergeFields<Fields>({ ...now, ...all(now) }, all(mine), all(was), open);
}

/**
 * The target that these fields say; null where no dimension has one.
 *
 * @example
 * targetFrom({ 'target.legal': 3, 'target.people': null }) // { legal: 3 }
 */
export function targetFrom(levels: Fields): SettingContent['target'] {
  const chosen = Object.entries(levels).filter((entry): entry is [string, number] => typeof entry[1] === 'number');
  return chosen.length > 0
    ? Object.fromEntries(chosen.map(([name, level]) => [name.slice(LEVEL.length), level]))
    : null;
}

/**
 * The settings as their author sees them until the server has merged them. Of a change that does not say what was seen,
 * every field counts.
 *
 * @example
 * laySetting(now, { target: { legal: 2 } }, { target: { legal: 1 } }).target // { legal: 2 }
 */
export function laySetting(now: SettingContent, mine: Partial<SettingContent>, was?: SettingSeen): SettingContent {
  if (!was) return { ...now, ...mine };
  const { merged, clashes } = mergeSetting(now, mine, was);
  return clashes.reduce((setting, { field, value }) => withSettingField(setting, field, value), merged);
}

/** What stands in a field, as clashes name it: null where a dimension has no target. */
export function settingField({ target }: Pick<SettingContent, 'target'>, field: string): unknown {
  return levelsOf(target)[field] ?? null;
}

/**
 * Settings in which one field says something else, as clashes name it.
 *
 * @example
 * withSettingField({ ...now, target: { legal: 3 } }, 'target.legal', null).target // null
 */
export function withSettingField<T extends Pick<SettingContent, 'target'>>(
  setting: T,
  field: string,
  value: unknown
): T {
  return { ...setting, target: targetFrom({ ...levelsOf(setting.target), [field]: value }) };
}
