import { type Problem, type Result, ok, refuseAll } from '../shared/result';
import { Attacker } from './attacker';
import { type Interval, auditSystem } from './audit';
import { type CellSystem, type Equation, type SystemCell, isPrimary, reachOf } from './cell-system';
import { proveAll } from './confirm';
import { describeMovement } from './movement';
import { Prover } from './prover';
import type { SolveProgram } from './solver';

/** What one edition publishes of its cells. Cells of the same id are about the same group and category in every edition. */
export interface Edition {
  id: string;
  system: CellSystem;
  /** Places in its system. */
  withheld: ReadonlySet<number>;
}

/** What changed between two editions: by cell id how many came into it and how many left it. */
export interface EditionChange {
  from: string;
  to: string;
  joined: ReadonlyMap<string, number>;
  left: ReadonlyMap<string, number>;
}

/**
 * Plays the intruder who has all editions of a wave before him and subtracts. What is withheld in one edition must not
 * come out of another, nor must the few that came or left between two: an answer that arrives between them is the
 * difference. Cells that no edition changes between are one number.
 *
 * Every edition must have passed on its own before (`protectSystem`).
 *
 * Errors, one for each cell found: `reveals` (path: the edition that is last of those that tell it).
 *
 * @param changes For each pair of neighbouring editions; none for a pair is no change at all.
 * @example
 * // edition 1 withholds a (3) and b (20) of 23, edition 2 withholds only a
 * await guardEditions([one, two], [], 5, solve)
 * // { ok: false, problems: [{ code: 'reveals', path: 'two', message: '"a" of edition "one" ...' }] }
 */
export async function guardEditions(
  editions: readonly Edition[],
  changes: readonly EditionChange[],
  threshold: number,
  solve: SolveProgram
): Promise<Result<{ audited: number }>> {
  const joint = joinEditions(editions, changes);
  const suspects = await findTold(joint, threshold, solve);
  const intervals = await auditSystem(joint.system, joint.hidden, solve, suspects);
  const told = [...joint.shown].map((place): [number, Interval] => {
    const { n } = joint.system.cells[place]!;
    return [place, { min: n, max: n }];
  });
  const problems = [...told, ...intervals].flatMap(([place, interval]): Problem[] => {
    const cell = joint.system.cells[place]!;
    const { withheld, path, about } = joint.origins.get(place)!;
    const certain = withheld && interval.min === interval.max;
    const narrow =
      !joint.shown.has(place) &&
      isPrimary(cell, threshold) &&
      interval.max !== null &&
      interval.max < reachOf(cell, threshold);
    if (!certain && !narrow) return [];
    return [
      {
        code: 'reveals',
        path,
        message: `${about} can be worked out from the editions together: ${wordInterval(interval)} - withhold in this edition what the one before withheld, or wait until more have changed.`
      }
    ];
  });
  return problems.length > 0 ? refuseAll(problems) : ok({ audited: joint.hidden.size });
}

/** Hidden places that an intruder narrows below the threshold, or that are certain. */
async function findTold(joint: ReturnType<typeof joinEditions>, threshold: number, solve: SolveProgram) {
  const { hidden, origins } = joint;
  const cells = joint.system.cells.map((cell, place) => ({ ...cell, open: !hidden.has(place) }));
  const movement = describeMovement({ cells, equations: joint.system.equations }, threshold);
  const found = new Set(movement.held);
  const moving = new Set(movement.movers.flatMap(({ places }) => places));
  // what cannot move at all is certain
  for (const place of hidden)
    if (!moving.has(place) && origins.get(place)!.withheld && cells[place]!.n > 0) found.add(place);
  const attacker = new Attacker(movement, solve);
  try {
    const prover = new Prover(movement, attacker);
    const all = movement.movers.map(() => true);
    const exposed = (await prover.findExposed(all)) ?? [];
    const narrow = new Set(exposed.map(({ mover }) => mover));
    for (const mover of narrow)
      for (const place of movement.movers[mover]!.places) if (isPrimary(cells[place]!, threshold)) found.add(place);
    const rest = {
      ...movement,
      movers: movement.movers.map((one, at) => (narrow.has(at) ? { ...one, rise: 0 } : one))
    };
    const proven = await proveAll(rest, { prover, attacker }, all, {});
    for (const mover of proven!.certain)
      for (const place of movement.movers[mover]!.places) if (origins.get(place)!.withheld) found.add(place);
    return found;
  } finally {
    attacker.close();
  }
}

const wordInterval = ({ min, max }: Interval) =>
  min === max ? `exactly ${min}` : max === null ? `${min} or more` : `${min} to ${max}`;

/** Where a number of the joint system comes from. */
interface Origin {
  /** Withheld by an edition; else it was never meant to be a number of its own. */
  withheld: boolean;
  /** The last edition that has it. */
  path: string;
  about: string;
}

/** One system of all editions, with those who stayed, joined and left as further cells between two. */
function joinEditions(editions: readonly Edition[], changes: readonly EditionChange[]) {
  const joint = new JointSystem();
  let before: Edition | null = null;
  let placeOf: Places = new Map();
  for (const edition of editions) {
    const change = changes.find(({ from, to }) => from === before?.id && to === edition.id);
    placeOf = joint.add(edition, placeOf, change);
    before = edition;
  }
  const hidden = new Set(joint.system.cells.flatMap((_, place) => (joint.shown.has(place) ? [] : [place])));
  return { ...joint, hidden };
}

/** By id of a cell. */
type Places = Map<string, number>;

class JointSystem {
  readonly system: CellSystem = { cells: [], equations: [] };
  readonly shown = new Set<number>();
  readonly origins = new Map<number, Origin>();

  /** Returns where each cell stands now, those of earlier editions included. */
  add(edition: Edition, earlier: Places, change: EditionChange | undefined): Places {
    const placeOf: Places = new Map();
    const moved = { joined: new Map<string, number>(), left: new Map<string, number>() };
    for (const [at, cell] of edition.system.cells.entries()) {
      const hidden = edition.withheld.has(at);
      // a group without a table was never meant to be a number of its own
      const withheld = hidden && !cell.unseen;
      const was = earlier.get(cell.id);
      const origin = { withheld, path: edition.id, about: `"${cell.id}" of edition "${edition.id}"` };
      const place = was !== undefined && !change ? this.meet(was, cell, origin) : this.push(cell, origin);
      if (!hidden) this.shown.add(place);
      placeOf.set(cell.id, place);
    }
    for (const [id, was] of earlier) {
      if (!change) {
        if (!placeOf.has(id)) placeOf.set(id, was);
        continue;
      }
      const [joined, left] = [change.joined.get(id) ?? 0, change.left.get(id) ?? 0];
      const cell = this.system.cells[was]!;
      const now = placeOf.get(id) ?? this.between(id, cell.n + joined - left, 'there', edition, false);
      if (this.system.cells[now]!.n !== cell.n + joined - left)
        throw new Error(`"${id}" is not what it was with those who joined and without those who left`);
      placeOf.set(id, now);
      const open = cell.open === true;
      const stayed = this.between(id, cell.n - left, 'stayed', edition, open);
      moved.joined.set(id, this.between(id, joined, 'joined', edition, open));
      moved.left.set(id, this.between(id, left, 'left', edition, open));
      this.system.equations.push({ total: was, parts: [stayed, moved.left.get(id)!] });
      this.system.equations.push({ total: now, parts: [stayed, moved.joined.get(id)!] });
    }
    for (const equation of edition.system.equations)
      for (const places of [placeOf, moved.joined, moved.left]) this.sum(equation, edition.system, places);
    return placeOf;
  }

  private push(cell: SystemCell, origin: Origin): number {
    const place = this.system.cells.push(cell) - 1;
    this.origins.set(place, origin);
    return place;
  }

  /** The same number in another edition. */
  private meet(was: number, cell: SystemCell, origin: Origin): number {
    const other = this.origins.get(was)!;
    if (this.system.cells[was]!.n !== cell.n)
      throw new Error(`${origin.about} differs from ${other.about}, and no change between them is told`);
    this.origins.set(was, {
      ...(origin.withheld ? origin : other),
      withheld: other.withheld || origin.withheld,
      path: origin.path
    });
    return was;
  }

  private between(id: string, n: number, what: string, edition: Edition, open: boolean): number {
    const about = `"${id}" of those who ${what === 'there' ? 'are there' : what} by edition "${edition.id}"`;
    const place = this.push(
      { id: `${id} ${what}`, n, known: 0, least: 0, unseen: true },
      { withheld: false, path: edition.id, about }
    );
    if (open) this.shown.add(place);
    return place;
  }

  private sum({ total, parts }: Equation, { cells }: CellSystem, places: Places): void {
    const found = [total, ...parts].map((at) => places.get(cells[at]!.id));
    if (found.some((place) => place === undefined)) return;
    const [whole, ...rest] = found as number[];
    this.system.equations.push({ total: whole!, parts: rest });
  }
}
