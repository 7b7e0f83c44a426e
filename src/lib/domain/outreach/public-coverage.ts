import { protectTable } from '../disclosure/protect-table';
import type { SolveProgram } from '../disclosure/solver';
import { ok, type Result } from '../shared/result';

/** How far a network has come, as numbers of municipalities. Each includes those after it. */
export interface CoverageCounts {
  population: number;
  invited: number;
  takingPart: number;
  assessed: number;
}

export type PublicCount = { status: 'published'; n: number } | { status: 'withheld' };
export type PublicCoverage = Record<keyof CoverageCounts, PublicCount> & { threshold: number };

/**
 * Coverage as it may be shown to everybody. The counts are steps of one ladder, so they are one table: what is left
 * between two steps (invited and not begun, begun and not submitted) must not be worked out either where it is about
 * fewer municipalities than the threshold.
 *
 * How many municipalities there are is in the public register and stays.
 *
 * @example
 * await protectCoverage({ population: 70, invited: 70, takingPart: 46, assessed: 2 }, 5, solve)
 * // { population: { status: 'published', n: 70 }, ..., assessed: { status: 'withheld' }, threshold: 5 }
 */
export async function protectCoverage(
  counts: CoverageCounts,
  threshold: number,
  solve: SolveProgram
): Promise<Result<PublicCoverage>> {
  const { population, invited, takingPart, assessed } = counts;
  const table = await protectTable(
    {
      threshold,
      dimensions: [
        {
          name: 'step',
          tree: {
            population: ['not-invited', 'invited'],
            invited: ['not-begun', 'taking-part'],
            'taking-part': ['under-way', 'assessed']
          }
        }
      ],
      cells: [
        // whom a round is for is the network's own doing: it says nothing about a municipality
        { step: 'not-invited', n: population - invited, known: population - invited },
        { step: 'not-begun', n: invited - takingPart },
        { step: 'under-way', n: takingPart - assessed },
        { step: 'assessed', n: assessed }
      ]
    },
    solve
  );
  const cells = table.ok ? table.value.cells : [];
  const read = (step: string): PublicCount => {
    const cell = cells.find((one) => one.step === step);
    // where no pattern protects the steps, or only one without the whole, none of them is shown
    const whole = cells.some((one) => one.step === 'population' && one.status === 'published');
    return whole && cell?.status === 'published' ? shown(Number(cell.n)) : { status: 'withheld' };
  };
  return ok({
    population: shown(population),
    invited: read('invited'),
    takingPart: read('taking-part'),
    assessed: read('assessed'),
    threshold
  });
}

const shown = (n: number): PublicCount => ({ status: 'published', n });
