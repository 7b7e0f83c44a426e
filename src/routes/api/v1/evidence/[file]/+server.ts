import { fileTooLarge, MAX_EVIDENCE_BYTES } from '$lib/domain/assessment/evidence-file';
import { readEvidence, storeEvidence } from '$lib/server/assessment/evidence-service';
import { fileResponse } from '$lib/server/shared/file-response';
import { readBytes } from '$lib/server/shared/read-bytes';
import { toResponse } from '$lib/server/shared/to-response';

/** The body is the file; its type is read from it, whatever the sender says. */
export const PUT = async ({ locals, params, url, request }) => {
  const text = (name: string) => url.searchParams.get(name) ?? '';
  const stored = await storeEvidence(locals.app, locals.actor, {
    fileId: params.file,
    assessmentId: text('assessment'),
    criterionId: text('criterion'),
    name: text('name'),
    read: () => readBytes(request, MAX_EVIDENCE_BYTES, fileTooLarge())
  });
  return toResponse(stored, { 'cache-control': 'no-store' });
};

export const GET = async ({ locals, params }) => {
  const result = await readEvidence(locals.app, locals.actor, { fileId: params.file });
  return result.ok ? fileResponse(result.value) : toResponse(result);
};
