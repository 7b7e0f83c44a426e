import type { Problem } from '$lib/domain/shared/result';
import { getLocale } from '$lib/paraglide/runtime.js';
import { listRegisterImports, undoImport } from '$lib/server/register/import-service';
import { listRegister } from '$lib/server/register/service';
import type { Undone } from '$lib/server/register/take-back';
import { readForm, statusOf } from '$lib/server/shared/form';
import { fail } from '@sveltejs/kit';
import { needNetwork, pageOf } from '../../need';
import { orError } from '../../or-error';
import { readFilter } from './filter';

const SIZE = 50;

export const load = async (event) => {
  const { locals, url } = event;
  const { networkId, networkName, person } = needNetwork(event, ['administrator', 'coordinator', 'analyst']);
  const filter = readFilter(url);
  const { offset, limit } = pageOf(url, SIZE);
  const list = orError(
    await listRegister(locals.app, locals.actor, { networkId, ...filter, language: getLocale(), offset, limit })
  );
  const mayImport = person.memberships.some(
    (m) => m.networkId === networkId && (m.role === 'administrator' || m.role === 'coordinator')
  );
  const imports = mayImport ? orError(await listRegisterImports(locals.app, locals.actor, { networkId })) : [];
  return {
    ...list,
    filter,
    size: SIZE,
    networkId,
    networkName,
    mayImport,
    imports: imports.map(({ id, fileName, createdAt, counts, undoneAt }) => ({
      id,
      fileName,
      createdAt,
      counts,
      undoneAt
    })),
    imported: url.searchParams.get('imported')
  };
};

interface Answered {
  undone?: Undone;
  problems?: Problem[];
}

export const actions = {
  undo: async ({ locals, request }) => {
    const { importId = '' } = readForm(await request.formData());
    const result = await undoImport(locals.app, locals.actor, { importId });
    if (!result.ok) return fail(statusOf(result.problems), { problems: result.problems } as Answered);
    return { undone: result.value } as Answered;
  }
};
