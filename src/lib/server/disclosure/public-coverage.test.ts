import { describe, expect, it } from 'vitest';
import { type PublicCoverage, protectCoverage } from '$lib/domain/outreach/public-coverage';
import { loadHighsSolver } from './highs';

async function protect(population: number, invited: number, takingPart: number, assessed: number) {
  const made = await protectCoverage({ population, invited, takingPart, assessed }, 5, await loadHighsSolver());
  if (!made.ok) throw new Error(JSON.stringify(made.problems));
  return made.value;
}
const seen = (coverage: PublicCoverage) =>
  [coverage.population, coverage.invited, coverage.takingPart, coverage.assessed].map((one) =>
    one.status === 'published' ? one.n : 'withheld'
  );

describe('coverage that everybody may see', () => {
  it('is shown where every step is about enough municipalities', async () => {
    expect(seen(await protect(290, 290, 120, 60))).toEqual([290, 290, 120, 60]);
  });

  it('is shown where nobody has begun, and says so', async () => {
    expect(seen(await protect(290, 290, 0, 0))).toEqual([290, 290, 0, 0]);
  });

  it('withholds a number that is about two', async () => {
    expect((await protect(290, 290, 40, 2)).assessed).toEqual({ status: 'withheld' });
  });

  it('withholds what lets two be worked out from two others', async () => {
    const [, , takingPart, assessed] = seen(await protect(290, 290, 40, 38));
    expect([takingPart, assessed]).toContain('withheld');
    const [, invited, all] = seen(await protect(70, 70, 68, 40));
    expect([invited, all]).toContain('withheld');
  });

  it('whom a round is for is no secret of a municipality', async () => {
    expect(seen(await protect(291, 290, 120, 60))).toEqual([291, 290, 120, 60]);
  });

  it('never lets the few between two steps be worked out, whatever the numbers', async () => {
    for (const population of [6, 12])
      for (let takingPart = 0; takingPart <= population; takingPart++)
        for (let assessed = 0; assessed <= takingPart; assessed += 1 + Math.floor(population / 9)) {
          const shown = await protect(population, population, takingPart, assessed);
          const [, invited, began, done] = seen(shown);
          const few = (n: number) => n > 0 && n < 5;
          const worked: [unknown, unknown, number][] = [
            [began, began, takingPart],
            [done, done, assessed],
            [began, done, takingPart - assessed],
            [invited, began, population - takingPart]
          ];
          for (const [one, other, n] of worked)
            if (few(n)) expect([one, other], `${population} ${takingPart} ${assessed}`).toContain('withheld');
        }
  }, 60_000);
});
