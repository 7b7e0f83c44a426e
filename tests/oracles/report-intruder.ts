import type { Highs } from 'highs';

// An intruder who reads everything a report publishes. He shares no code with what he attacks: he knows the register
// (how many there are of each kind), every published cell of every edition, that a withheld cell is not zero, and what
// adds up to what. He works out with whole numbers how far each withheld cell can be narrowed.

/** One kind of municipality: all in it look the same to a reader. */
export interface Kind {
  size: string;
  group: string;
  county: string;
  /** In the register, which is public. */
  population: number;
}

/** A cell as it was published, and what is true of it. */
export interface ReportCell {
  name: string;
  /** Kinds of municipalities and values it counts, as positions. */
  kinds: number[];
  leaves: number[];
  /** Null where it is withheld. */
  shown: number | null;
  truth: number;
}

export interface Secret {
  threshold: number;
  kinds: Kind[];
  leaves: number;
  /** By edition; a later edition of a wave has everybody in it that the earlier one had. */
  editions: ReportCell[][];
}

/** A sentence for each withheld cell that is certain, or narrowed below the threshold where it is a small one. */
export function intrude(secret: Secret, highs: Highs): string[] {
  const rows = constraintsOf(secret);
  // every table he has found possible so far: what one of them shows high enough needs no program of its own
  const possible: Possible[] = [];
  const reaches = (cell: ReportCell, edition: number, enough: number) =>
    possible.some((table) => valueIn(table, cell, edition) >= enough);
  const end = (sense: 'Maximize' | 'Minimize', cell: ReportCell, edition: number) => {
    const table = solve(sense, cell, edition, rows, highs);
    possible.push(table);
    return valueIn(table, cell, edition);
  };
  return secret.editions.flatMap((cells, edition) =>
    cells.flatMap((cell) => {
      if (cell.shown !== null) return [];
      const small = cell.truth > 0 && cell.truth < secret.threshold;
      const enough = small ? secret.threshold : cell.truth + 1;
      if (reaches(cell, edition, enough)) return [];
      const most = end('Maximize', cell, edition);
      if (most >= enough) return [];
      if (small) return [`${cell.name} is at most ${most}, in truth ${cell.truth}`];
      const least = end('Minimize', cell, edition);
      return least < most ? [] : [`${cell.name} is ${most} for certain`];
    })
  );
}

/** By variable. */
type Possible = ReadonlyMap<string, number>;

function valueIn(table: Possible, { kinds, leaves }: ReportCell, edition: number): number {
  let sum = 0;
  for (let e = 0; e <= edition; e++)
    for (const kind of kinds) for (const leaf of leaves) sum += table.get(variable(e, kind, leaf)) ?? 0;
  return sum;
}

const variable = (edition: number, kind: number, leaf: number) => `x${edition}k${kind}l${leaf}`;

/** What a cell counts: its own edition and everything the earlier ones had. */
function termOf(cell: Pick<ReportCell, 'kinds' | 'leaves'>, edition: number): string {
  const parts: string[] = [];
  for (let e = 0; e <= edition; e++)
    for (const kind of cell.kinds) for (const leaf of cell.leaves) parts.push(`+ 1 ${variable(e, kind, leaf)}`);
  return parts.join(' ');
}

function constraintsOf({ kinds, leaves, editions }: Secret): { rows: string; names: string } {
  const rows: string[] = [];
  const names: string[] = [];
  const all = Array.from({ length: leaves }, (_, leaf) => leaf);
  const last = editions.length - 1;
  for (const [kind, { population }] of kinds.entries())
    rows.push(` p${kind}: ${termOf({ kinds: [kind], leaves: all }, last)} <= ${population}`);
  for (const [edition, cells] of editions.entries()) {
    for (const [kind] of kinds.entries()) for (const leaf of all) names.push(variable(edition, kind, leaf));
    for (const [at, cell] of cells.entries()) {
      const term = termOf(cell, edition);
      if (term !== '') rows.push(` c${edition}n${at}: ${term} ${cell.shown === null ? '>= 1' : `= ${cell.shown}`}`);
    }
  }
  return { rows: rows.join('\n'), names: names.join(' ') };
}

function solve(
  sense: 'Maximize' | 'Minimize',
  cell: ReportCell,
  edition: number,
  { rows, names }: { rows: string; names: string },
  highs: Highs
): Possible {
  const program = `${sense}\n obj: ${termOf(cell, edition)}\nSubject To\n${rows}\nGenerals\n ${names}\nEnd\n`;
  const solution = highs.solve(program, { output_flag: false });
  if (solution.Status !== 'Optimal')
    throw new Error(`${cell.name}: the intruder's program ended as ${solution.Status}`);
  return new Map(
    Object.entries(solution.Columns).map(([name, column]) => [name, Math.round('Primal' in column ? column.Primal : 0)])
  );
}
