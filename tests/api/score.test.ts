import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AnswerSheet, Criterion } from '$lib/domain/model/types';
import { commands } from '../../src/cli/commands/all';
import { runCommandLine } from '../../src/cli/run';
import { buildModel } from '../builders/model';

// The contract of `waymark score`, word by word, on a model small enough to check by hand.

let folder: string;
let files = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waymark-score-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const criterion = (id: string, dimension: string, level: number, more: Partial<Criterion> = {}) => ({
  ...{ id, dimension, level, ...more }
});
const model = buildModel(
  [
    criterion('a1', 'law', 1, { effort: 'hours' }),
    criterion('a2', 'law', 2, { effort: 'days', evidence: { kind: 'link', required: true } }),
    criterion('b1', 'use', 1, { effort: 'weeks' }),
    criterion('b2', 'use', 2, { effort: 'months', dependsOn: ['a2'] })
  ],
  { id: 'contract', version: '1.0.0', levels: [0, 1, 2] }
);

async function write(content: unknown, name = 'x.json'): Promise<string> {
  const path = join(folder, `${files++}-${name}`);
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

interface Scored {
  model: string;
  dimensions: Record<string, { level: number; range: [number, number]; score: number; assessed: boolean } | null>;
  overall: { level: number; score: number; assessed: boolean; move: unknown };
}

async function score(answers: AnswerSheet | string, given: unknown = model): Promise<{ status: number; json: Scored }> {
  const lines: string[] = [];
  const output = { out: (text: string) => void lines.push(text), err: (text: string) => void lines.push(text) };
  const words = ['score', '--model', await write(given), '--answers', await write(answers), '--json'];
  const status = await runCommandLine(commands, words, output, {
    LOG_LEVEL: 'silent',
    DATABASE_URL: join(folder, 'none.db')
  });
  return { status, json: JSON.parse(lines.join('\n')) as Scored };
}
const errorsOf = (json: unknown) => (json as { errors: { path: string; message: string }[] }).errors;

describe('the output of score', () => {
  it('is exactly what is documented, key by key, without a database', async () => {
    expect(await score({ a1: 'yes', a2: 'no', b1: 'dont-know' })).toEqual({
      status: 0,
      json: {
        model: 'contract',
        dimensions: {
          law: {
            level: 1,
            range: [1, 1],
            score: 50,
            assessed: true,
            blocking: [{ criterion: 'a2', because: 'no' }],
            move: { criteria: ['a2'], effort: 3 }
          },
          use: {
            level: 0,
            range: [0, 2],
            score: 0,
            assessed: true,
            blocking: [{ criterion: 'b1', because: 'dont-know' }],
            move: { criteria: ['b1'], effort: 15 }
          }
        },
        overall: { level: 0, range: [0, 1], score: 25, assessed: true, move: { criteria: ['b1'], effort: 15 } }
      }
    });
    expect(existsSync(join(folder, 'none.db'))).toBe(false);
  });

  it.each([
    ['yes', 1, 100],
    ['partly', 0, 50],
    ['no', 0, 0],
    ['dont-know', 0, 0],
    ['not-reached', 0, 0]
  ] as const)('knows the answer %s', async (value, level, points) => {
    const one = buildModel([criterion('a', 'd', 1)], { version: '1.0.0', levels: [0, 1] });
    const { json } = await score({ a: value }, one);
    expect(json.dimensions.d).toMatchObject({ level, score: points, assessed: true });
    expect(json.dimensions.d?.range).toEqual(value === 'dont-know' ? [0, 1] : [level, level]);
  });

  it('is the same from CSV with the columns criterion and answer', async () => {
    const json = await score({ a1: 'yes', b1: 'not-reached' });
    expect(await score('criterion,answer\na1,yes\nb1,not-reached\n')).toEqual(json);
    expect(await score('criterion,answer\na1,yes\na2,\nb1,not-reached\n')).toEqual(json);
  });

  it('takes an absent answer for unanswered', async () => {
    const { json } = await score({});
    expect(json.dimensions.law).toMatchObject({
      ...{ level: 0, range: [0, 2], score: 0, assessed: false },
      blocking: [{ criterion: 'a1', because: 'unanswered' }]
    });
    expect(json.overall).toMatchObject({ level: 0, assessed: false });
  });

  it('calls assessed what is answered: nothing was submitted', async () => {
    const all: AnswerSheet = { a1: 'no', a2: 'no', b1: 'no', b2: 'no' };
    expect((await score(all)).json.overall.assessed).toBe(true);
    expect((await score({ a1: 'no', b1: 'no' })).json.overall.assessed).toBe(true);
    expect((await score({ a1: 'yes', b1: 'no' })).json.dimensions.law?.assessed).toBe(false);
  });

  it('leaves out a dimension in which nothing is applicable', async () => {
    const { json } = await score({ a1: 'yes', a2: 'no', b1: 'not-applicable', b2: 'not-applicable' });
    expect(json.dimensions.use).toBeNull();
    expect(json.overall).toMatchObject({ level: 1, score: 50, assessed: true });
    const none = await score({
      a1: 'not-applicable',
      a2: 'not-applicable',
      b1: 'not-applicable',
      b2: 'not-applicable'
    });
    expect(none.json).toEqual({
      model: 'contract',
      dimensions: { law: null, use: null },
      overall: { level: null, range: null, score: null, assessed: false, move: null }
    });
  });

  it('counts effort in hours 1, days 3, weeks 15 and months 60, dependencies with it', async () => {
    const { json } = await score({ a1: 'yes', a2: 'no', b1: 'yes', b2: 'no' });
    expect(json.dimensions).toMatchObject({
      law: { move: { criteria: ['a2'], effort: 3 } },
      use: { move: { criteria: ['a2', 'b2'], effort: 63 } }
    });
    expect((await score({})).json.dimensions).toMatchObject({
      law: { move: { effort: 1 } },
      use: { move: { effort: 15 } }
    });
  });

  it('scores the same whatever evidence and dependencies the model asks for', async () => {
    const bare = {
      ...model,
      criteria: model.criteria.map((one) => ({
        ...one,
        dependsOn: [],
        evidence: { kind: 'none' as const, required: false }
      }))
    };
    for (const answers of [{ a1: 'yes', b1: 'yes', b2: 'yes' }, { a1: 'yes', a2: 'yes' }, {}] as AnswerSheet[]) {
      const figures = ({ dimensions }: Scored) =>
        Object.values(dimensions).map((d) => d && [d.level, d.range, d.score, d.assessed]);
      expect(figures((await score(answers)).json)).toEqual(figures((await score(answers, bare)).json));
    }
  });

  it('proposes only to turn answers into yes, and reaches the next level so', async () => {
    const before: AnswerSheet = { a1: 'partly', a2: 'not-applicable', b1: 'dont-know', b2: 'not-reached' };
    const { json } = await score(before);
    const move = json.overall.move as { criteria: string[] };
    const after = { ...before, ...Object.fromEntries(move.criteria.map((id) => [id, 'yes' as const])) };
    expect((await score(after)).json.overall.level).toBeGreaterThan(json.overall.level);
    expect(move.criteria).not.toContain('a2');
  });
});

describe('what score refuses', () => {
  it.each([
    ['JSON', { a1: 'yes', zz: 'yes' }, ['zz']],
    ['CSV', 'criterion,answer\na1,yes\nzz,no\n', ['rows.3']]
  ])('are criteria the model does not have, with their place: %s', async (_format, answers, paths) => {
    const { status, json } = await score(answers as AnswerSheet | string);
    expect(status).toBe(1);
    expect(Object.keys(json)).toEqual(['errors']);
    expect(errorsOf(json).map(({ path }) => path)).toEqual(paths);
    for (const error of errorsOf(json)) {
      expect(Object.keys(error).sort()).toEqual(['message', 'path']);
      expect(error.message).toContain('"zz"');
    }
  });

  it.each([
    ['an answer that is none', '{"a1": "maybe"}', 'a1'],
    ['null for unanswered', '{"a1": null}', 'a1'],
    ['an answer in CSV that is none', 'criterion,answer\na1,ja\n', 'rows.2'],
    ['a criterion twice', 'criterion,answer\na1,yes\na1,no\n', 'rows.3.criterion'],
    ['a list', '["yes"]', ''],
    ['no columns', 'a1,yes\n', 'rows.1']
  ])('is %s', async (_case, answers, path) => {
    const { status, json } = await score(answers);
    expect({ status, paths: errorsOf(json).map((error) => error.path) }).toEqual({ status: 1, paths: [path] });
  });

  it('is a model whose dependencies run in a circle, with the place', async () => {
    const circle = { ...model, criteria: model.criteria.map((c) => (c.id === 'a2' ? { ...c, dependsOn: ['b2'] } : c)) };
    const { status, json } = await score({}, circle);
    expect(status).toBe(1);
    expect(errorsOf(json)[0]?.path).toMatch(/^criteria\.\d+\.dependsOn\.0$/);
  });
});
