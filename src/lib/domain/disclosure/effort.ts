/**
 * What a search may still do, counted in steps of the solver and not in seconds: the same programs take the same steps on
 * every machine, however slow it is and whatever its clock says, so what is found within so many steps is found again.
 *
 * @example
 * const all = new Effort(1000);
 * const one = all.part(300);
 * one.spend(120); // one.left 180, all.left 880
 */
export class Effort {
  constructor(
    private steps: number,
    private readonly whole?: Effort
  ) {}

  get left(): number {
    return this.steps;
  }

  spend(steps: number): void {
    this.steps -= steps;
    this.whole?.spend(steps);
  }

  /** At most so many of the steps that are left; what is not taken of them stays with the whole. */
  part(most: number): Effort {
    return new Effort(Math.min(this.steps, Math.floor(most)), this);
  }
}
