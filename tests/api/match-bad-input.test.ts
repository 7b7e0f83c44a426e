import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../src/cli/commands/all';
import { runCommandLine } from '../../src/cli/run';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waymark-match-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What `waymark match` says to a file: a line each, or the JSON that programs get. */
async function match(kind: 'edges' | 'input', content: object | string, ...words: string[]) {
  const lines = { out: [] as string[], err: [] as string[] };
  const path = join(folder, `${kind}.json`);
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  const output = { out: (text: string) => void lines.out.push(text), err: (text: string) => void lines.err.push(text) };
  const status = await runCommandLine(commands, ['match', `--${kind}`, path, ...words], output, {
    LOG_LEVEL: 'silent'
  });
  return { status, out: lines.out.join('\n'), err: lines.err };
}

const edge = (mentee: string, mentor: string, score: number) => ({ mentee, mentor, score });
const edges = [edge('a', 'm', 0.9), edge('b', 'm', 0.8), edge('a', 'n', 0.1)];
const common = { languages: ['sv'], levels: { legal: 1 } };
const mentee = { ...common, id: 'a', wants: [{ dimension: 'legal', priority: 1 }] };
const mentor = { ...common, id: 'm', levels: { legal: 3 }, offers: ['legal'] };

describe('waymark match --edges, given what is wrong', () => {
  it.each([
    [
      'NaN',
      '{"edges": [{"mentee": "a", "mentor": "m", "score": NaN}]}',
      'Edge 1 ("a" with "m"): score must be a finite number - got "NaN"'
    ],
    [
      'an infinite score',
      '{"edges": [{"mentee": "a", "mentor": "m", "score": -Infinity}]}',
      'Edge 1 ("a" with "m"): score must be a finite number - got "-Infinity"'
    ],
    [
      'a number beyond all numbers',
      '{"edges": [{"mentee": "a", "mentor": "m", "score": 1e999}]}',
      'Edge 1 ("a" with "m"): score must be a finite number - got Infinity'
    ],
    [
      'a duplicate edge',
      { edges: [...edges, edge('b', 'm', 0.2)] },
      'Edge 4 ("b" with "m") repeats edge 2 - keep one of them'
    ],
    [
      'an unknown mentee',
      { edges, forbid: [['x', 'm']] },
      'Forbid 1 ("x" with "m"): mentee "x" is unknown - correct the id, list it under need or remove the entry'
    ],
    [
      'an unknown mentor',
      { edges, previous: [['a', 'y']] },
      'Previous 1 ("a" with "y"): mentor "y" is unknown - correct the id, list it under capacity or remove the entry'
    ],
    [
      'a pinned mentor with a capacity of 0',
      { edges, capacity: { m: 0 }, pin: [['a', 'm']] },
      'Mentor "m" has a capacity of 0 but 1 pin: Pin 1 ("a" with "m") - remove 1 or raise the capacity'
    ],
    [
      'pins beyond a capacity',
      {
        edges,
        pin: [
          ['a', 'm'],
          ['b', 'm']
        ]
      },
      'Mentor "m" has a capacity of 1 but 2 pins: Pin 1 ("a" with "m"), Pin 2 ("b" with "m") - remove 1 or raise the capacity'
    ],
    [
      'pins beyond a need',
      {
        edges,
        pin: [
          ['a', 'm'],
          ['a', 'n']
        ]
      },
      'Mentee "a" has a need of 1 but 2 pins: Pin 1 ("a" with "m"), Pin 2 ("a" with "n") - remove 1 or raise the need'
    ],
    [
      'a pin that is forbidden too',
      {
        edges,
        pin: [['a', 'm']],
        forbid: [
          ['b', 'm'],
          ['a', 'm']
        ]
      },
      'Pin 1 ("a" with "m") is also forbidden (forbid 2) - remove one of the two'
    ],
    [
      'a pin that is no edge',
      { edges, pin: [['b', 'n']] },
      'Pin 1 ("b" with "n") must be an edge - add the edge or remove the pin'
    ],
    [
      'two pins on one municipality',
      {
        edges,
        need: { a: 2 },
        municipality: { n: 'm' },
        pin: [
          ['a', 'm'],
          ['a', 'n']
        ]
      },
      'Mentee "a" is pinned to "m" 2 times: Pin 1 ("a" with "m"), Pin 2 ("a" with "n") - one of its offers is the most, so remove 1'
    ]
  ])('names the entry: %s', async (_, content, message) => {
    const { status, out, err } = await match('edges', content);
    expect({ status, out }).toEqual({ status: 1, out: '' });
    expect(err).toHaveLength(1);
    expect(err[0]).toContain(message);
    const json = JSON.parse((await match('edges', content, '--json')).out) as { errors: { message: string }[] };
    expect(json.errors[0]!.message).toBe(message);
  });

  it('says of whom there is no mentor at all, and pairs nobody', async () => {
    const { out } = await match('edges', { edges: [], need: { a: 1 } }, '--json');
    expect(JSON.parse(out)).toMatchObject({
      pairs: [],
      total: 0,
      bound: 0,
      optimal: true,
      unmatched: [{ mentee: 'a', missing: 1, reason: 'no-edge' }]
    });
  });
});

describe('waymark match --input, given what is wrong', () => {
  it.each([
    [
      'no mentors at all',
      { mentees: [mentee], mentors: [] },
      'Nobody offers to be a mentor - a round needs at least one of the mentors'
    ],
    [
      'no mentees at all',
      { mentees: [], mentors: [mentor] },
      'Nobody asks for a mentor - a round needs at least one of the mentees'
    ],
    [
      'a pinned mentor with a capacity of 0',
      { mentees: [mentee], mentors: [{ ...mentor, capacity: 0 }], pin: [['a', 'm']] },
      'Mentor "m" has a capacity of 0 but 1 pin: Pin 1 ("a" with "m") - remove 1 or raise the capacity'
    ],
    [
      'pins that contradict each other',
      {
        mentees: [mentee, { ...mentee, id: 'b' }],
        mentors: [mentor],
        pin: [
          ['a', 'm'],
          ['b', 'm']
        ]
      },
      'Mentor "m" has a capacity of 1 but 2 pins: Pin 1 ("a" with "m"), Pin 2 ("b" with "m") - remove 1 or raise the capacity'
    ],
    [
      'an unknown id',
      { mentees: [mentee], mentors: [mentor], pin: [['x', 'm']] },
      'Pin 1 ("x" with "m"): mentee "x" is unknown - correct the id, list it under mentees or remove the entry'
    ],
    [
      'the same id twice',
      { mentees: [mentee, mentee], mentors: [mentor] },
      '"a" is listed twice under mentees - keep one of the two'
    ],
    [
      'an infinite weight',
      '{"mentees": [], "mentors": [], "weights": {"gap": 1e999}}',
      'Weights of "gap" must be a number, 0 or more - got Infinity'
    ]
  ])('names the entry: %s', async (_, content, message) => {
    const { status, out, err } = await match('input', content);
    expect({ status, out }).toEqual({ status: 1, out: '' });
    expect(err.join('\n')).toContain(message);
  });

  it('says of everybody at the same level that nobody is ahead', async () => {
    const level = { levels: { legal: 2 } };
    const { status, out } = await match('input', {
      mentees: [{ ...mentee, ...level }],
      mentors: [{ ...mentor, ...level }]
    });
    expect(status).toBe(0);
    expect(out).toContain('0 pairs, total 0');
    expect(out).toContain('a can be helped by nobody: no-mentor, not-ahead 1');
  });
});
