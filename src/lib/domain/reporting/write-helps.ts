import type { Param, TableRow } from './document';
import { type Draft, cell, phrase, term } from './draft';

const AGAINST = ['asked', 'similar'] as const;
const OUTCOMES = ['dimension-score', 'score', 'dimension-level', 'level'] as const;

/** What helps: how many have had a mentor, what became of it compared with others, and what they tell. */
export function writeHelps(draft: Draft): void {
  const mentees = draft.optional('mentoring.mentees');
  const nobody = mentees ? mentees.value === 0 : !draft.aggregates.tables.mentoring;
  if (nobody) {
    draft.heading('helps', phrase('helps.heading-withheld'), 3);
    draft.note('helps-none', phrase('helps.none'));
  } else {
    const headline = mentees ? phrase('helps.heading', { mentees }) : phrase('helps.heading-withheld');
    draft.heading('helps', headline, 3);
    if (mentees)
      draft.headlines.push({ about: 'helps', basis: 'mentored', text: headline, sources: ['table-mentoring'] });
    else draft.note('helps-withheld', phrase('helps.withheld'), 'withheld');
    const steps = draft.optional('mentoring.with-step');
    if (mentees && steps)
      draft.finding('helps-steps', 'mentored', phrase('helps.steps', { steps, mentees }), ['table-mentoring']);
    writeMentoring(draft);
    writeEffect(draft);
  }
  writeStories(draft);
}

function writeMentoring(draft: Draft): void {
  const row = (header: Param, id: string): TableRow => ({
    header,
    cells: [cell(draft.optional(`mentoring.${id}`))]
  });
  draft.table(
    'table-mentoring',
    phrase('helps.table'),
    [phrase('column.measure'), phrase('column.municipalities')],
    [
      row(phrase('row.mentors'), 'mentors'),
      row(phrase('row.mentees'), 'mentees'),
      row(phrase('row.with-step'), 'with-step'),
      row(phrase('row.without-step'), 'without-step')
    ],
    ['mentoring']
  );
}

/** Which table of effects holds an outcome: points of score and levels are not the same unit. */
const tableOf = (outcome: (typeof OUTCOMES)[number]) => (outcome.endsWith('level') ? 'effect-levels' : 'effect');

function writeEffect(draft: Draft): void {
  const rows = OUTCOMES.flatMap((outcome) =>
    AGAINST.flatMap((against) => {
      const found = draft.difference(`${tableOf(outcome)}.${against}/${outcome}/`, 1);
      return found ? [{ outcome, against, found }] : [];
    })
  );
  if (rows.length === 0) {
    draft.note('helps-few-pairs', phrase('helps.few-pairs'));
    return;
  }
  for (const { against, found } of rows.filter(({ outcome }) => outcome === 'dimension-score')) {
    const open = found.low.value <= 0 && found.high.value >= 0;
    const text =
      found.high.value < 0
        ? phrase('helps.less', { ...found, against: phrase(`helps.against-${against}`) })
        : phrase(open ? `helps.${against}-open` : `helps.${against}`, { ...found });
    draft.finding(`helps-${against}`, 'compared', text, ['table-effect']);
  }
  draft.note('helps-assumes', phrase('helps.assumes'));
  draft.table(
    'table-effect',
    phrase('helps.effect-table'),
    [
      phrase('column.measure'),
      phrase('column.difference'),
      phrase('column.interval-from'),
      phrase('column.interval-to')
    ],
    rows.map(({ outcome, against, found: { difference, low, high } }) => ({
      header: phrase('helps.outcome', {
        outcome: phrase(`outcome.${outcome}`),
        against: phrase(`helps.against-${against}`)
      }),
      cells: [difference, low, high]
    })),
    ['effect', 'effect-levels']
  );
}

/** Told by those concerned, with both names, since both agreed. */
function writeStories(draft: Draft): void {
  const { stories } = draft.material;
  if (stories.length === 0) return;
  draft.heading('stories', phrase('stories.heading'), 3);
  draft.paragraph('stories-explain', phrase('stories.explain'));
  for (const { id, text, mentee, mentor, dimension } of stories) {
    const by = phrase('stories.by', {
      mentee: { text: mentee },
      mentor: { text: mentor },
      dimension: term('dimension', dimension)
    });
    draft.blocks.push({ kind: 'quote', id: `story-${id}`, text, by });
  }
}
