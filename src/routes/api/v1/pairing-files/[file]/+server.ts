import { readPairingFile } from '$lib/server/mentoring/pairing-file-service';
import { fileResponse } from '$lib/server/shared/file-response';
import { toResponse } from '$lib/server/shared/to-response';

export const GET = async ({ locals, params }) => {
  const result = await readPairingFile(locals.app, locals.actor, { fileId: params.file });
  return result.ok ? fileResponse(result.value) : toResponse(result);
};
