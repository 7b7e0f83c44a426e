import { getLocale } from '$lib/paraglide/runtime.js';
import { readEffect } from '$lib/server/mentoring/effect-service';
import { readModel } from '$lib/server/model/public-service';
import { currentModel } from '$lib/server/model/service';
import { needNetwork } from '../../../need';
import { orError } from '../../../or-error';

const ROLES = ['coordinator', 'administrator'] as const;

export const load = async (event) => {
  const { networkId } = needNetwork(event, ROLES);
  const { app, actor } = event.locals;
  const shown = orError(await readEffect(app, actor, { networkId, to: event.url.searchParams.get('to') }));
  const { id, version } = shown.period?.model ?? orError(await currentModel(app, actor, { networkId }));
  const { text } = orError(await readModel(app, actor, { id, version, locale: getLocale() }));
  const named = (criterionId: string) => text.criteria[criterionId]?.statement ?? criterionId;
  return {
    networkId,
    ...shown,
    files: shown.rows.length > 0,
    stories: shown.stories.map((story) => ({
      ...story,
      statement: named(story.criterionId),
      theme: text.dimensions[story.dimension]?.name ?? story.dimension
    }))
  };
};
