import { createDemo, type DemoMade } from '$lib/server/demo/create-demo';
import { ok, refuse } from '$lib/domain/shared/result';
import { defineCommand, needApp } from '../command';

export const demoCommand = defineCommand<{ seed: number }, DemoMade>({
  name: 'demo',
  summary: 'Fill an empty database with the demo network: real municipalities, everything else invented',
  options: {
    seed: { type: 'string', value: 'NUMBER', about: 'The same seed gives the same network', default: '2026' }
  },
  positionals: [],
  access: 'write',
  prepare(given) {
    const seed = Number(given.options.seed);
    return Number.isSafeInteger(seed) && seed >= 0
      ? ok({ seed })
      : refuse('invalid', 'seed', `The seed is a whole number from 0 - got "${String(given.options.seed)}".`);
  },
  run: (app, input) => createDemo(needApp(app), input),
  print: (made) =>
    `Demo network created in ${made.seconds} s: ${made.municipalities} municipalities, ${made.submitted} submitted, ${made.started} started, ${made.meetings} meetings, ${made.pairs} mentoring pairs`
});
