import { type Problem, type Result, ok, refuseAll } from '../shared/result';
import type { Aggregates } from './aggregate-types';
import type { ReportDocument } from './document';
import { type LiveNumber, readNumber } from './live-number';

/**
 * Holds every number of a document against the tables it came from, so that none goes stale silently.
 *
 * Errors, one for each number: `unknown-reference`, `suppressed-number`, `nothing-to-divide-by`, `stale-number`.
 *
 * @example
 * checkReferences(document, aggregates)
 * // { ok: false, problems: [{ code: 'stale-number', path: 'blocks.4.text.params.answered', message: '...' }] }
 */
export function checkReferences(document: ReportDocument, aggregates: Aggregates): Result<{ numbers: number }> {
  const tables = aggregates.status === 'ready' ? aggregates.tables : {};
  const problems: Problem[] = [];
  const numbers = listNumbers(document);
  for (const { path, number } of numbers) {
    const now = readNumber(tables, number);
    const told = `"${number.ref}" stands as ${number.value}`;
    if ('failed' in now) {
      const message = `${told}, but "${now.ref}" is ${now.failed.replaceAll('-', ' ')} - take the number out or build the report again.`;
      problems.push({ code: now.failed, path, message });
    } else if (now.value !== number.value)
      problems.push({
        code: 'stale-number',
        path,
        message: `${told}, but is now ${now.value} - build the report again.`
      });
  }
  return problems.length > 0 ? refuseAll(problems) : ok({ numbers: numbers.length });
}

/**
 * Every live number of a document and where it stands.
 *
 * @example
 * listNumbers(document)[0] // { path: 'blocks.1.text.params.answered', number: { ref: 'coverage.answered', as: 'count', value: 214 } }
 */
export function listNumbers(document: ReportDocument): { path: string; number: LiveNumber }[] {
  const found: { path: string; number: LiveNumber }[] = [];
  const walk = (value: unknown, path: string): void => {
    if (typeof value !== 'object' || value === null) return;
    if ('ref' in value) found.push({ path, number: value as LiveNumber });
    else for (const [key, part] of Object.entries(value)) walk(part, path === '' ? key : `${path}.${key}`);
  };
  walk(document, '');
  return found;
}
