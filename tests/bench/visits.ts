import { compileVisits } from '../../src/lib/domain/visits/compile-visits';
import { solveVisits } from '../../src/lib/domain/visits/solve-visits';
import { inventVisits } from '../../src/lib/domain/visits/visits.arbitrary';
import { loadHighsSolver } from '../../src/lib/server/disclosure/highs';
import { asProgram } from '../oracles/visits';

// planning visits from invented countries: proven for up to 60 candidates, with its gap beyond.
// `npm run bench:visits -- 26,60` runs some of them

const SIZES = [
  { n: 26, days: 3, km: 500, highs: true },
  { n: 60, days: 5, km: 500, highs: false },
  { n: 60, days: 10, km: 3000, highs: false },
  { n: 290, days: 10, km: 500, highs: false },
  { n: 1000, days: 10, km: 500, highs: false }
];
const SEEDS = [1, 2, 3];
const chosen = process.argv[2]?.split(',').map(Number);
const MOST_MS = 20_000;

const print = (name: string, value: number, unit: string, n: number) =>
  console.log(JSON.stringify({ name, value: Number(value.toPrecision(4)), unit, n }));
const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1]!;

const solve = await loadHighsSolver();
for (const { n, days, km, highs } of SIZES) {
  if (chosen && !chosen.includes(n)) continue;
  const seconds: number[] = [];
  const others: number[] = [];
  const gaps: number[] = [];
  let trips = 0;
  for (const seed of SEEDS) {
    const problem = inventVisits(n, seed, { days, limit: { km } });
    const start = performance.now();
    const solved = await solveVisits(compileVisits(problem), solve, {
      shouldStop: () => performance.now() - start > MOST_MS
    });
    seconds.push((performance.now() - start) / 1000);
    gaps.push((100 * (solved.bound - solved.value)) / solved.bound);
    trips = solved.list.count;
    if (!highs) continue;
    const begin = performance.now();
    await solve(asProgram(problem));
    others.push((performance.now() - begin) / 1000);
  }
  const name = `visits-${days}-days-${km}-km`;
  print(name, median(seconds), 's', n);
  print(`${name}-slowest`, Math.max(...seconds), 's', n);
  print(`${name}-gap`, Math.max(...gaps), '%', n);
  print(`${name}-trips`, trips, 'trips listed', n);
  if (highs) print(`${name}-highs`, median(others), 's', n);
}
