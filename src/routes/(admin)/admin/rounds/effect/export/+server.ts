import { effectTable } from '$lib/domain/mentoring/write-effect';
import { m } from '$lib/paraglide/messages.js';
import { readEffect } from '$lib/server/mentoring/effect-service';
import { tableFile } from '$lib/server/render/table-file';
import { AGAINST_WORDS, OUTCOME_WORDS, say } from '$lib/ui/effect-words';
import { needNetwork } from '../../../../need';
import { orError } from '../../../../or-error';

/** The figures that may leave: no group under the network's threshold. */
export const GET = async (event) => {
  const { locals, url } = event;
  const { networkId } = needNetwork(event, ['administrator', 'coordinator']);
  const shown = orError(await readEffect(locals.app, locals.actor, { networkId, to: url.searchParams.get('to') }));
  const { period, threshold, rows } = shown;
  const [matched, others] = [m.effect_col_matched(), m.effect_col_others()];
  const table = effectTable(rows, {
    columns: [
      ...[m.effect_col_against(), m.effect_col_what()],
      ...[m.effect_file_n({ who: matched }), m.effect_file_mean({ who: matched })],
      ...[m.effect_file_n({ who: others }), m.effect_file_mean({ who: others })],
      ...[m.effect_col_difference(), m.effect_file_low(), m.effect_file_high()]
    ],
    against: say(AGAINST_WORDS),
    outcome: say(OUTCOME_WORDS)
  });
  return tableFile(url.searchParams.get('format'), {
    name: `mentoring-effect-${period ? `${period.from.name}-${period.to.name}` : 'none'}`,
    ...{ sheet: m.effect_nav(), table },
    json: { from: period?.from.name, to: period?.to.name, threshold, rows }
  });
};
