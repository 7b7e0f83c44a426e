import { beforeAll, it } from 'vitest';
import { loadHighsSolver } from '$lib/server/disclosure/highs';
import { allTrips, bestOfAll, shortest, tenths, worth } from '../../../../tests/oracles/visits';
import { compileVisits, roadHm } from './compile-visits';
import { planVisits } from './plan-visits';
let solve: any;
beforeAll(async () => { solve = await loadHighsSolver(); });
it('probe', async () => {
  const places = [[1,30],[0,0],[0,0],[0,0],[0,0],[0,0],[0,0],[1,30]] as const;
  const candidates = places.map(([y, x], at) => ({ id: `m${at}`, lat: 59 + y / 20, lon: 14 + x / 10, response: 1, covers: [] }));
  const problem: any = { candidates, strata: {}, home: { lat: 60, lon: 16 }, days: 3, visitsPerDay: 3, limit: { km: 2000 }, detour: 1, pointsPer100Km: 7, excluded: [], pinned: candidates.map((c) => c.id) };
  console.log('same place, oracle', tenths(candidates[0]!, candidates[7]!, 1), tenths(candidates[1]!, candidates[2]!, 1), 'planner', roadHm(candidates[0]!, candidates[7]!, 1));
  const plan: any = await planVisits(problem, solve);
  console.log(JSON.stringify(plan.value.trips.map((t: any) => [t.stops.map((s: any) => s.id), t.km, shortest(problem, t.stops.map((s: any) => candidates.find((c) => c.id === s.id)))])), plan.value.points, plan.value.bound, bestOfAll(problem));
  let wrong = 0; let worst = 0; let other = 0;
  for (let y = 0; y <= 40; y++) for (let x = 0; x <= 40; x++) {
    const p = { lat: 59 + y / 20, lon: 14 + x / 10 };
    if (tenths(p, p, 1) !== 0) { wrong++; worst = Math.max(worst, tenths(p, p, 1)); }
    for (let v = 0; v <= 40; v++) for (let u = 0; u <= 40; u++) {
      const q = { lat: 59 + v / 20, lon: 14 + u / 10 };
      if ((u !== x || v !== y) && tenths(p, q, 1) !== roadHm(p, q, 1)) other++;
    }
  }
  console.log({ wrong, of: 41 * 41, worst, other });
}, 120000);
