import { type Draft, cell, phrase, term } from './draft';
import { writeAnswers } from './write-criteria';
import { writeStrata } from './write-strata';

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
