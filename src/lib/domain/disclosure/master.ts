import { CutPool } from './cut-pool';
import { type Cut, cutsOfSums } from './cuts';
import type { Pattern } from './improve';
import type { Movement } from './movement';
import type { LinearProgram, OpenProgram, ProgramRow, ProgramSolution, SolveOptions, SolveProgram } from './solver';

/** A cut counts as violated from here on, well above the tolerance of the solver. */
export const VIOLATED = 0.001;

/**
 * The master program: which movers to withhold, at least loss, so that every cut found so far holds.
 */
export class Master {
  /** Every cut found; the program has those that were violated once. */
  readonly pool: CutPool;
  private readonly chosen = new Set<number>();
  private readonly program: OpenProgram;

  constructor(
    private readonly movement: Movement,
    private readonly solve: SolveProgram
  ) {
    this.pool = new CutPool(movement.movers.length, cutsOfSums(movement));
    for (const index of this.pool.cuts.keys()) this.chosen.add(index);
    this.program = solve.open(this.describe(), 'rows');
  }

  close(): void {
    this.program.close();
  }

  /** How many cuts it has. */
  get size(): number {
    return this.chosen.size;
  }

  append(cuts: readonly Cut[]): number {
    for (const cut of cuts) this.pool.add(cut);
    return this.choose(cuts.map((_, at) => this.pool.cuts.length - cuts.length + at));
  }

  /** Takes the cuts of the pool that a pattern violates; returns how many. */
  chooseViolated(share: readonly number[]): number {
    return this.choose(this.pool.violated(share, VIOLATED).filter((index) => !this.chosen.has(index)));
  }

  /** The cheapest pattern, fractions allowed, from where the last one was. */
  relax(options: SolveOptions): ProgramSolution | Promise<ProgramSolution> {
    return this.program.solve(options);
  }

  /** The cheapest pattern in whole numbers, to the last unit. */
  whole(best: Pattern, options: SolveOptions): ProgramSolution | Promise<ProgramSolution> {
    // losses are whole numbers: less than 1 apart is the same
    return this.solve(
      { ...this.describe(), integer: true },
      { ...options, start: best.map(Number), gap: 0.99, share: 0 }
    );
  }

  private choose(indices: readonly number[]): number {
    for (const index of indices) this.chosen.add(index);
    if (indices.length > 0) this.program.append(indices.map((index) => toRow(this.pool.cuts[index]!)));
    return indices.length;
  }

  private describe(): LinearProgram {
    const { movers } = this.movement;
    return {
      sense: 'min',
      objective: movers.map(({ cost }) => cost),
      lower: movers.map(({ rise, unseen }) => (rise > 0 || unseen ? 1 : 0)),
      upper: movers.map(() => 1),
      rows: [...this.chosen].map((index) => toRow(this.pool.cuts[index]!))
    };
  }
}

const toRow = (cut: Cut): ProgramRow => ({ lower: 1, upper: Infinity, indices: cut.movers, values: cut.weights });
