import type { Problem } from '$lib/domain/shared/result';
import { listRegister, readMunicipality, recordSuccession } from '$lib/server/register/service';
import { getLocale } from '$lib/paraglide/runtime.js';
import { statusOf } from '$lib/server/shared/form';
import { fail } from '@sveltejs/kit';
import { needNetwork } from '../../../need';
import { orError } from '../../../or-error';

export const load = async (event) => {
  const { locals, params } = event;
  const { networkId, networkName, person } = needNetwork(event, ['administrator', 'coordinator', 'analyst']);
  const page = orError(await readMunicipality(locals.app, locals.actor, { networkId, municipalityId: params.id }));
  const mayEdit = person.memberships.some(
    (m) => m.networkId === networkId && (m.role === 'administrator' || m.role === 'coordinator')
  );
  const others = mayEdit
    ? orError(
        await listRegister(locals.app, locals.actor, { networkId, state: 'all', sort: 'name', language: getLocale() })
      ).entries
    : [];
  return {
    ...page,
    networkId,
    networkName,
    mayEdit,
    others: others
      .filter(({ id, state }) => id !== params.id && state !== 'ended')
      .map(({ id, name, code }) => ({ value: id, label: `${name} (${code})` }))
  };
};

interface Answered {
  done?: boolean;
  date?: string;
  successors?: string[];
  problems?: Problem[];
}

export const actions = {
  succeed: async ({ locals, params, request }) => {
    const form = await request.formData();
    const successors = form.getAll('successorIds').map(String);
    const date = String(form.get('date') ?? '');
    const successorIds = successors.filter((id) => id !== '');
    const result = await recordSuccession(locals.app, locals.actor, { predecessorId: params.id, successorIds, date });
    if (!result.ok) return fail(statusOf(result.problems), { problems: result.problems, date, successors } as Answered);
    return { done: true } as Answered;
  }
};
