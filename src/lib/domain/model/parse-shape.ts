import { z } from 'zod';
import { ok, refuseAll, type Problem, type Result } from '../shared/result';

const TYPES: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list [...]',
  object: 'an object {...}',
  record: 'an object {...}'
};

function showValue(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

function listOptions(options: readonly unknown[]): string {
  return options.length === 1 ? showValue(options[0]) : `one of ${options.map(showValue).join(', ')}`;
}

/** What would be right, for issues whose schema does not say it in its own `error`. */
const describeRight: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_type':
      return TYPES[issue.expected] ?? issue.expected;
    case 'invalid_value':
      return listOptions(issue.values);
    case 'too_big':
    case 'too_small': {
      const limit = issue.code === 'too_big' ? `at most ${issue.maximum}` : `at least ${issue.minimum}`;
      return issue.origin === 'array' ? `a list of ${limit}` : limit;
    }
    case 'invalid_union':
      if (Array.isArray(issue.options)) return listOptions(issue.options);
      return [...new Set(issue.errors?.flat().map(({ message }) => message))].join(' or ');
    default:
      return undefined;
  }
};

/** A union reports its whole object under the path of the field that tells its members apart. */
function valueAt(issue: z.core.$ZodIssue): unknown {
  if (issue.code !== 'invalid_union' || !issue.discriminator) return issue.input;
  const input: unknown = issue.input;
  return typeof input === 'object' && input !== null ? Reflect.get(input, issue.discriminator) : input;
}

function explainIssue(issue: z.core.$ZodIssue, place: string): Problem[] {
  const path = [...(place ? [place] : []), ...issue.path.map(String)].join('.');
  const where = path || 'The file';
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      code: 'unknown-field',
      path: path ? `${path}.${key}` : key,
      message: `${where} has no field ${showValue(key)} in this format - remove it or correct its name.`
    }));
  }
  const value = valueAt(issue);
  if (value === undefined) {
    return [{ code: 'missing', path, message: `${where} is missing - it must be ${issue.message}.` }];
  }
  return [{ code: 'wrong-shape', path, message: `${where} must be ${issue.message} - got ${showValue(value)}.` }];
}

/**
 * Parses a value, or says of every issue where it is, what was wrong and what would be right.
 * `place` goes before each path: `''` for the model itself, `"texts.sv"` for the Swedish texts.
 * An `error` given in a schema must read as the end of "must be ...".
 *
 * Codes: `unknown-field`, `missing`, `wrong-shape`.
 *
 * @example
 * parseShape(criterionSchema, { ...criterion, level: 'two' }, 'criteria.3');
 * // { ok: false, problems: [{ code: 'wrong-shape', path: 'criteria.3.level',
 * //   message: 'criteria.3.level must be a whole number - got "two".' }] }
 */
export function parseShape<T>(schema: z.ZodType<T>, raw: unknown, place: string): Result<T> {
  const parsed = schema.safeParse(raw, { reportInput: true, error: describeRight });
  return parsed.success
    ? ok(parsed.data)
    : refuseAll(parsed.error.issues.flatMap((issue) => explainIssue(issue, place)));
}
