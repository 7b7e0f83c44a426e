import { refuse, refuseAll, ok, type Problem, type Result } from '../shared/result';
import { checkProblem } from './check-problem';
import { matchInput, type MatchInput } from './match-input';
import { nameField, showValue } from './name-entry';

const MOST_PROBLEMS = 50;

/**
 * Reads a matching problem from parsed JSON: shape first, then what only the whole can show (duplicate edges, unknown
 * ids, pins that contradict each other). Every problem names its entry; beyond 50 only their number is given.
 *
 * Codes: `invalid` (shape or number), `unknown-field`, and those of `checkProblem`.
 *
 * @example
 * readEdges({ edges: [{ mentee: 'a', mentor: 'b', score: Infinity }] });
 * // problems[0]: { code: 'invalid', path: 'edges.0.score',
 * //   message: 'Edge 1 ("a" with "b"): score must be a finite number - got Infinity' }
 */
export function readEdges(input: unknown): Result<MatchInput> {
  const parsed = matchInput.safeParse(input, { reportInput: true });
  const problems = parsed.success
    ? checkProblem(parsed.data)
    : parsed.error.issues.flatMap((issue): Problem[] => {
        if (issue.code === 'unrecognized_keys') return issue.keys.map(describeUnknownField);
        const subject = issue.path.length === 0 ? 'The problem' : nameField(input, issue.path);
        const message = `${subject} ${issue.message} - got ${showValue(issue.input)}`;
        return [{ code: 'invalid', path: issue.path.join('.'), message }];
      });
  if (!parsed.success || problems.length > 0) return refuseAll(shorten(problems));
  return ok(parsed.data);
}

/**
 * The same from the text of a file. NaN and Infinity, which some programs write although JSON has no such numbers, are
 * reported at their edge like any other wrong score.
 *
 * @example
 * readEdgesText('{"edges": [{"mentee": "a", "mentor": "b", "score": NaN}]}');
 * // problems[0].message: 'Edge 1 ("a" with "b"): score must be a finite number - got "NaN"'
 */
export function readEdgesText(text: string): Result<MatchInput> {
  const plain = text.replace(/^\uFEFF/, '');
  const quoted = plain.replace(/"[^"\\]*(?:\\.[^"\\]*)*"|-?\b(?:NaN|Infinity)\b/g, (part) =>
    part.startsWith('"') ? part : `"${part}"`
  );
  try {
    return readEdges(JSON.parse(quoted));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return refuse('not-json', '', `The file must be JSON - ${error.message}`);
  }
}

function describeUnknownField(field: string): Problem {
  const known = Object.keys(matchInput.shape).join(', ');
  return { code: 'unknown-field', path: field, message: `The field "${field}" is not known - the fields are ${known}` };
}

function shorten(problems: Problem[]): Problem[] {
  if (problems.length <= MOST_PROBLEMS) return problems;
  const more = { code: 'more', path: '', message: `And ${problems.length - MOST_PROBLEMS} more problems.` };
  return [...problems.slice(0, MOST_PROBLEMS), more];
}
