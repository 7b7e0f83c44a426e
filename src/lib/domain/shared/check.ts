import * as z from 'zod/mini';
import en from 'zod/v4/locales/en.js';
import { type Result, ok, refuseAll } from './result';

// zod/mini brings no words of its own; for what a schema does not word, these
z.config(en());

/**
 * Checks input against a schema; every fault becomes a problem with its path.
 *
 * @example
 * check(z.object({ due: z.iso.date() }), { due: '1 May' })
 * // { ok: false, problems: [{ code: 'invalid', path: 'due', message: 'Invalid ISO date - got "1 May"' }] }
 */
export function check<S extends z.ZodMiniType>(schema: S, input: unknown): Result<z.output<S>> {
  const parsed = z.safeParse(schema, input);
  if (parsed.success) return ok(parsed.data);
  return refuseAll(
    parsed.error.issues.map((issue) => ({
      code: 'invalid',
      path: issue.path.map(String).join('.'),
      message: `${issue.message} - got ${show(valueAt(input, issue.path))}`
    }))
  );
}

function valueAt(input: unknown, path: PropertyKey[]): unknown {
  let value = input;
  for (const key of path) value = (value as Record<PropertyKey, unknown> | undefined)?.[key];
  return value;
}

function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
