import { buildTableSystem } from '../../src/lib/domain/disclosure/build-system';
import { findPattern } from '../../src/lib/domain/disclosure/find-pattern';
import { describeMovement } from '../../src/lib/domain/disclosure/movement';
import type { TableInput } from '../../src/lib/domain/disclosure/schema';
import { loadHighsSolver } from '../../src/lib/server/disclosure/highs';
import { inventCounties, inventTable, treeOf } from './disclose-tables';

// disclosure control: least loss proven, or the gap, within 60 s. `npm run bench:disclose -- counties,3d 1,2 60`

const seconds = Number(process.argv[4] ?? 50);
const seeds = (process.argv[3] ?? '1,2,3').split(',').map(Number);
const TABLES: Record<string, (seed: number) => TableInput> = {
  counties: (seed) => inventCounties(120, seed),
  'counties-250': (seed) => inventCounties(250, seed),
  '20x10': (seed) => inventTable([treeOf('r', 20, 4), treeOf('c', 10, 2)], seed),
  '30x30': (seed) => inventTable([treeOf('r', 29), treeOf('c', 29)], seed),
  '44x44': (seed) => inventTable([treeOf('r', 43), treeOf('c', 43)], seed),
  '44x44-dense': (seed) => inventTable([treeOf('r', 43), treeOf('c', 43)], seed, { zeros: 0.05, mean: 20 }),
  '44x44-few': (seed) => inventTable([treeOf('r', 43), treeOf('c', 43)], seed, { zeros: 0.05, mean: 100 }),
  '44x44-trees-few': (seed) => inventTable([treeOf('r', 37, 6), treeOf('c', 37, 6)], seed, { zeros: 0.05, mean: 100 }),
  '44x44-sparse': (seed) => inventTable([treeOf('r', 43), treeOf('c', 43)], seed, { zeros: 0.6, mean: 5 }),
  '100x19-trees': (seed) => inventTable([treeOf('r', 90, 9), treeOf('c', 16, 3)], seed),
  '44x44-trees': (seed) => inventTable([treeOf('r', 37, 6), treeOf('c', 37, 6)], seed),
  '3d': (seed) => inventTable([treeOf('x', 4), treeOf('y', 4), treeOf('z', 3)], seed),
  '3d-dense': (seed) => inventTable([treeOf('x', 4), treeOf('y', 4), treeOf('z', 3)], seed, { zeros: 0.05, mean: 12 }),
  '3d-long': (seed) => inventTable([treeOf('x', 10), treeOf('y', 2), treeOf('z', 2)], seed),
  '3d-300': (seed) => inventTable([treeOf('x', 6), treeOf('y', 6), treeOf('z', 5)], seed)
};
const chosen = (process.argv[2] ?? Object.keys(TABLES).join(',')).split(',');

const solve = await loadHighsSolver();
for (const name of chosen) {
  for (const seed of seeds) {
    const system = buildTableSystem(TABLES[name]!(seed));
    if (!system.ok) throw new Error(JSON.stringify(system.problems));
    const movement = describeMovement(system.value, system.value.threshold);
    const begun = performance.now();
    const cpu = process.cpuUsage();
    const steps: string[] = [];
    const found = await findPattern(movement, solve, {
      // of the processor, so that a busy machine does not stop it early
      secondsLeft: () => seconds - process.cpuUsage(cpu).user / 1e6,
      onProgress: ({ loss, bound }) => steps.push(`${((performance.now() - begun) / 1000).toFixed(1)}:${bound}/${loss}`)
    });
    if ('impossible' in found) throw new Error(`${name} ${seed} cannot be protected`);
    const used = process.cpuUsage(cpu);
    const primary = movement.movers.filter(({ rise }) => rise > 0).length;
    console.log(
      JSON.stringify({
        name: `disclose-${name}`,
        seed,
        value: Number(((performance.now() - begun) / 1000).toPrecision(3)),
        unit: 's',
        cpu: Number(((used.user + used.system) / 1e6).toPrecision(3)),
        n: system.value.cells.length,
        primary,
        withheld: found.pattern.filter(Boolean).length,
        loss: found.loss,
        bound: found.bound,
        optimal: found.bound === found.loss
      })
    );
    if (process.env.STEPS) console.log(steps.slice(-12).join(' '));
  }
}
