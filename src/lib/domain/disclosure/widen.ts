import { balanceRows } from './attacker';
import type { Movement } from './movement';
import type { LinearProgram, OpenProgram, SolveOptions, SolveProgram } from './solver';

/** Next to nothing, so that a movement through cells withheld already is no longer than it must be. */
const TOUCH = 0.001;

/**
 * The cheapest further cells to withhold so that one primary mover can be believed high enough: a table is sought that
 * agrees with everything published but where it costs least (a unit of movement costs the mover's count).
 *
 * After the heuristic of Fischetti and Salazar 2001, Management Science 47(7), section 4.2, and Kelly, Golden and Assad 1992 (Networks 22).
 */
export class Widener {
  private readonly program: OpenProgram;
  private readonly columns: number[];
  private readonly described: LinearProgram;

  /** Two columns a mover: up and down. */
  constructor(
    private readonly movement: Movement,
    private readonly solve: SolveProgram
  ) {
    this.columns = movement.movers.flatMap((_, mover) => [2 * mover, 2 * mover + 1]);
    this.described = {
      sense: 'min',
      objective: this.columns.map(() => TOUCH),
      lower: this.columns.map(() => 0),
      upper: movement.movers.flatMap(({ down }) => [Infinity, down]),
      rows: balanceRows(movement).map((row) => ({
        ...row,
        indices: row.indices.flatMap((mover) => [2 * mover, 2 * mover + 1]),
        values: row.values.flatMap((value) => [value, -value])
      }))
    };
    this.program = solve.open(this.described, 'rows');
  }

  close(): void {
    this.program.close();
  }

  /**
   * A movement in which the mover rises as far as it must, at least cost. Null when time is up, 'impossible' where
   * nothing helps.
   *
   * @param prices What a unit of movement costs, by mover; 0 for those withheld already.
   * @param whole In whole numbers only.
   */
  async widen(
    mover: number,
    prices: readonly number[],
    { whole = false, ...options }: SolveOptions & { whole?: boolean } = {}
  ): Promise<number[] | 'impossible' | null> {
    const { rise, down } = this.movement.movers[mover]!;
    const costs = prices.flatMap((price) => [price + TOUCH, price + TOUCH]);
    const pair = [2 * mover, 2 * mover + 1];
    let solution;
    if (whole) {
      const [lower, upper] = [[...this.described.lower], [...this.described.upper]];
      lower[2 * mover] = rise;
      upper[2 * mover + 1] = 0;
      solution = await this.solve({ ...this.described, objective: costs, lower, upper, integer: true }, options);
    } else {
      this.program.setCosts(this.columns, costs);
      this.program.setBounds(pair, [rise, 0], [Infinity, 0]);
      solution = await this.program.solve(options);
      this.program.setBounds(pair, [0, 0], [Infinity, down]);
    }
    if (solution.status === 'infeasible') return 'impossible';
    if (solution.status === 'stopped') return null;
    if (solution.status !== 'optimal') throw new Error(`The search for cells to withhold ended as ${solution.status}`);
    return this.movement.movers.map((_, one) => solution.values[2 * one]! - solution.values[2 * one + 1]!);
  }
}
