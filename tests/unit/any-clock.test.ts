import { afterEach, expect, it, vi } from 'vitest';
import { inventWave, MODEL } from '$lib/domain/reporting/testing/invented-wave.fixture';
import { heavyTasks } from '$lib/server/heavy/tasks';

afterEach(() => vi.restoreAllMocks());

/** One dimension of an invented wave: few tables, with something withheld in them. */
function makeWave() {
  const wave = inventWave(2, 60, { answering: 44 });
  const [dimension] = MODEL.dimensions;
  const criteria = MODEL.criteria.filter((one) => one.dimension === dimension!.id);
  return { ...wave, model: { ...MODEL, dimensions: [dimension!], criteria, barriers: [] }, met: [], barriers: [] };
}

it('a report is counted the same on a machine so slow that every look at the clock costs it an hour', async () => {
  const calm = JSON.stringify(await heavyTasks.aggregate(makeWave()));
  expect(calm).toContain('suppressed');
  let hours = 0;
  const [now, date] = [performance.now.bind(performance), Date.now.bind(Date)];
  vi.spyOn(performance, 'now').mockImplementation(() => now() + ++hours * 3_600_000);
  vi.spyOn(Date, 'now').mockImplementation(() => date() + ++hours * 3_600_000);
  expect(JSON.stringify(await heavyTasks.aggregate(makeWave())) === calm).toBe(true);
}, 60_000);
