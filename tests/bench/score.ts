import { scoreAssessment } from '../../src/lib/domain/assessment/score-assessment';
import { ANSWER_VALUES, type AnswerSheet } from '../../src/lib/domain/model/types';
import { seededRandom } from '../../src/lib/domain/shared/random';
import { buildModel } from '../builders/model';

// scoring 100,000 assessments of 56 criteria (quality.md: 1 s); to be bundled before it runs
const COUNT = 100_000;
const ROUNDS = 5;

const next = seededRandom(56);
const pick = <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)]!;
const model = buildModel(
  Array.from({ length: 56 }, (_, i) => ({
    id: `c${i}`,
    dimension: `d${i % 8}`,
    level: 1 + Math.min(4, Math.floor(i / 11)),
    kind: i >= 40 && i % 3 === 0 ? ('advice' as const) : ('required' as const),
    effort: pick(['hours', 'days', 'weeks', 'months'] as const),
    dependsOn: i >= 16 && i % 2 === 0 ? [`c${i - 9}`] : []
  })),
  { levels: [0, 1, 2, 3, 4, 5] }
);
// as many as memory likes, again and again: a sheet each time would measure the garbage collector
const sheets = Array.from({ length: 1_000 }, (): AnswerSheet => {
  const yes = next();
  const answers = model.criteria.map(({ id }) => [id, next() < yes ? 'yes' : pick(ANSWER_VALUES)]);
  return Object.fromEntries(answers) as AnswerSheet;
});

const seconds = Array.from({ length: ROUNDS }, () => {
  const start = performance.now();
  for (let i = 0; i < COUNT; i++) scoreAssessment(model, sheets[i % sheets.length]!);
  return (performance.now() - start) / 1000;
}).sort((a, b) => a - b);

console.log(JSON.stringify({ name: 'score-100000-assessments', value: seconds[ROUNDS >> 1], unit: 's', n: COUNT }));
