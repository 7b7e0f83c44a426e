import { SIZE_CLASSES } from '../../register/size-class';
import type { PublishedTable, Strata, TableAbout } from '../aggregate-types';
import { estimateShare } from '../statistics/estimate-share';
import { responseBounds } from '../statistics/response-bounds';
import type { Stratum } from '../statistics/collapse-strata';
import { derived, read, type Tables } from './derived-table';

/** A share that is told in three ways. */
export interface ShareOf {
  /** Table of the totals: `overall`, `levels-legal`, `answers-asks`. */
  table: string;
  about: TableAbout;
  /** Cells of the totals and, after the class, of the strata. */
  yes: { total: string; stratum: string };
  no: { total: string | null; stratum: string; parts?: readonly string[] };
  /** Cell of those to whom it does not apply; they are no part of the population. */
  outside?: string;
}

const NUMBERS = ['answering', 'bound-low', 'bound-high', 'estimate', 'low', 'high'] as const;

/**
 * The three results of a share, in percent: among those answering; the bounds for all, whatever the silent would say;
 * an estimate for all, if the silent resemble those of their stratum that answered, with its interval.
 *
 * All of it is worked out of cells that are published anyway, of strata fixed once for the wave: whoever has the tables
 * can do the sum himself, so the results tell nobody more than the tables do. Strata with a withheld cell are put
 * together as one, whose count is what the published strata leave of the published total. Where the total is withheld
 * there is no estimate.
 *
 * Don't know, not reached and unanswered count with the silent: the municipality is there, its answer is not.
 *
 * @example
 * deriveEstimate(tables, strata, { table: 'overall', ... }).cells
 * // { answering: 61.0, 'bound-low': 25.2, 'bound-high': 83.8, estimate: 58.3, low: 51.9, high: 64.4 }
 */
export function deriveEstimate(tables: Tables, strata: Strata, share: ShareOf): PublishedTable {
  const id = `estimate-${share.table}`;
  const nothing = (withheld: 'parts-withheld' | 'nobody') =>
    derived(id, share.about, 'percent', Object.fromEntries(NUMBERS.map((one) => [one, null])), { withheld });
  const all = readTotals(tables, share);
  if (!all) return boundsOnly(tables, share) ?? nothing('parts-withheld');
  if (all.population <= 0 || all.answered <= 0) return nothing('nobody');
  const cells = readStrata(tables, strata, share, all);
  if (!cells)
    return derived(id, share.about, 'percent', {
      answering: (100 * all.yes) / all.answered,
      ...percent(responseBounds(all)),
      ...{ estimate: null, low: null, high: null }
    });
  const { estimate } = estimateShare(cells);
  const bounds = responseBounds(all);
  return derived(id, share.about, 'percent', {
    answering: (100 * all.yes) / all.answered,
    ...percent(bounds),
    estimate: estimate && 100 * estimate.share,
    ...(estimate?.interval ? { low: 100 * estimate.interval.low, high: 100 * estimate.interval.high } : {})
  });
}

const percent = ({ low, high }: { low: number; high: number }) => ({
  'bound-low': 100 * low,
  'bound-high': 100 * high
});

/** Where not all parts are published, the bounds by those that are: wider, and still true. */
function boundsOnly(tables: Tables, { table, about, yes, no }: ShareOf): PublishedTable | null {
  const population = read(tables, 'coverage', 'population');
  const had = read(tables, table, yes.total);
  const whole = no.total === null ? null : read(tables, table, no.total);
  const lacking = whole ?? (no.parts ?? []).reduce((sum, part) => sum + (read(tables, table, part) ?? 0), 0);
  if (population === null || population === 0 || (had === null && lacking === 0)) return null;
  return derived(`estimate-${table}`, about, 'percent', {
    answering: null,
    ...percent({ low: (had ?? 0) / population, high: (population - lacking) / population }),
    ...{ estimate: null, low: null, high: null }
  });
}

interface Counts {
  population: number;
  answered: number;
  yes: number;
}

function readTotals(tables: Tables, { table, yes, no, outside }: ShareOf): Counts | null {
  const population = read(tables, 'coverage', 'population');
  const all = read(tables, table, 'all');
  const had = read(tables, table, yes.total);
  const lacking = no.total === null ? (all ?? 0) - (had ?? 0) : read(tables, table, no.total);
  if (population === null || all === null || had === null || lacking === null) return null;
  // where it is withheld they count with the silent: the bounds are a little wider, and still hold
  const beyond = outside === undefined ? 0 : (read(tables, table, outside) ?? 0);
  return { population: Math.max(population - beyond, had + lacking), answered: had + lacking, yes: had };
}

/** Tables that strata can be read from, the finest first; a level's table by stratum is the first to be given up. */
const STRATA_OF = ['stratum', 'size', 'group'] as const;

/** Strata weigh by all their municipalities: to how many of a stratum a criterion does not apply is not published. */
function readStrata(tables: Tables, classes: Strata, share: ShareOf, all: Counts): Stratum[] | null {
  const kind = STRATA_OF.find((one) => tables[`${share.table}-by-${one}`]?.withheld === null);
  if (!kind) return classes.stratum.length <= 1 ? [{ size: 1, group: 'all', ...all }] : null;
  const by = `${share.table}-by-${kind}`;
  const cells: Stratum[] = [];
  const rest = { population: read(tables, 'coverage', 'population')!, answered: all.answered, yes: all.yes };
  let together = false;
  for (const { id, of } of classes[kind]) {
    const population = read(tables, `population-by-${kind}`, id);
    const had = read(tables, by, `${id}/${share.yes.stratum}`);
    const lacking = read(tables, by, `${id}/${share.no.stratum}`);
    if (population === null || had === null || lacking === null) {
      together = true;
      continue;
    }
    const counts = { population: Math.max(population, had + lacking), answered: had + lacking, yes: had };
    cells.push({ ...placeOf(of), ...counts });
    for (const key of ['population', 'answered', 'yes'] as const) rest[key] -= counts[key];
  }
  if (together) cells.push({ size: 0, group: '', ...rest });
  return cells.every(isCounted) ? cells : null;
}

const isCounted = ({ population, answered, yes }: Counts) =>
  Number.isInteger(yes) && yes >= 0 && yes <= answered && answered <= population;

/** Where a stratum stands among its neighbours: the middle of its size classes, and its main group; one of the two alone stands for both. */
function placeOf(of: readonly string[]): { size: number; group: string } {
  const sizeOf = (part: string) => SIZE_CLASSES.findIndex(({ id }) => id === part) + 1;
  const parts = of.map((one) => {
    const [first = '', group] = one.split('/');
    return { size: sizeOf(first), group: group ?? (sizeOf(first) > 0 ? '' : first) };
  });
  return {
    size: parts.reduce((sum, { size }) => sum + size, 0) / parts.length,
    group: [...new Set(parts.map(({ group }) => group))].sort().join('+')
  };
}
