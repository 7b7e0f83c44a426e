import { getLocale } from '$lib/paraglide/runtime.js';
import { readOwnFactsheet } from '$lib/server/reporting/factsheet-service';
import { error } from '@sveltejs/kit';
import { needPerson } from '../../need';
import { ownMunicipality } from './own-municipality';

export const load = async (event) => {
  const person = needPerson(event);
  const { locals, params, url } = event;
  const municipalityId = ownMunicipality(person, url.searchParams.get('municipality'));
  const read = await readOwnFactsheet(locals.app, locals.actor, { id: params.id, municipalityId, locale: getLocale() });
  const code = read.ok ? null : read.problems[0]?.code;
  if (!read.ok && code !== 'not-submitted')
    error(code === 'forbidden' ? 403 : code === 'not-found' ? 404 : 500, read.problems[0]?.message ?? '');
  return { id: params.id, municipalityId, sheet: read.ok ? read.value : null };
};
