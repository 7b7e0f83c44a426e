import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../src/cli/commands/all';
import { runCommandLine } from '../../src/cli/run';
import { attackByTrying, lossOf, readFacts, readPattern, type Input } from '../oracles/disclosure';
import { inventTable, treeOf } from '../bench/disclose-tables';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waymark-disclose-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function run(...words: string[]) {
  const lines = { out: [] as string[], err: [] as string[] };
  const output = { out: (text: string) => void lines.out.push(text), err: (text: string) => void lines.err.push(text) };
  const status = await runCommandLine(commands, ['disclose', ...words], output, { LOG_LEVEL: 'silent' });
  return { status, out: lines.out.join('\n'), err: lines.err };
}

/** What `waymark disclose` says to a file. */
async function disclose(content: unknown, ...words: string[]) {
  const path = join(folder, 'table.json');
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return run('--input', path, ...words);
}

const table = {
  threshold: 5,
  dimensions: [
    { name: 'county', tree: { SE: ['01', '03'] } },
    { name: 'size', tree: { all: ['small', 'large'] } }
  ],
  cells: [
    { county: '01', size: 'small', n: 3 },
    { county: '01', size: 'large', n: 20 },
    { county: '03', size: 'small', n: 7 },
    { county: '03', size: 'large', n: 9 }
  ]
};

describe('waymark disclose', () => {
  it('gives every cell, totals named by the parent, and the loss with its proof', async () => {
    const { status, out } = await disclose(table, '--json');
    expect(status).toBe(0);
    const hidden = (county: string, size: string) => ({ county, size, status: 'suppressed' });
    const shown = (county: string, size: string, n: number) => ({ county, size, status: 'published', n });
    expect(JSON.parse(out)).toEqual({
      threshold: 5,
      cells: [
        shown('SE', 'all', 39),
        shown('SE', 'small', 10),
        shown('SE', 'large', 29),
        shown('01', 'all', 23),
        hidden('01', 'small'),
        hidden('01', 'large'),
        shown('03', 'all', 16),
        hidden('03', 'small'),
        hidden('03', 'large')
      ],
      loss: 36,
      bound: 36,
      optimal: true
    });
  });

  it('tells small cells, counts and intervals only when asked for the audit', async () => {
    const { out } = await disclose(table, '--json', '--audit');
    const { audit, ...rest } = JSON.parse(out) as { audit: unknown[] };
    expect(audit).toEqual([
      { cell: { county: '01', size: 'small' }, n: 3, primary: true, interval: { min: 1, max: 9 } },
      { cell: { county: '01', size: 'large' }, n: 20, primary: false, interval: { min: 14, max: 22 } },
      { cell: { county: '03', size: 'small' }, n: 7, primary: false, interval: { min: 1, max: 9 } },
      { cell: { county: '03', size: 'large' }, n: 9, primary: false, interval: { min: 7, max: 15 } }
    ]);
    expect(JSON.stringify(rest)).not.toMatch(/primary|interval|min|max/);
  });

  it('says it in words to people', async () => {
    const { out } = await disclose(table, '--audit');
    expect(out).toContain('01, small: withheld');
    expect(out).toContain('Loss 36, the least possible');
    expect(out).toContain('01, small: 3, small, others know 1 to 9');
  });

  it('gives the best it has when time is up, as safe as ever, with what is proven', async () => {
    const input = inventTable([treeOf('r', 24, 4), treeOf('c', 12, 3)], 7) as Input;
    const { status, out } = await disclose(input, '--json', '--seconds', '0.001');
    expect(status).toBe(0);
    const given = JSON.parse(out);
    const facts = readFacts(input);
    const { hidden, lies } = readPattern(input, facts, given);
    expect(lies).toEqual([]);
    expect(given.loss).toBe(lossOf(facts, hidden));
    expect(given.bound).toBeLessThanOrEqual(given.loss);
    expect(given.optimal).toBe(given.bound === given.loss);
  });

  it('takes one dimension, three, and trees of three levels', async () => {
    const deep = { SE: ['north', 'south'], north: ['n1', 'n2'], n1: ['01', '03'], n2: ['04'], south: ['05'] };
    const cells = [
      { county: '01', n: 2 },
      { county: '03', n: 6 },
      { county: '04', n: 8 },
      { county: '05', n: 9 }
    ];
    const input = { threshold: 3, dimensions: [{ name: 'county', tree: deep }], cells };
    const { out } = await disclose(input, '--json');
    const facts = readFacts(input);
    expect(attackByTrying(facts, readPattern(input, facts, JSON.parse(out)).hidden, 8)).toBeNull();
    expect(JSON.parse(out)).toMatchObject({ loss: 6, optimal: true });
    const cube = inventTable([treeOf('x', 2), treeOf('y', 2), treeOf('z', 2)], 3);
    const third = JSON.parse((await disclose(cube, '--json')).out);
    expect(third.cells).toHaveLength(27);
    expect(third.optimal).toBe(true);
  });
});

describe('waymark disclose, given what is wrong', () => {
  const cell = (change: object) => ({ ...table, cells: [{ ...table.cells[0], ...change }] });
  it.each([
    ['a threshold of two', { ...table, threshold: 2 }, 'threshold', 'must be 3 or more'],
    ['no number', cell({ n: '3' }), 'cells.0.n', 'got "3"'],
    ['a negative number', cell({ n: -1 }), 'cells.0.n', 'must be 0 or more'],
    ['more known than there are', cell({ known: 4 }), 'cells.0.known', '"known" must be at most n (3) - got 4'],
    ['a county nobody knows', cell({ county: '99' }), 'cells.0.county', '"99"'],
    ['a total', cell({ county: 'SE' }), 'cells.0.county', '"SE" has children'],
    ['a cell twice', { ...table, cells: [table.cells[0], table.cells[0]] }, 'cells.1', 'may come once'],
    [
      'two roots',
      { ...table, dimensions: [{ name: 'county', tree: { SE: ['01'], NO: ['03'] } }], cells: [] },
      'dimensions.0.tree',
      'one root'
    ],
    ['an empty list', [], '', ''],
    ['no JSON', '{"threshold": 5', 'input', 'must be JSON'],
    ['no dimensions', { cells: [] }, 'dimensions', '']
  ])('refuses %s with exit status 1', async (_, input, path, words) => {
    const { status, out } = await disclose(input, '--json');
    expect(status).toBe(1);
    const { errors } = JSON.parse(out) as { errors: { path: string; message: string }[] };
    expect(errors.find((error) => error.path === path)?.message, out).toContain(words);
  });

  it('refuses 100,000 cells within a second, and says how many may be', async () => {
    const dimensions = ['a', 'b'].map((name) => ({ name, tree: treeOf(name, 316) }));
    const cells = Array.from({ length: 99_856 }, (_, i) => ({ a: `a${i % 316}`, b: `b${Math.floor(i / 316)}`, n: 1 }));
    const { status, out } = await disclose({ dimensions, cells }, '--json');
    expect(status).toBe(1);
    expect(out).toContain('at most 10000 cells, totals included - this one has 100489');
  });

  it('names no more faults than anybody reads', async () => {
    const cells = Array.from({ length: 5000 }, () => ({ county: 'x', size: 'small', n: 1 }));
    const { out } = await disclose({ ...table, cells }, '--json');
    expect((JSON.parse(out) as { errors: unknown[] }).errors).toHaveLength(100);
  });

  it('answers wrong usage with exit status 2', async () => {
    expect((await run('--json')).status).toBe(2);
    expect((await disclose(table, '--json', '--seconds', 'soon')).status).toBe(2);
    const missing = await run('--input', join(folder, 'nowhere.json'), '--json');
    expect(missing.status).toBe(1);
    expect(missing.out).toContain('There is no file');
  });
});
