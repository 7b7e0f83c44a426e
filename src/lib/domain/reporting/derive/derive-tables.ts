import type { AggregateInput, PublishedTable } from '../aggregate-types';
import { headlineLevelOf } from '../counts/plan-levels';
import type { PlannedWave } from '../counts/plan-wave';
import { responseIndicator } from '../statistics/representativeness';
import { deriveContrasts, deriveShifts } from './contrasts';
import { derived, type Tables } from './derived-table';
import { deriveEstimate, type ShareOf } from './estimates';
import { deriveLadder } from './ladder';
import { deriveEffect } from './mentoring';

/**
 * Every number that is worked out: estimates, differences, changes, representativeness, the ladder, the effect of
 * mentoring.
 *
 * @param tables Published.
 * @example
 * deriveTables(input, wave, tables).map(({ id }) => id) // ['estimate-overall', ..., 'ladder', ...]
 */
export function deriveTables(input: AggregateInput, wave: PlannedWave, tables: Tables): PublishedTable[] {
  const { model } = input;
  const { strata } = wave.places;
  const level = headlineLevelOf(model);
  const hasLevels = model.levels.length > 1;
  const levels: ShareOf[] = hasLevels
    ? [undefined, ...model.dimensions.map(({ id }) => id)].map((of) => ({
        table: of === undefined ? 'overall' : `levels-${of}`,
        about:
          of === undefined
            ? { subject: 'estimate', share: 'overall', level }
            : { subject: 'estimate', share: 'levels', of, level },
        yes: { total: `from-${level}`, stratum: 'reached' },
        no: { total: null, stratum: 'short' }
      }))
    : [];
  const answers = model.criteria.map(({ id }): ShareOf => ({
    table: `answers-${id}`,
    about: { subject: 'estimate', share: 'answers', of: id },
    yes: { total: 'yes', stratum: 'yes' },
    no: { total: 'unmet', stratum: 'unmet', parts: ['partly', 'no'] },
    outside: 'not-applicable'
  }));
  return [
    ...[...levels, ...answers].map((share) => deriveEstimate(tables, strata, share)),
    ...deriveShifts(tables),
    ...(hasLevels ? (['size', 'group'] as const).flatMap((by) => deriveContrasts(tables, by, strata[by], level)) : []),
    deriveRepresentativeness(
      tables,
      strata.stratum.map(({ id }) => id)
    ),
    ...deriveLadder(model, wave.rows, tables, input),
    ...(input.mentoring ? deriveEffect(input.mentoring, input.threshold) : [])
  ];
}

function deriveRepresentativeness(tables: Tables, strata: readonly string[]): PublishedTable {
  const shown = (table: string, id: string) => {
    const cell = tables[table]?.cells[id];
    return cell?.status === 'published' ? cell.n : null;
  };
  const cells = strata.map((id) => ({
    population: shown('population-by-stratum', id),
    answered: shown('answered-by-stratum', id)
  }));
  const whole = cells.every((cell) => cell.population !== null && cell.answered !== null);
  const r = whole ? responseIndicator(cells as { population: number; answered: number }[]) : null;
  const withheld = whole ? null : ('parts-withheld' as const);
  return derived('representativeness', { subject: 'representativeness' }, 'coefficient', { r }, { withheld });
}
