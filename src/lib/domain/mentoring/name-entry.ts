const LISTS: Record<string, string> = { edges: 'Edge', forbid: 'Forbid', pin: 'Pin', previous: 'Previous' };

/**
 * How a message calls one entry of a list: by its place, counted from 1, and its ids where it has them.
 *
 * @example
 * nameEntry('edges', 3, { mentee: 'a', mentor: 'b' }); // 'Edge 4 ("a" with "b")'
 * nameEntry('pin', 0, ['a', 'b']); // 'Pin 1 ("a" with "b")'
 */
export function nameEntry(list: string, index: number, entry: unknown): string {
  const [mentee, mentor] = Array.isArray(entry) ? entry : idsOf(entry);
  const name = `${LISTS[list] ?? list} ${index + 1}`;
  if (typeof mentee !== 'string' || typeof mentor !== 'string') return name;
  return `${name} (${showValue(mentee)} with ${showValue(mentor)})`;
}

function idsOf(entry: unknown): [unknown, unknown] {
  const { mentee, mentor } = (entry ?? {}) as { mentee?: unknown; mentor?: unknown };
  return [mentee, mentor];
}

/**
 * The subject of a message about the value at `path` of a matching problem.
 *
 * @example
 * nameField(input, ['capacity', 'b']); // 'Capacity of "b"'
 * nameField(input, ['edges', 3, 'score']); // 'Edge 4 ("a" with "b"): score'
 */
export function nameField(input: unknown, path: readonly PropertyKey[]): string {
  const [field, key, part] = path;
  const title = String(field).replace(/^./, (letter) => letter.toUpperCase());
  if (key === undefined) return title;
  if (typeof key !== 'number') return `${title} of ${showValue(String(key))}`;
  const entry = (input as Record<string, unknown[]>)[String(field)]?.[key];
  const name = nameEntry(String(field), key, entry);
  if (part === undefined) return name;
  return `${name}: ${typeof part === 'number' ? ['mentee', 'mentor'][part] : String(part)}`;
}

/** A value as it stood in the input, shortened; JSON alone would hide NaN and Infinity as null. */
export function showValue(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = typeof value === 'number' ? String(value) : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
