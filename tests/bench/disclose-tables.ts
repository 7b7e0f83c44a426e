import type { TableInput } from '../../src/lib/domain/disclosure/schema';

/** Numbers between 0 and 1 from a seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A tree with so many leaves, in groups where told; nodes in all: leaves, groups and the root. */
export function treeOf(name: string, leaves: number, groups = 0): Record<string, string[]> {
  const leaf = Array.from({ length: leaves }, (_, i) => `${name}${i}`);
  if (groups === 0) return { [`${name}-all`]: leaf };
  const size = Math.ceil(leaves / groups);
  const group = Array.from({ length: Math.ceil(leaves / size) }, (_, g) => leaf.slice(g * size, (g + 1) * size));
  return {
    [`${name}-all`]: group.map((_, g) => `${name}-g${g}`),
    ...Object.fromEntries(group.map((members, g) => [`${name}-g${g}`, members]))
  };
}

const leavesOf = (tree: Record<string, string[]>) =>
  Object.values(tree)
    .flat()
    .filter((node) => !(node in tree));

/** Counts with many small ones and a share of zeros, as answers of municipalities have. */
export function inventTable(
  trees: Record<string, string[]>[],
  seed: number,
  { zeros = 0.3, mean = 8 } = {}
): TableInput {
  const random = randomFrom(seed);
  const dimensions = trees.map((tree, d) => ({ name: `d${d}`, tree }));
  const cells = trees
    .reduce<Record<string, string>[]>(
      (rows, tree, d) => rows.flatMap((row) => leavesOf(tree).map((leaf) => ({ ...row, [`d${d}`]: leaf }))),
      [{}]
    )
    .map((names) => ({ ...names, n: random() < zeros ? 0 : Math.ceil(-Math.log(1 - random()) * mean) }));
  return { threshold: 5, dimensions, cells } as unknown as TableInput;
}

/** 120 of 290 municipalities by county (21) and size class (6): what a national table of answers looks like. */
export function inventCounties(answers: number, seed: number): TableInput {
  const random = randomFrom(seed);
  const trees = [treeOf('county', 21), treeOf('size', 6)];
  const counts = new Map<string, number>();
  const everybody = Array.from(
    { length: 290 },
    () => `county${Math.floor(random() ** 1.6 * 21)} size${Math.floor(random() * 6)}`
  );
  for (let left = answers; left > 0; left--) {
    const [one] = everybody.splice(Math.floor(random() * everybody.length), 1);
    counts.set(one!, (counts.get(one!) ?? 0) + 1);
  }
  return {
    threshold: 5,
    dimensions: [
      { name: 'county', tree: trees[0]! },
      { name: 'size', tree: trees[1]! }
    ],
    cells: [...counts].map(([key, n]) => ({ county: key.split(' ')[0]!, size: key.split(' ')[1]!, n }))
  } as unknown as TableInput;
}
