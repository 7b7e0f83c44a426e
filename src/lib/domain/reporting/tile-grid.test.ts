import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import register from '$lib/content/demo/se-municipalities.json';
import { type AreaPoint, placeTiles } from './tile-grid';

const point = fc.record({
  lat: fc.double({ min: -60, max: 70, noNaN: true }),
  lon: fc.double({ min: -179, max: 179, noNaN: true })
});
const areas = fc
  .array(point, { minLength: 1, maxLength: 14 })
  .map((points) => points.map((one, i): AreaPoint => ({ id: `a${String(i).padStart(2, '0')}`, ...one })));

function swedishCounties(): AreaPoint[] {
  const byCounty = new Map<string, { lat: number; lon: number; n: number }>();
  for (const row of register.municipalities) {
    const [county, lat, lon] = [String(row[2]), Number(row[7]), Number(row[8])];
    const sum = byCounty.get(county) ?? { lat: 0, lon: 0, n: 0 };
    byCounty.set(county, { lat: sum.lat + lat, lon: sum.lon + lon, n: sum.n + 1 });
  }
  return [...byCounty].map(([id, { lat, lon, n }]) => ({ id, lat: lat / n, lon: lon / n }));
}

describe('a tile grid', () => {
  it('gives every area a tile of its own, from the top left corner', () => {
    fc.assert(
      fc.property(areas, (given) => {
        const tiles = [...placeTiles(given).values()];
        expect(tiles).toHaveLength(given.length);
        expect(new Set(tiles.map(String)).size).toBe(given.length);
        expect(Math.min(...tiles.map(([column]) => column))).toBe(0);
        expect(Math.min(...tiles.map(([, row]) => row))).toBe(0);
        for (const tile of tiles) for (const place of tile) expect(Number.isInteger(place)).toBe(true);
      }),
      { numRuns: 60 }
    );
  });

  it('is the same in whatever order areas come', () => {
    fc.assert(
      fc.property(areas, fc.nat(), (given, seed) => {
        const turned = given.map((_, i) => given[(i + seed) % given.length]!);
        expect(placeTiles(turned)).toEqual(placeTiles(given));
      }),
      { numRuns: 30 }
    );
  });

  it('keeps the counties of Sweden where people look for them', () => {
    const counties = swedishCounties();
    const tiles = placeTiles(counties);
    const tile = (id: string) => tiles.get(id)!;
    // Norrbotten at the top, Skåne at the bottom, Stockholm east of Örebro, Gotland at the right
    expect(tile('25')[1]).toBe(0);
    const rows = [...tiles.values()].map(([, row]) => row);
    expect(tile('12')[1]).toBe(Math.max(...rows));
    expect(tile('01')[0]).toBeGreaterThan(tile('18')[0]);
    expect(tile('09')[0]).toBe(Math.max(...[...tiles.values()].map(([column]) => column)));
    // who are nearest to each other are at most a few tiles apart
    for (const own of counties) {
      const [nearest] = counties
        .filter(({ id }) => id !== own.id)
        .sort(
          (a, b) =>
            (a.lat - own.lat) ** 2 + (a.lon - own.lon) ** 2 / 4 - ((b.lat - own.lat) ** 2 + (b.lon - own.lon) ** 2 / 4)
        );
      const [a, b] = [tile(own.id), tile(nearest!.id)];
      expect(Math.max(Math.abs(a[0] - b[0]), Math.abs(a[1] - b[1])), own.id).toBeLessThanOrEqual(3);
    }
  });

  it('has nothing to place where there are no areas, and one corner for one', () => {
    expect(placeTiles([]).size).toBe(0);
    expect(placeTiles([{ id: 'only', lat: 60, lon: 15 }]).get('only')).toEqual([0, 0]);
  });
});
