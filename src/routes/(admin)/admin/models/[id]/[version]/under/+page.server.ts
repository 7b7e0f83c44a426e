import { getLocale } from '$lib/paraglide/runtime.js';
import { readModel } from '$lib/server/model/public-service';
import { listOlderAssessments, showAssessmentUnder } from '$lib/server/model/under-service';
import { needNetwork } from '../../../../../need';
import { orError } from '../../../../../or-error';

export const load = async (event) => {
  const { app, actor } = event.locals;
  const { id, version } = event.params;
  const { networkId } = needNetwork(event, ['administrator', 'coordinator', 'analyst']);
  const locale = getLocale();
  const { model, text } = orError(await readModel(app, actor, { id, version, locale }));
  const assessments = orError(await listOlderAssessments(app, actor, { networkId, id, version }));
  const chosen = event.url.searchParams.get('assessment');
  const shown = chosen ? orError(await showAssessmentUnder(app, actor, { assessmentId: chosen, version })) : null;
  const older = shown?.old.model;
  const read = older ? await readModel(app, actor, { id: older.id, version: older.version, locale }) : null;
  const words = (criterion: string) =>
    text.criteria[criterion]?.statement ?? (read?.ok && read.value.text.criteria[criterion]?.statement) ?? criterion;
  return {
    ...{ id, version, networkId, assessments, chosen, name: text.name },
    shown: shown && {
      ...{ municipality: shown.municipality, wave: shown.wave, from: shown.old.model.version },
      dimensions: model.dimensions.map((dimension) => ({
        id: dimension.id,
        name: text.dimensions[dimension.id]?.name ?? dimension.id,
        was: shown.old.result.dimensions[dimension.id] ?? null,
        is: shown.result.dimensions[dimension.id] ?? null
      })),
      open: shown.open.map((one) => ({ ...one, statement: words(one.criterion) })),
      notCarried: shown.notCarried.map((criterion) => ({ criterion, statement: words(criterion) }))
    }
  };
};
