import { type CellSystem, isPrimary, leastOf, reachOf } from './cell-system';
import { type Attacker, isMovement, toWitness, type Witness } from './attacker';
import type { Movement } from './movement';
import type { Prover } from './prover';
import type { SolveOptions } from './solver';

/** Tables an intruder cannot rule out, by movements away from the truth: one for each withheld mover. */
export type Proof = Map<number, Witness>;

/**
 * For each withheld mover a table that an intruder cannot rule out: a primary one high enough, any other not what it
 * is. Secondary movers without such a table are certain, so they need not be withheld: they come back as `certain`.
 *
 * @returns null when time is up.
 * @example
 * // total 63 = 3 + 60, total public
 * await proveAll(movement, tools, [true, true], {}) // { proof: Map { 0 => [[0, 2], [1, -2]], 1 => ... }, certain: [] }
 */
export async function proveAll(
  movement: Movement,
  { prover, attacker }: { prover: Prover; attacker: Attacker },
  pattern: readonly boolean[],
  options: SolveOptions
): Promise<{ proof: Proof; certain: number[] } | null> {
  const proof: Proof = new Map();
  const certain: number[] = [];
  const secondary: number[] = [];
  for (const [mover, withheld] of pattern.entries()) {
    // nobody is promised a thing about a group without a table that is not small
    if (!withheld || (movement.movers[mover]!.unseen && movement.movers[mover]!.rise === 0)) continue;
    const found = movement.movers[mover]!.rise > 0 ? prover.proofOf(mover, pattern) : undefined;
    if (found) proof.set(mover, found);
    else if (movement.movers[mover]!.rise > 0) throw new Error('A pattern without proof protects nobody');
    else secondary.push(mover);
  }
  const take = (witness: Witness) => {
    for (const [mover] of witness) if (!proof.has(mover)) proof.set(mover, witness);
  };
  for (const witness of new Set([...proof.values(), ...prover.allowed(pattern)])) take(witness);
  attacker.setPattern(pattern.map(Number));
  for (const mover of secondary) {
    if (proof.has(mover)) continue;
    const relaxed = await attacker.attack(mover, 1, options);
    const found = relaxed && toWitness(relaxed.values);
    if (found && isMovement(movement, found)) take(found);
    if (proof.has(mover)) continue;
    const higher = await attacker.attackWhole(mover, 1, Infinity, options);
    const other = higher === 'fails' ? await attacker.attackWhole(mover, -Infinity, -1, options) : higher;
    if (other === null) return null;
    if (other === 'fails') certain.push(mover);
    else take(other);
  }
  return { proof, certain };
}

/**
 * Checks a proof on the cells themselves, in whole numbers: every table in it agrees with all that is published, keeps
 * every sum, takes no withheld cell below what the intruder knows, and shows its cell high enough (a primary one) or
 * other than it is. Nothing leaves without this check; a failure is a fault of the program.
 *
 * @param tables For each withheld place the movements by place.
 * @throws where a proof is missing or wrong.
 *
 * @example
 * // total 63 public, small 3 and large 60 withheld: 5 and 58 would also do
 * checkProof(system, new Set([1, 2]), 5, new Map([[1, new Map([[1, 2], [2, -2]])], [2, new Map([[1, 2], [2, -2]])]]))
 */
export function checkProof(
  system: CellSystem,
  withheld: ReadonlySet<number>,
  threshold: number,
  tables: ReadonlyMap<number, ReadonlyMap<number, number>>
): void {
  const sound = new Set<ReadonlyMap<number, number>>();
  for (const place of withheld) {
    const cell = system.cells[place]!;
    if (cell.unseen && !isPrimary(cell, threshold)) continue;
    const table = tables.get(place);
    const fault = (why: string) => new Error(`"${cell.id}" is withheld without proof: ${why}`);
    if (!table) throw fault('no table');
    if (!sound.has(table)) {
      for (const [other, by] of table) {
        const moved = system.cells[other]!;
        if (!Number.isSafeInteger(by) || !withheld.has(other) || moved.n + by < leastOf(moved))
          throw fault(`"${moved.id}" cannot move by ${by}`);
      }
      for (const { total, parts } of system.equations) {
        const change = parts.reduce((sum, part) => sum + (table.get(part) ?? 0), -(table.get(total) ?? 0));
        if (change !== 0) throw fault(`"${system.cells[total]!.id}" is no sum any more`);
      }
      sound.add(table);
    }
    const by = table.get(place) ?? 0;
    if (by === 0 || (isPrimary(cell, threshold) && cell.n + by < reachOf(cell, threshold)))
      throw fault(`it moves by ${by}`);
  }
}
