import type { z } from 'zod';
import type { Problem } from '../shared/result';
import { nameField, showValue } from './name-entry';

const MOST_PROBLEMS = 50;

/**
 * Turns the issues of a schema into problems that name the entry, what would be right and the value that came. The schema
 * must have been read with `reportInput`. `fields` are those the input as a whole may have.
 *
 * @example
 * describeIssues(error, { edges: 5 }, ['edges']);
 * // [{ code: 'invalid', path: 'edges', message: 'Edges must be a list of edges - got 5' }]
 */
export function describeIssues(error: z.ZodError, input: unknown, fields: string[]): Problem[] {
  return error.issues.flatMap((issue): Problem[] => {
    const path = issue.path.join('.');
    const subject = issue.path.length === 0 ? 'The input' : nameField(input, issue.path);
    if (issue.code !== 'unrecognized_keys') {
      return [{ code: 'invalid', path, message: `${subject} ${issue.message} - got ${showValue(issue.input)}` }];
    }
    return issue.keys.map((key) => {
      const known = issue.path.length === 0 ? ` - the fields are ${fields.join(', ')}` : ` in ${path}`;
      return {
        code: 'unknown-field',
        path: [...issue.path, key].join('.'),
        message: `The field "${key}" is not known${known}`
      };
    });
  });
}

/** The first fifty problems, and how many more there are. */
export function shortenProblems(problems: Problem[]): Problem[] {
  if (problems.length <= MOST_PROBLEMS) return problems;
  const more = { code: 'more', path: '', message: `And ${problems.length - MOST_PROBLEMS} more problems.` };
  return [...problems.slice(0, MOST_PROBLEMS), more];
}
