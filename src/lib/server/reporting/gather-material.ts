import type { MaturityModel } from '$lib/domain/model/types';
import { placePoint } from '$lib/domain/register/boundaries/drawing';
import type { AggregateInput } from '$lib/domain/reporting/aggregate-types';
import { levelsOfPacked, NO_LEVEL, type PackedWave } from '$lib/domain/reporting/packed-wave';
import type { ReportMaterial } from '$lib/domain/reporting/report-material';
import { shortNames } from '$lib/domain/reporting/short-names';
import { placeTiles } from '$lib/domain/reporting/tile-grid';
import type { Locale } from '$lib/domain/shared/locale';
import type { App } from '../app';
import { storiesSeen } from '../mentoring/story-repository';
import { type BoundaryRow, boundariesOf } from '../register/boundary-repository';
import { listMunicipalities } from '../register/repository';
import { today } from '../shared/today';
import { readRegister, type RegisterPlace } from './report-repository';

export interface MaterialWanted {
  network: { id: string; locale: Locale };
  model: MaturityModel;
  input: AggregateInput;
}

/** What a report shows besides counts: stories that both municipalities agree to, and where counties lie. */
export async function gatherMaterial(app: App, { network, model, input }: MaterialWanted): Promise<ReportMaterial> {
  const register = await readRegister(app.db.read, network.id, today(app));
  const { counties = [] } = input;
  const short = shortNames(counties.map(({ name }) => name));
  const middles = counties.flatMap(({ code }) => middleOf(code, register));
  const tiles = placeTiles(middles);
  return {
    stories: await readStories(app, network),
    countyNames: Object.fromEntries(counties.map(({ code, name }) => [code, name])),
    tiles: counties.flatMap(({ code }, i) => {
      const tile = tiles.get(code);
      return tile ? [{ county: code, short: short[i]!, place: [tile[0], tile[1]] as [number, number] }] : [];
    }),
    boundaries: drawBoundaries(await boundariesOf(app.db.read, network.id), register, pointsOf(model, input))
  };
}

/** The middle of the municipalities' points: nobody needs more for a tile. */
function middleOf(code: string, register: readonly RegisterPlace[]): { id: string; lat: number; lon: number }[] {
  const placed = register.flatMap(({ county, lat, lon }) =>
    county === code && lat !== null && lon !== null ? [{ lat, lon }] : []
  );
  if (!placed.length) return [];
  const mean = (read: (one: { lat: number; lon: number }) => number) =>
    placed.reduce((sum, one) => sum + read(one), 0) / placed.length;
  return [{ id: code, lat: mean(({ lat }) => lat), lon: mean(({ lon }) => lon) }];
}

/** By code, the level of each municipality that publishes itself; of others nothing is ever drawn. */
function pointsOf(model: MaturityModel, { wave, publishThemselves = [], municipalities }: AggregateInput) {
  const levels = new Map<string, number>();
  if (!wave || !publishThemselves.length) return levels;
  const open = new Set(publishThemselves);
  const { overall } = levelsOfPacked(model, wave as PackedWave);
  for (const [row, place] of wave.municipality.entries()) {
    const { code } = municipalities[place]!;
    if (open.has(code) && overall[row] !== NO_LEVEL) levels.set(code, overall[row]!);
  }
  return levels;
}

function drawBoundaries(
  rows: readonly BoundaryRow[],
  register: readonly RegisterPlace[],
  levels: ReadonlyMap<string, number>
): ReportMaterial['boundaries'] {
  const row = rows.find(({ level }) => level === 'county') ?? rows[0];
  if (!row) return null;
  const { drawing, source } = row;
  const points = register.flatMap(({ code, name, lat, lon }) => {
    const level = levels.get(code);
    if (level === undefined || lat === null || lon === null) return [];
    const [x, y] = placePoint(drawing, [lon, lat]);
    return [{ code, name, x: Math.round(x), y: Math.round(y), level }];
  });
  return { width: drawing.width, height: drawing.height, source, areas: areasOf(row, register), points };
}

/** By county; where only the municipalities' shapes are known, a county is all of them together. */
function areasOf(
  { level, areas }: BoundaryRow,
  register: readonly RegisterPlace[]
): { county: string; path: string }[] {
  if (level === 'county') return areas.map(({ code: county, path }) => ({ county, path }));
  const countyOf = new Map(register.map(({ code, county }) => [code, county]));
  const paths = new Map<string, string>();
  for (const { code, path } of areas) {
    const county = countyOf.get(code);
    if (county) paths.set(county, (paths.get(county) ?? '') + path);
  }
  return [...paths].map(([county, path]) => ({ county, path }));
}

/** Stories that may be told now, by name. */
export async function readStories(
  app: App,
  network: Pick<MaterialWanted['network'], 'id' | 'locale'>
): Promise<ReportMaterial['stories']> {
  // nobody's officer here: only what both agree to
  const rows = await storiesSeen(app.db.read, { networkId: network.id, own: [] }, null);
  const ids = [...new Set(rows.flatMap(({ menteeId, mentorId }) => [menteeId, mentorId]))];
  const names = new Map((await listMunicipalities(app.db.read, { ids })).map(({ id, name }) => [id, name]));
  return rows.map(({ story: { id, dimension, criterionId, month, text }, menteeId, mentorId }) => ({
    ...{ id, dimension, criterion: criterionId, month, text: { [network.locale]: text } },
    mentee: names.get(menteeId) ?? '',
    mentor: names.get(mentorId) ?? ''
  }));
}
