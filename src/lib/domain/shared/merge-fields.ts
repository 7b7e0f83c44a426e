/** What is written in each field; a value is anything JSON can say. */
export type Fields = Readonly<Record<string, unknown>>;

/** A value that was kept beside the one that stands, until somebody chooses. */
export interface OpenClash {
  id: string;
  /** `background`, or `attendees.ID.name` for a field of one item. */
  field: string;
  value: unknown;
}

/** A value that finds no place in its field. */
export interface NewClash {
  field: string;
  value: unknown;
  /** The open clash whose author has written this in place of it. */
  replaces: string | null;
}

export interface FieldMerge<T> {
  merged: T;
  /** Fields that now say something else; `attendees.ID` for a whole item that is new, back or gone. */
  changed: string[];
  clashes: NewClash[];
  /** Open clashes that are none any more: what they say stands now, or was given up by its author. */
  settled: string[];
}

/**
 * What an author wrote put into what is there now, field by field, by what the author had seen. A field nobody else
 * touched takes the change; the same value twice is no clash; of two different values the one that stands stays and the
 * other is kept beside it. Values that are kept are a set, as in a multi-value register (Shapiro et al. 2011, section
 * 3.2.2): a new one takes the place of the one its author had seen, whichever of them that was, and of no other.
 *
 * @param mine what the author wrote; fields not in it stay
 * @param was what the author had seen of the fields they changed; a field not in it was not changed
 * @param open what is kept beside already
 * @example
 * mergeFields({ due: '2027-01-31' }, { due: '2027-03-01' }, { due: null })
 * // { merged: { due: '2027-01-31' }, changed: [], settled: [],
 * //   clashes: [{ field: 'due', value: '2027-03-01', replaces: null }] }
 */
export function mergeFields<T extends object>(
  now: T,
  mine: Partial<T>,
  was: Partial<T>,
  open: readonly OpenClash[] = []
): FieldMerge<T> {
  const names = (Object.keys(mine) as (keyof T & string)[]).filter((name) => name in was);
  return mergeAt('', names, now, mine, was, open);
}

function mergeAt<T extends object>(
  place: string,
  names: readonly (keyof T & string)[],
  now: T,
  mine: Partial<T>,
  was: Partial<T>,
  open: readonly OpenClash[]
): FieldMerge<T> {
  const merge: FieldMerge<T> = { merged: { ...now }, changed: [], clashes: [], settled: [] };
  for (const name of names) {
    const [value, seen, standing] = [mine[name], was[name], now[name]];
    if (isSame(value, seen)) continue;
    const field = place + name;
    const beside = open.filter((clash) => clash.field === field);
    const says = (one: unknown) => beside.find((clash) => isSame(clash.value, one));
    const [before, already] = [says(seen), says(value)];
    if (isSame(standing, seen)) {
      Object.assign(merge.merged, { [name]: value });
      merge.changed.push(field);
      if (already) merge.settled.push(already.id);
    } else if (isSame(standing, value) || already) {
      if (before) merge.settled.push(before.id);
    } else merge.clashes.push({ field, value, replaces: before?.id ?? null });
  }
  return merge;
}

/**
 * The same for items with ids, each field of each item: what both added is there, a removed item goes. One that somebody
 * else has changed meanwhile, or of which a second value is open, stays: whoever removed it had not seen that.
 *
 * @param name of the field that holds them: clashes are named `attendees.ID.name`
 * @example
 * mergeItems('attendees', [{ id: 'a', name: 'Kim' }], [{ id: 'b', name: 'Lo' }], []).merged
 * // [{ id: 'a', name: 'Kim' }, { id: 'b', name: 'Lo' }]
 */
export function mergeItems<T extends { id: string }>(
  name: string,
  now: readonly T[],
  mine: readonly T[],
  was: readonly T[],
  open: readonly OpenClash[] = []
): FieldMerge<T[]> {
  const merge: FieldMerge<T[]> = { merged: [], changed: [], clashes: [], settled: [] };
  const find = (list: readonly T[], id: string) => list.find((item) => item.id === id);
  for (const item of now) {
    const [said, seen] = [find(mine, item.id), find(was, item.id)];
    const place = `${name}.${item.id}`;
    if (said) {
      const names = [...new Set(Object.keys({ ...seen, ...said }))] as (keyof T & string)[];
      // one the author had not seen is theirs in everything that differs
      const one = mergeAt(`${place}.`, names, item, said, seen ?? {}, open);
      merge.merged.push(one.merged);
      merge.changed.push(...one.changed);
      merge.clashes.push(...one.clashes);
      merge.settled.push(...one.settled);
    } else if (seen && isSame(seen, item) && !open.some(({ field }) => field.startsWith(`${place}.`)))
      merge.changed.push(place);
    else merge.merged.push(item);
  }
  for (const item of mine) {
    if (find(now, item.id)) continue;
    const seen = find(was, item.id);
    // removed by somebody else, and not touched here
    if (seen && isSame(seen, item)) continue;
    merge.merged.push(item);
    merge.changed.push(`${name}.${item.id}`);
  }
  return merge;
}

/**
 * The same for a list without order: what either added is in, what either took out is out.
 *
 * @example
 * mergeSet(['a', 'b'], ['a', 'c'], ['a']) // ['a', 'b', 'c']
 */
export function mergeSet<T>(now: readonly T[], mine: readonly T[], was: readonly T[]): T[] {
  const added = mine.filter((one) => !was.includes(one) && !now.includes(one));
  const removed = was.filter((one) => !mine.includes(one));
  return [...now, ...added].filter((one) => !removed.includes(one));
}

/**
 * What the author of a change had seen of the fields they changed: the `was` of a command. Items and lists count as one
 * field each and go in whole.
 *
 * @example
 * seenBefore({ due: null, note: 'Ask Eva' }, { due: '2027-01-31', note: 'Ask Eva' }) // { due: null }
 */
export function seenBefore<T extends object>(before: T, after: Partial<T>): Partial<T> {
  const names = Object.keys(after) as (keyof T)[];
  return Object.fromEntries(
    names.filter((name) => !isSame(before[name], after[name])).map((name) => [name, before[name]])
  ) as Partial<T>;
}

/**
 * A thing as the author of a change sees it until the server has merged it: what they changed lies on top.
 *
 * @param was what they had seen of the fields they changed; without it every field counts as changed
 * @example
 * layOver({ place: 'Umeå', hours: 8 }, { place: 'Luleå', hours: 4 }, { place: 'Umeå' }) // { place: 'Luleå', hours: 8 }
 */
export function layOver<T extends object>(now: T, mine: Partial<T>, was?: Partial<T>): T {
  const names = (Object.keys(mine) as (keyof T)[]).filter(
    (name) => mine[name] !== undefined && (!was || (was[name] !== undefined && !isSame(mine[name], was[name])))
  );
  return { ...now, ...Object.fromEntries(names.map((name) => [name, mine[name]])) };
}

/** Whether two values say the same; the order of an object's fields says nothing. */
export function isSame(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, inner]) => [name, sorted(inner)])
  );
}
