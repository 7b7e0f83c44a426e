import { type FieldMerge, isSame, mergeFields, mergeItems, mergeSet, type OpenClash } from '../shared/merge-fields';
import type { ProfileSet } from './commands';
import type { ProfileContent } from './empty-profile';

export type ProfileSeen = NonNullable<ProfileSet['was']>;
export type ProfileField = keyof ProfileContent;

/** Lists without order, and how many fit: what two officers add is put together. */
const SETS = {
  offers: 8,
  languages: 10,
  forms: 3,
  months: 12,
  avoid: 50,
  goals: 5,
  prefers: 5,
  systems: 20
} as const satisfies Partial<Record<ProfileField, number>>;
const MOST_GROUPS = 4;

/**
 * What an officer changed of the profile put into what is there now, field by field: in lists without order what either
 * added is in and what either took out is out, groups go one by one, every other field is one value. Where both do not
 * fit together (another number, another order of wishes, a sixth goal) what stands stays, and what the author wrote is a
 * clash of the whole field.
 *
 * @param was what the author had seen of the fields they changed; a field not in it stays as it is
 * @param open values of this profile that are kept beside already
 * @example
 * mergeProfile({ ...now, avoid: ['a'], capacity: 3 }, { avoid: ['b'], capacity: 2 }, { avoid: [], capacity: 1 })
 * // merged: avoid ['a', 'b'], capacity 3; clashes: [{ field: 'capacity', value: 2, replaces: null }]
 */
export function mergeProfile(
  now: ProfileContent,
  mine: Partial<ProfileContent>,
  was: ProfileSeen,
  open: readonly OpenClash[] = []
): FieldMerge<ProfileContent> {
  const together: Partial<Record<ProfileField, unknown>> = {};
  for (const [field, most] of Object.entries(SETS) as [keyof typeof SETS, number][]) {
    const [said, seen] = [mine[field], was[field]];
    if (!said || !seen) continue;
    const set = mergeSet<string | number>(now[field], said, seen);
    // a profile without a language fits nobody
    if (set.length > most || (field === 'languages' && set.length === 0)) continue;
    together[field] = field === 'months' ? (set as number[]).sort((a, b) => a - b) : set;
  }
  if (mine.groups && was.groups) {
    const items = mergeItems('groups', now.groups, mine.groups, was.groups);
    if (items.clashes.length === 0 && items.merged.length <= MOST_GROUPS) together.groups = items.merged;
  }
  const whole = (of: object) => Object.fromEntries(Object.entries(of).filter(([field]) => !(field in together)));
  const merge = mergeFields(now, whole(mine), whole(was) as Partial<ProfileContent>, open);
  for (const [field, value] of Object.entries(together)) {
    if (isSame(value, now[field as ProfileField])) continue;
    Object.assign(merge.merged, { [field]: value });
    merge.changed.push(field);
  }
  return merge;
}

/**
 * The profile as its author sees it until the server has merged it: what they chose lies on top. Of a change that does
 * not say what was seen, every field counts.
 *
 * @example
 * layOverProfile({ ...now, capacity: 3 }, { capacity: 2 }, { capacity: 1 }).capacity // 2
 */
export function layOverProfile(
  now: ProfileContent,
  mine: Partial<ProfileContent>,
  was: ProfileSeen = now
): ProfileContent {
  const { merged, clashes } = mergeProfile(now, mine, was);
  return clashes.reduce((profile, { field, value }) => ({ ...profile, [field]: value }), merged);
}

/** What a profile says, without what else is kept of it. */
export function profileContent(profile: ProfileContent): ProfileContent {
  const { offers, capacity, wants, languages, forms, months, rest, avoid } = profile;
  const { goals, distance, wishes, prefers, systems, groups, consent } = profile;
  return {
    ...{ offers, capacity, wants, languages, forms, months, rest, avoid },
    ...{ goals, distance, wishes, prefers, systems, groups, consent }
  };
}
