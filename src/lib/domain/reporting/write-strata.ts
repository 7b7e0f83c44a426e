import type { TableCell } from './document';
import { type Draft, cell, phrase } from './draft';
import { nameClass, nameGroup } from './name-strata';

/** Whether there are groups of similar municipalities to tell of: where everybody has answered, none is heard more than another. */
export const hasStrata = (draft: Draft): boolean =>
  draft.fact('coverage.silent').value > 0 &&
  draft.classes('stratum').length > 0 &&
  draft.aggregates.tables['answered-by-stratum'] !== undefined;

/** How often municipalities of each size and type have answered, and how their part of the answers mirrors their part of all. */
export function writeStrata(draft: Draft): void {
  if (!hasStrata(draft)) return;
  draft.heading('annex-strata', phrase('annex.strata-heading'), 3);
  draft.paragraph('annex-strata-explain', phrase('annex.strata-explain'));
  const grouped = draft.classes('stratum').some(({ of }) => of.some((id) => /\/[ABC]$/.test(id)));
  const [a, b, c] = [nameGroup('A'), nameGroup('B'), nameGroup('C')];
  if (grouped) draft.paragraph('annex-strata-groups', phrase('annex.strata-groups', { a, b, c }));
  draft.table(
    'table-strata',
    phrase('annex.strata'),
    [
      phrase('codebook.word-stratum'),
      phrase('column.municipalities'),
      phrase('column.answered'),
      phrase('column.share-answered'),
      phrase('column.share-of-all'),
      phrase('column.share-of-answered')
    ],
    [
      ...draft.classes('stratum').map((one) => ({
        header: nameClass('stratum', one, {}),
        cells: cellsOf(draft, `population-by-stratum.${one.id}`, `answered-by-stratum.${one.id}`)
      })),
      { header: phrase('row.all'), strong: true, cells: cellsOf(draft, 'coverage.population', 'coverage.answered') }
    ],
    ['population-by-stratum', 'answered-by-stratum']
  );
}

function cellsOf(draft: Draft, population: string, answered: string): TableCell[] {
  const share = (part: string, whole: string) =>
    draft.has(part) && draft.has(whole) ? cell(draft.share(part, whole)) : 'withheld';
  return [
    cell(draft.optional(population)),
    cell(draft.optional(answered)),
    share(answered, population),
    share(population, 'coverage.population'),
    share(answered, 'coverage.answered')
  ];
}
