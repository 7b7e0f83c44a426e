import { getLocale } from '$lib/paraglide/runtime.js';
import { readPrintChoices } from '$lib/server/assessment/print-service';
import { needNetwork } from '../need';
import { orError } from '../or-error';

const ROLES = ['officer', 'coordinator', 'administrator', 'analyst'] as const;

export const load = async (event) => {
  const { networkId } = needNetwork(event, ROLES);
  const { app, actor } = event.locals;
  const choices = orError(await readPrintChoices(app, actor, { networkId, locale: getLocale() }));
  return { ...choices, chosen: event.url.searchParams.get('assessment') };
};
