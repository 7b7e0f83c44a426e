import { ok, refuse, refuseAll, type Result } from '../shared/result';
import { checkProblem } from './check-problem';
import { describeIssues, shortenProblems } from './describe-issues';
import { matchInput, type MatchInput } from './match-input';

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
    : describeIssues(parsed.error, input, Object.keys(matchInput.shape));
  return parsed.success && problems.length === 0 ? ok(parsed.data) : refuseAll(shortenProblems(problems));
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
