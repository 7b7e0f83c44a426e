import type { MeetingRecord } from '../sync/records';
import { MEETING_FORMS } from './kinds';
import { foldText } from './fold-text';

/** What a list of meetings is narrowed to; empty parts do not narrow. */
export interface MeetingFilter {
  query: string;
  form: MeetingRecord['form'] | '';
  barrierId: string;
  /** Official code of a municipality that took part. */
  municipalityCode: string;
}

/**
 * A filter from an address; a form that is none of ours is left out.
 *
 * @example
 * readMeetingFilter(new URLSearchParams('form=visit&barrier=no-budget'))
 * // { query: '', form: 'visit', barrierId: 'no-budget', municipalityCode: '' }
 */
export function readMeetingFilter(address: URLSearchParams): MeetingFilter {
  return {
    query: (address.get('q') ?? '').slice(0, 100).trim(),
    form: MEETING_FORMS.find((form) => form === address.get('form')) ?? '',
    barrierId: address.get('barrier') ?? '',
    municipalityCode: address.get('municipality') ?? ''
  };
}

/**
 * Narrows meetings; the order stays. What is typed is looked for in the names of municipalities and attendees and in
 * what was written down.
 *
 * @param placeOf name and code of a municipality by its id
 * @example
 * filterMeetings([visit, call], { ...nothing, form: 'call' }, placeOf) // [call]
 */
export function filterMeetings(
  meetings: readonly MeetingRecord[],
  filter: MeetingFilter,
  placeOf: (id: string) => { name: string; code: string } | undefined
): MeetingRecord[] {
  const typed = foldText(filter.query);
  return meetings.filter((meeting) => {
    if (filter.form && meeting.form !== filter.form) return false;
    if (filter.barrierId && !meeting.barriers.some(({ barrierId }) => barrierId === filter.barrierId)) return false;
    const places = meeting.municipalityIds.map(placeOf);
    if (filter.municipalityCode && !places.some((place) => place?.code === filter.municipalityCode)) return false;
    return !typed || textsOf(meeting, places).some((text) => foldText(text).includes(typed));
  });
}

function textsOf(meeting: MeetingRecord, places: readonly ({ name: string } | undefined)[]): string[] {
  const { background, workSoFar, exchange, conclusions, attendees, barriers } = meeting;
  return [
    ...places.map((place) => place?.name ?? ''),
    ...attendees.map(({ name }) => name),
    ...barriers.map(({ quote }) => quote),
    background,
    workSoFar,
    exchange,
    conclusions
  ];
}
