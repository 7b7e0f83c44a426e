import type { Param, TableRow } from './document';
import { type Draft, cell, phrase, term } from './draft';
import type { LiveNumber } from './live-number';
import { writeSeverity } from './write-severity';

interface Named {
  id: string;
  group: string;
  raised: LiveNumber | null;
}

/** What municipalities said at meetings stands in the way. */
export function writeBarriers(draft: Draft): void {
  const met = draft.count('coverage.met');
  if (!met || met.value === 0) {
    draft.heading('barriers', phrase('barriers.heading-unknown'), 3);
    const text = met
      ? phrase('barriers.not-met')
      : phrase('barriers.few-met', { threshold: { number: draft.aggregates.threshold } });
    draft.note('barriers-unknown', text, 'withheld');
    return;
  }
  const ranking = rankBarriers(draft);
  const most = Math.max(0, ...ranking.map(({ raised }) => raised?.value ?? 0));
  const top = most === 0 ? [] : ranking.filter(({ raised }) => raised?.value === most);
  writeHeadline(draft, met, ranking, top);
  draft.note('barriers-explain', phrase('barriers.explain'));
  draft.chart(
    'chart-barriers',
    'table-barriers',
    phrase('barriers.chart', { met }),
    phrase('barriers.chart-summary', { parts: { list: ranking.map(describe), style: 'parts' } }),
    {
      type: 'ranking',
      whole: met,
      bars: ranking.map(({ id, raised }) => ({ label: term('barrier', id), count: raised }))
    }
  );
  writeTable(draft, ranking);
  writeSeverity(
    draft,
    ranking.map(({ id }) => id)
  );
}

/** Most named first; withheld ones, all of them few but not none, in model order before those nobody named. */
function rankBarriers(draft: Draft): Named[] {
  const all = draft.model.barriers.map(({ id, group }) => ({ id, group, raised: draft.count(`barrier-${id}.raised`) }));
  const shown = all
    .filter(({ raised }) => raised !== null && raised.value > 0)
    .sort((a, b) => b.raised!.value - a.raised!.value);
  const withheld = all.filter(({ raised }) => raised === null);
  return [...shown, ...withheld, ...all.filter(({ raised }) => raised?.value === 0)];
}

function writeHeadline(draft: Draft, met: LiveNumber, ranking: Named[], top: Named[]): void {
  const sources = ['table-barriers'];
  const [first] = top;
  // where nearly everybody in a small group named a barrier it is withheld, and it would be the first
  if (ranking.some(({ id }) => draft.aggregates.tables[`barrier-${id}`]?.withheld)) {
    draft.heading('barriers', phrase('barriers.heading-plain'), 3);
    return;
  }
  if (!first?.raised) {
    const someWithheld = ranking.some(({ raised }) => !raised);
    draft.heading('barriers', phrase(someWithheld ? 'barriers.heading-withheld' : 'barriers.heading-none'), 3);
    return;
  }
  const sole = top.length === 1;
  const quoted = top.slice(0, 3).map(({ id }) => phrase('report.quoted', { name: term('barrier', id) }));
  const headline = sole
    ? phrase('barriers.heading', { barrier: term('barrier', first.id), raised: first.raised, met })
    : phrase('barriers.heading-tied', { barriers: { list: quoted, style: 'and' } });
  draft.heading('barriers', headline, 3);
  draft.headlines.push({ about: 'barriers', basis: 'met', text: headline, sources });
  for (const { id, raised } of top.slice(0, 3)) {
    const share = draft.share(`barrier-${id}.raised`, `barrier-${id}.all`);
    if (raised && share)
      draft.finding(
        `barrier-${id}`,
        'met',
        phrase('barriers.share', { barrier: term('barrier', id), raised, met, share }),
        sources
      );
  }
}

function describe({ id, raised }: Named): Param {
  const name = term('barrier', id);
  return raised ? phrase('chart.named-count', { name, count: raised }) : phrase('chart.named-withheld', { name });
}

function writeTable(draft: Draft, ranking: Named[]): void {
  const row = ({ id, group, raised }: Named): TableRow => ({
    header: term('barrier', id),
    cells: [
      phrase('chart.group', { group: term('barrier-group', group) }),
      cell(raised),
      cell(draft.share(`barrier-${id}.raised`, `barrier-${id}.all`))
    ]
  });
  draft.table(
    'table-barriers',
    phrase('barriers.table'),
    [phrase('column.barrier'), phrase('column.barrier-group'), phrase('column.raised'), phrase('column.share-met')],
    ranking.map(row),
    ranking.map(({ id }) => `barrier-${id}`)
  );
}
