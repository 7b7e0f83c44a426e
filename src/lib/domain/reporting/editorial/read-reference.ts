import { ok, refuse, type Result } from '../../shared/result';
import type { PublishedTable } from '../aggregate-types';
import { type LiveNumber, type NumberSource, readAs, readNumber } from '../live-number';

type Tables = Readonly<Record<string, PublishedTable>>;

const TERM = /^[a-z0-9][a-z0-9-]*\.[A-Za-z0-9][A-Za-z0-9/+_-]*$/;
const ROUNDING = { '%': undefined, '% down': 'down', '% up': 'up' } as const;

/**
 * Takes apart what stands in braces. Words are set apart by spaces, since names of cells hold `-` and `/`:
 *
 *     reference = sum | sum " / " sum " %" [ " down" | " up" ]
 *     sum       = cell { ( " + " | " - " ) cell }
 *     cell      = table "." name
 *
 * A sum is a count (a single cell of a worked-out table its number); with `/` it is the percentage of the second, rounded to the nearest, or as told. Below the `/`
 * numbers are only taken away.
 *
 * Errors: `bad-reference`.
 *
 * @example
 * parseReference('overall.from-2 / overall.all %')
 * // { ok: true, value: { ref: 'overall.from-2', over: 'overall.all', as: 'percent' } }
 */
export function parseReference(text: string): Result<NumberSource> {
  const [above, below, ...more] = text.trim().split(/\s+\/\s+/);
  const part = readSum(above ?? '');
  if (!part || more.length > 0) return badReference(text);
  const { first: ref, plus, minus } = part;
  const signs = { ...(plus.length > 0 && { plus }), ...(minus.length > 0 && { minus }) };
  if (below === undefined) return ok({ ref, ...signs, as: 'count' });
  const [, sum = '', rounding = ''] = /^(.*?)\s*(%(?:\s+(?:down|up))?)?$/.exec(below) ?? [];
  const whole = readSum(sum);
  const kind = rounding.replace(/\s+/, ' ');
  if (!whole || whole.plus.length > 0 || !(kind in ROUNDING)) return badReference(text);
  const round = ROUNDING[kind as keyof typeof ROUNDING];
  return ok({
    ...{ ref, ...signs, over: whole.first },
    ...(whole.minus.length > 0 && { overMinus: whole.minus }),
    ...{ as: 'percent', ...(round && { round }) }
  });
}

function readSum(text: string): { first: string; plus: string[]; minus: string[] } | null {
  const [first, ...rest] = text.trim().split(/\s+/);
  const sum = { first: first ?? '', plus: [] as string[], minus: [] as string[] };
  if (!TERM.test(sum.first) || rest.length % 2 !== 0) return null;
  for (let i = 0; i < rest.length; i += 2) {
    const [sign, term] = [rest[i], rest[i + 1] ?? ''];
    if ((sign !== '+' && sign !== '-') || !TERM.test(term)) return null;
    (sign === '+' ? sum.plus : sum.minus).push(term);
  }
  return sum;
}

const badReference = (text: string) =>
  refuse(
    'bad-reference',
    '',
    `A number in braces reads {table.cell} or {table.cell / table.cell %} - got "{${text}}". Choose one from the list of numbers.`
  );

/**
 * The number a reference stands for now, from published cells only.
 *
 * Errors: `bad-reference`, `unknown-reference`, `suppressed-number`, `nothing-to-divide-by`.
 *
 * @example
 * readReference('coverage.answered', tables) // { ok: true, value: { ref: 'coverage.answered', as: 'count', value: 214 } }
 */
export function readReference(text: string, tables: Tables): Result<LiveNumber> {
  const source = parseReference(text);
  if (!source.ok) return source;
  const { ref, plus = [], minus = [], over, overMinus = [] } = source.value;
  // names such as "constructor" are in every object
  const strange = [ref, ...plus, ...minus, ...(over === undefined ? [] : [over]), ...overMinus].find(
    (one) => !isCounted(tables, one)
  );
  if (strange !== undefined) return refuse('unknown-reference', '', TOLD['unknown-reference'](strange));
  // what was worked out from counts is read as it is
  const alone = over === undefined && plus.length + minus.length === 0;
  const number = readNumber(tables, (alone && readAs(tables, ref)) || source.value);
  if (!('failed' in number)) return ok(number);
  return refuse(number.failed, '', TOLD[number.failed](number.ref));
}

function isCounted(tables: Tables, ref: string): boolean {
  const [table, cell] = [ref.slice(0, ref.indexOf('.')), ref.slice(ref.indexOf('.') + 1)];
  return Object.hasOwn(tables, table) && Object.hasOwn(tables[table]!.cells, cell);
}

const TOLD: Record<'unknown-reference' | 'suppressed-number' | 'nothing-to-divide-by', (ref: string) => string> = {
  'unknown-reference': (ref) => `There is no number "${ref}" in this report - choose one from the list of numbers.`,
  'suppressed-number': (ref) =>
    `"${ref}" is withheld, because it could point to single municipalities - say it without this number.`,
  'nothing-to-divide-by': (ref) => `"${ref}" is 0: there is nobody to take a share of - leave this sentence out.`
};

/**
 * A number's source as it is typed between braces; `parseReference` reads it back.
 *
 * @example
 * writeReference({ ref: 'overall.from-2', over: 'overall.all', as: 'percent' }) // 'overall.from-2 / overall.all %'
 */
export function writeReference(source: NumberSource): string {
  const sum = (first: string, plus: readonly string[] = [], minus: readonly string[] = []) =>
    [first, ...plus.map((ref) => `+ ${ref}`), ...minus.map((ref) => `- ${ref}`)].join(' ');
  const part = sum(source.ref, source.plus, source.minus);
  if (source.over === undefined) return part;
  const round = source.round ? ` ${source.round}` : '';
  return `${part} / ${sum(source.over, [], source.overMinus)} %${round}`;
}
