import type { Highs } from 'highs';

// An intruder of his own: he shares no code with what he attacks. He knows the trees, the published cells, the
// threshold, who publishes himself, that withheld inner cells are at least 1 and that he may be one of those in them.

export interface Input {
  threshold: number;
  dimensions: { name: string; tree: Record<string, string[]> }[];
  cells: Record<string, string | number>[];
}

export interface Output {
  cells: (Record<string, string | number> & { status: 'published' | 'suppressed' })[];
}

/** A cell of the whole table: the inner cells under it, by number, and what is true of it. */
export interface Cell {
  name: string;
  under: number[];
  n: number;
  known: number;
  /** A group of which no table is made: it may be empty, and nobody is promised anything about it. */
  unlisted?: boolean;
}

export interface Facts {
  threshold: number;
  cells: Cell[];
  /** The cell of each inner cell. */
  inner: number[];
}

/** Every cell with its inner cells, n and known counted anew. */
export function readFacts(input: Input): Facts {
  const leaves = (tree: Record<string, string[]>, node: string): string[] =>
    tree[node] ? tree[node].flatMap((child) => leaves(tree, child)) : [node];
  const product = (lists: string[][]): string[][] =>
    lists.reduce<string[][]>((rows, list) => rows.flatMap((row) => list.map((one) => [...row, one])), [[]]);
  const nodes = input.dimensions.map(({ tree }) => [...new Set([...Object.keys(tree), ...Object.values(tree).flat()])]);
  const bottom = input.dimensions.map(({ tree }, d) => nodes[d]!.filter((node) => !tree[node]));
  const innerNames = product(bottom).map((row) => row.join('/'));
  const numberOf = new Map(innerNames.map((name, at) => [name, at]));
  const counts = innerNames.map(() => ({ n: 0, known: 0 }));
  for (const cell of input.cells) {
    const at = numberOf.get(input.dimensions.map(({ name }) => cell[name]).join('/'))!;
    counts[at] = { n: cell.n as number, known: (cell.known as number | undefined) ?? 0 };
  }
  const cells = product(nodes).map((row): Cell => {
    const under = product(row.map((node, d) => leaves(input.dimensions[d]!.tree, node))).map((leaf) =>
      numberOf.get(leaf.join('/'))!
    );
    const sum = (key: 'n' | 'known') => under.reduce((total, at) => total + counts[at]![key], 0);
    return { name: row.join('/'), under, n: sum('n'), known: sum('known') };
  });
  const placeOf = new Map(cells.map((cell, place) => [cell.name, place]));
  return { threshold: input.threshold, cells, inner: innerNames.map((name) => placeOf.get(name)!) };
}

export const isSmall = ({ n, known }: Cell, threshold: number) => n - known > 0 && n - known < threshold;

/** Which cells a published table withholds, and whether what it publishes is true. */
export function readPattern(input: Input, facts: Facts, output: Output): { hidden: boolean[]; lies: string[] } {
  const shown = new Map(output.cells.map((cell) => [input.dimensions.map(({ name }) => cell[name]).join('/'), cell]));
  const lies = facts.cells.flatMap(({ name, n }) => {
    const cell = shown.get(name);
    if (!cell) return [`${name} is missing`];
    return cell.status === 'published' && cell.n !== n ? [`${name} is ${n}, not ${cell.n}`] : [];
  });
  return { hidden: facts.cells.map(({ name }) => shown.get(name)?.status === 'suppressed'), lies };
}

const least = ({ n, known, unlisted }: Cell) => (unlisted ? 0 : n > known ? known + 1 : Math.max(1, known));

/**
 * What he gets by trying tables one after another: a sentence where a withheld cell is certain or a primary one is
 * narrowed below the threshold, else null. Tables differ from the truth by at most `reach` in each inner cell.
 */
export function attackByTrying(facts: Facts, hidden: boolean[], reach: number): string | null {
  const { cells, inner, threshold } = facts;
  const values = inner.map((place) => cells[place]!.n);
  const open = inner.flatMap((place, at) => (hidden[place] ? [at] : []));
  const orderOf = new Map(open.map((at, order) => [at, order]));
  const sums = cells.flatMap((cell, place) =>
    hidden[place] ? [] : [{ ...cell, last: Math.max(-1, ...cell.under.map((at) => orderOf.get(at) ?? -1)) }]
  );
  const spans = cells.flatMap((cell, place) => (hidden[place] ? [{ ...cell, min: Infinity, max: -Infinity }] : []));
  const safe = (span: (typeof spans)[number]) =>
    span.max > span.min && (!isSmall(span, threshold) || span.max - span.known >= threshold);
  const sumOf = (under: number[]) => under.reduce((total, at) => total + values[at]!, 0);
  const tryFrom = (order: number): void => {
    if (spans.every(safe)) return;
    if (order === open.length) {
      for (const span of spans) {
        const sum = sumOf(span.under);
        span.min = Math.min(span.min, sum);
        span.max = Math.max(span.max, sum);
      }
      return;
    }
    const at = open[order]!;
    const cell = cells[inner[at]!]!;
    const before = values[at]!;
    // the truth first: whatever is far from it is seldom possible
    for (const step of stepsOf(reach)) {
      const value = cell.n + step;
      if (value < least(cell)) continue;
      values[at] = value;
      if (sums.every(({ n, under, last }) => last !== order || sumOf(under) === n)) tryFrom(order + 1);
    }
    values[at] = before;
  };
  tryFrom(0);
  const broken = spans.find((span) => !safe(span));
  return broken ? `${broken.name} is ${broken.min} to ${broken.max}, in truth ${broken.n}` : null;
}

const stepsOf = (reach: number) => [0, ...Array.from({ length: reach }, (_, i) => [i + 1, -i - 1]).flat()];

/** The same with a program of whole numbers for each end of each interval: for tables too large to be tried. */
export function attackByProgram(facts: Facts, hidden: boolean[], highs: Highs): string | null {
  const { cells, inner, threshold } = facts;
  const numberOf = new Map(inner.map((place, at) => [place, at]));
  const term = (under: number[]) => under.map((at) => `+ 1 x${at}`).join(' ');
  const bounds = inner.map((place, at) =>
    hidden[place] ? `${least(cells[place]!)} <= x${at} <= 100000` : `x${at} = ${cells[place]!.n}`
  );
  const rows = cells.flatMap((cell, place) =>
    hidden[place] || numberOf.has(place) ? [] : [` c${place}: ${term(cell.under)} = ${cell.n}`]
  );
  const names = inner.map((_, at) => `x${at}`).join(' ');
  const end = (cell: Cell, sense: 'Maximize' | 'Minimize') => {
    const program = `${sense}\n obj: ${term(cell.under)}\nSubject To\n${rows.join('\n')}\n free: x0 >= 0\nBounds\n${bounds.join('\n')}\nGenerals\n ${names}\nEnd\n`;
    const solution = highs.solve(program, { output_flag: false });
    if (solution.Status !== 'Optimal') throw new Error(`The intruder's program ended as ${solution.Status}`);
    return Math.round(solution.ObjectiveValue);
  };
  for (const [place, cell] of cells.entries()) {
    if (!hidden[place] || cell.unlisted) continue;
    const max = end(cell, 'Maximize');
    if (isSmall(cell, threshold) ? max - cell.known >= threshold : max > cell.n) continue;
    const min = isSmall(cell, threshold) ? -1 : end(cell, 'Minimize');
    if (isSmall(cell, threshold) || min === max) return `${cell.name} is at most ${max}, in truth ${cell.n}`;
  }
  return null;
}

export const lossOf = ({ cells, threshold }: Facts, hidden: boolean[]) =>
  cells.reduce((sum, cell, place) => sum + (hidden[place] && !isSmall(cell, threshold) ? cell.n : 0), 0);

/**
 * The least loss of all patterns, by trying every one that costs less than `below`: null where none protects.
 */
export function cheapestByTrying(facts: Facts, below: number, reach: number): number | null {
  const { cells, threshold } = facts;
  const hidden = cells.map((cell) => isSmall(cell, threshold));
  const others = cells
    .map((_, place) => place)
    .filter((place) => !hidden[place] && cells[place]!.n > 0)
    .sort((a, b) => cells[a]!.n - cells[b]!.n);
  let cheapest: number | null = null;
  const tryFrom = (from: number, loss: number): void => {
    if (loss >= (cheapest ?? below)) return;
    if (attackByTrying(facts, hidden, reach) === null) {
      cheapest = loss;
      return;
    }
    for (let next = from; next < others.length; next++) {
      const place = others[next]!;
      if (loss + cells[place]!.n >= (cheapest ?? below)) break;
      hidden[place] = true;
      tryFrom(next + 1, loss + cells[place]!.n);
      hidden[place] = false;
    }
  };
  tryFrom(0, 0);
  return cheapest;
}

/**
 * A pattern as one would find it by hand: the cheapest cell more and again one more until the intruder gets nothing, then
 * the dearest published again where he still gets nothing.
 */
export function patternByHand(facts: Facts, highs: Highs): boolean[] {
  const { cells, threshold } = facts;
  const hidden = cells.map((cell) => isSmall(cell, threshold));
  const others = cells
    .map((_, place) => place)
    .filter((place) => !hidden[place] && cells[place]!.n > 0)
    .sort((a, b) => cells[a]!.n - cells[b]!.n);
  const taken: number[] = [];
  while (attackByProgram(facts, hidden, highs) !== null) {
    const next = others.shift();
    if (next === undefined) throw new Error('Nothing is left to withhold, and he still finds something');
    hidden[next] = true;
    taken.push(next);
  }
  for (const place of taken.reverse()) {
    hidden[place] = false;
    if (attackByProgram(facts, hidden, highs) !== null) hidden[place] = true;
  }
  return hidden;
}
