import loadHighs from 'highs';
import { assignAtScale } from '../../src/lib/domain/mentoring/assign-at-scale';
import { DEFAULT_RULES } from '../../src/lib/domain/mentoring/hard-rules';
import type { PairSource } from '../../src/lib/domain/mentoring/pair-source';
import { fromProfiles } from '../../src/lib/domain/mentoring/profile-source';
import { DEFAULT_WEIGHTS } from '../../src/lib/domain/mentoring/weights';
import { assignByMatrix } from './hungarian';
import { inventRound } from './match-round';

// matching from profiles, all pairs eligible by the rules (quality.md: 2,000 in 0.25 s, 10,000 in 3 s, proven optimal;
// 100,000 with 20,000 mentors in 5 minutes and 1 GB within 0.02 %). `npm run bench:match -- 300,2000` runs some of them.

const SIZES = [
  { mentees: 300, mentors: 30, runs: 5, hungarian: true, highs: true },
  { mentees: 2_000, mentors: 200, runs: 5, hungarian: true, highs: true },
  { mentees: 10_000, mentors: 1_000, runs: 3, hungarian: false, highs: false },
  { mentees: 100_000, mentors: 20_000, runs: 1, hungarian: false, highs: false }
];
const MOST_SECONDS = 300;
const HIGHS_SECONDS = 120;
const chosen = process.argv[2]?.split(',').map(Number);

function print(name: string, value: number, unit: string, n: number): void {
  console.log(JSON.stringify({ name, value: Number(value.toPrecision(4)), unit, n }));
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1]!;
}

let before: { n: number; seconds: number } | null = null;
for (const { mentees: m, mentors: n, runs, hungarian, highs } of SIZES) {
  if (chosen && !chosen.includes(m)) continue;
  const round = inventRound(m, n);
  const seconds: number[] = [];
  const busy: number[] = [];
  const matrix: number[] = [];
  let total = 0;
  let source: PairSource | null = null;
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    const cpu = process.cpuUsage();
    source = fromProfiles(round.mentees, round.mentors, { ...DEFAULT_RULES, weights: DEFAULT_WEIGHTS, load: 0 });
    // of the processor, so that a busy machine does not stop it early
    const late = () => process.cpuUsage(cpu).user > 1e6 * MOST_SECONDS;
    const solved = assignAtScale(source, { shouldStop: late, enough: m > 50_000 ? 0.0002 : 0 });
    seconds.push((performance.now() - start) / 1000);
    const used = process.cpuUsage(cpu);
    busy.push((used.user + used.system) / 1e6);
    total = solved.total;
    if (run === 0) {
      print('match-gap', (100 * (solved.bound - solved.total)) / solved.total, '%', m);
      print('match-candidates', solved.graph.weight.length / m, 'per mentee', m);
      print('match-rounds', solved.rounds, 'rounds', m);
    }
    // in turns, so that a busy machine is busy for both
    if (hungarian) matrix.push(timeHungarian(source, total));
  }
  print('match', median(seconds), 's', m);
  print('match-slowest', Math.max(...seconds), 's', m);
  print('match-cpu', median(busy), 's', m);
  print('match-memory', process.memoryUsage().rss / 2 ** 20, 'MB', m);
  if (before) {
    const growth = Math.log(median(seconds) / before.seconds) / Math.log(m / before.n);
    print('match-growth-exponent', growth, 'since the size before', m);
  }
  before = { n: m, seconds: median(seconds) };
  if (matrix.length) print('match-hungarian', median(matrix), 's', m);
  if (highs) print('match-highs', await timeHighs(source!, total), 's', m);
}

/** Every place of a mentor is a row of its own, every mentee a column; a pair that may not be is worth nothing. */
function timeHungarian(source: PairSource, expected: number): number {
  const rows: number[] = [];
  source.capacity.forEach((places, mentor) => rows.push(...new Array<number>(places).fill(mentor)));
  const columns = source.need.length;
  const weights = new Float64Array(source.capacity.length * columns);
  for (let mentor = 0; mentor < source.capacity.length; mentor++) {
    for (let mentee = 0; mentee < columns; mentee++) {
      weights[mentor * columns + mentee] = Math.max(0, source.weigh(mentee, mentor));
    }
  }
  const start = performance.now();
  const total = assignByMatrix(rows.length, columns, (row, column) => weights[rows[row]! * columns + column]!);
  if (total !== expected) throw new Error(`The Hungarian algorithm finds ${total}, not ${expected}.`);
  return (performance.now() - start) / 1000;
}

async function timeHighs(source: PairSource, expected: number): Promise<number> {
  const solver = await loadHighs();
  const objective: string[] = [];
  const ofMentee: string[][] = Array.from(source.need, () => []);
  const ofMentor: string[][] = Array.from(source.capacity, () => []);
  source.need.forEach((_, mentee) => {
    source.capacity.forEach((_, mentor) => {
      const weight = source.weigh(mentee, mentor);
      if (weight < 0) return;
      const name = `x${mentee}_${mentor}`;
      objective.push(`+ ${weight} ${name}`);
      ofMentee[mentee]!.push(name);
      ofMentor[mentor]!.push(name);
    });
  });
  const limit = (names: string[], most: number) => (names.length ? [`${names.join('\n + ')} <= ${most}`] : []);
  const rows = [
    ...ofMentee.flatMap((names, at) => limit(names, source.need[at]!)),
    ...ofMentor.flatMap((names, at) => limit(names, source.capacity[at]!))
  ].map((row, at) => `c${at}: ${row}`);
  const start = performance.now();
  const solved = solver.solve(`Maximize\n obj: ${objective.join('\n ')}\nSubject To\n ${rows.join('\n ')}\nEnd\n`, {
    output_flag: false,
    time_limit: HIGHS_SECONDS
  });
  if (solved.Status === 'Optimal' && Math.abs(solved.ObjectiveValue - expected) > 1e-6 * expected) {
    throw new Error(`HiGHS finds ${solved.ObjectiveValue}, not ${expected}.`);
  }
  return solved.Status === 'Optimal' ? (performance.now() - start) / 1000 : Infinity;
}
