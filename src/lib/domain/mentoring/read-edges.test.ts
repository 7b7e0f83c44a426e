import { describe, expect, it } from 'vitest';
import { readEdges, readEdgesText } from './read-edges';

const edges = [
  { mentee: 'a', mentor: 'b', score: 0.83 },
  { mentee: 'c', mentor: 'b', score: 0.5 },
  { mentee: 'a', mentor: 'd', score: 0.2 }
];
/** `path: message` of every problem. */
function problemsOf(input: unknown): string[] {
  const result = readEdges(input);
  return result.ok ? [] : result.problems.map((problem) => `${problem.path}: ${problem.message}`);
}

describe('readEdges', () => {
  it('fills in what may be missing', () => {
    expect(readEdges({ edges })).toEqual({
      ok: true,
      value: { edges, capacity: {}, need: {}, forbid: [], pin: [], previous: [], objective: 'total' }
    });
  });

  it('lets further fields of an edge through and leaves them out', () => {
    expect(readEdges({ edges: [{ ...edges[0], dimension: 'legal' }] })).toMatchObject({
      ok: true,
      value: { edges: [edges[0]] }
    });
  });

  it.each([
    ['NaN', NaN, 'NaN'],
    ['infinity', -Infinity, '-Infinity'],
    ['null', null, 'null'],
    ['text', '0.5', '"0.5"'],
    ['nothing', undefined, 'nothing']
  ])('names the edge whose score is %s', (_, score, shown) => {
    expect(problemsOf({ edges: [edges[0], { mentee: 'c', mentor: 'b', score }] })).toEqual([
      `edges.1.score: Edge 2 ("c" with "b"): score must be a finite number - got ${shown}`
    ]);
  });

  it('names the edge whose liking or id is wrong', () => {
    expect(problemsOf({ edges: [{ mentee: 114, mentor: '', score: 1, mentorScore: Infinity }, 5] })).toEqual([
      'edges.0.mentee: Edge 1: mentee must be an id in quotes - got 114',
      'edges.0.mentor: Edge 1: mentor must not be empty - got ""',
      'edges.0.mentorScore: Edge 1: mentorScore must be a finite number - got Infinity',
      'edges.1: Edge 2 must be an object with mentee, mentor and score - got 5'
    ]);
  });

  it('names the id whose places are no whole number, 0 or more', () => {
    expect(problemsOf({ edges, capacity: { b: 1.5, d: -1 }, need: { a: '2' } })).toEqual([
      'capacity.b: Capacity of "b" must be a whole number, 0 or more - got 1.5',
      'capacity.d: Capacity of "d" must be a whole number, 0 or more - got -1',
      'need.a: Need of "a" must be a whole number, 0 or more - got "2"'
    ]);
  });

  it('refuses what is no problem, an unknown field, an unknown objective, a pair of one', () => {
    expect(problemsOf([])).toEqual([': The input must be an object with edges - got []']);
    expect(problemsOf({})).toEqual([
      'edges: Edges must be a list of edges {"mentee", "mentor", "score"} - got nothing'
    ]);
    expect(problemsOf({ edges, pins: [] })).toEqual([
      'pins: The field "pins" is not known - the fields are capacity, need, edges, forbid, pin, previous, load, running, municipality, objective'
    ]);
    expect(problemsOf({ edges, objective: 'best', pin: [['a']], forbid: [['a', 7]] })).toEqual([
      'forbid.0.1: Forbid 1 ("a"): mentor must be an id in quotes - got 7',
      'pin.0: Pin 1 ("a") must be a pair ["mentee id", "mentor id"] - got ["a"]',
      'objective: Objective must be "total" or "stable" - got "best"'
    ]);
  });

  it('names both entries of a duplicate edge', () => {
    expect(problemsOf({ edges: [...edges, edges[0]] })).toEqual([
      'edges.3: Edge 4 ("a" with "b") repeats edge 1 - keep one of them'
    ]);
  });

  it('names unknown ids in forbid, pin and previous', () => {
    const end = 'correct the id, list it under';
    expect(problemsOf({ edges, forbid: [['a', 'x']], pin: [['y', 'b']], previous: [['b', 'a']] })).toEqual([
      `forbid.0.1: Forbid 1 ("a" with "x"): mentor "x" is unknown - ${end} capacity or remove the entry`,
      `pin.0.0: Pin 1 ("y" with "b"): mentee "y" is unknown - ${end} need or remove the entry`,
      `previous.0.0: Previous 1 ("b" with "a"): mentee "b" is unknown - ${end} need or remove the entry`,
      `previous.0.1: Previous 1 ("b" with "a"): mentor "a" is unknown - ${end} capacity or remove the entry`
    ]);
    expect(problemsOf({ edges, need: { y: 1 }, capacity: { x: 0 }, previous: [['y', 'x']] })).toEqual([]);
  });

  it('refuses a pin that is no edge and one that is also forbidden', () => {
    expect(
      problemsOf({
        edges,
        pin: [
          ['c', 'd'],
          ['a', 'b']
        ],
        forbid: [
          ['a', 'd'],
          ['a', 'b']
        ]
      })
    ).toEqual([
      'pin.0: Pin 1 ("c" with "d") must be an edge - add the edge or remove the pin',
      'pin.1: Pin 2 ("a" with "b") is also forbidden (forbid 2) - remove one of the two'
    ]);
  });

  it('says which pins conflict when they go beyond a need or a capacity', () => {
    const pin = [
      ['a', 'b'],
      ['c', 'b'],
      ['a', 'd']
    ];
    expect(problemsOf({ edges, pin })).toEqual([
      'pin.2: Mentee "a" has a need of 1 but 2 pins: Pin 1 ("a" with "b"), Pin 3 ("a" with "d") - remove 1 or raise the need',
      'pin.1: Mentor "b" has a capacity of 1 but 2 pins: Pin 1 ("a" with "b"), Pin 2 ("c" with "b") - remove 1 or raise the capacity'
    ]);
    expect(problemsOf({ edges, pin, need: { a: 2 }, capacity: { b: 2 } })).toEqual([]);
  });

  it('refuses a pinned mentor with capacity 0', () => {
    expect(problemsOf({ edges, pin: [['a', 'b']], capacity: { b: 0 } })).toEqual([
      'pin.0: Mentor "b" has a capacity of 0 but 1 pin: Pin 1 ("a" with "b") - remove 1 or raise the capacity'
    ]);
  });

  it('counts a pin listed twice once', () => {
    expect(
      problemsOf({
        edges,
        pin: [
          ['a', 'b'],
          ['a', 'b']
        ]
      })
    ).toEqual([]);
  });

  it('refuses scores that add up to infinity', () => {
    const huge = edges.map((edge) => ({ ...edge, score: 1e308 }));
    expect(problemsOf({ edges: huge })).toEqual([
      'edges: The scores are too large to be added up - divide them all by the same number'
    ]);
  });

  it('lists at most fifty problems and counts the rest', () => {
    const problems = problemsOf({ edges: Array.from({ length: 60 }, () => 0) });
    expect(problems).toHaveLength(51);
    expect(problems.at(-1)).toBe(': And 10 more problems.');
  });
});

describe('readEdgesText', () => {
  it('reads a file, byte order mark or not', () => {
    expect(readEdgesText(`\uFEFF${JSON.stringify({ edges })}`)).toMatchObject({ ok: true });
  });

  it('names the edge for NaN and Infinity as other programs write them, and leaves ids alone', () => {
    const text =
      '{"edges": [{"mentee": "NaN \\" Infinity", "mentor": "b", "score": NaN}, {"mentee": "c", "mentor": "b", "score": -Infinity}]}';
    expect(readEdgesText(text)).toMatchObject({
      problems: [
        {
          path: 'edges.0.score',
          message: 'Edge 1 ("NaN \\" Infinity" with "b"): score must be a finite number - got "NaN"'
        },
        { path: 'edges.1.score', message: 'Edge 2 ("c" with "b"): score must be a finite number - got "-Infinity"' }
      ]
    });
  });

  it('refuses what is not JSON', () => {
    expect(readEdgesText('{"edges": [')).toMatchObject({ ok: false, problems: [{ code: 'not-json' }] });
  });
});
