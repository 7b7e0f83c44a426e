import type { Problem } from '$lib/domain/shared/result';
import { importRegister, type Imported, previewImport } from '$lib/server/register/import-service';
import { statusOf } from '$lib/server/shared/form';
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { needNetwork } from '../../../need';
import { shapePreview, type ShownPreview } from './shape-preview';
import { readUpload, type Upload } from './upload';

const ROLES = ['administrator', 'coordinator'] as const;

export const load = (event) => {
  const { networkId, networkName } = needNetwork(event, ROLES);
  return { networkId, networkName };
};

interface Answered {
  preview?: ShownPreview;
  /** What a dry run found. */
  tried?: Imported;
  problems?: Problem[];
}

const refused = (problems: Problem[], preview?: ShownPreview) =>
  fail(statusOf(problems), { problems, preview } as Answered);

/** The upload with its preview; a file that cannot be read at all has none. */
async function preview(
  event: RequestEvent
): Promise<{ upload: Upload; shown: ShownPreview; networkId: string } | { problems: Problem[] }> {
  const { networkId } = needNetwork(event, ROLES);
  const upload = await readUpload(event.request);
  if (!upload.ok) return upload;
  const { fileName, bytes, mapping } = upload.value;
  const read = await previewImport(event.locals.app, event.locals.actor, { networkId, fileName, bytes, mapping });
  return read.ok ? { upload: upload.value, shown: shapePreview(read.value, upload.value), networkId } : read;
}

async function carryOut(event: RequestEvent, dryRun: boolean) {
  const read = await preview(event);
  if ('problems' in read) return refused(read.problems);
  const { upload, shown, networkId } = read;
  if (upload.previewed && upload.previewed !== upload.sha256) {
    return refused(
      [
        {
          code: 'file-changed',
          path: 'file',
          message: 'This is another file than the one in the preview - look through its preview first.'
        }
      ],
      shown
    );
  }
  // what is wrong in single rows stands in the preview, line by line
  if (shown.problemCount > 0) return fail(400, { preview: shown } as Answered);
  const { fileName, bytes, mapping, closeMissing } = upload;
  const done = await importRegister(event.locals.app, event.locals.actor, {
    networkId,
    fileName,
    bytes,
    mapping,
    closeMissing,
    dryRun
  });
  if (!done.ok) return refused(done.problems, shown);
  if (done.value.importId) redirect(303, `/admin/register?network=${networkId}&imported=${done.value.importId}`);
  return { preview: shown, tried: done.value } as Answered;
}

export const actions = {
  preview: async (event) => {
    const read = await preview(event);
    return 'problems' in read ? refused(read.problems) : ({ preview: read.shown } as Answered);
  },
  try: (event) => carryOut(event, true),
  import: (event) => carryOut(event, false)
};
