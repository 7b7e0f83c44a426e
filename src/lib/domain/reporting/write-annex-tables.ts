import { type Draft, cell, phrase, term } from './draft';
import { nameClass } from './name-strata';
import { writeAnswers } from './write-criteria';

/** Every criterion: its answers, and what they say of all municipalities. */
export function writeAnnexTables(draft: Draft): void {
  const ids = draft.model.criteria.map(({ id }) => id);
  draft.heading('annex-tables', phrase('annex.heading'), 3);
  draft.paragraph('annex-explain', phrase('annex.tables-explain'));
  writeAnswers(draft, 'table-answers', phrase('annex.table', { answered: draft.fact('coverage.answered') }), ids);
  if (draft.fact('coverage.silent').value === 0) return;
  const estimated = ids.filter((id) => draft.has(`estimate-answers-${id}.answering`));
  if (estimated.length > 0) {
    draft.note('annex-estimates-assume', phrase('annex.estimates-assume'));
    draft.table(
      'table-estimates',
      phrase('annex.estimates'),
      [
        phrase('column.criterion'),
        phrase('column.answering'),
        phrase('column.lowest'),
        phrase('column.highest'),
        phrase('column.estimate'),
        phrase('column.interval-from'),
        phrase('column.interval-to')
      ],
      estimated.map((id) => {
        const table = `estimate-answers-${id}`;
        const estimate = draft.estimate(table);
        return {
          header: term('criterion', id),
          cells: [
            cell(draft.value(`${table}.answering`)),
            cell(draft.value(`${table}.bound-low`, 'down')),
            cell(draft.value(`${table}.bound-high`, 'up')),
            cell(estimate?.estimate ?? null),
            cell(estimate?.low ?? null),
            cell(estimate?.high ?? null)
          ]
        };
      }),
      estimated.map((id) => `estimate-answers-${id}`)
    );
  }
  writeStrata(draft);
}

function writeStrata(draft: Draft): void {
  const classes = draft.classes('stratum');
  if (!draft.aggregates.tables['answered-by-stratum'] || classes.length === 0) return;
  draft.table(
    'table-strata',
    phrase('annex.strata'),
    [
      phrase('codebook.word-stratum'),
      phrase('column.municipalities'),
      phrase('column.answered'),
      phrase('column.share-answered')
    ],
    classes.map((one) => {
      const [population, answered] = [`population-by-stratum.${one.id}`, `answered-by-stratum.${one.id}`];
      return {
        header: nameClass('stratum', one, {}),
        cells: [
          cell(draft.optional(population)),
          cell(draft.optional(answered)),
          draft.has(answered) && draft.has(population) ? cell(draft.share(answered, population)) : 'withheld'
        ]
      };
    }),
    ['population-by-stratum', 'answered-by-stratum']
  );
}
