import { type Cut, lacks } from './cuts';

const ENOUGH = 1 - 1e-9;

/** Every cut found so far: most patterns that do not protect are known by one of them, without an attack. */
export class CutPool {
  readonly cuts: Cut[] = [];
  /** By mover: in which cuts it is, with its weight there. */
  private readonly within: [number, number][][];

  constructor(movers: number, cuts: readonly Cut[]) {
    this.within = Array.from({ length: movers }, () => []);
    for (const cut of cuts) this.add(cut);
  }

  add(cut: Cut): void {
    const index = this.cuts.push(cut) - 1;
    for (const [at, mover] of cut.movers.entries()) this.within[mover]!.push([index, cut.weights[at]!]);
  }

  /** Cuts a pattern violates by more than `by`. */
  violated(share: readonly number[], by: number): number[] {
    return this.cuts.flatMap((cut, index) => (lacks(cut, share) > by ? [index] : []));
  }

  /** Follows a pattern that loses one mover after the other. */
  follow(pattern: readonly boolean[]) {
    const sums: number[] = [];
    // the pattern is read as it is when a cut is first asked for
    const sumOf = (index: number) => (sums[index] ??= 1 - lacks(this.cuts[index]!, pattern.map(Number)));
    return {
      /** Whether a cut says that this mover must stay. */
      needs: (mover: number) => this.within[mover]!.some(([index, weight]) => sumOf(index) - weight < ENOUGH),
      lose: (mover: number) => {
        for (const [index, weight] of this.within[mover]!) sums[index] = sumOf(index) - weight;
      }
    };
  }
}
