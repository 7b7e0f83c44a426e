import { type Draft, cell, phrase, term } from './draft';
import { LEAST_ASSESSMENTS } from './statistics/scalability';

/** Where the formulas come from, and whether the roadmap is a ladder, with what that can and cannot say. */
export function writeAnnexMethod(draft: Draft): void {
  draft.heading('annex-method', phrase('annex.method-heading'), 3);
  draft.paragraph('annex-method-bounds', phrase('annex.method-bounds'));
  draft.paragraph('annex-method-estimate', phrase('annex.method-estimate'));
  draft.paragraph('annex-method-many', phrase('annex.method-many'));
  const { dimensions, criteria, rule } = draft.model;
  if (rule.kind !== 'staged') return;
  draft.heading('ladder', phrase('annex.ladder-heading'), 3);
  draft.paragraph('ladder-explain', phrase('annex.ladder-explain'));
  draft.paragraph('ladder-limits', phrase('annex.ladder-limits'));
  const measured = dimensions.filter(({ id }) => draft.value(`ladder.${id}/h`, undefined, 2));
  if (measured.length === 0) {
    draft.note('ladder-few', phrase('annex.ladder-few', { least: { number: LEAST_ASSESSMENTS } }));
    return;
  }
  draft.table(
    'table-ladder',
    phrase('annex.ladder-table'),
    [
      phrase('column.dimension'),
      phrase('column.complete'),
      phrase('column.h'),
      phrase('column.interval-from'),
      phrase('column.interval-to')
    ],
    measured.map(({ id }) => ({
      header: term('dimension', id),
      cells: [
        cell(draft.optional(`ladder-base.${id}`)),
        cell(draft.value(`ladder.${id}/h`, undefined, 2)),
        cell(draft.value(`ladder.${id}/low`, 'down', 2)),
        cell(draft.value(`ladder.${id}/high`, 'up', 2))
      ]
    })),
    ['ladder', 'ladder-base']
  );
  const correlated = criteria.filter(({ id }) => draft.value(`item-rest.${id}`, undefined, 2));
  if (correlated.length === 0) return;
  draft.table(
    'table-item-rest',
    phrase('annex.item-rest-table'),
    [phrase('column.criterion'), phrase('column.item-rest')],
    correlated.map(({ id }) => ({
      header: term('criterion', id),
      cells: [cell(draft.value(`item-rest.${id}`, undefined, 2))]
    })),
    ['item-rest']
  );
}
