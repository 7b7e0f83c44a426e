import type { Attacker } from './attacker';
import { type Cut, cutFrom, lacks } from './cuts';
import type { Pattern } from './improve';
import { type Master, VIOLATED } from './master';
import type { Movement } from './movement';
import type { Exposed, Prover } from './prover';
import type { SolveOptions } from './solver';

/**
 * A published mover counts as open by this much when cuts are sought: of the cuts that a pattern violates, the one that
 * other patterns violate too.
 *
 * After Ben-Ameur and Neto 2007, "Acceleration of cutting-plane and column generation algorithms", Networks 49 (separation at a point inside).
 */
const AJAR = 0.0001;

/** Finds what is wrong with a pattern, as cuts for the master program. */
export class Separator {
  /** How often in a row an attack on a mover gave no cut. */
  private readonly quiet = new Map<number, number>();

  constructor(
    private readonly movement: Movement,
    private readonly attacker: Attacker,
    private readonly prover: Prover,
    private readonly master: Master
  ) {}

  /** Cuts that a fractional pattern violates; returns how many. */
  async separate(share: readonly number[], options: SolveOptions): Promise<number> {
    const { prover, master } = this;
    const known = master.chooseViolated(share);
    if (known > 0) return known;
    for (const rested of [false, true]) {
      const movers = prover.primary.filter((mover) => (this.quiet.get(mover) ?? 0) >= 2 === rested);
      const added = master.append(await this.attackAll(movers, share, options));
      // those that gave no cut twice in a row rest until the others have none
      if (added > 0) return added;
    }
    return 0;
  }

  private async attackAll(primary: readonly number[], share: readonly number[], options: SolveOptions): Promise<Cut[]> {
    const { movement, attacker } = this;
    const ajar = share.map((part) => Math.min(1, Math.max(part, AJAR)));
    const found: Cut[] = [];
    const riseOf = (mover: number) => movement.movers[mover]!.rise;
    for (const rise of [...new Set(primary.map(riseOf))].sort((a, b) => b - a)) {
      attacker.setPattern(ajar, rise);
      for (const mover of primary) {
        if (riseOf(mover) !== rise) continue;
        const limit = await attacker.attack(mover, rise, options);
        if (!limit) return found;
        const cut = limit.value > rise * (1 - VIOLATED) ? null : cutFrom(movement, mover, limit.multipliers);
        const useful = cut !== null && lacks(cut, share) > VIOLATED;
        this.quiet.set(mover, useful ? 0 : (this.quiet.get(mover) ?? 0) + 1);
        if (useful) found.push(cut);
      }
    }
    return found;
  }

  /** At least one cut that an exposed pattern of whole numbers violates. */
  async cutOff(pattern: Pattern, exposed: readonly Exposed[], options: SolveOptions): Promise<void> {
    const { movement, attacker } = this;
    const share = pattern.map(Number);
    const found: Cut[] = [];
    const ajar = share.map((part) => Math.max(part, AJAR));
    for (const { mover, limit } of exposed) {
      const { rise } = movement.movers[mover]!;
      attacker.setPattern(ajar, rise);
      const deep = limit && (await attacker.attack(mover, rise, options));
      const cuts = [deep, limit].flatMap((one) => (one ? (cutFrom(movement, mover, one.multipliers) ?? []) : []));
      const cut = cuts.find((one) => lacks(one, share) > VIOLATED);
      // fractions protect, whole numbers do not: something else must be withheld too
      found.push(cut ?? coverOutside(pattern));
    }
    this.master.append(found);
  }
}

/** Less withheld never protects more, so one of the published must be withheld. */
function coverOutside(pattern: Pattern): Cut {
  const movers = pattern.flatMap((withheld, mover) => (withheld ? [] : [mover]));
  return { movers, weights: movers.map(() => 1) };
}
