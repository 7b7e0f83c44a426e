import type { Problem, Result } from '$lib/domain/shared/result';
import { getLocale } from '$lib/paraglide/runtime.js';
import { importList, listImports, previewList } from '$lib/server/outreach/list-import-service';
import { statusOf } from '$lib/server/shared/form';
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { needNetwork } from '../../need';
import { orError } from '../../or-error';
import { ROLES } from '../campaigns/roles';
import { afterFirst } from './after-first';
import { shapePreview, type ShownPreview } from './shape-preview';
import { kindOf, readUpload, type Upload } from './upload';

export const load = async (event) => {
  const { networkId, networkName } = needNetwork(event, ROLES);
  const { app, actor } = event.locals;
  const kind = kindOf(event.url);
  const imports = orError(await listImports(app, actor, { networkId, kind }));
  return {
    ...{ networkId, networkName, kind },
    imports: imports.map(({ id, fileName, createdAt, createdByName, state, lost, counts, undone }) => ({
      ...{ id, fileName, createdAt, createdByName, state, lost, counts },
      undone: undone && { removed: undone.removed, restored: undone.restored, kept: undone.kept }
    }))
  };
};

interface Answered {
  preview?: ShownPreview;
  problems?: Problem[];
}
const refused = (problems: Problem[], preview?: ShownPreview) =>
  fail(statusOf(problems), { problems, preview } as Answered);

async function readGiven(event: RequestEvent): Promise<Result<Upload>> {
  const { networkId } = needNetwork(event, ROLES);
  return readUpload(event.request, networkId, kindOf(event.url));
}

async function showPreview({ locals }: RequestEvent, upload: Upload, problems?: Problem[]) {
  const { input } = upload;
  const read = await previewList(locals.app, locals.actor, input);
  if (!read.ok) {
    if (!input.choices.mapping) return refused(read.problems);
    // columns that cannot be chosen together: the file stays on the page, with the columns that were proposed
    const { mapping: _mapping, ...choices } = input.choices;
    const proposed = await previewList(locals.app, locals.actor, { ...input, choices });
    return proposed.ok
      ? refused(read.problems, shapePreview(proposed.value, upload, getLocale()))
      : refused(read.problems);
  }
  const preview = shapePreview(read.value, upload, getLocale());
  return problems ? refused(problems, preview) : ({ preview } as Answered);
}

const OTHER_FILE: Problem = {
  ...{ code: 'file-changed', path: 'file' },
  message: 'This is another file than the one in the preview - look through its preview first.'
};

export const actions = {
  preview: async (event) => {
    const given = await readGiven(event);
    return given.ok ? showPreview(event, given.value) : refused(given.problems);
  },
  import: async (event) => {
    const given = await readGiven(event);
    if (!given.ok) return refused(given.problems);
    const upload = given.value;
    if (upload.previewed !== upload.sha256) return showPreview(event, upload, [OTHER_FILE]);
    const { app, actor } = event.locals;
    const done = await afterFirst(app, (told) =>
      importList(app, actor, upload.input, ({ importId }) => told(importId))
    );
    const page = (importId: string) => `/admin/lists/${importId}?network=${upload.input.networkId}`;
    if ('importId' in done) redirect(303, page(done.importId));
    if (!done.result.ok) return showPreview(event, upload, done.result.problems);
    const { importId } = done.result.value;
    if (importId) redirect(303, page(importId));
    return showPreview(event, upload);
  }
};
