/**
 * The cubic Hungarian algorithm over a full matrix, for comparison only: rows are assigned to columns, at least as many,
 * of the highest sum. Source: Kuhn, Naval Research Logistics Quarterly 2 (1955), in the form with potentials that takes
 * O(rows² × columns).
 */
export function assignByMatrix(
  rows: number,
  columns: number,
  weightOf: (row: number, column: number) => number
): number {
  const u = new Float64Array(rows + 1);
  const v = new Float64Array(columns + 1);
  const rowOf = new Int32Array(columns + 1);
  const way = new Int32Array(columns + 1);
  for (let row = 1; row <= rows; row++) {
    rowOf[0] = row;
    let column = 0;
    const least = new Float64Array(columns + 1).fill(Infinity);
    const used = new Uint8Array(columns + 1);
    do {
      used[column] = 1;
      const from = rowOf[column]!;
      let delta = Infinity;
      let next = 0;
      for (let j = 1; j <= columns; j++) {
        if (used[j]) continue;
        const cost = -weightOf(from - 1, j - 1) - u[from]! - v[j]!;
        if (cost < least[j]!) {
          least[j] = cost;
          way[j] = column;
        }
        if (least[j]! < delta) {
          delta = least[j]!;
          next = j;
        }
      }
      for (let j = 0; j <= columns; j++) {
        if (used[j]) {
          u[rowOf[j]!]! += delta;
          v[j]! -= delta;
        } else least[j]! -= delta;
      }
      column = next;
    } while (rowOf[column] !== 0);
    for (; column !== 0; column = way[column]!) rowOf[column] = rowOf[way[column]!]!;
  }
  let sum = 0;
  for (let j = 1; j <= columns; j++) if (rowOf[j] !== 0) sum += weightOf(rowOf[j]! - 1, j - 1);
  return sum;
}
