import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { buildReport } from '../../src/lib/domain/reporting/build-report';
import { countPlan } from '../../src/lib/domain/reporting/counts/plan';
import { planAnswers } from '../../src/lib/domain/reporting/counts/plan-answers';
import { runHere } from '../../src/lib/server/heavy/tasks';
import { currentWave, type WaveRow } from '../../src/lib/server/assessment/repository';
import { shippedModels } from '../../src/lib/server/model/seed';
import { renderEditionFile, renderEditionFiles } from '../../src/lib/server/render/edition-files';
import { REPORT_TEXTS } from '../../src/lib/server/render/report-texts';
import { gatherWave } from '../../src/lib/server/reporting/gather';
import { gatherMaterial } from '../../src/lib/server/reporting/gather-material';
import type { App } from '../../src/lib/server/app';
import { startApp } from '../../src/lib/server/start-app';
import { readEnv } from '../../src/env';
import { createNational } from '../support/national-network';

// The white paper of 290 and of 100,000 municipalities with five waves (quality.md: 0.4 s for the PDF and 2 s for all
// formats; 20 s and 1 GB), and counting ten million answers by question and region (50 ms once loaded).
const option = (name: string, usual: string) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? usual : process.argv[at + 1]!;
};
const SIZES = option('municipalities', '290,100000').split(',').map(Number);
const WAVES = Number(option('waves', '5'));

const tell = (name: string, value: number | string, unit: string, n: number, more: object = {}) =>
  console.log(
    JSON.stringify({
      name,
      value: typeof value === 'number' ? Math.round(value * 1000) / 1000 : value,
      unit,
      n,
      ...more
    })
  );

function open(file: string) {
  const env = readEnv({ DATABASE_URL: file, LOG_LEVEL: 'silent', ORIGIN: 'http://127.0.0.1' });
  // to a worker everything is copied: as much memory as there
  return startApp({ env, logTo: 2, offload: (task, input, options) => runHere(task, structuredClone(input), options) });
}

interface Timed<T> {
  value: T;
  seconds: number;
  /** Of this process, all threads: what does not depend on what else the machine does. */
  cpu: number;
}

async function timed<T>(work: () => Promise<T> | T): Promise<Timed<T>> {
  const [begun, busy] = [performance.now(), process.cpuUsage()];
  const value = await work();
  const { user, system } = process.cpuUsage(busy);
  return { value, seconds: (performance.now() - begun) / 1000, cpu: (user + system) / 1e6 };
}

async function make(file: string, count: number): Promise<void> {
  const app = await open(file);
  await createNational(app, count, WAVES);
  await app.db.close();
}

async function measure(file: string, count: number): Promise<void> {
  const app = await open(file);
  const [network] = await app.db.read.query.network.findMany();
  const wave = (await currentWave(app.db.read, network!.id))!;
  const name = (what: string) => `report-${count}-${what}`;
  // once without being measured, as in a server that has made a report before: HiGHS and the typesetter are loaded
  if (count < 1000) await makeReport(app, wave, () => undefined);
  const total = await timed(() =>
    makeReport(app, wave, (what, { seconds, cpu }, more = {}) => tell(name(what), seconds, 's', 1, { cpu, ...more }))
  );
  tell(name('total'), total.seconds, 's', total.value, { cpu: total.cpu });
  const peak = Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? 0) / 1024;
  tell(name('peak-memory'), peak, 'MB', 1);
  await app.db.close();
}

/** @returns how many assessments were counted */
async function makeReport(
  app: App,
  wave: WaveRow,
  say: (what: string, timed: Timed<unknown>, more?: object) => void
): Promise<number> {
  const { model, texts } = shippedModels.at(-1)!;
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const gathered = await timed(() => gatherWave(app, wave, model, 5));
  delay.disable();
  // others are served while a server gathers; counting is a worker's
  say('gather', gathered, { longestPause: delay.max / 1e9 });
  const input = gathered.value;
  const counting = { last: performance.now(), longest: 0 };
  const onProgress = () => {
    counting.longest = Math.max(counting.longest, performance.now() - counting.last);
    counting.last = performance.now();
  };
  const counted = await timed(() => app.offload('aggregate', input, { onProgress }));
  if (!counted.value.ok) throw new Error(JSON.stringify(counted.value.problems));
  say('aggregate', counted, { longestWithoutProgress: counting.longest / 1000 });
  const aggregates = counted.value.value;
  const network = { id: wave.networkId, locale: 'en' as const };
  const meta = { network: 'National', wave: wave.name, date: '2026-11-23T00:00:00.000Z', demo: false };
  const written = await timed(async () => {
    const material = await gatherMaterial(app, { network, model, input });
    return { material, document: buildReport(model, aggregates, meta, { material }) };
  });
  say('document', written);
  if (option('render', 'yes') === 'no') return input.wave!.municipality.length;
  const { document, material } = written.value;
  const edition = {
    ...{ format: 2 as const, software: 'bench', meta, model, texts, reportTexts: REPORT_TEXTS },
    ...{ aggregates, document, material, number: 1 }
  };
  const facts = {
    ...{ address: 'https://waymark.example.org/reports/1', network: 'National', country: 'SE' },
    ...{ publisher: { name: 'National' }, licence: null, contact: null, issued: meta.date },
    ...{ wave: { from: null, to: null }, corrects: null }
  };
  const asked = { edition, locale: 'en' as const, pictures: {}, facts };
  const files = await timed(() => renderEditionFiles(asked));
  if (!files.value.ok) throw new Error(JSON.stringify(files.value.problems));
  say('all-formats', files, { bytes: files.value.value.reduce((sum, { bytes }) => sum + bytes.length, 0) });
  const pdf = await timed(() => renderEditionFile(asked, 'pdf'));
  if (!pdf.value.ok) throw new Error(JSON.stringify(pdf.value.problems));
  say('pdf-again', pdf, { bytes: pdf.value.value.bytes.length });
  return input.wave!.municipality.length;
}

/** Ten million answers, as they are loaded for a report: 178,572 assessments of 56 criteria in 21 regions. */
function countTenMillion(): void {
  const width = 56;
  const size = Math.ceil(10_000_000 / width);
  const rows = {
    ...{ size, mode: new Uint8Array(size), municipality: Uint32Array.from({ length: size }, (_, row) => row) },
    ...{ answers: Uint8Array.from({ length: size * width }, (_, i) => (i * 7919) % 7) },
    ...{ overall: new Int16Array(0), dimensions: new Int16Array(0) }
  };
  const regionOf = Uint32Array.from({ length: size }, (_, row) => row % 21);
  const known = new Uint8Array(size);
  const rounds = Array.from({ length: 7 }, () => {
    const begun = performance.now();
    for (let criterion = 0; criterion < width; criterion++)
      countPlan(planAnswers(`c${criterion}`, criterion, width, rows), regionOf, 21, known);
    return performance.now() - begun;
  }).sort((a, b) => a - b);
  tell('count-ten-million-by-question-and-region', rounds[3]!, 'ms', size * width, { min: rounds[0], max: rounds[6] });
}

if (process.argv.includes('--make')) await make(option('make', ''), SIZES[0]!);
else if (process.argv.includes('--measure')) await measure(option('measure', ''), SIZES[0]!);
else {
  tell(
    'machine',
    `${cpus().length} x ${cpus()[0]?.model}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`,
    '',
    1
  );
  countTenMillion();
  for (const size of SIZES) {
    const folder = mkdtempSync(join(tmpdir(), 'waymark-bench-'));
    // each in a process of its own: making the country must not count as memory of the report
    for (const step of ['--make', '--measure']) {
      const file = join(folder, 'waymark.db');
      const given = [process.argv[1]!, step, file, '--municipalities', String(size), '--waves', String(WAVES)];
      const { status } = spawnSync(process.execPath, given, { stdio: 'inherit' });
      if (status) process.exitCode = status;
    }
    rmSync(folder, { recursive: true, force: true });
  }
}
