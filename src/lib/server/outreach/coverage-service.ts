import type { Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import type { StageDays } from '$lib/domain/outreach/coverage-stages';
import { ok, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { currentWave } from '../assessment/repository';
import { today } from '../shared/today';
import { gatherCoverage } from './gather-coverage';

export interface CoverageRead {
  /** ISO date of the server. */
  on: string;
  /** What `assessed` and `started` are about; null: no wave yet, and nobody is assessed. */
  wave: { id: string; name: string } | null;
  municipalities: {
    id: string;
    code: string;
    name: string;
    countyCode: string | null;
    countyName: string | null;
    groupCode: string | null;
    population: number | null;
    lat: number | null;
    lon: number | null;
    days: StageDays;
  }[];
}

/** How far the network has come with each municipality that is valid today: its own figures, by name, for its people. */
export async function readCoverage(
  app: App,
  actor: Actor,
  { networkId }: { networkId: string }
): Promise<Result<CoverageRead>> {
  const refused = authorize(actor, 'coverage:read', { networkId });
  if (refused) return refused;
  const wave = await currentWave(app.db.read, networkId);
  const places = await gatherCoverage(app, networkId);
  return ok({
    on: today(app),
    wave: wave ? { id: wave.id, name: wave.name } : null,
    municipalities: places.map(({ municipality, days }) => {
      const { id, code, name, countyCode, countyName, groupCode, population, lat, lon } = municipality;
      return { id, code, name, countyCode, countyName, groupCode, population, lat, lon, days };
    })
  });
}
