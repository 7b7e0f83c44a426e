import * as z from 'zod/mini';
import type { Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { check } from '$lib/domain/shared/check';
import { id } from '$lib/domain/shared/fields';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { readContent } from '../assessment/evidence-repository';
import { findMeetingPhoto } from './meeting-photo-repository';
import { findMeeting } from './repository';

/** A photo of a meeting with its bytes, for the network's coordinators. */
export async function readMeetingPhoto(
  app: App,
  actor: Actor,
  input: { photoId: string }
): Promise<Result<{ bytes: Uint8Array; name: string; mediaType: string }>> {
  const refused = authorize(actor, 'meeting:read');
  if (refused) return refused;
  const given = check(z.object({ photoId: id }), input);
  if (!given.ok) return given;
  const photo = await findMeetingPhoto(app.db.read, given.value.photoId);
  const meeting = photo && (await findMeeting(app.db.read, photo.meetingId));
  if (!photo || !meeting) return gone();
  const forbidden = authorize(actor, 'meeting:read', { networkId: meeting.networkId });
  if (forbidden) return forbidden;
  const bytes = photo.removedAt ? undefined : await readContent(app.db.read, photo.sha256);
  return bytes ? ok({ bytes, name: photo.name, mediaType: photo.mediaType }) : gone();
}

const gone = () => refuse('not-found', 'photoId', 'This photo is not here any more - fetch your data again.');
