import { SMALLEST_THRESHOLD } from '../disclosure/cell-system';
import type { Problem } from '../shared/result';
import type { AggregateInput } from './aggregate-types';
import { ROUNDING_BASES } from './rounding-bases';

/**
 * What keeps the input from being counted: unknown or repeated codes, levels or barriers that the model lacks, a
 * barrier raised by a municipality that was not met.
 *
 * @example
 * checkAggregateInput({ ...input, met: ['9999'] })
 * // [{ code: 'unknown-municipality', path: 'met.0', message: 'A municipality met must be in the register - got "9999"' }]
 */
export function checkAggregateInput(input: AggregateInput): Problem[] {
  const problems: Problem[] = [];
  const add = (code: string, path: string, message: string) => problems.push({ code, path, message });
  if (!Number.isInteger(input.threshold) || input.threshold < SMALLEST_THRESHOLD)
    add(
      'threshold-too-low',
      'threshold',
      `Threshold must be a whole number from ${SMALLEST_THRESHOLD} - got ${input.threshold}`
    );
  const { roundTo, threshold } = input;
  if (roundTo !== undefined && (roundTo < threshold || !ROUNDING_BASES.some((base) => base === roundTo)))
    add(
      'base-too-low',
      'roundTo',
      `Counts are rounded to multiples of ${listBases(threshold)}, no base below the threshold of ${threshold} - got ${roundTo}`
    );

  const register = new Set<string>();
  for (const [i, { code }] of input.municipalities.entries()) {
    if (register.has(code))
      add('twice', `municipalities.${i}.code`, `Each municipality may come once - "${code}" comes again`);
    register.add(code);
  }
  const lists = [
    ['invited', 'An invited municipality', input.invited],
    ['met', 'A municipality met', input.met],
    ['publishThemselves', 'A municipality that publishes its result', input.publishThemselves ?? []]
  ] as const;
  for (const [path, who, codes] of lists) {
    for (const [i, code] of codes.entries())
      if (!register.has(code))
        add('unknown-municipality', `${path}.${i}`, `${who} must be in the register - got "${code}"`);
  }
  checkAssessed(input, register, add);
  checkWaves(input, add);
  for (const [i, { mentor, mentee }] of (input.pairings ?? []).entries())
    for (const [who, code] of Object.entries({ mentor, mentee }))
      if (!register.has(code))
        add('unknown-municipality', `pairings.${i}.${who}`, `A ${who} must be in the register - got "${code}"`);
  const met = new Set(input.met);
  const barriers = new Set(input.model.barriers.map(({ id }) => id));
  for (const [i, { barrier, municipality, severity }] of input.barriers.entries()) {
    if (severity !== undefined && ![1, 2, 3].includes(severity))
      add('unknown-severity', `barriers.${i}.severity`, `A severity must be 1, 2 or 3 - got ${severity}`);
    if (!barriers.has(barrier))
      add('unknown-barrier', `barriers.${i}.barrier`, `A barrier must be in the model - got "${barrier}"`);
    if (!met.has(municipality))
      add(
        'not-met',
        `barriers.${i}.municipality`,
        `A barrier is raised at a meeting - "${municipality}" is not among those met`
      );
  }
  return problems;
}

const listBases = (threshold: number) => ROUNDING_BASES.filter((base) => base >= threshold).join(' or ') || 'nothing';

function checkAssessed(
  input: AggregateInput,
  register: ReadonlySet<string>,
  add: (code: string, path: string, message: string) => void
): void {
  const levels = new Set<number | null>([null, ...input.model.levels]);
  const seen = new Set<string>();
  for (const [i, one] of input.assessed.entries()) {
    const path = `assessed.${i}`;
    if (!register.has(one.municipality))
      add(
        'unknown-municipality',
        `${path}.municipality`,
        `A municipality that answered must be in the register - got "${one.municipality}"`
      );
    if (seen.has(one.municipality))
      add('twice', `${path}.municipality`, `A municipality has one assessment a wave - "${one.municipality}" has two`);
    seen.add(one.municipality);
    const given = {
      overall: one.overallLevel,
      ...Object.fromEntries(input.model.dimensions.map(({ id }) => [id, one.levels[id] ?? null]))
    };
    for (const [name, level] of Object.entries(given)) {
      if (!levels.has(level))
        add(
          'unknown-level',
          `${path}.levels.${name}`,
          `A level must be one of ${input.model.levels.join(', ')} - got ${level}`
        );
    }
  }
}

/** Packed waves: rows of municipalities that are in the register, each once, with an answer for every criterion. */
function checkWaves(input: AggregateInput, add: (code: string, path: string, message: string) => void): void {
  const { wave, earlier = [], municipalities, model, assessed } = input;
  if (wave && assessed.length > 0)
    add('misfit', 'assessed', 'Assessments come packed or one by one - leave "assessed" empty beside "wave"');
  const waves = [
    ...(wave ? [['wave', wave] as const] : []),
    ...earlier.map((one, i) => [`earlier.${i}`, one] as const)
  ];
  for (const [path, { municipality, mode, answers }] of waves) {
    const rows = municipality.length;
    if (mode.length !== rows || answers.length !== rows * model.criteria.length)
      add(
        'misfit',
        path,
        `${rows} assessments need as many modes and ${rows * model.criteria.length} answers - got ${mode.length} and ${answers.length}`
      );
    const seen = new Uint8Array(municipalities.length);
    for (let row = 0; row < rows; row++) {
      const place = municipality[row]!;
      if (place >= municipalities.length)
        add('unknown-municipality', `${path}.municipality.${row}`, `The register has no place ${place}`);
      else if (seen[place]! > 0)
        add(
          'twice',
          `${path}.municipality.${row}`,
          `A municipality has one assessment a wave - place ${place} has two`
        );
      if (place < seen.length) seen[place] = 1;
    }
  }
  for (const [i, { common }] of earlier.entries())
    if (common.length !== model.criteria.length)
      add(
        'misfit',
        `earlier.${i}.common`,
        `Every criterion is common or not - got ${common.length} of ${model.criteria.length}`
      );
}
