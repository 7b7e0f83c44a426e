import type { Problem } from '../../shared/result';
import type { Editorial } from './editorial';

/** What a warning about a typed number is about. */
function placeOf(path: string): { id: string; key: string } {
  const [kind = '', ...rest] = path.split('.');
  // ids of findings may have dots, ids of what was put in have none
  if (kind === 'texts') return { id: rest.slice(0, -1).join('.'), key: `text:${rest.slice(0, -1).join('.')}` };
  return { id: rest[0] ?? '', key: `add:${rest[0] ?? ''}` };
}

/**
 * Whether somebody answers for a typed number: an analyst who said where it is from, or, in a quote, who was quoted.
 *
 * @param warning `bare-number`, with its path in the editorial
 *
 * @example
 * isVouched(warning, { ...editorial, fixed: { p1: [{ number: '2030', source: 'The digital decade' }] } })
 */
export function isVouched(warning: Problem, { fixed, additions }: Editorial): boolean {
  if (warning.code !== 'bare-number') return false;
  const { id } = placeOf(warning.path);
  if (additions.some((one) => one.id === id && one.kind === 'quote')) return true;
  return (fixed?.[id] ?? []).some(({ number, source }) => number === warning.facts?.number && source.trim() !== '');
}

/**
 * What keeps a report from being frozen: numbers that are neither read from its tables nor said to be fixed. One problem
 * for each finding or text, with all its numbers.
 *
 * @param warnings of `applyEditorial`
 *
 * @example
 * refuseTyped(warnings)[0] // { code: 'typed-numbers', path: 'texts.levels', facts: { key: 'text:levels', numbers: '42, 7' }, ... }
 */
export function refuseTyped(warnings: readonly Problem[]): Problem[] {
  const numbers = new Map<string, { path: string; key: string; all: Set<string> }>();
  for (const { code, path, facts } of warnings) {
    if (code !== 'bare-number') continue;
    const { id, key } = placeOf(path);
    const known = numbers.get(key) ?? { path: `${path.split('.')[0]}.${id}`, key, all: new Set() };
    known.all.add(String(facts?.number));
    numbers.set(key, known);
  }
  return [...numbers.values()].map(({ path, key, all }) => ({
    code: 'typed-numbers',
    path,
    message: `Numbers are typed in "${key.replace(/^(text|add):/, '')}": ${[...all].join(', ')}. Write a result as {table.cell}, or say of a number that is none where it is from.`,
    facts: { key, numbers: [...all].join(', ') }
  }));
}
