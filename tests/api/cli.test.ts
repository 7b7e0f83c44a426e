import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeModelFiles } from '$lib/domain/model/model.fixture';
import type { AnswerSheet } from '$lib/domain/model/types';
import { socketPath } from '$lib/server/operations/writer-lock';
import { shippedModels } from '$lib/server/model/seed';
import { commands } from '../../src/cli/commands/all';
import { runCommandLine } from '../../src/cli/run';
import { bundleForNode } from '../support/bundle';
import { createTestApp, disposeTestApp } from '../support/test-app';
import { createNetwork } from '../support/test-people';

let folder: string;
let files = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waymark-cli-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Ran {
  status: 0 | 1 | 2;
  out: string;
  err: string;
}

async function run(
  words: string[],
  env: Record<string, string> = { DATABASE_URL: join(folder, 'none.db') }
): Promise<Ran> {
  const lines = { out: [] as string[], err: [] as string[] };
  const output = { out: (text: string) => void lines.out.push(text), err: (text: string) => void lines.err.push(text) };
  const status = await runCommandLine(commands, words, output, { LOG_LEVEL: 'silent', ...env });
  return { status, out: lines.out.join('\n'), err: lines.err.join('\n') };
}

async function runJson(words: string[], env?: Record<string, string>): Promise<{ status: number; json: unknown }> {
  const { status, out, err } = await run([...words, '--json'], env);
  expect(err).toBe('');
  return { status, json: JSON.parse(out) as unknown };
}

async function write(name: string, content: string | object | Uint8Array): Promise<string> {
  const path = join(folder, `${files++}-${name}`);
  await writeFile(
    path,
    typeof content === 'string' || content instanceof Uint8Array ? content : JSON.stringify(content)
  );
  return path;
}

/** A database with one network, closed again. */
async function database(): Promise<Record<string, string>> {
  const env = { DATABASE_URL: join(folder, `${files++}.db`) };
  const app = await createTestApp({ env });
  await createNetwork(app);
  await disposeTestApp(app);
  return env;
}

const KOMMUNER = 'Kommunkod;Kommun;Namn 2\n0114;Upplands Väsby;Ett\n0115;Vallentuna;Två\n0180;Stockholm;Tre\n';

describe('the frame', () => {
  it('explains every command with --help and exit status 0', async () => {
    const overview = await run(['--help']);
    expect(overview.status).toBe(0);
    for (const command of commands) {
      expect(overview.out).toContain(command.name);
      const help = await run([...command.name.split(' '), '--help']);
      expect({ name: command.name, status: help.status, err: help.err }).toEqual({
        name: command.name,
        status: 0,
        err: ''
      });
      expect(help.out).toContain(`Usage: waymark ${command.name}`);
    }
  });

  it.each([
    ['an unknown command', ['dance']],
    ['no command', []],
    ['half a command', ['register']],
    ['a missing argument', ['register', 'import']],
    ['an unknown option', ['score', '--model', 'roadmap', '--answers', 'x', '--fast']],
    ['a missing option', ['score', '--model', 'roadmap']],
    ['one argument too many', ['wave', 'list', 'all']],
    ['neither edges nor profiles', ['match']],
    ['both edges and profiles', ['match', '--edges', 'a', '--input', 'b']],
    ['a field that is none', ['register', 'import', 'x.csv', '--map', 'kod=Kommunkod']]
  ])('ends with status 2 on %s', async (_case, words) => {
    const { status, err, out } = await run(words);
    expect({ status, silent: `${err}${out}` === '' }).toEqual({ status: 2, silent: false });
  });

  it('gives programs wrong usage and refusals as JSON with a path and a message', async () => {
    const usage = await runJson(['score', '--model', 'roadmap']);
    expect(usage).toMatchObject({
      status: 2,
      json: { errors: [{ path: '', message: expect.stringContaining('--answers') }] }
    });
    const refused = await runJson(['score', '--model', 'roadmap', '--answers', join(folder, 'nothing.json')]);
    expect(refused).toMatchObject({
      status: 1,
      json: { errors: [{ path: 'answers', message: expect.stringContaining('There is no file') }] }
    });
  });

  it('reads paths from where npm was started', async () => {
    const path = await write('here.json', '{}');
    const before = process.env.INIT_CWD;
    process.env.INIT_CWD = dirname(path);
    try {
      const name = path.slice(dirname(path).length + 1);
      expect((await run(['score', '--model', 'roadmap', '--answers', name])).status).toBe(0);
    } finally {
      if (before === undefined) delete process.env.INIT_CWD;
      else process.env.INIT_CWD = before;
    }
  });
});

describe('score', () => {
  const roadmap = shippedModels.at(-1)!.model;
  const allOf = (level: number): AnswerSheet =>
    Object.fromEntries(roadmap.criteria.filter((c) => c.level <= level).map((c) => [c.id, 'yes']));

  it('gives exactly what the contract names, without a database', async () => {
    const answers = await write('answers.json', allOf(1));
    const { status, json } = await runJson(['score', '--model', 'roadmap', '--answers', answers]);
    expect(status).toBe(0);
    const result = json as { model: string; dimensions: Record<string, object>; overall: object };
    expect(Object.keys(result)).toEqual(['model', 'dimensions', 'overall']);
    expect(Object.keys(result.dimensions)).toEqual(roadmap.dimensions.map(({ id }) => id));
    for (const dimension of Object.values(result.dimensions)) {
      expect(Object.keys(dimension).sort()).toEqual(['assessed', 'blocking', 'level', 'move', 'range', 'score']);
    }
    expect(Object.keys(result.overall).sort()).toEqual(['assessed', 'level', 'move', 'range', 'score']);
    expect(result.overall).toMatchObject({ level: 1, assessed: false });
    expect(existsSync(join(folder, 'none.db'))).toBe(false);
  });

  it('reads CSV as a spreadsheet saves it, and a model by id and version', async () => {
    const rows = Object.keys(allOf(1)).map((id) => `${id};yes;Vi är klara`);
    const text = `criterion;answer;note\n${rows.join('\n')}\n`;
    const csv = await write(
      'answers.csv',
      Uint8Array.from(text, (char) => char.charCodeAt(0))
    );
    const json = await write('answers.json', allOf(1));
    const byCsv = await runJson(['score', '--model', `${roadmap.id}@${roadmap.version}`, '--answers', csv]);
    expect(byCsv).toEqual(await runJson(['score', '--model', 'roadmap', '--answers', json]));
  });

  it('scores by a model file without texts, and shows a table to people', async () => {
    const { model } = makeModelFiles();
    const path = await write('model.json', { ...model, measures: [] });
    const answers = await write('answers.json', { 'legal-asks': 'yes' });
    const { status, out } = await run(['score', '--model', path, '--answers', answers]);
    expect(status).toBe(0);
    expect(out).toMatch(/^Model .*\ndimension .*level/);
    expect(out).toContain('overall');
  });

  it('names unknown models, criteria and answers', async () => {
    const answers = await write('answers.json', { 'no-such': 'yes', [roadmap.criteria[0]!.id]: 'maybe' });
    expect((await run(['score', '--model', 'roadmap@9.9.9', '--answers', answers])).err).toContain('roadmap@1.0.0');
    expect((await run(['score', '--model', 'nothing', '--answers', answers])).err).toContain(
      'neither a file nor a model "nothing"'
    );
    const { status, json } = await runJson(['score', '--model', 'roadmap', '--answers', answers]);
    expect(status).toBe(1);
    expect((json as { errors: { path: string }[] }).errors.map(({ path }) => path)).toEqual([
      'no-such',
      roadmap.criteria[0]!.id
    ]);
  });

  it('refuses a model whose dependencies run in a circle', async () => {
    const { model } = makeModelFiles();
    model.criteria[0]!.dependsOn = ['legal-licence'];
    const path = await write('model.json', model);
    const { status, json } = await runJson(['score', '--model', path, '--answers', await write('a.json', '{}')]);
    expect({ status, json }).toMatchObject({ status: 1, json: { errors: [{ path: 'criteria.1.dependsOn.0' }] } });
  });
});

describe('match', () => {
  const problem = {
    capacity: { m: 1, n: 2 },
    edges: [
      { mentee: 'a', mentor: 'm', score: 0.9 },
      { mentee: 'b', mentor: 'm', score: 0.8 },
      { mentee: 'b', mentor: 'n', score: 0.1 }
    ]
  };

  it('gives exactly what the contract names, without a database', async () => {
    const { status, json } = await runJson(['match', '--edges', await write('edges.json', problem)]);
    expect(status).toBe(0);
    expect(json).toEqual({
      pairs: [
        { mentee: 'a', mentor: 'm', score: 0.9 },
        { mentee: 'b', mentor: 'n', score: 0.1 }
      ],
      total: 1,
      bound: 1,
      optimal: true,
      blocking: [],
      unmatched: []
    });
    expect(existsSync(join(folder, 'none.db'))).toBe(false);
  });

  it('names the entry that is wrong, Infinity and NaN included', async () => {
    const path = await write('edges.json', '{"edges": [{"mentee": "a", "mentor": "b", "score": NaN}]}');
    const { status, json } = await runJson(['match', '--edges', path]);
    expect({ status, json }).toMatchObject({ status: 1, json: { errors: [{ path: 'edges.0.score' }] } });
  });

  it('computes the scores from profiles', async () => {
    const path = await write('profiles.json', {
      mentees: [{ id: 'a', wants: [{ dimension: 'legal', priority: 1 }], levels: { legal: 1 }, languages: ['sv'] }],
      mentors: [{ id: 'b', offers: ['legal'], levels: { legal: 3 }, languages: ['sv'] }]
    });
    const { status, json } = await runJson(['match', '--input', path]);
    expect({ status, json }).toMatchObject({
      status: 0,
      json: { pairs: [{ mentee: 'a', mentor: 'b', dimension: 'legal' }], optimal: true }
    });
  });
});

describe('model validate', () => {
  it('takes a folder, the files, or a model.json with its texts beside it', async () => {
    const shipped = 'src/lib/content/models/roadmap-1.0.0';
    const expected = { status: 0, json: { id: 'roadmap', texts: ['en', 'nl', 'sv'] } };
    expect(await runJson(['model', 'validate', shipped])).toMatchObject(expected);
    expect(await runJson(['model', 'validate', `${shipped}/model.json`])).toMatchObject(expected);
    const named = ['en', 'nl', 'sv', 'model'].map((name) => `${shipped}/${name}.json`);
    expect(await runJson(['model', 'validate', ...named])).toMatchObject(expected);
  });

  it('explains every fault with its path, those of texts too', async () => {
    const { model, en, sv, nl } = makeModelFiles();
    const own = join(folder, `model-${files++}`);
    await mkdir(own);
    model.levels = [0, 2, 1];
    sv.criteria['legal-asks']!.why = '';
    await Promise.all(
      Object.entries({ model, en, sv, nl }).map(([name, content]) =>
        writeFile(join(own, `${name}.json`), JSON.stringify(content))
      )
    );
    const { status, json } = await runJson(['model', 'validate', own]);
    expect(status).toBe(1);
    const paths = (json as { errors: { path: string }[] }).errors.map(({ path }) => path);
    expect(paths).toContain('levels.2');
    expect(paths).toContain('texts.sv.criteria.legal-asks.why');
  });

  it('names unknown ids, circles, dependencies upwards and missing languages in one run', async () => {
    const { model, en, sv } = makeModelFiles();
    const own = join(folder, `model-${files++}`);
    await mkdir(own);
    model.criteria[0]!.dependsOn = ['legal-licence', 'nowhere'];
    model.criteria[3]!.barriers = ['no-such-barrier'];
    await Promise.all(
      Object.entries({ model, en, sv }).map(([name, content]) =>
        writeFile(join(own, `${name}.json`), JSON.stringify(content))
      )
    );
    const { status, json } = await runJson(['model', 'validate', own]);
    expect(status).toBe(1);
    expect((json as { errors: { path: string }[] }).errors.map(({ path }) => path).sort()).toEqual([
      'criteria.0.dependsOn.0',
      'criteria.0.dependsOn.1',
      'criteria.1.dependsOn.0',
      'criteria.3.barriers.0',
      'texts.nl'
    ]);
    const { err } = await run(['model', 'validate', own]);
    expect(err).toContain('closes a circle: legal-asks → legal-licence → legal-asks');
    expect(err).toContain('points from level 1 up to "legal-licence" at level 2');
    expect(err).toContain('names the criterion "nowhere"');
    expect(err).toContain('add the file with every text in "nl"');
    // a message that begins with its place does not say it twice
    expect(err).not.toContain('criteria.0.dependsOn.1: criteria.0.dependsOn.1');
  });

  it('checks a model that has no texts yet, and says so', async () => {
    const path = await write('lonely.json', makeModelFiles().model);
    const { status, out } = await run(['model', 'validate', path]);
    expect({ status, out }).toEqual({ status: 0, out: expect.stringContaining('no texts were given') });
  });

  it.each([
    ['broken JSON', '{"format": 1,', /must be JSON/],
    ['texts alone', '{"locale": "en"}', /no model among the files/]
  ])('refuses %s', async (_case, content, message) => {
    const { status, err } = await run(['model', 'validate', await write('x.json', content)]);
    expect({ status, err }).toEqual({ status: 1, err: expect.stringMatching(message) });
  });
});

describe('register import and waves, on a database', () => {
  it('imports, says what changed, and lists a wave from opening to closing', async () => {
    const env = await database();
    const path = await write('kommuner.csv', KOMMUNER);
    const dry = await runJson(['register', 'import', path, '--dry-run'], env);
    expect(dry).toMatchObject({ status: 0, json: { created: 3, dryRun: true, importId: null } });
    expect(await runJson(['register', 'import', path], env)).toMatchObject({
      status: 0,
      json: { created: 3, dryRun: false }
    });
    expect((await run(['register', 'import', path], env)).out).toBe('0 new, 0 changed, 0 ended, 3 unchanged');
    const fewer = await write('färre.csv', KOMMUNER.split('\n').slice(0, 3).join('\n'));
    expect((await run(['register', 'import', fewer], env)).out).toContain('1 in the register but not in the file');
    expect(await runJson(['register', 'import', fewer, '--close-missing'], env)).toMatchObject({
      status: 0,
      json: { closed: 1 }
    });

    expect((await run(['wave', 'list'], env)).out).toBe('No waves yet');
    const wrong = await runJson(
      ['wave', 'open', '--name', '2027', '--opens', '2027-03-01', '--closes', '2027-01-01'],
      env
    );
    expect(wrong).toMatchObject({ status: 1, json: { errors: [{ path: 'closesOn' }] } });
    expect(
      await runJson(['wave', 'open', '--name', '2027', '--opens', '2027-01-01', '--closes', '2027-03-01'], env)
    ).toMatchObject({ status: 0, json: { invited: 2 } });
    expect(
      (await run(['wave', 'open', '--name', '2028', '--opens', '2028-01-01', '--closes', '2028-03-01'], env)).err
    ).toContain('"2027" is still open');
    expect((await run(['wave', 'close'], env)).out).toBe('Wave "2027" is closed');
    expect(await runJson(['wave', 'list'], env)).toMatchObject({
      json: { waves: [{ name: '2027', closed: true, municipalities: 2, submitted: 0 }] }
    });
    expect(await runJson(['wave', 'close'], env)).toMatchObject({
      status: 1,
      json: { errors: [{ path: 'WAVE', message: 'No wave is open.' }] }
    });
  });

  it('takes a mapping by headers, and refuses one that is not there with the headers there are', async () => {
    const env = await database();
    const path = await write('kommuner.csv', KOMMUNER);
    const refused = await runJson(['register', 'import', path, '--map', 'code=LAU,name=Kommun'], env);
    expect(refused).toMatchObject({
      status: 1,
      json: { errors: [{ path: 'mapping.code', message: expect.stringContaining('"Kommunkod"') }] }
    });
    await run(['register', 'import', path, '--map', 'name=Namn 2'], env);
    const again = await runJson(['register', 'import', path, '--map', 'name=Kommun', '--dry-run'], env);
    expect(again).toMatchObject({ json: { updated: 3 } });
  });

  it('imports nothing from a broken file, and names line and column', async () => {
    const env = await database();
    const broken = await write('trasig.csv', 'kod;namn;folkmängd\n0114;Ale;många\n0115;Alvesta;3\n0114;Aneby;4\n');
    const { status, json } = await runJson(['register', 'import', broken], env);
    expect(status).toBe(1);
    expect((json as { errors: object[] }).errors).toMatchObject([
      { path: 'lines.2.population', message: expect.stringMatching(/^Line 2, column 3/) },
      { path: 'lines.4.code', message: expect.stringMatching(/^Line 4, column 1/) }
    ]);
    const whole = await write('hel.csv', KOMMUNER);
    expect(await runJson(['register', 'import', whole], env)).toMatchObject({ json: { created: 3 } });
  });

  it('asks which network is meant where there are two', async () => {
    const env = { DATABASE_URL: join(folder, `${files++}.db`) };
    const app = await createTestApp({ env });
    await createNetwork(app, 'North');
    const south = await createNetwork(app, 'South');
    await disposeTestApp(app);
    const path = await write('kommuner.csv', KOMMUNER);
    expect(await runJson(['register', 'import', path], env)).toMatchObject({
      status: 1,
      json: { errors: [{ path: 'network', message: expect.stringContaining(south) }] }
    });
    expect((await run(['register', 'import', path, '--network', 'south'], env)).status).toBe(0);
    expect((await run(['register', 'import', path, '--network', 'West'], env)).err).toContain(
      'There is no network "West"'
    );
  });

  it('lists the models that ship with the program', async () => {
    const { status, json } = await runJson(['model', 'list'], await database());
    expect({ status, json }).toMatchObject({
      status: 0,
      json: { models: [{ id: 'roadmap', version: '1.0.0', rule: 'staged', dimensions: 8 }] }
    });
  });
});

describe('one process writes at a time', () => {
  let child: string;
  beforeAll(async () => {
    child = await bundleForNode('tests/support/lock-holder.ts');
  });
  afterAll(() => rm(dirname(child), { recursive: true, force: true }));

  async function hold(env: Record<string, string>): Promise<{ process: ChildProcess; lines: string[] }> {
    const holder = spawn(process.execPath, [child, env.DATABASE_URL!], { stdio: ['ignore', 'pipe', 'inherit'] });
    const lines: string[] = [];
    const reader = createInterface({ input: holder.stdout });
    reader.on('line', (line) => lines.push(line));
    await once(reader, 'line');
    expect(lines).toEqual(['holding']);
    return { process: holder, lines };
  }

  it('hands writing commands to the process that holds the lock, and takes over once that was killed', async () => {
    const env = await database();
    const path = await write('kommuner.csv', KOMMUNER);
    const { process: holder, lines } = await hold(env);
    try {
      expect(await runJson(['register', 'import', path], env)).toMatchObject({ status: 0, json: { created: 3 } });
      // what it prints comes by another way than its answer
      await expect.poll(() => lines).toEqual(['holding', 'handed register import']);
      // refusals come back the same way; reading needs nobody's leave
      const refused = await runJson(['wave', 'close'], env);
      expect(refused).toMatchObject({ status: 1, json: { errors: [{ path: 'WAVE' }] } });
      expect((await runJson(['wave', 'list'], env)).json).toEqual({ waves: [] });
      await expect.poll(() => lines).toEqual(['holding', 'handed register import', 'handed wave close']);
    } finally {
      const dead = once(holder, 'exit');
      holder.kill('SIGKILL');
      await dead;
    }
    expect(existsSync(socketPath(env.DATABASE_URL!))).toBe(true);
    expect(await runJson(['register', 'import', path], env)).toMatchObject({
      status: 0,
      json: { created: 0, unchanged: 3 }
    });
    expect(lines).toHaveLength(3);
  }, 60_000);
});
