import type { AggregateInput } from '../aggregate-types';
import { MODES } from '../packed-wave';
import type { Category, Plan } from './plan';
import type { Rows } from './rows';

/** Where municipalities stand in the register, by code. */
export type PlaceOf = ReadonlyMap<string, number>;

const ALL = (leaves: number): Category => ({
  id: 'all',
  leaves: Array.from({ length: leaves }, (_, leaf) => leaf),
  open: true
});

/**
 * How the assessments that count were filled in.
 *
 * @example
 * planModes(rows).tables[0].cells // all, self, assisted, shared
 */
export function planModes(rows: Rows): Plan {
  return {
    ...{ id: 'modes', members: rows.municipality, leafOf: rows.mode, leaves: MODES.length, base: 'answered' },
    tables: [
      {
        id: 'modes',
        about: { subject: 'modes' },
        cells: [ALL(MODES.length), ...MODES.map((id, leaf) => ({ id, leaves: [leaf] }))],
        sums: [{ total: 'all', parts: MODES }]
      }
    ],
    breakdowns: []
  };
}

/** Who was met, by size class and by main group. */
export function planMet(input: AggregateInput, placeOf: PlaceOf): Plan {
  const members = Uint32Array.from(new Set(input.met), (code) => placeOf.get(code)!);
  return {
    ...{ id: 'met', members, leafOf: new Uint8Array(members.length), leaves: 1, tables: [], base: 'met' },
    breakdowns: (['size', 'group'] as const).map((by) => ({
      ...{ by, id: `met-by-${by}`, about: { subject: 'met' as const, by }, plain: true },
      categories: [{ id: 'met', leaves: [0] }]
    })),
    ...withheldWhere(members.length, input.threshold)
  };
}

/** Fewer than the threshold, and not nobody: nothing of them is shown. */
const withheldWhere = (size: number, threshold: number) =>
  size > 0 && size < threshold ? { withheld: 'too-few' as const } : {};

/** Severity as leaf; 4: raised, and nobody said how severe. */
const UNSAID = 4;

/**
 * Distinct municipalities met that raised a barrier, and by how severe it is for them at worst. Those that did not raise
 * it are no cell: that something did not come up is no answer, and protecting it would hide the very barriers that nearly
 * everybody names.
 *
 * @example
 * planBarriers(input, placeOf)[0].tables // [{ id: 'barrier-unsure', cells: all, raised }, { id: 'severity-unsure', cells: raised, 1, 2, 3 }]
 */
export function planBarriers(input: AggregateInput, placeOf: PlaceOf): Plan[] {
  const members = Uint32Array.from(new Set(input.met), (code) => placeOf.get(code)!);
  const memberAt = new Map([...members].map((place, at) => [place, at]));
  const leaves = new Map(input.model.barriers.map(({ id }) => [id, new Uint8Array(members.length)]));
  for (const { barrier, municipality, severity } of input.barriers) {
    const leafOf = leaves.get(barrier)!;
    const at = memberAt.get(placeOf.get(municipality)!)!;
    const told = severity ?? UNSAID;
    // the worst that was told stands; that nothing was told only where nothing else was
    if (leafOf[at] === 0 || leafOf[at] === UNSAID || (told !== UNSAID && told > leafOf[at]!)) leafOf[at] = told;
  }
  const unsaid = input.barriers.some(({ severity }) => severity === undefined);
  const raised: Category = { id: 'raised', leaves: [1, 2, 3, UNSAID] };
  const severities: Category[] = [
    ...['1', '2', '3'].map((id, at) => ({ id, leaves: [at + 1] })),
    ...(unsaid ? [{ id: 'unsaid', leaves: [UNSAID] }] : [])
  ];
  return input.model.barriers.map(({ id }) => ({
    ...{ id: `barrier-${id}`, members, leafOf: leaves.get(id)!, leaves: UNSAID + 1, base: 'met', breakdowns: [] },
    tables: [
      { id: `barrier-${id}`, about: { subject: 'barrier', of: id }, cells: [ALL(UNSAID + 1), raised], sums: [] },
      {
        id: `severity-${id}`,
        about: { subject: 'severity', of: id },
        cells: [raised, ...severities],
        sums: [{ total: 'raised', parts: severities.map((one) => one.id) }]
      }
    ],
    extraTables: true,
    group: ['raised'],
    ...withheldWhere(members.length, input.threshold)
  }));
}

/**
 * Municipalities that had a mentor, by whether they took a step meanwhile; and those that were mentors.
 *
 * @example
 * planMentoring(input, placeOf).map(({ tables }) => tables[0].cells) // mentees, with-step, without-step; mentors
 */
export function planMentoring(input: AggregateInput, placeOf: PlaceOf): Plan[] {
  const steps = new Map<number, number>();
  const mentors = new Set<number>();
  for (const pairing of input.pairings ?? []) {
    const mentee = placeOf.get(pairing.mentee)!;
    steps.set(mentee, (steps.get(mentee) ?? 0) + pairing.steps);
    mentors.add(placeOf.get(pairing.mentor)!);
  }
  const plan = (id: string, members: Iterable<number>, leafOf: Uint8Array, cells: Category[]): Plan => ({
    ...{ id: `mentoring-${id}`, members: Uint32Array.from(members), leafOf, leaves: 2, breakdowns: [], base: id },
    tables: [
      {
        id: 'mentoring',
        about: { subject: 'mentoring' },
        cells,
        sums: cells.length > 1 ? [{ total: id, parts: cells.slice(1).map((cell) => cell.id) }] : []
      }
    ]
  });
  return [
    plan(
      'mentees',
      steps.keys(),
      Uint8Array.from(steps.values(), (taken) => (taken > 0 ? 1 : 0)),
      [
        { id: 'mentees', leaves: [0, 1] },
        { id: 'with-step', leaves: [1] },
        { id: 'without-step', leaves: [0] }
      ]
    ),
    plan('mentors', mentors, new Uint8Array(mentors.size), [{ id: 'mentors', leaves: [0] }])
  ];
}
