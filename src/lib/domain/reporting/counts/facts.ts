import { BREAKDOWNS, type AggregateInput, type Breakdown, type PublishedTable } from '../aggregate-types';
import { isPanelPublic } from './plan-change';
import type { PlannedWave } from './plan-wave';

const shown = (n: number) => ({ status: 'published' as const, n });

/**
 * What counts as public: how many are in the register, were invited, answered and were met, and how many of each class
 * answered (classes of fewer than ten are put together first).
 *
 * @param count How a count of answers is shown: rounded where the network chose so.
 * @example
 * listFacts(input, wave).map(({ id }) => id) // ['coverage', 'population-by-size', 'answered-by-size', ..., 'panel']
 */
export function listFacts(
  input: AggregateInput,
  wave: PlannedWave,
  count: {
    answered: (by: Breakdown | null, at: number, n: number) => number;
    population?: (by: Breakdown | null, at: number) => number;
    panel?: { both: number; newcomers: number } | null;
    other: (n: number) => number;
  }
): PublishedTable[] {
  const { rows, places, panel, thin } = wave;
  const met = new Set(input.met).size;
  const there = (by: Breakdown | null, at: number, n: number) => count.population?.(by, at) ?? n;
  const population = there(null, 0, input.municipalities.length);
  const answered = count.answered(null, 0, rows.size);
  const table = (id: string, about: PublishedTable['about'], cells: PublishedTable['cells']): PublishedTable => ({
    ...{ id, cells, withheld: null, unit: 'municipalities' },
    ...(about ? { about } : {})
  });
  const facts = [
    table(
      'coverage',
      { subject: 'coverage' },
      {
        population: shown(population),
        invited: shown(count.other(new Set(input.invited).size)),
        answered: shown(answered),
        silent: shown(Math.max(0, population - answered)),
        met: met > 0 && met < input.threshold ? { status: 'suppressed' } : shown(count.other(met))
      }
    )
  ];
  for (const by of BREAKDOWNS) {
    const classes = places.strata[by];
    const of = (counts: (municipality: number) => boolean) => {
      const found = classes.map(() => 0);
      for (const [at, place] of places.classOf[by].entries()) if (counts(at)) found[place]!++;
      return found;
    };
    const name = (numbers: readonly number[], all: number) =>
      Object.fromEntries([...classes.map(({ id }, at) => [id, shown(numbers[at]!)]), ['all', shown(all)]]);
    facts.push(
      table(
        `population-by-${by}`,
        { subject: 'population', by },
        name(
          of(() => true).map((n, at) => there(by, at, n)),
          population
        )
      )
    );
    const numbers = of((at) => places.answered[at] === 1).map((n, at) => count.answered(by, at, n));
    const answers = table(`answered-by-${by}`, { subject: 'answered', by }, name(numbers, answered));
    facts.push(thin.has(by) && classes.length > 1 ? withhold(answers) : answers);
  }
  if (panel) {
    const { both, newcomers } = count.panel ?? { both: panel.now.length, newcomers: panel.newcomers };
    const counts = { both, newcomers, dropouts: count.other(panel.dropouts) };
    const isPublic = isPanelPublic(panel, input.threshold);
    const cells = Object.entries(counts).map(([id, n]) => [
      id,
      isPublic ? shown(n) : { status: 'suppressed' as const }
    ]);
    const named = Object.fromEntries(cells) as PublishedTable['cells'];
    facts.push({ ...table('panel', { subject: 'panel' }, named), withheld: isPublic ? null : 'too-few' });
  }
  return facts;
}

/** All but the total. */
const withhold = (table: PublishedTable): PublishedTable => ({
  ...table,
  withheld: 'one-sided',
  cells: Object.fromEntries(
    Object.entries(table.cells).map(([id, cell]) => [id, id === 'all' ? cell : { status: 'suppressed' as const }])
  )
});
