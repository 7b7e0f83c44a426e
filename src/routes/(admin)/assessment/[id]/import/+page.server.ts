import type { Problem } from '$lib/domain/shared/result';
import { getLocale } from '$lib/paraglide/runtime.js';
import {
  importAnswers,
  type Imported,
  previewAnswers,
  readTransfer,
  undoAnswersImport
} from '$lib/server/assessment/transfer-import-service';
import { statusOf } from '$lib/server/shared/form';
import { today } from '$lib/server/shared/today';
import { fail, redirect } from '@sveltejs/kit';
import { needPerson } from '../../../need';
import { orError } from '../../../or-error';
import type { RequestEvent } from './$types';
import { shapePreview, type ShownPreview } from './shape-preview';
import { readUpload, type Upload } from './upload';

export const load = async (event) => {
  needPerson(event);
  const { locals, params, url } = event;
  const place = orError(await readTransfer(locals.app, locals.actor, { assessmentId: params.id }));
  const { municipality, wave, locked, imports, model, texts } = place;
  const text = texts.find(({ locale }) => locale === getLocale()) ?? texts[0];
  return {
    ...{ municipality, wave, locked, imports, today: today(locals.app), assessmentId: params.id },
    questions: model.criteria.map(({ id, dimension }) => ({
      id,
      statement: text?.criteria[id]?.statement ?? id,
      dimension: text?.dimensions[dimension]?.name ?? dimension
    })),
    imported: imports.find(({ id }) => id === url.searchParams.get('imported'))?.answers ?? null
  };
};

interface Answered {
  preview?: ShownPreview;
  /** What a dry run found. */
  tried?: Imported;
  undone?: { restored: number; left: string[] };
  problems?: Problem[];
}

const refused = (problems: Problem[], preview?: ShownPreview) =>
  fail(statusOf(problems), { problems, preview } as Answered);

interface Read {
  upload: Upload;
  shown: ShownPreview;
}

async function readPreview(event: RequestEvent): Promise<Read | { problems: Problem[] }> {
  needPerson(event);
  const { app, actor } = event.locals;
  const upload = await readUpload(event.request);
  if (!upload.ok) return upload;
  const read = await previewAnswers(app, actor, { ...upload.value, assessmentId: event.params.id });
  return read.ok ? { upload: upload.value, shown: shapePreview(read.value, upload.value, today(app)) } : read;
}

async function carryOut(event: RequestEvent, dryRun: boolean) {
  const read = await readPreview(event);
  if ('problems' in read) return refused(read.problems);
  const { upload, shown } = read;
  if (upload.previewed !== upload.sha256)
    return refused(
      [{ code: 'file-changed', path: 'file', message: 'Look through the preview of this file first.' }],
      shown
    );
  // what is wrong in single rows stands in the preview, row by row
  if (shown.problemCount > 0) return fail(400, { preview: shown } as Answered);
  if (upload.planMark !== shown.planMark) {
    // another choice was made after the preview, or a colleague has answered meanwhile
    return refused([{ code: 'plan-changed', path: '', message: 'Look through what would change again.' }], shown);
  }
  const { app, actor } = event.locals;
  const done = await importAnswers(app, actor, { ...upload, assessmentId: event.params.id, dryRun });
  if (!done.ok) return refused(done.problems, shown);
  if (done.value.importId) redirect(303, `/assessment/${event.params.id}/import?imported=${done.value.importId}`);
  return { preview: shown, tried: done.value } as Answered;
}

export const actions = {
  preview: async (event) => {
    const read = await readPreview(event);
    return 'problems' in read ? refused(read.problems) : ({ preview: read.shown } as Answered);
  },
  try: (event) => carryOut(event, true),
  import: (event) => carryOut(event, false),
  undo: async (event) => {
    needPerson(event);
    const importId = String((await event.request.formData()).get('importId') ?? '');
    const done = await undoAnswersImport(event.locals.app, event.locals.actor, { importId });
    return done.ok ? ({ undone: done.value } as Answered) : refused(done.problems);
  }
};
