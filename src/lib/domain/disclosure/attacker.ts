import type { Movement } from './movement';
import type { OpenProgram, ProgramRow, SolveOptions, SolveProgram } from './solver';

/** A movement in whole numbers, as `[mover, by]`: a table an intruder cannot rule out. */
export type Witness = readonly (readonly [number, number])[];

/** Multipliers of the balances, in parts of `MULTIPLIER_UNIT`: the proof that a mover rises no further. */
export interface Limit {
  value: number;
  multipliers: number[];
}

/** Divisible by 1 to 10, so that the multipliers of all but the oddest systems are exact. */
export const MULTIPLIER_UNIT = 2520;

/**
 * Tables that differ from the truth by more than this in some cell are not sought where fractions mislead: without an
 * end to its numbers the search for a table that does not exist would have none.
 */
const FAR = 10_000;

/** Loose: what is taken for whole is added up again as such (`isMovement`). */
const isWhole = (value: number) => Math.abs(value - Math.round(value)) < 1e-5;

/**
 * Plays the intruder against patterns of one system: how far can a mover rise, when the others may move as far as the
 * pattern allows? The program stays in the solver, only bounds and objective change.
 *
 * Fischetti and Salazar 2001, "Solving the cell suppression problem on tabular data with linear constraints", Management Science 47(7), section 2 (attacker subproblems).
 */
export class Attacker {
  /** Programs solved so far. */
  count = 0;
  private readonly program: OpenProgram;
  private readonly columns: number[];
  private aim: number[] = [];
  private pattern: readonly number[] = [];
  private most = Infinity;

  constructor(
    private readonly movement: Movement,
    private readonly solve: SolveProgram
  ) {
    this.columns = movement.movers.map((_, column) => column);
    const none = this.columns.map(() => 0);
    this.program = solve.open(
      { sense: 'max', objective: none, lower: none, upper: none, rows: balanceRows(movement) },
      'costs'
    );
  }

  close(): void {
    this.program.close();
  }

  /**
   * From now on each mover may move by its share of what it could, and of `most`: 1 for withheld, 0 for published, a
   * fraction for a pattern that is still open.
   */
  setPattern(share: readonly number[], most = Infinity): void {
    this.pattern = share;
    this.most = most;
    this.program.setBounds(
      this.columns,
      this.columns.map((mover) => this.lowest(mover)),
      this.columns.map((mover) => this.highest(mover))
    );
  }

  /** The highest rise of one mover, followed up to `most`; null when time is up. */
  async attack(
    mover: number,
    most: number,
    options: SolveOptions = {}
  ): Promise<(Limit & { values: number[] }) | null> {
    const solution = await this.solveFor([mover], [most], options);
    if (!solution) return null;
    return {
      value: solution.values[mover]!,
      values: solution.values,
      multipliers: solution.duals.map((dual) => Math.round(dual * MULTIPLIER_UNIT))
    };
  }

  /** A movement that lets many movers rise at once, each followed up to its own `most`; null when time is up. */
  async attackMany(
    movers: readonly number[],
    most: readonly number[],
    options: SolveOptions = {}
  ): Promise<number[] | null> {
    return (await this.solveFor(movers, most, options))?.values ?? null;
  }

  /**
   * In whole numbers only: a table in which the mover moves by at least `from` and at most `to`, what an intruder finds
   * who tries all tables. None further away than `FAR` is sought.
   */
  async attackWhole(
    mover: number,
    from: number,
    to: number,
    options: SolveOptions = {}
  ): Promise<Witness | 'fails' | null> {
    const { movement } = this;
    this.count++;
    const solution = await this.solve(
      {
        sense: 'min',
        objective: this.columns.map(() => 0),
        lower: this.columns.map((one) => Math.max(this.lowest(one), one === mover ? from : -FAR)),
        upper: this.columns.map((one) => Math.min(this.highest(one), one === mover ? to : FAR, FAR)),
        rows: balanceRows(movement),
        integer: true
      },
      options
    );
    if (solution.status === 'optimal') return toWitness(solution.values) ?? 'fails';
    if (solution.status === 'infeasible') return 'fails';
    if (solution.status === 'stopped') return null;
    throw new Error(`The attack in whole numbers ended as ${solution.status}`);
  }

  private async solveFor(movers: readonly number[], most: readonly number[], options: SolveOptions) {
    const { program } = this;
    program.setCosts(
      this.aim,
      this.aim.map(() => 0)
    );
    this.aim = [...movers];
    program.setCosts(
      movers,
      movers.map(() => 1)
    );
    const lower = movers.map((mover) => this.lowest(mover));
    program.setBounds(movers, lower, most);
    this.count++;
    const solution = await program.solve(options);
    program.setBounds(
      movers,
      lower,
      movers.map((mover) => this.highest(mover))
    );
    if (solution.status === 'stopped') return null;
    if (solution.status !== 'optimal') throw new Error(`The attack ended as ${solution.status}`);
    return solution;
  }

  private lowest(mover: number): number {
    const part = this.pattern[mover]!;
    return part === 0 ? 0 : -part * Math.min(this.most, this.movement.movers[mover]!.down);
  }

  private highest(mover: number): number {
    const part = this.pattern[mover]!;
    return part === 0 ? 0 : part * this.most;
  }
}

/**
 * The balances as rows of a program in which each mover is a column.
 *
 * @example
 * balanceRows(movement) // [{ lower: 0, upper: 0, indices: [0, 1, 2], values: [1, -1, -1] }]
 */
export function balanceRows(movement: Movement): ProgramRow[] {
  return movement.balances.map(({ movers, weights }) => ({ lower: 0, upper: 0, indices: movers, values: weights }));
}

/**
 * The movement in whole numbers, or null where it has fractions.
 *
 * @example
 * toWitness([0, 2, -2]) // [[1, 2], [2, -2]]
 */
export function toWitness(values: readonly number[]): Witness | null {
  if (!values.every(isWhole)) return null;
  return values.flatMap((value, mover) => {
    const by = Math.round(value);
    return by === 0 ? [] : [[mover, by] as const];
  });
}

/**
 * Whether a movement really is one: whole numbers, within what the intruder knows of each mover, every sum kept. This
 * is counted here and not taken on the solver's word.
 *
 * @example
 * // balance: total = small + large
 * isMovement(movement, [[1, 2], [2, -2]]) // true
 */
export function isMovement(movement: Movement, witness: Witness): boolean {
  const by = new Map(witness);
  return (
    witness.every(([mover, step]) => Number.isSafeInteger(step) && step >= -movement.movers[mover]!.down) &&
    movement.balances.every(
      ({ movers, weights }) => movers.reduce((sum, mover, at) => sum + weights[at]! * (by.get(mover) ?? 0), 0) === 0
    )
  );
}
