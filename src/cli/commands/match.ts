import type { MatchOutput } from '$lib/domain/mentoring/match-edges';
import type { ProfileMatchOutput } from '$lib/domain/mentoring/match-profiles';
import { ok, type Result } from '$lib/domain/shared/result';
import { defineCommand, UsageError } from '../command';
import { tellProgress } from '../match-progress';
import { readGivenFile, readJsonText, readText } from '../read-file';

type Output = Omit<ProfileMatchOutput, 'pairs' | 'unhelped'> &
  Pick<MatchOutput, 'pairs'> &
  Partial<Pick<ProfileMatchOutput, 'unhelped'>>;
type Input = { progress: boolean } & ({ kind: 'edges'; text: string } | { kind: 'profiles'; input: unknown });

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
    },
    progress: {
      type: 'boolean',
      about:
        'Say on standard error how far it is, from the start; on a terminal it does after a second. Ctrl+C ends it with exit status 130 and no result'
    }
  },
  positionals: [],
  access: 'none',
  async prepare({ options }): Promise<Result<Input>> {
    const { edges, input, progress = false } = options as { edges?: string; input?: string; progress?: boolean };
    if ((edges === undefined) === (input === undefined))
      throw new UsageError('Give either --edges FILE or --input FILE');
    const file = await readGivenFile((edges ?? input)!, edges === undefined ? 'input' : 'edges');
    if (!file.ok) return file;
    if (edges !== undefined) {
      const text = readText(file.value, 'edges');
      return text.ok ? ok({ kind: 'edges', text: text.value, progress }) : text;
    }
    const json = readJsonText(file.value, 'input');
    return json.ok ? ok({ kind: 'profiles', input: json.value, progress }) : json;
  },
  run(_app, { progress, ...given }, { offload, err, watched }): Promise<Result<Output>> {
    const onProgress =
      progress || watched ? tellProgress(err, { asked: progress, now: () => performance.now() }) : undefined;
    return given.kind === 'profiles'
      ? offload('matchProfiles', given.input, { onProgress })
      : offload('matchText', given.text, { onProgress });
  },
  print({ pairs, total, bound, optimal, blocking, unmatched, unhelped = [] }) {
    const proof =
      bound === null ? 'stable' : optimal ? 'proven to be the best possible' : `at most ${bound} is possible`;
    return [
      ...pairs.map(({ mentee, mentor, score }) => `${mentee} with ${mentor}  ${score}`),
      `${pairs.length} pairs, total ${total}, ${proof}; ${blocking?.length ?? 'uncounted'} blocking pairs`,
      ...unmatched.map(({ mentee, missing, reason }) => `${mentee} lacks ${missing}: ${reason}`),
      ...unhelped.map(({ mentee, because, ruledOut }) => {
        const rules = Object.entries(ruledOut).map(([rule, count]) => `${rule} ${count}`);
        return `${mentee} can be helped by nobody: ${[because, ...rules].join(', ')}`;
      })
    ].join('\n');
  },
  examples: ['match --edges edges.json --json', 'match --input profiles.json']
});
