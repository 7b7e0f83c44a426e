import { Attacker } from './attacker';
import { type Proof, proveAll } from './confirm';
import type { CutPool } from './cut-pool';
import { Effort } from './effort';
import { lossOf, type Pattern, trimPattern, widenPattern } from './improve';
import { Master } from './master';
import type { Movement } from './movement';
import { Prover } from './prover';
import { Separator } from './separator';
import type { SolveOptions, SolveProgram } from './solver';
import { Widener } from './widen';

/**
 * Steps that the first attack and the proof of what was found may take, whatever the search may: far more than any table
 * needs, and an end all the same.
 */
const PROOF_STEPS = 100_000_000;

export interface SearchOptions {
  /** How much longer the search may take, in seconds; 0 calls it off with the best found. */
  secondsLeft?: (() => number) | undefined;
  /** How many steps of the solver it may take; then the best found is given, the same on every machine. */
  effort?: Effort | undefined;
  /** A pattern to begin with, such as that of the edition before, by mover. */
  previous?: readonly boolean[] | undefined;
  /** Called when the loss falls or the proven bound rises. */
  onProgress?: ((progress: { loss: number; bound: number }) => void) | undefined;
}

export interface FoundPattern {
  pattern: Pattern;
  loss: number;
  /** No pattern that protects costs less. */
  bound: number;
  proof: Proof;
}

/**
 * The pattern of least loss that protects every primary mover, by branch and cut: a master program of whole numbers
 * chooses a pattern, an intruder attacks it, every success of his is a cut that no protecting pattern violates, and so
 * on until he has none. The linear relaxation is cut first. On the way cheap patterns are repaired into protecting ones.
 *
 * Fischetti and Salazar 2001, "Solving the cell suppression problem on tabular data with linear constraints", Management Science 47(7), sections 3 and 4.
 *
 * Secondary cells need no cut of their own: a cheapest pattern determines none of them, since publishing a number that
 * is known anyway tells nobody more and costs less.
 *
 * @returns The best pattern found, with its bound; or the primary mover that nothing protects.
 * @example
 * // total 63 = 3 + 20 + 40
 * await findPattern(describeMovement(system, 5), solve)
 * // { pattern: [false, true, true, false], loss: 20, bound: 20, proof: Map { 1 => [[1, 2], [2, -2]], 2 => ... } }
 */
export async function findPattern(
  movement: Movement,
  solve: SolveProgram,
  options: SearchOptions = {}
): Promise<FoundPattern | { impossible: number }> {
  const search = new Search(movement, solve, options);
  try {
    return await search.run();
  } finally {
    search.close();
  }
}

class Search {
  readonly attacker: Attacker;
  readonly prover: Prover;
  readonly widener: Widener;
  readonly pool: CutPool;
  private readonly master: Master;
  private readonly separator: Separator;
  private readonly costs: number[];
  private readonly none: Pattern;
  private best: Pattern;
  private loss: number;
  private bound = 0;

  constructor(
    private readonly movement: Movement,
    solve: SolveProgram,
    private readonly options: SearchOptions
  ) {
    this.costs = movement.movers.map(({ cost }) => cost);
    this.none = movement.movers.map(({ rise, unseen }) => rise > 0 || unseen);
    this.attacker = new Attacker(movement, solve);
    this.prover = new Prover(movement, this.attacker);
    this.widener = new Widener(movement, solve);
    this.master = new Master(movement, solve);
    this.pool = this.master.pool;
    this.separator = new Separator(movement, this.attacker, this.prover, this.master);
    // everything that can be withheld: always protects where anything does
    this.best = movement.movers.map(() => true);
    this.loss = lossOf(movement, this.best);
  }

  close(): void {
    for (const program of [this.attacker, this.widener, this.master]) program.close();
  }

  async run(): Promise<FoundPattern | { impossible: number }> {
    const { prover, movement } = this;
    const rise = Math.max(0, ...movement.movers.map((mover) => mover.rise));
    prover.learnMultiple(
      movement.movers.map(({ n }) => n),
      rise
    );
    const all = await prover.findExposed(this.best, { first: true, effort: new Effort(PROOF_STEPS) });
    if (all && all.length > 0) return { impossible: all[0]!.mover };
    const given = this.options.previous && this.none.map((primary, mover) => primary || this.options.previous![mover]!);
    await prover.settle(this.none, this.timed);
    for (const start of given ? [given, this.none] : [this.none]) await this.tryFrom(start, this.costs, false);
    this.raiseBound(lossOf(movement, this.none));
    for (let moved = true; moved && !this.done;) {
      const before = `${this.bound} ${this.loss} ${this.master.size}`;
      await this.cutRelaxation();
      await this.cutWhole();
      // what the tolerances of the solver leave open stays open, and the gap says so
      moved = before !== `${this.bound} ${this.loss} ${this.master.size}`;
    }
    return this.finish();
  }

  /** The best pattern with its proof, which takes no more time than it must: it is not called off. */
  private async finish(): Promise<FoundPattern> {
    const { movement, prover } = this;
    // the pattern begun with has no tables yet where the time was up before the first better one
    const effort = new Effort(PROOF_STEPS);
    await prover.findExposed(this.best, { effort });
    const proven = await proveAll(movement, this, this.best, { effort });
    if (!proven) throw new Error('The proof of a pattern was called off');
    for (const mover of proven.certain) this.best[mover] = false;
    const loss = lossOf(movement, this.best);
    return { pattern: this.best, loss, bound: Math.min(this.bound, loss), proof: proven.proof };
  }

  private get timed(): SolveOptions {
    const { secondsLeft, effort } = this.options;
    return { secondsLeft, effort };
  }

  private get done(): boolean {
    const { secondsLeft, effort } = this.options;
    return this.bound >= this.loss || (effort?.left ?? Infinity) <= 0 || (secondsLeft?.() ?? Infinity) <= 0;
  }

  /** Repairs a pattern into one that protects, and keeps it where it is better. */
  private async tryFrom(start: Pattern, prices: readonly number[], trim = true): Promise<void> {
    const { movement } = this;
    const wide = await widenPattern(movement, this, start, prices, this.timed);
    if (wide === null || 'impossible' in wide) return;
    // far worse ones are not worth the work
    const worth = trim && lossOf(movement, wide) < this.loss * 1.1;
    const pattern = worth ? await trimPattern(movement, this, wide, prices, this.timed) : wide;
    const loss = lossOf(movement, pattern);
    if (loss >= this.loss || this.prover.primary.some((mover) => !this.prover.proofOf(mover, pattern))) return;
    [this.best, this.loss] = [pattern, loss];
    this.report();
  }

  private raiseBound(value: number): void {
    if (!Number.isFinite(value)) return;
    // losses are whole numbers
    const bound = Math.ceil(value - 1e-6 * Math.max(1, Math.abs(value)));
    if (bound <= this.bound) return;
    this.bound = bound;
    this.report();
  }

  private report(): void {
    this.options.onProgress?.({ loss: this.loss, bound: Math.min(this.bound, this.loss) });
  }

  private async cutRelaxation(): Promise<void> {
    const values: number[] = [];
    for (let round = 0; !this.done; round++) {
      const solution = await this.master.relax(this.timed);
      if (solution.status !== 'optimal') return;
      this.raiseBound(solution.objective);
      if (this.done) return;
      const share = solution.values;
      const added = await this.separator.separate(share, this.timed);
      if (added === 0) return this.tryRounded(share);
      values.push(solution.objective);
      // the end of a long tail is left to branching
      const before = values.at(-6);
      if (before !== undefined && solution.objective < before * 1.0005 + 1e-9) return this.tryRounded(share);
    }
  }

  private async tryRounded(share: readonly number[]): Promise<void> {
    const start = this.none.map((primary, mover) => primary || share[mover]! > 0.9);
    await this.tryFrom(
      start,
      this.costs.map((cost, mover) => cost * (1 - Math.min(1, share[mover]!)))
    );
  }

  private async cutWhole(): Promise<void> {
    const { movement } = this;
    if (this.done) return;
    const seen: Pattern[] = [];
    const solution = await this.master.whole(this.best, {
      ...this.timed,
      onFound: (values) => seen.push(toPattern(values))
    });
    if (solution.status !== 'optimal' && solution.status !== 'stopped')
      throw new Error(`The choice of a pattern ended as ${solution.status}`);
    if (!solution.values) return this.raiseBound(solution.bound);
    const last = toPattern(solution.values);
    const proven = solution.status === 'optimal' && solution.objective - solution.bound < 1;
    this.raiseBound(proven ? lossOf(movement, last) : solution.bound);
    for (const pattern of [last, ...seen.reverse().slice(0, 3)]) await this.judge(pattern);
    if (!this.done) await this.tryFrom(last, this.costs);
  }

  /** A pattern of the master program protects and is the best so far, or is cut off. */
  private async judge(pattern: Pattern): Promise<void> {
    const loss = lossOf(this.movement, pattern);
    if (this.done || loss >= this.loss || this.master.chooseViolated(pattern.map(Number)) > 0) return;
    const exposed = await this.prover.findExposed(pattern, this.timed);
    if (exposed === null) return;
    if (exposed.length > 0) return this.separator.cutOff(pattern, exposed, this.timed);
    [this.best, this.loss] = [pattern, loss];
    this.report();
  }
}

const toPattern = (values: readonly number[]): Pattern => values.map((value) => value > 0.5);
