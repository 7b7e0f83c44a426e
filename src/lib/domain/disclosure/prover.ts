import { type Attacker, type Limit, isMovement, toWitness, type Witness } from './attacker';
import type { Movement } from './movement';
import type { SolveOptions } from './solver';

/** A primary mover that an intruder narrows too far; `limit` is null where only whole numbers do. */
export interface Exposed {
  mover: number;
  limit: Limit | null;
}

/** Witnesses kept for each primary mover. */
const KEPT = 16;

/**
 * Proves that patterns protect, by tables in whole numbers that an intruder cannot rule out: one for each primary mover
 * in which it is high enough. Found once, such a table proves every pattern that withholds what moves in it.
 */
export class Prover {
  /** The primary movers that may be exposed. */
  primary: number[];
  /** Movers in the order in which they were last exposed. */
  private lately: number[] = [];
  private multiple: Witness | undefined;
  private readonly settled = new Map<number, Witness>();
  private readonly kept = new Map<number, Witness[]>();

  constructor(
    private readonly movement: Movement,
    private readonly attacker: Attacker
  ) {
    this.primary = movement.movers.flatMap(({ rise }, mover) => (rise > 0 ? [mover] : []));
    for (const mover of this.primary) this.kept.set(mover, []);
  }

  /**
   * Where nothing is public but zeros, every count may be any multiple of what it is.
   */
  learnMultiple(counts: readonly number[], threshold: number): void {
    const witness = counts.map((count, mover) => [mover, count * threshold] as const);
    if (isMovement(this.movement, witness)) this.multiple = witness;
  }

  /** Takes a movement as a proof wherever it is one. */
  learn(values: readonly number[]): void {
    const witness = toWitness(values);
    if (witness) this.keep(witness);
  }

  /**
   * From now on only the primary movers count that are exposed where nothing but primary cells is withheld: withholding
   * more never exposes.
   */
  async settle(none: readonly boolean[], options: SolveOptions): Promise<void> {
    const exposed = await this.findExposed(none, options);
    if (!exposed) return;
    const open = new Set(exposed.map(({ mover }) => mover));
    for (const mover of this.primary) {
      const proof = open.has(mover) ? undefined : this.proofOf(mover, none);
      if (proof) this.settled.set(mover, proof);
    }
    this.primary = this.primary.filter((mover) => !this.settled.has(mover));
  }

  /** What proves a mover under a pattern, if it is known already. */
  proofOf(mover: number, pattern: readonly boolean[]): Witness | undefined {
    const fits = (witness: Witness) => witness.every(([one]) => pattern[one]);
    const known = this.settled.get(mover) ?? this.kept.get(mover)!.find(fits);
    return known ?? (this.multiple && fits(this.multiple) ? this.multiple : undefined);
  }

  /** Every movement known that a pattern allows. */
  allowed(pattern: readonly boolean[]): Witness[] {
    return [...new Set([...this.kept.values()].flat())].filter((witness) => witness.every(([one]) => pattern[one]));
  }

  /**
   * The primary movers a pattern exposes; with `first`, one at most. Null when time is up.
   */
  async findExposed(
    pattern: readonly boolean[],
    { first = false, ...options }: SolveOptions & { first?: boolean } = {}
  ): Promise<Exposed[] | null> {
    const { attacker, movement } = this;
    let open = this.primary.filter((mover) => !this.proofOf(mover, pattern));
    if (first) open.sort((a, b) => this.lately.indexOf(b) - this.lately.indexOf(a));
    if (open.length === 0) return [];
    attacker.setPattern(pattern.map(Number));
    const rises = (movers: number[]) => movers.map((mover) => movement.movers[mover]!.rise);
    while (open.length > 4 && !first) {
      const before = open.length;
      const values = await attacker.attackMany(open, rises(open), options);
      if (!values) return null;
      this.learn(values);
      open = open.filter((mover) => !this.proofOf(mover, pattern));
      if (open.length > before * 0.75) break;
    }
    const exposed: Exposed[] = [];
    for (const mover of open) {
      if (this.proofOf(mover, pattern)) continue;
      const rise = movement.movers[mover]!.rise;
      const found = await attacker.attack(mover, rise, options);
      if (!found) return null;
      if (found.value < rise - 1e-6) exposed.push({ mover, limit: found });
      else {
        this.learn(found.values);
        if (this.proofOf(mover, pattern)) continue;
        // fractions reach so far: only whole numbers tell
        const whole = await attacker.attackWhole(mover, rise, Infinity, options);
        if (whole === null) return null;
        if (whole === 'fails') exposed.push({ mover, limit: null });
        else this.keep(whole);
      }
      if (first && exposed.length > 0) {
        this.lately = [...this.lately.filter((one) => one !== mover), mover];
        break;
      }
    }
    return exposed;
  }

  private keep(witness: Witness): void {
    if (!isMovement(this.movement, witness)) return;
    for (const [mover, by] of witness) {
      const { rise } = this.movement.movers[mover]!;
      if (rise === 0 || by < rise) continue;
      const kept = this.kept.get(mover)!;
      kept.unshift(witness);
      if (kept.length > KEPT) kept.pop();
    }
  }
}
