import type { MeetingLog } from './commands';
import { type FieldMerge, isSame, mergeFields, mergeItems, mergeSet, type OpenClash } from '../shared/merge-fields';

export type MeetingContent = Omit<MeetingLog, 'meetingId' | 'was' | 'nextContactWhat'>;
export type MeetingSeen = NonNullable<MeetingLog['was']>;

/** Characters that may be written in each part; two values of any other field cannot be joined. */
export const TEXT_ROOM: Readonly<Record<string, number>> = {
  background: 8000,
  workSoFar: 8000,
  exchange: 8000,
  conclusions: 8000,
  quote: 1000
};
const ONE_VALUE = [
  'heldOn',
  'form',
  'background',
  'workSoFar',
  'exchange',
  'conclusions',
  'interestBefore',
  'interestAfter',
  'nextContactOn'
] as const;
const ITEMS = ['attendees', 'barriers', 'followUps', 'knowledge', 'goalsMet'] as const;
/** Whoever leaves one of these out has not taken it away: a promise that was logged stays, a question is always asked. */
const STAYING: readonly string[] = ['followUps', 'knowledge'];
type Item = { id: string };

/**
 * What a coordinator wrote into a meeting that others may have changed since: texts, dates, form and interest field by
 * field; who was there, barriers, promises, what was known and what was reached item by item; municipalities as a set that is never empty. A promise that was logged
 * is never removed.
 *
 * @param was what the author had seen of the parts they changed
 * @param open values of this meeting that are kept beside already
 * @example
 * mergeMeeting(now, { ...now, background: 'A map' }, { background: '' }).merged.background
 * // 'A map' where `now.background` is '' still; what stands there where a colleague wrote it meanwhile, and a clash
 */
export function mergeMeeting(
  now: MeetingContent,
  mine: MeetingContent,
  was: MeetingSeen,
  open: readonly OpenClash[] = []
): FieldMerge<MeetingContent> {
  const pick = (of: object) =>
    Object.fromEntries(ONE_VALUE.filter((field) => field in of).map((field) => [field, of[field as keyof typeof of]]));
  const merge = mergeFields(pick(now), pick(mine), pick(was), open) as FieldMerge<Partial<MeetingContent>>;
  const merged = { ...now, ...merge.merged };
  if (was.municipalityIds) {
    const ids = mergeSet(now.municipalityIds, mine.municipalityIds, was.municipalityIds);
    if (ids.length && !isSame(ids, now.municipalityIds)) {
      merged.municipalityIds = ids;
      merge.changed.push('municipalityIds');
    }
  }
  for (const name of ITEMS) {
    const seen = was[name];
    const own: readonly Item[] | undefined = mine[name];
    // left out by a device that does not know it
    if (!seen || !own) continue;
    const standing: readonly Item[] = now[name] ?? [];
    const missing = STAYING.includes(name) ? standing.filter((one) => !has(own, one)) : [];
    const items = mergeItems<Item>(
      name,
      standing,
      [...own, ...missing],
      [...seen.filter((one) => !has(missing, one)), ...missing],
      open
    );
    Object.assign(merged, { [name]: items.merged });
    for (const list of ['changed', 'settled'] as const) merge[list].push(...items[list]);
    merge.clashes.push(...items.clashes);
  }
  return { ...merge, merged };
}

const has = (list: readonly Item[], one: Item) => list.some(({ id }) => id === one.id);

/**
 * The meeting as its author sees it until the server has merged it: what they wrote lies on top.
 *
 * @example
 * layOverMeeting({ ...meeting, background: 'Theirs' }, { ...meeting, background: 'Mine' }, { background: '' }).background
 * // 'Mine'
 */
export function layOverMeeting(now: MeetingContent, mine: MeetingContent, was: MeetingSeen): MeetingContent {
  const { merged, clashes } = mergeMeeting(now, mine, was);
  return clashes.reduce((meeting, { field, value }) => withMeetingField(meeting, field, value), merged);
}

/**
 * What stands in a field of a meeting; undefined where there is no such field, or no such item any more.
 *
 * @example
 * meetingField(meeting, 'attendees.0198….name') // 'Kim Exempel'
 */
export function meetingField(meeting: object, field: string): unknown {
  const [name = '', id, part = ''] = field.split('.');
  const value: unknown = (meeting as Record<string, unknown>)[name];
  if (id === undefined) return value;
  const item = Array.isArray(value) ? (value as Item[]).find((one) => one.id === id) : undefined;
  return item && ((item as unknown as Record<string, unknown>)[part] ?? null);
}

/**
 * A meeting in which one field says something else; the same where there is no such item.
 *
 * @example
 * withMeetingField(meeting, 'background', 'A map').background // 'A map'
 */
export function withMeetingField<T extends object>(meeting: T, field: string, value: unknown): T {
  const [name = '', id, part = ''] = field.split('.');
  if (id === undefined) return { ...meeting, [name]: value };
  const items = (meeting as Record<string, unknown>)[name];
  if (!Array.isArray(items)) return meeting;
  return { ...meeting, [name]: (items as Item[]).map((item) => (item.id === id ? { ...item, [part]: value } : item)) };
}
