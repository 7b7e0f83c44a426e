import type { Phrase } from './document';
import { type Draft, phrase, term } from './draft';

/** The model municipalities answered, and what the words of the tables mean. */
export function writeAnnexModel(draft: Draft): void {
  const { levels, dimensions, criteria } = draft.model;
  draft.heading('annex-model', phrase('annex.model-heading'), 3);
  const text = (one: ReturnType<typeof term>) => phrase('annex.text', { text: one });
  if (levels.length > 1)
    draft.table(
      'table-model-levels',
      phrase('annex.levels-table'),
      [phrase('column.level'), phrase('column.meaning')],
      levels.map((level) => ({
        header: phrase('row.level', { level: { number: level }, name: term('level', level) }),
        cells: [text(term('level-description', level))]
      })),
      []
    );
  draft.table(
    'table-model-dimensions',
    phrase('annex.dimensions-table'),
    [phrase('column.dimension'), phrase('column.meaning')],
    dimensions.map(({ id }) => ({ header: term('dimension', id), cells: [text(term('dimension-asks', id))] })),
    []
  );
  draft.table(
    'table-model-criteria',
    phrase('annex.criteria-table'),
    [phrase('column.criterion'), phrase('column.dimension'), phrase('column.level'), phrase('column.kind')],
    criteria.map(({ id, dimension, level, kind }) => ({
      header: term('criterion', id),
      cells: [
        text(term('dimension', dimension)),
        phrase('report.number', { number: { number: level } }),
        phrase(kind === 'required' ? 'annex.required' : 'annex.advice')
      ]
    })),
    []
  );
  writeCodebook(draft);
}

function writeCodebook(draft: Draft): void {
  const entries: [word: Phrase, meaning: Phrase][] = [
    ...(['yes', 'partly', 'no', 'dont-know', 'not-applicable', 'not-reached', 'unanswered'] as const).map(
      (answer): [Phrase, Phrase] => [phrase(`column.${answer}`), phrase(`codebook.${answer}`)]
    ),
    [phrase('column.answered'), phrase('codebook.answered')],
    [phrase('column.met'), phrase('codebook.met')],
    [phrase('codebook.word-stratum'), phrase('codebook.stratum')],
    [phrase('codebook.word-interval'), phrase('codebook.interval')],
    [phrase('column.probability'), phrase('codebook.probability')],
    [phrase('codebook.word-withheld'), phrase('codebook.withheld')]
  ];
  draft.heading('annex-codebook', phrase('annex.codebook-heading'), 3);
  draft.table(
    'table-codebook',
    phrase('annex.codebook-table'),
    [phrase('column.word'), phrase('column.meaning')],
    entries.map(([word, meaning]) => ({ header: word, cells: [meaning] })),
    []
  );
}
