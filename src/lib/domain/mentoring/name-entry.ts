const LISTS: Record<string, string> = {
  edges: 'Edge',
  forbid: 'Forbid',
  pin: 'Pin',
  previous: 'Previous',
  mentees: 'Mentee',
  mentors: 'Mentor',
  current: 'Current',
  groups: 'Group'
};

/**
 * How a message calls one entry of a list: by its place, counted from 1, and its ids where it has them.
 *
 * @example
 * nameEntry('edges', 3, { mentee: 'a', mentor: 'b' }); // 'Edge 4 ("a" with "b")'
 * nameEntry('pin', 0, ['a', 'b']); // 'Pin 1 ("a" with "b")'
 * nameEntry('mentees', 0, { id: 'a' }); // 'Mentee 1 ("a")'
 */
export function nameEntry(list: string, index: number, entry: unknown): string {
  const ids = listIds(entry).filter((id) => typeof id === 'string' && id !== '');
  const name = `${LISTS[list] ?? list} ${index + 1}`;
  return ids.length === 0 ? name : `${name} (${ids.map(showValue).join(' with ')})`;
}

function listIds(entry: unknown): unknown[] {
  if (Array.isArray(entry)) return entry;
  const { id, mentee, mentor } = (entry ?? {}) as Record<string, unknown>;
  return id === undefined ? [mentee, mentor] : [id];
}

/**
 * The subject of a message about the value at `path` of an input.
 *
 * @example
 * nameField(input, ['capacity', 'b']); // 'Capacity of "b"'
 * nameField(input, ['edges', 3, 'score']); // 'Edge 4 ("a" with "b"): score'
 */
export function nameField(input: unknown, path: readonly PropertyKey[]): string {
  const [field, key, ...parts] = path.map((part) => (typeof part === 'number' ? part : String(part)));
  const list = String(field);
  const title = list.replace(/^./, (letter) => letter.toUpperCase());
  if (key === undefined) return title;
  if (typeof key === 'string') return `${title} of ${showValue(key)}`;
  const entry = (input as Record<string, unknown[]>)[list]?.[key];
  const name = nameEntry(list, key, entry);
  if (parts.length === 0) return name;
  return `${name}: ${Array.isArray(entry) ? (parts[0] === 0 ? 'mentee' : 'mentor') : parts.join('.')}`;
}

/** A value as it stood in the input, shortened; JSON alone would hide NaN and Infinity as null. */
export function showValue(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = typeof value === 'number' ? String(value) : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
