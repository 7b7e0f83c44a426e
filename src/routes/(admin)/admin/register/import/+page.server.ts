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

interface Read {
  upload: Upload;
  shown: ShownPreview;
  networkId: string;
}

/** The upload with its preview; a file that cannot be read at all has none. */
async function readPreview(event: RequestEvent): Promise<Read | { problems: Problem[]; preview?: ShownPreview }> {
  const { networkId } = needNetwork(event, ROLES);
  const { app, actor } = event.locals;
  const upload = await readUpload(event.request);
  if (!upload.ok) return upload;
  const { fileName, bytes, mapping } = upload.value;
  const file = { networkId, fileName, bytes };
  const read = await previewImport(app, actor, { ...file, mapping });
  if (read.ok) return { upload: upload.value, shown: shapePreview(read.value, upload.value), networkId };
  if (!mapping) return read;
  // columns that cannot be chosen together: the file and the choice stay on the page
  const proposed = await previewImport(app, actor, file);
  if (!proposed.ok) return proposed;
  return {
    problems: read.problems,
    preview: { ...shapePreview({ ...proposed.value, plan: null }, upload.value), mapping }
  };
}

async function carryOut(event: RequestEvent, dryRun: boolean) {
  const read = await readPreview(event);
  if ('problems' in read) return refused(read.problems, read.preview);
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
    const read = await readPreview(event);
    return 'problems' in read ? refused(read.problems, read.preview) : ({ preview: read.shown } as Answered);
  },
  try: (event) => carryOut(event, true),
  import: (event) => carryOut(event, false)
};
