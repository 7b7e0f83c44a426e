import { readMeetingPhoto } from '$lib/server/outreach/meeting-photo-service';
import { fileResponse } from '$lib/server/shared/file-response';
import { toResponse } from '$lib/server/shared/to-response';

export const GET = async ({ locals, params }) => {
  const result = await readMeetingPhoto(locals.app, locals.actor, { photoId: params.photo });
  return result.ok ? fileResponse(result.value) : toResponse(result);
};
