import type { AuditedCell, ProtectedTable } from '$lib/domain/disclosure/protect-table';
import { ok, type Result } from '$lib/domain/shared/result';
import { defineCommand, UsageError } from '../command';
import { readGivenFile, readJsonText } from '../read-file';

interface Input {
  table: unknown;
  audit: boolean;
  seconds: number;
}
type Output = ProtectedTable & { audit?: AuditedCell[] };

const MOST_BYTES = 64 * 1024 * 1024;
/** Of search; reading and the proof of what was found come on top, and a minute is promised. */
const SECONDS = 50;

export const discloseCommand = defineCommand<Input, Output>({
  name: 'disclose',
  summary:
    'Withhold what a table of counts must not tell, totals included, at least loss, with proof; needs no database',
  options: {
    input: {
      type: 'string',
      value: 'FILE',
      required: true,
      about:
        'JSON {"threshold": 5, "dimensions": [{"name", "tree": {"parent": ["child"]}}], "cells": [{dimension: name, "n", "known"}]}; docs/disclosure.md has all fields; - reads standard input'
    },
    audit: {
      type: 'boolean',
      about:
        'Also tell which withheld cells are small, what they count and what others could work out about them. Never publish this'
    },
    seconds: {
      type: 'string',
      value: 'N',
      default: String(SECONDS),
      about: 'How long to look for something better; what has been found by then is given, with what is proven of it'
    }
  },
  positionals: [],
  access: 'none',
  async prepare({ options }): Promise<Result<Input>> {
    const seconds = Number(options.seconds);
    if (!(seconds > 0 && seconds <= 86_400))
      throw new UsageError(`--seconds must be a number above 0, at most 86400 - got "${options.seconds as string}"`);
    const file = await readGivenFile(options.input as string, 'input', MOST_BYTES);
    if (!file.ok) return file;
    const json = readJsonText(file.value, 'input');
    return json.ok ? ok({ table: json.value, audit: options.audit === true, seconds }) : json;
  },
  run: (_app, input, { offload }): Promise<Result<Output>> => offload('disclose', input),
  print({ cells, loss, bound, optimal, audit = [] }) {
    const named = (cell: Record<string, unknown>) => Object.values(cell).join(', ');
    const nameOf = ({ status, n, ...names }: Output['cells'][number]) => ({ text: named(names), status, n });
    return [
      ...cells.map(nameOf).map(({ text, status, n }) => `${text}: ${status === 'published' ? n : 'withheld'}`),
      optimal ? `Loss ${loss}, the least possible` : `Loss ${loss}; at least ${bound} is needed`,
      ...audit.map(
        ({ cell, n, primary, interval: { min, max } }) =>
          `${named(cell)}: ${n}${primary ? ', small' : ''}, others know ${max === null ? `${min} or more` : `${min} to ${max}`}`
      )
    ].join('\n');
  },
  examples: ['disclose --input table.json --json', 'disclose --input table.json --audit']
});
