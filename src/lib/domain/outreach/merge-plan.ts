import { type FieldMerge, isSame, mergeFields, mergeItems, mergeSet, type OpenClash } from '../shared/merge-fields';
import { withMeetingField } from './merge-meeting';
import type { MeetingPlan } from './plan-commands';

export type PlanContent = Omit<MeetingPlan, 'meetingId' | 'was'>;
export type PlanSeen = NonNullable<MeetingPlan['was']>;

const ONE_VALUE = ['title', 'form', 'startsAt', 'minutes', 'timeZone', 'place'] as const;
/** What is said of somebody invited; what they answered is not their host's to write. */
const plain = (list: readonly PlanContent['invited'][number][]) =>
  list.map(({ id, contactId, personId }) => ({ id, ...(contactId && { contactId }), ...(personId && { personId }) }));

/**
 * A change of a plan put into the plan as it is now: what each of two people changed stands, and where both moved the same
 * meeting to different times, both are kept until somebody chooses. Who is invited and what is to be talked about are merged
 * item by item.
 *
 * @example
 * mergePlan({ ...now, place: 'Room 3' }, { ...mine, startsAt: '2027-03-30T10:00' }, { startsAt: '2027-03-29T10:00' }).merged
 * // in room 3, at the new time
 */
export function mergePlan(
  now: PlanContent,
  mine: PlanContent,
  was: PlanSeen,
  open: readonly OpenClash[] = []
): FieldMerge<PlanContent> {
  const pick = (of: object) =>
    Object.fromEntries(ONE_VALUE.filter((field) => field in of).map((field) => [field, of[field as keyof typeof of]]));
  const merge = mergeFields(pick(now), pick(mine), pick(was), open) as FieldMerge<Partial<PlanContent>>;
  const merged: PlanContent = { ...now, ...merge.merged, invited: plain(now.invited) };
  if (was.municipalityIds) {
    const ids = mergeSet(now.municipalityIds, mine.municipalityIds, was.municipalityIds);
    if (ids.length && !isSame(ids, now.municipalityIds)) {
      merged.municipalityIds = ids;
      merge.changed.push('municipalityIds');
    }
  }
  for (const name of ['invited', 'agenda'] as const) {
    const seen = was[name];
    if (!seen) continue;
    const of = (list: readonly { id: string }[]) => (name === 'invited' ? plain(list as PlanContent['invited']) : list);
    const items = mergeItems<{ id: string }>(name, of(now[name]), of(mine[name]), of(seen), open);
    Object.assign(merged, { [name]: items.merged });
    for (const list of ['changed', 'settled'] as const) merge[list].push(...items[list]);
    merge.clashes.push(...items.clashes);
  }
  return { ...merge, merged };
}

/** The plan as its author sees it until the server has merged it: what they wrote lies on top. */
export function layOverPlan(now: PlanContent, mine: PlanContent, was: PlanSeen): PlanContent {
  const { merged, clashes } = mergePlan(now, mine, was);
  return clashes.reduce((plan, { field, value }) => withMeetingField(plan, field, value), merged);
}

/** Whether whoever is invited has to be told: another time or place, or another name for it. */
export function changesInvitation(before: PlanContent, after: PlanContent): boolean {
  return (['title', 'startsAt', 'minutes', 'timeZone', 'place', 'form'] as const).some(
    (field) => before[field] !== after[field]
  );
}
