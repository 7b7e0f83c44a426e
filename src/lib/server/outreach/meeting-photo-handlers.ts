import { cleanFileName } from '$lib/domain/assessment/evidence-file';
import { type Actor, actorId } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import {
  type MeetingPhotoAdd,
  meetingPhotoAdd,
  type MeetingPhotoRemove,
  meetingPhotoRemove
} from '$lib/domain/outreach/commands';
import { checkPhoto, MAX_PHOTOS } from '$lib/domain/outreach/photo-metadata';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { checkFile, idUsed } from '../assessment/evidence-keeping';
import type { Tx } from '../db/client';
import { deleteUpload, findUploadRow, readPieces } from '../files/upload-repository';
import type { ChangeContext } from '../shared/change';
import { defineHandler, type Effect } from '../sync/command-handler';
import { countPhotos, findMeetingPhoto, insertMeetingPhoto, updateMeetingPhoto } from './meeting-photo-repository';
import { findMeeting, type MeetingRow, touchMeeting } from './repository';

const networkOf = async (app: App, { meetingId }: { meetingId: string }) =>
  (await findMeeting(app.db.read, meetingId))?.networkId ?? null;

/** Puts a photo that its sender has uploaded into a meeting. Only the sender's own upload counts, as for evidence. */
export const meetingPhotoAddHandler = defineHandler<MeetingPhotoAdd>({
  ...meetingPhotoAdd,
  subject: ({ fileId }) => fileId,
  networkOf,
  async handle(_app, actor, { payload, uploadedBy }, context): Promise<Result<Effect>> {
    const found = await findOwn(context.tx, actor, payload.meetingId);
    if (!found.ok) return found;
    const { fileId: id, meetingId, sha256, size } = payload;
    const known = await findMeetingPhoto(context.tx, id);
    if (known)
      return known.meetingId === meetingId && known.sha256 === sha256
        ? ok({ kind: 'applied', version: found.value.version })
        : idUsed();
    const key = { personId: uploadedBy ?? actorId(actor), sha256 };
    const upload = await findUploadRow(context.tx, key);
    if (upload?.size !== size || upload.received !== size)
      return refuse('file-missing', 'sha256', 'The photo itself is not here - send its bytes to /api/v1/files first.');
    const bytes = await readPieces(context.tx, key);
    const name = cleanFileName(payload.name);
    const type = await checkFile(name, bytes);
    if (!type.ok) return type;
    const photo = checkPhoto({ name, type: type.value, bytes });
    if (!photo.ok) return photo;
    const held = await countPhotos(context.tx, meetingId);
    if (held.standing >= MAX_PHOTOS || held.all >= 3 * MAX_PHOTOS)
      return refuse('photos-full', 'fileId', `A meeting may have ${MAX_PHOTOS} photos - take one away first.`);
    const file = { id, meetingId, sha256, name, mediaType: type.value, size, addedBy: actorId(actor) };
    await insertMeetingPhoto(context.tx, { ...file, addedAt: context.now, removedAt: null, removedBy: null }, bytes);
    await deleteUpload(context.tx, key);
    return ok(await changed(context, found.value));
  }
});

/** Takes a photo away from a meeting, or brings it back; its bytes stay for a while. */
export const meetingPhotoRemoveHandler = defineHandler<MeetingPhotoRemove>({
  ...meetingPhotoRemove,
  subject: ({ fileId }) => fileId,
  networkOf,
  async handle(_app, actor, { payload }, context): Promise<Result<Effect>> {
    const found = await findOwn(context.tx, actor, payload.meetingId);
    if (!found.ok) return found;
    const photo = await findMeetingPhoto(context.tx, payload.fileId);
    if (photo?.meetingId !== payload.meetingId)
      return refuse('not-found', 'fileId', 'This photo is not here any more - fetch your data again.');
    if (payload.removed !== (photo.removedAt !== null)) {
      const gone = { removedAt: context.now, removedBy: actorId(actor) };
      await updateMeetingPhoto(context.tx, photo.id, payload.removed ? gone : { removedAt: null, removedBy: null });
    }
    return ok(await changed(context, found.value));
  }
});

export const meetingPhotoHandlers = [meetingPhotoAddHandler, meetingPhotoRemoveHandler];

async function findOwn(tx: Tx, actor: Actor, meetingId: string): Promise<Result<MeetingRow>> {
  const refused = authorize(actor, 'meeting:log');
  if (refused) return refused;
  const meeting = await findMeeting(tx, meetingId);
  if (!meeting)
    return refuse(
      'not-found',
      'meetingId',
      'This meeting does not exist on the server yet - send it before its photos.'
    );
  return authorize(actor, 'meeting:log', { networkId: meeting.networkId }) ?? ok(meeting);
}

/** The words of the meeting are as they were: its version stays, so that nobody's change of them is held up. */
async function changed(context: ChangeContext, { id, version }: MeetingRow): Promise<Effect> {
  await touchMeeting(context.tx, id, context.now);
  await context.feed('meeting', id);
  return { kind: 'applied', version };
}
