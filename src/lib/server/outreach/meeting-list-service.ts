import type { Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { foldText } from '$lib/domain/outreach/fold-text';
import { MEETING_FORMS } from '$lib/domain/outreach/kinds';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { MeetingRecord } from '$lib/domain/sync/records';
import type { App } from '../app';
import { listMunicipalities } from '../register/repository';
import { type MeetingPageAsked, pageOfMeetings } from './meeting-index-repository';
import { meetingLoader } from './meeting-loader';

export interface MeetingPage {
  meetings: (MeetingRecord & { places: string[] })[];
  /** The `after` of the next page; null where this was the last. */
  next: string | null;
}

const MOST = 100;
const USUAL = 25;
const MOST_WORDS = 8;

/**
 * Meetings of a network, the latest first, page by page, however many there are: each page begins after the last meeting
 * of the one before (keyset). Words are looked up by their beginnings, each must be found. Devices keep those of two
 * years; this is all of them.
 */
export async function listMeetings(
  app: App,
  actor: Actor,
  input: { networkId: string; query?: string; limit?: number } & Partial<
    Pick<MeetingPageAsked, 'form' | 'barrierId' | 'municipalityId' | 'after'>
  >
): Promise<Result<MeetingPage>> {
  const { networkId, query = '', form = '', barrierId = '', municipalityId = '', after = '', limit = USUAL } = input;
  const refused = authorize(actor, 'meeting:read') ?? authorize(actor, 'meeting:read', { networkId });
  if (refused) return refused;
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST)
    return refuse('limit-invalid', 'limit', `A page has 1 to ${MOST} meetings - got "${limit}".`);
  if (form !== '' && !MEETING_FORMS.some((known) => known === form))
    return refuse(
      'form-unknown',
      'form',
      `The form is one of ${MEETING_FORMS.join(', ')} - got "${form.slice(0, 40)}".`
    );
  const words = (foldText(query).match(/[\p{L}\p{N}]+/gu) ?? [])
    .slice(0, MOST_WORDS)
    // quoted, so that nothing anybody types is syntax
    .map((word) => `"${word}"*`)
    .join(' AND ');
  const asked = { networkId, form, barrierId, municipalityId, words, after, limit: limit + 1 };
  const found = await pageOfMeetings(app.db.read, asked);
  if (!found)
    return refuse('after-unknown', 'after', 'The meeting this page would begin after is gone - begin anew without it.');
  const ids = found.slice(0, limit);
  const byId = new Map((await recordsOf(app, networkId, ids)).map((record) => [record.id, record]));
  const records = ids.flatMap((id) => byId.get(id) ?? []);
  const places = await listMunicipalities(app.db.read, { ids: records.flatMap((one) => one.municipalityIds) });
  const nameOf = new Map(places.map(({ id, name }) => [id, name]));
  const meetings = records.map((one) => ({
    ...one,
    places: one.municipalityIds.flatMap((id) => nameOf.get(id) ?? [])
  }));
  return ok({ meetings, next: found.length > limit ? ids.at(-1)! : null });
}

async function recordsOf(app: App, networkId: string, ids: string[]): Promise<MeetingRecord[]> {
  if (ids.length === 0) return [];
  const sight = { personId: '', networkId, own: [], coordinates: true, seesProgress: true };
  const found = await meetingLoader(app, sight, ids);
  return found.flatMap((change) => (change.entity === 'meeting' && change.data ? [change.data] : []));
}
