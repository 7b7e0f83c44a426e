import { countStates, readState } from '$lib/domain/assessment/assessment-state';
import { periodOf } from '$lib/domain/assessment/wave';
import { readWaveProgress } from '$lib/server/assessment/read-review-service';
import { needNetwork, pageOf } from '../../../need';
import { orError } from '../../../or-error';

const ROWS = 100;

/** How far the municipalities of one wave have come; the state in the address is the filter. */
export const load = async (event) => {
  const { locals, params, url } = event;
  const { networkId, networkName } = needNetwork(event, ['administrator', 'coordinator', 'analyst']);
  const { wave, rows } = orError(await readWaveProgress(locals.app, locals.actor, { waveId: params.id }));
  const { id, name, opensAt, closesAt, closedAt, publish } = wave;
  const wanted = readState(url.searchParams.get('state'));
  const { offset, limit } = pageOf(url, ROWS);
  const shown = rows.filter(({ state }) => !wanted || state === wanted);
  return {
    networkId,
    networkName,
    wave: { id, name, opensAt, closesAt, closedAt, publish, period: periodOf(wave, locals.app.now().getTime()) },
    state: wanted,
    total: rows.length,
    counts: countStates(rows.map(({ state }) => state)),
    size: ROWS,
    found: shown.length,
    rows: shown.slice(offset, offset + limit).map(({ assessment, municipality, state, answered, level }) => ({
      code: municipality.code,
      name: municipality.name,
      county: municipality.countyName,
      state,
      answered,
      level,
      mode: assessment.mode,
      closesAt: assessment.closesAt,
      named: assessment.named,
      updatedAt: assessment.startedAt ? assessment.updatedAt : null
    }))
  };
};
