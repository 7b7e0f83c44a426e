import type { TableRow } from './document';
import { type Draft, cell, findSoleHighest, phrase } from './draft';
import type { LiveNumber } from './live-number';
import { nameClass } from './name-strata';
import { hasStrata } from './write-strata';

const MODE_CELLS = ['self', 'assisted', 'shared'] as const;

/** Who was asked, who answered, who was met, and why the answers are no random sample. */
export function writeCoverage(draft: Draft): void {
  const population = draft.fact('coverage.population');
  const answered = draft.fact('coverage.answered');
  const silent = draft.fact('coverage.silent');
  const headline = phrase('coverage.heading', { answered, population });
  draft.heading('coverage', headline, 3);
  draft.headlines.push({ about: 'coverage', basis: 'answering', text: headline, sources: ['table-coverage-size'] });
  draft.paragraph(
    'coverage-invited',
    phrase('coverage.invited', { invited: draft.fact('coverage.invited'), population })
  );
  const met = draft.count('coverage.met');
  draft.paragraph('coverage-met', met ? phrase('coverage.met', { met, population }) : phrase('coverage.met-withheld'));
  const random = silent.value === 0 ? phrase('coverage.complete') : phrase('coverage.not-random', { silent });
  draft.note('coverage-not-random', random);
  writeSpread(draft);
  const r = silent.value === 0 ? null : draft.value('representativeness.r', undefined, 2);
  if (r)
    draft.finding('coverage-representative', 'answering', phrase('coverage.representative', { r }), [
      'table-representative',
      ...(hasStrata(draft) ? ['table-strata'] : [])
    ]);
  writeTable(draft, 'size');
  writeTable(draft, 'group');
  writeModes(draft);
  if (r)
    draft.table(
      'table-representative',
      phrase('coverage.table-representative'),
      [phrase('column.measure'), phrase('column.value')],
      [{ header: phrase('row.r-indicator'), cells: [r] }],
      ['representativeness']
    );
}

/** Who filled the assessments in; what the coordinator helped with is said, since help may colour an answer. */
function writeModes(draft: Draft): void {
  const row = (id: (typeof MODE_CELLS)[number] | 'all'): TableRow => ({
    header: phrase(id === 'all' ? 'row.all' : `mode.${id}`),
    ...(id === 'all' ? { strong: true } : {}),
    cells: [cell(draft.count(`modes.${id}`)), cell(draft.share(`modes.${id}`, 'modes.all'))]
  });
  draft.table(
    'table-coverage-mode',
    phrase('coverage.table-mode'),
    [phrase('column.mode'), phrase('column.municipalities'), phrase('column.share')],
    [...MODE_CELLS.map(row), row('all')],
    ['modes']
  );
}

function writeSpread(draft: Draft): void {
  const present = presentClasses(draft, 'size').filter(({ of }) => !of.includes('unknown'));
  const classes = present.flatMap((one) => {
    const share = shareAnswered(draft, 'size', one.id);
    return share ? [{ one, share }] : [];
  });
  // a class whose number is withheld might be the highest or the lowest
  if (classes.length < present.length) return;
  const high = findSoleHighest(classes, ({ share }) => share.value);
  const low = findSoleHighest(classes, ({ share }) => -share.value);
  if (!high || !low || high === low) return;
  const name = ({ one }: (typeof classes)[number]) => nameClass('size', one, {});
  const params = { high: name(high), highShare: high.share, low: name(low), lowShare: low.share };
  draft.finding('coverage-spread', 'answering', phrase('coverage.spread', params), ['table-coverage-size']);
}

function presentClasses(draft: Draft, by: 'size' | 'group') {
  return draft.classes(by).filter(({ id }) => draft.fact(`population-by-${by}.${id}`).value > 0);
}

function shareAnswered(draft: Draft, by: 'size' | 'group', id: string): LiveNumber | null {
  return draft.share(`answered-by-${by}.${id}`, `population-by-${by}.${id}`);
}

function writeTable(draft: Draft, by: 'size' | 'group'): void {
  const cells = (id: string) => [
    cell(draft.count(`population-by-${by}.${id}`)),
    cell(draft.count(`answered-by-${by}.${id}`)),
    cell(shareAnswered(draft, by, id)),
    draft.has(`met-by-${by}.${id}`) ? cell(draft.count(`met-by-${by}.${id}`)) : ('withheld' as const)
  ];
  const rows: TableRow[] = presentClasses(draft, by).map((one) => ({
    header: nameClass(by, one, {}),
    cells: cells(one.id)
  }));
  draft.table(
    `table-coverage-${by}`,
    phrase(by === 'size' ? 'coverage.table-size' : 'coverage.table-group'),
    [
      phrase(by === 'size' ? 'column.inhabitants' : 'column.group'),
      phrase('column.municipalities'),
      phrase('column.answered'),
      phrase('column.share-answered'),
      phrase('column.met')
    ],
    [...rows, { header: phrase('row.all'), strong: true, cells: cells('all') }],
    [...(by === 'size' ? ['coverage'] : []), `population-by-${by}`, `answered-by-${by}`, `met-by-${by}`]
  );
}
