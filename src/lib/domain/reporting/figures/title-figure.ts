import type { Chart, Param, Phrase } from '../document';
import { phrase } from '../draft';
import type { FigureEntry } from './figure-entries';
import { nameThing } from './figure-names';
import type { FigureReader } from './figure-reader';

/** What is shown, for a heading: the subject, what of it, by what. */
export function titleFigure({ subject, share, of, by }: FigureEntry, { naming }: FigureReader): Phrase {
  const plain = phrase(`figure.subject.${subject}`);
  const shared = isShare(share) ? phrase('figure.of', { what: plain, of: phrase(`figure.share.${share}`) }) : plain;
  const about = of === null ? shared : phrase('figure.titled', { subject: shared, of: nameThing(of, naming) });
  return by === null ? about : phrase('figure.divided', { title: about, by: phrase(`figure.by.${toBy(by)}`) });
}

const isShare = (share: string | null): share is 'overall' | 'levels' | 'answers' => share !== null;
const toBy = (by: string) => by as 'size' | 'group' | 'stratum' | 'area';

/**
 * The sentence that tells most of one table, in the words of the report, where its numbers are published: a heading
 * that says the finding.
 */
export function findOf(entry: FigureEntry, reader: FigureReader): Phrase | null {
  const [table] = entry.tables;
  if (!table || entry.overview || entry.by) return null;
  const level = reader.aggregates.headlineLevel;
  const { subject, of } = entry;
  const number = { level: { number: level } };
  const reached = reader.count(table, `from-${level}`);
  const answered = reader.count(table, 'all');
  const share = reader.share(table, `from-${level}`, 'all');
  if (subject === 'overall' && reached && answered && share)
    return phrase('levels.answering', { reached, answered, share, ...number });
  if (subject === 'levels' && of !== null && reached && answered && share)
    return phrase('dimensions.answering', {
      ...{ reached, answered, share, ...number },
      dimension: nameThing(of, reader.naming)
    });
  const [yes, know, saying] = [
    reader.count(table, 'yes'),
    reader.count(table, 'know'),
    reader.share(table, 'yes', 'know')
  ];
  if (subject === 'answers' && of !== null && yes && know && saying)
    return phrase('criteria.share', { yes, know, share: saying, criterion: nameThing(of, reader.naming) });
  const [raised, met] = [reader.count(table, 'raised'), reader.count(table, 'all')];
  const named = reader.share(table, 'raised', 'all');
  if (subject === 'barrier' && of !== null && raised && raised.value > 0 && met && named)
    return phrase('barriers.share', { raised, met, share: named, barrier: nameThing(of, reader.naming) });
  return null;
}

/** A chart in words: everything it draws, bar by bar. */
export function summarizeFigure(chart: Chart, reader: FigureReader): Phrase {
  return phrase('figure.summary', { parts: { list: partsOf(chart, reader), style: 'parts' } });
}

function partsOf(chart: Chart, { aggregates }: FigureReader): Param[] {
  const withheld = (name: Param) => phrase('chart.named-withheld', { name });
  if (chart.type === 'levels')
    return chart.bars.map(({ label, segments, together }) => {
      const said = segments.map(({ level, count }) => phrase('chart.level-count', { level: { number: level }, count }));
      if (together) said.push(phrase('chart.together-count', { count: together }));
      return phrase('figure.named', { name: label, what: { list: said, style: 'and' } });
    });
  if (chart.type === 'ranking')
    return chart.bars.map(({ label, count }) =>
      count ? phrase('chart.named-count', { name: label, count }) : withheld(label)
    );
  if (chart.type === 'profile')
    return chart.bars.map(({ label, share, low, high }) => {
      if (!share) return withheld(label);
      if (!low || !high) return phrase('figure.named-share', { name: label, share });
      return phrase('figure.named-interval', { name: label, share, low, high });
    });
  if (chart.type === 'change')
    return chart.bars.map(({ label, before, after }) =>
      before && after ? phrase('figure.named-change', { name: label, before, after }) : withheld(label)
    );
  if (chart.type === 'heat')
    return [phrase('figure.heat', { measure: chart.measure, level: { number: aggregates.headlineLevel } })];
  return [];
}
