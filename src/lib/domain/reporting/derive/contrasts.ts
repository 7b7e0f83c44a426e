import type { PublishedTable, Strata } from '../aggregate-types';
import { apartDifference, type Difference, pairedDifference } from '../statistics/difference';
import { holm } from '../statistics/holm';
import { derived, read, type Tables } from './derived-table';

/**
 * The share at the headline level of each class against all others that answered, with the interval of the difference
 * and probabilities adjusted over all classes (Holm). Out of published cells only.
 *
 * @example
 * deriveContrasts(tables, 'size', strata.size, 2).map(({ id }) => id)
 * // ['contrast-overall-by-size', 'contrast-tests-by-size']
 */
export function deriveContrasts(
  tables: Tables,
  by: 'size' | 'group',
  classes: Strata['size'],
  level: number
): PublishedTable[] {
  const table = `overall-by-${by}`;
  const all = { yes: read(tables, table, 'all/reached'), answered: read(tables, table, 'all/all') };
  const found = new Map<string, Difference | null>();
  for (const { id } of classes) {
    const one = { yes: read(tables, table, `${id}/reached`), answered: read(tables, table, `${id}/all`) };
    // a class without answers has no share
    if (one.answered === 0 || one.answered === all.answered) continue;
    const whole = one.yes === null || one.answered === null || all.yes === null || all.answered === null;
    found.set(
      id,
      whole
        ? null
        : apartDifference(
            { yes: one.yes!, answered: one.answered! },
            { yes: all.yes! - one.yes!, answered: all.answered! - one.answered! }
          )
    );
  }
  const withheld = tables[table]?.withheld
    ? ('parts-withheld' as const)
    : found.size === 0
      ? ('nobody' as const)
      : null;
  const about = { subject: 'contrast', share: 'overall', by, level } as const;
  return [
    derived(
      `contrast-overall-by-${by}`,
      about,
      'points',
      describe(found, (id) => `${id}/`),
      { withheld }
    ),
    derived(`contrast-tests-by-${by}`, about, 'probability', adjust(found), { withheld })
  ];
}

/**
 * The change of each share since the wave before among those that answered both times, with its paired interval; and the
 * probabilities, adjusted over overall and dimensions as one family and over criteria as another (Holm).
 *
 * @example
 * deriveShifts(tables).map(({ id }) => id) // ['shift-overall', 'shift-levels-legal', ..., 'shift-tests']
 */
export function deriveShifts(tables: Tables): PublishedTable[] {
  const changes = Object.values(tables).filter(({ id }) => id.startsWith('change-'));
  const found = new Map<string, Difference | null>();
  const shifts = changes.map((change): PublishedTable => {
    const of = change.id.slice('change-'.length);
    const cell = (id: string) => read(tables, change.id, id);
    const paired = { kept: cell('kept'), gained: cell('gained'), lost: cell('lost'), neither: cell('neither') };
    const nobody = cell('all') === 0;
    const whole = Object.values(paired).every((n) => n !== null && n >= 0);
    const shift = whole && !nobody ? pairedDifference(paired as Record<keyof typeof paired, number>) : null;
    if (!nobody) found.set(of, shift);
    const withheld = shift ? null : nobody ? ('nobody' as const) : ('parts-withheld' as const);
    const numbers = describe(new Map([['', shift]]), () => '');
    return derived(`shift-${of}`, { ...change.about!, subject: 'shift' }, 'points', numbers, { withheld });
  });
  if (shifts.length === 0) return [];
  const families = [false, true].map((answers) => [...found].filter(([of]) => of.startsWith('answers-') === answers));
  const adjusted = Object.assign({}, ...families.map((family) => adjust(new Map(family)))) as Record<string, number>;
  return [...shifts, derived('shift-tests', { subject: 'shift' }, 'probability', adjusted)];
}

function describe(found: ReadonlyMap<string, Difference | null>, prefix: (id: string) => string) {
  return Object.fromEntries(
    [...found].flatMap(([id, one]) =>
      (['difference', 'low', 'high'] as const).map((key) => [`${prefix(id)}${key}`, one && 100 * one[key]])
    )
  );
}

/** Over those that can be told: which those are is known from the tables. */
function adjust(found: ReadonlyMap<string, Difference | null>): Record<string, number | null> {
  const told = [...found].flatMap(([id, one]) => (one ? [[id, one.probability] as const] : []));
  const adjusted = holm(told.map(([, probability]) => probability));
  const byId = new Map(told.map(([id], at) => [id, adjusted[at]!]));
  return Object.fromEntries([...found.keys()].map((id) => [id, byId.get(id) ?? null]));
}
