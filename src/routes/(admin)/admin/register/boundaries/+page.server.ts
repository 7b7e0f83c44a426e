import { BOUNDARY_LEVELS, type BoundaryReading } from '$lib/domain/register/boundaries/read-boundaries';
import { ok, type Problem, refuse, type Result } from '$lib/domain/shared/result';
import {
  importBoundaries,
  listBoundaries,
  previewBoundaries,
  removeBoundaries
} from '$lib/server/register/boundary-service';
import { readForm, statusOf } from '$lib/server/shared/form';
import { fail, type RequestEvent } from '@sveltejs/kit';
import { needNetwork } from '../../../need';
import { orError } from '../../../or-error';
import { keepFile, readFormData, unpackFile } from '../import/upload';

const ROLES = ['administrator', 'coordinator'] as const;

export const load = async (event) => {
  const { networkId, networkName } = needNetwork(event, ROLES);
  const { app, actor } = event.locals;
  return { networkId, networkName, kept: orError(await listBoundaries(app, actor, { networkId })) };
};

interface Given {
  fileName: string;
  source: string;
  level: (typeof BOUNDARY_LEVELS)[number] | null;
}

interface Answered {
  preview?: Given & { reading: BoundaryReading; file: string | null };
  done?: 'imported' | 'removed';
  given?: Given;
  problems?: Problem[];
}

interface Upload extends Given {
  bytes: Uint8Array;
}

async function readUpload(request: Request): Promise<Result<Upload>> {
  const form = await readFormData(request);
  if (!form.ok) return form;
  const { value: data } = form;
  const text = (name: string) => {
    const value = data.get(name);
    return typeof value === 'string' ? value : '';
  };
  const level = BOUNDARY_LEVELS.find((one) => one === text('level')) ?? null;
  const given = { source: text('source').trim(), level };
  const [chosen, kept] = [data.get('file'), text('kept')];
  if (chosen instanceof File && chosen.name !== '')
    return ok({ ...given, fileName: chosen.name.slice(0, 200), bytes: new Uint8Array(await chosen.arrayBuffer()) });
  const bytes = kept ? unpackFile(kept) : null;
  return bytes
    ? ok({ ...given, fileName: text('fileName').slice(0, 200), bytes })
    : refuse('file-missing', 'file', 'Choose a file first.');
}

const refused = (problems: Problem[], given?: Given) => fail(statusOf(problems), { problems, given } as Answered);

export const actions = {
  preview: async (event: RequestEvent) => {
    const { networkId } = needNetwork(event, ROLES);
    const { app, actor } = event.locals;
    const upload = await readUpload(event.request);
    if (!upload.ok) return refused(upload.problems);
    const { bytes, ...given } = upload.value;
    const read = await previewBoundaries(app, actor, { networkId, bytes, level: given.level });
    if (!read.ok) return refused(read.problems, given);
    return { preview: { ...given, reading: read.value, file: keepFile(bytes) } } as Answered;
  },
  import: async (event: RequestEvent) => {
    const { networkId } = needNetwork(event, ROLES);
    const { app, actor } = event.locals;
    const upload = await readUpload(event.request);
    if (!upload.ok) return refused(upload.problems);
    const { bytes, ...given } = upload.value;
    const done = await importBoundaries(app, actor, { networkId, bytes, ...given });
    return done.ok ? ({ done: 'imported' } as Answered) : refused(done.problems, given);
  },
  remove: async (event: RequestEvent) => {
    const { networkId } = needNetwork(event, ROLES);
    const { app, actor } = event.locals;
    const { level = '' } = readForm(await event.request.formData());
    const done = await removeBoundaries(app, actor, { networkId, level });
    return done.ok ? ({ done: 'removed' } as Answered) : refused(done.problems);
  }
};
