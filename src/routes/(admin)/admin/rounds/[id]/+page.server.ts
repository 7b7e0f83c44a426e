import { publishRound, readRound } from '$lib/server/mentoring/service';
import { readModel } from '$lib/server/model/public-service';
import { currentModel } from '$lib/server/model/service';
import { getLocale } from '$lib/paraglide/runtime.js';
import { fail } from '@sveltejs/kit';
import { needNetwork } from '../../../need';
import { orError } from '../../../or-error';

const ROLES = ['coordinator', 'administrator'] as const;

export const load = async (event) => {
  const { networkId } = needNetwork(event, ROLES);
  const { app, actor } = event.locals;
  const { round, pairings, unmatched } = orError(await readRound(app, actor, { roundId: event.params.id }));
  const { id, version } = orError(await currentModel(app, actor, { networkId }));
  const { text } = orError(await readModel(app, actor, { id, version, locale: getLocale() }));
  const themes = Object.fromEntries(Object.entries(text.dimensions).map(([dimension, { name }]) => [dimension, name]));
  return {
    round: { id: round.id, name: round.name, total: round.total, bound: round.bound, publishedAt: round.publishedAt },
    pairings: pairings.map(({ id: pairingId, mentee, mentor, dimension, score, reasons }) => ({
      id: pairingId,
      mentee,
      mentor,
      dimension,
      score,
      reasons
    })),
    unmatched,
    themes
  };
};

export const actions = {
  default: async (event) => {
    needNetwork(event, ROLES);
    const result = await publishRound(event.locals.app, event.locals.actor, { roundId: event.params.id });
    return result.ok ? { published: true } : fail(422, { problems: result.problems });
  }
};
