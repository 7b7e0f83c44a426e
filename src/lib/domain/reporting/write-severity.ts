import { type Draft, cell, phrase, term } from './draft';

const SEVERITIES = ['1', '2', '3'] as const;

/** How much each barrier stands in the way: a nuisance, slows down, stops; by the gravest word of each municipality. */
export function writeSeverity(draft: Draft, barriers: readonly string[]): void {
  const there = barriers.filter((id) => draft.has(`severity-${id}.raised`));
  const said = there.some((id) =>
    SEVERITIES.some((severity) => draft.optional(`severity-${id}.${severity}`)?.value !== 0)
  );
  if (!said) return;
  const stopping = there
    .flatMap((id) => {
      const [stops, raised] = [draft.count(`severity-${id}.3`), draft.count(`severity-${id}.raised`)];
      return stops && raised && stops.value > 0 ? [{ id, stops, raised }] : [];
    })
    .sort((a, b) => b.stops.value - a.stops.value);
  for (const { id, stops, raised } of stopping.slice(0, 2)) {
    const text = phrase('barriers.severity', { barrier: term('barrier', id), stops, raised });
    draft.finding(`severity-${id}`, 'met', text, ['table-severity']);
  }
  draft.table(
    'table-severity',
    phrase('barriers.severity-table'),
    [
      phrase('column.barrier'),
      ...SEVERITIES.map((severity) => phrase(`column.severity-${severity}`)),
      phrase('column.raised')
    ],
    there.map((id) => ({
      header: term('barrier', id),
      cells: [...SEVERITIES, 'raised'].map((severity) => cell(draft.optional(`severity-${id}.${severity}`)))
    })),
    there.map((id) => `severity-${id}`)
  );
}
