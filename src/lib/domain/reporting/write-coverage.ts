import { SIZE_CLASSES } from '../register/size-class';
import { GROUP_CELLS, MODE_CELLS, SIZE_CELLS } from './count-tables';
import type { Param, TableRow } from './document';
import { type Draft, cell, findSoleHighest, phrase } from './draft';
import type { LiveNumber } from './live-number';

/** Chapter: who was asked, who answered, who was met, and why the answers are no random sample. */
export function writeCoverage(draft: Draft): void {
  const population = draft.fact('coverage.population');
  const answered = draft.fact('coverage.answered');
  const silent = draft.fact('coverage.silent');
  const headline = phrase('coverage.heading', { answered, population });
  draft.heading('coverage', headline);
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
  writeTable(draft, 'size', SIZE_CELLS, nameSize);
  writeTable(draft, 'group', GROUP_CELLS, nameGroup);
  writeModes(draft);
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

export function nameSize(id: string): Param {
  const size = SIZE_CLASSES.find((one) => one.id === id);
  if (!size) return phrase('row.unknown');
  if (size.max === null) return phrase('size.over', { from: { number: size.min } });
  if (size.min === 0) return phrase('size.under', { limit: { number: size.max + 1 } });
  return phrase('size.between', { from: { number: size.min }, to: { number: size.max } });
}

function nameGroup(id: string): Param {
  return phrase(id === 'A' || id === 'B' || id === 'C' ? `group.${id}` : 'row.unknown');
}

function writeSpread(draft: Draft): void {
  const present = SIZE_CELLS.filter((id) => id !== 'unknown' && draft.fact(`population-by-size.${id}`).value > 0);
  const classes = present.flatMap((id) => {
    const share = shareAnswered(draft, 'size', id);
    return share ? [{ id, share }] : [];
  });
  // a class whose number is withheld might be the highest or the lowest
  if (classes.length < present.length) return;
  const high = findSoleHighest(classes, (one) => one.share.value);
  const low = findSoleHighest(classes, (one) => -one.share.value);
  if (!high || !low || high === low) return;
  const params = { high: nameSize(high.id), highShare: high.share, low: nameSize(low.id), lowShare: low.share };
  draft.finding('coverage-spread', 'answering', phrase('coverage.spread', params), ['table-coverage-size']);
}

function shareAnswered(draft: Draft, by: 'size' | 'group', id: string): LiveNumber | null {
  return draft.share(`answered-by-${by}.${id}`, `population-by-${by}.${id}`);
}

function writeTable(
  draft: Draft,
  by: 'size' | 'group',
  strata: readonly string[],
  nameOf: (id: string) => Param
): void {
  const row = (id: string): TableRow => {
    const empty = draft.fact(`population-by-${by}.${id}`).value === 0;
    return {
      header: id === 'all' ? phrase('row.all') : nameOf(id),
      ...(id === 'all' ? { strong: true } : {}),
      cells: [
        cell(draft.count(`population-by-${by}.${id}`)),
        cell(draft.count(`answered-by-${by}.${id}`)),
        empty ? 'none' : cell(shareAnswered(draft, by, id)),
        cell(draft.count(`met-by-${by}.${id}`))
      ]
    };
  };
  const present = strata.filter((id) => draft.fact(`population-by-${by}.${id}`).value > 0);
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
    [...present, 'all'].map(row),
    [...(by === 'size' ? ['coverage'] : []), `population-by-${by}`, `answered-by-${by}`, `met-by-${by}`]
  );
}
