import { type MatchOutput, solveMatch } from '$lib/domain/mentoring/match-edges';
import { matchProfiles, type ProfileMatchOutput } from '$lib/domain/mentoring/match-profiles';
import { readEdgesText } from '$lib/domain/mentoring/read-edges';
import { ok, type Result } from '$lib/domain/shared/result';
import { defineCommand, UsageError } from '../command';
import { readGivenFile, readJsonText, readText } from '../read-file';

type Output = Omit<ProfileMatchOutput, 'pairs' | 'unhelped'> & Pick<MatchOutput, 'pairs'>;
type Input = { kind: 'edges'; text: string } | { kind: 'profiles'; input: unknown };

export const matchCommand = defineCommand<Input, Output>({
  name: 'match',
  summary: 'Pair mentees with mentors as well as possible, with proof; needs no database',
  options: {
    edges: {
      type: 'string',
      value: 'FILE',
      about:
        'JSON with the possible pairs and their scores: {"edges": [{"mentee", "mentor", "score"}], "capacity", "need", "forbid", "pin", "previous", "objective"}; - reads standard input'
    },
    input: {
      type: 'string',
      value: 'FILE',
      about:
        'JSON with profiles {"mentees", "mentors"}, whose scores are computed; docs/match-format.md has all fields; - reads standard input'
    }
  },
  positionals: [],
  access: 'none',
  async prepare({ options }): Promise<Result<Input>> {
    const { edges, input } = options as { edges?: string; input?: string };
    if ((edges === undefined) === (input === undefined))
      throw new UsageError('Give either --edges FILE or --input FILE');
    const file = await readGivenFile((edges ?? input)!, edges === undefined ? 'input' : 'edges');
    if (!file.ok) return file;
    if (edges !== undefined) {
      const text = readText(file.value, 'edges');
      return text.ok ? ok({ kind: 'edges', text: text.value }) : text;
    }
    const json = readJsonText(file.value, 'input');
    return json.ok ? ok({ kind: 'profiles', input: json.value }) : json;
  },
  run(_app, input): Promise<Result<Output>> {
    if (input.kind === 'profiles') return Promise.resolve(matchProfiles(input.input));
    const problem = readEdgesText(input.text);
    return Promise.resolve(problem.ok ? ok(solveMatch(problem.value, problem.value.objective)) : problem);
  },
  print({ pairs, total, bound, optimal, blocking, unmatched }) {
    const proof =
      bound === null ? 'stable' : optimal ? 'proven to be the best possible' : `at most ${bound} is possible`;
    return [
      ...pairs.map(({ mentee, mentor, score }) => `${mentee} with ${mentor}  ${score}`),
      `${pairs.length} pairs, total ${total}, ${proof}; ${blocking?.length ?? 'uncounted'} blocking pairs`,
      ...unmatched.map(({ mentee, missing, reason }) => `${mentee} lacks ${missing}: ${reason}`)
    ].join('\n');
  },
  examples: ['match --edges edges.json --json', 'match --input profiles.json']
});
