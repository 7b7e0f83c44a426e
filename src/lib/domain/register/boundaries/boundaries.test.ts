import fc from 'fast-check';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import register from '$lib/content/demo/se-municipalities.json';
import { crossesItself } from './crosses-itself';
import { drawAreas } from './draw-areas';
import { fitDrawing, placePoint } from './drawing';
import { matchFeatures } from './match-features';
import { rankPoints } from './rank-points';
import { readBoundaries } from './read-boundaries';
import { readGeoJson } from './read-geojson';

type Point = [number, number];
const square = (x: number, y: number, side = 1): Point[] => [
  [x, y],
  [x + side, y],
  [x + side, y + side],
  [x, y + side],
  [x, y]
];
const collection = (features: unknown[], more: object = {}) =>
  JSON.stringify({ type: 'FeatureCollection', features, ...more });
const feature = (properties: object, ring: Point[] = square(10, 50)) => ({
  ...{ type: 'Feature', properties },
  geometry: { type: 'Polygon', coordinates: [ring] }
});
const codeOf = (text: string) => {
  const read = readGeoJson(text);
  return read.ok ? 'ok' : read.problems[0]!.code;
};

describe('a file of boundaries', () => {
  it('is refused with what to do where it is something else', () => {
    expect(codeOf('code;name\n01;Ale')).toBe('not-json');
    expect(codeOf('[1, 2]')).toBe('not-geojson');
    expect(codeOf('{"type":"Topology","objects":{}}')).toBe('not-geojson');
    expect(codeOf(collection([]))).toBe('no-features');
    expect(codeOf(collection([{ type: 'Feature', geometry: { type: 'Point', coordinates: [1, 2] } }]))).toBe(
      'not-areas'
    );
  });

  it('is refused in another reference system, said or seen', () => {
    const crs = { crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::3006' } } };
    expect(codeOf(collection([feature({})], crs))).toBe('wrong-crs');
    const wgs = { crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:OGC:1.3:CRS84' } } };
    expect(codeOf(collection([feature({})], wgs))).toBe('ok');
    expect(codeOf(collection([feature({}, square(674_032, 6_580_821, 1000))]))).toBe('wrong-crs');
  });

  it('is refused with rings that enclose nothing, and read with those that are open or cross themselves', () => {
    expect(
      codeOf(
        collection([
          feature({}, [
            [1, 1],
            [2, 2],
            [1, 1]
          ])
        ])
      )
    ).toBe('ring-too-short');
    const open = readGeoJson(collection([feature({}, square(1, 1).slice(0, 4))]));
    expect(open).toMatchObject({ ok: true, value: { notices: [{ code: 'ring-not-closed', at: 0 }] } });
    const bow = readGeoJson(
      collection([
        feature({}, [
          [0, 0],
          [2, 2],
          [2, 0],
          [0, 2],
          [0, 0]
        ])
      ])
    );
    expect(bow).toMatchObject({ ok: true, value: { notices: [{ code: 'ring-crosses-itself', at: 0 }] } });
    const empty = readGeoJson(collection([{ type: 'Feature', geometry: null }, feature({})]));
    expect(empty).toMatchObject({ ok: true, value: { notices: [{ code: 'no-shape', at: 0 }], features: [{ at: 1 }] } });
  });

  it('whatever is in it, is read or refused, quickly and without throwing', () => {
    const anything = fc.anything({ maxDepth: 1, maxKeys: 2 });
    const number = fc.oneof(fc.double(), fc.integer({ min: -200, max: 200 }), fc.constant(NaN));
    const point = fc.oneof(fc.tuple(number, number), fc.array(number, { maxLength: 4 }), fc.constant(null));
    const ring = fc.array(point, { maxLength: 7 });
    const geometry = fc.oneof(
      fc.record({ type: fc.constant('Polygon'), coordinates: fc.array(ring, { maxLength: 3 }) }),
      fc.record({ type: fc.constant('MultiPolygon'), coordinates: fc.array(fc.array(ring, { maxLength: 2 })) }),
      fc.record({ type: fc.constantFrom('GeometryCollection', 'Point', ''), geometries: fc.array(anything) }),
      anything
    );
    const properties = fc.oneof(fc.dictionary(fc.string(), fc.oneof(fc.string(), number, fc.constant(null))), anything);
    const one = fc.record({ type: fc.constant('Feature'), properties, geometry, id: anything });
    const text = fc.oneof(
      { weight: 8, arbitrary: fc.array(fc.oneof(one, anything), { maxLength: 4 }).map((all) => collection(all)) },
      { weight: 1, arbitrary: fc.json({ maxDepth: 1 }) },
      { weight: 1, arbitrary: fc.string() }
    );
    const places = { county: [{ code: '01', name: 'Ale' }], municipality: [{ code: '0114', name: 'Habo' }] };
    fc.assert(
      fc.property(text, (given) => {
        const read = readBoundaries(given, places);
        if (!read.ok) for (const { message } of read.problems) expect(message).toMatch(/ - |must/);
      }),
      { numRuns: 10_000 }
    );
  }, 60_000);
});

describe('features and the register', () => {
  const at = (i: number, properties: Record<string, string>) => ({ at: i, properties, pieces: [] });
  const areas = [
    { code: '06', name: 'Jönköpings län' },
    { code: '21', name: 'Gävleborgs län' },
    { code: '0642', name: 'Habo' },
    { code: '0305', name: 'Håbo' }
  ];

  it('are matched by code though a zero was eaten, else by name without the word for its kind', () => {
    const byCode = matchFeatures([at(0, { id: '6', colour: '1' }), at(1, { id: '21', colour: '1' })], areas);
    expect(byCode.by).toEqual({ property: 'id', holds: 'code' });
    expect([...byCode.codeOf]).toEqual([
      [0, '06'],
      [1, '21']
    ]);
    const byName = matchFeatures([at(0, { namn: 'GÄVLEBORG' }), at(1, { namn: 'Håbo kommun' })], areas);
    expect([...byName.codeOf]).toEqual([
      [0, '21'],
      [1, '0305']
    ]);
  });

  it('that do not match are named on both sides', () => {
    const { unknown, missing } = matchFeatures([at(0, { name: 'Habo' }), at(1, { name: 'Atlantis', n: '7' })], areas);
    expect(unknown).toEqual(['Atlantis']);
    expect(missing.map(({ code }) => code)).toEqual(['06', '21', '0305']);
  });

  it('match nothing where a name stands for two areas', () => {
    const twice = [
      { code: '1', name: 'Ås' },
      { code: '2', name: 'Ås' }
    ];
    expect(matchFeatures([at(0, { name: 'Ås' })], twice).by).toBeNull();
  });
});

describe('simplified lines', () => {
  const point = fc.tuple(fc.double({ min: 0, max: 100, noNaN: true }), fc.double({ min: 0, max: 100, noNaN: true }));

  it('leave no point farther away than the tolerance', () => {
    fc.assert(
      fc.property(
        fc.array(point, { minLength: 2, maxLength: 30 }),
        fc.double({ min: 0, max: 20, noNaN: true }),
        (line, tolerance) => {
          const rank = rankPoints(line);
          const kept = line.filter((_, i) => rank[i]! > tolerance);
          for (const [x, y] of line) {
            const near = kept.slice(1).map((b, i) => {
              const a = kept[i]!;
              const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
              const t = Math.max(0, Math.min(1, ((x - a[0]) * dx + (y - a[1]) * dy) / (dx * dx + dy * dy || 1)));
              return Math.hypot(x - a[0] - t * dx, y - a[1] - t * dy);
            });
            expect(Math.min(...near)).toBeLessThanOrEqual(tolerance + 1e-9);
          }
        }
      ),
      { numRuns: 200 }
    );
  });

  it('of two neighbours run along the same border, whichever way each goes around', () => {
    const border: Point[] = Array.from({ length: 60 }, (_, i) => [10 + Math.sin(i * 1.7) * 0.3, 50 + i / 20]);
    const left: Point[] = [[5, 50], ...border, [5, border.at(-1)![1]]];
    const right: Point[] = [[15, border.at(-1)![1]], ...[...border].reverse(), [15, 50]];
    const turned = right.map((_, i) => right[(i + 17) % right.length]!);
    const { areas } = drawAreas(
      [
        { code: 'l', name: 'l', rings: [left] },
        { code: 'r', name: 'r', rings: [turned] }
      ],
      700
    );
    const [a, b] = areas.map(({ path }) => new Set(path.slice(1, -1).split('L')));
    const shared = [...a!].filter((one) => b!.has(one));
    // both but for the corners that are their own
    expect(shared.length).toBe(a!.size - 2);
    expect(shared.length).toBe(b!.size - 2);
    expect(shared.length).toBeLessThan(50);
    expect(shared.length).toBeGreaterThan(5);
  });

  it('keep every area, however small, and the size they are told to', () => {
    const many = Array.from({ length: 300 }, (_, i) => ({
      ...{ code: String(i), name: String(i) },
      rings: [
        Array.from({ length: 200 }, (_, at): Point => {
          const angle = (at / 200) * 2 * Math.PI;
          const radius = i ? 0.2 + 0.02 * Math.sin(at * 3) : 0.00001;
          return [(i % 20) + radius * Math.cos(angle), 50 + Math.floor(i / 20) + radius * Math.sin(angle)];
        })
      ]
    }));
    const { areas, drawing } = drawAreas(many, 60_000);
    expect(areas.map(({ path }) => path.length).reduce((a, b) => a + b)).toBeLessThanOrEqual(60_000);
    for (const { path } of areas) expect(path).toMatch(/^(M-?[\d.]+,-?[\d.]+(L-?[\d.]+,-?[\d.]+){2,}Z)+$/);
    expect(Math.max(drawing.width, drawing.height)).toBe(1000);
  });
});

describe('a drawing', () => {
  it('keeps proportions at its middle latitude', () => {
    const drawing = fitDrawing([
      [10, 59],
      [12, 61]
    ]);
    const [a, b] = [placePoint(drawing, [11, 60]), placePoint(drawing, [12, 60])];
    // a degree of longitude at 60 degrees north is half as long as one of latitude
    expect((b[0] - a[0]) / (placePoint(drawing, [11, 59])[1] - a[1])).toBeCloseTo(0.5, 5);
    expect(placePoint(drawing, [10, 61])).toEqual([0, 0]);
  });

  it('sees a bow tie and a point that is passed twice', () => {
    expect(
      crossesItself([
        [0, 0],
        [2, 2],
        [2, 0],
        [0, 2]
      ])
    ).toBe(true);
    expect(
      crossesItself([
        [0, 0],
        [1, 1],
        [2, 0],
        [1, 1],
        [0, 2]
      ])
    ).toBe(true);
    expect(crossesItself(square(0, 0).slice(0, 4))).toBe(false);
  });
});

const folder = '../shared/data/boundaries';
describe(existsSync(folder) ? 'published files' : 'published files (skipped: no ../shared/data here)', () => {
  const rows = register.municipalities.map((row) => ({
    code: String(row[0]),
    name: String(row[1]),
    county: String(row[2]),
    countyName: String(row[3])
  }));
  const places = {
    municipality: rows,
    county: [...new Map(rows.map(({ county, countyName }) => [county, { code: county, name: countyName }])).values()]
  };

  it.skipIf(!existsSync(folder)).each([
    ['swedish_regions', 'county', 21],
    ['swedish_municipalities', 'municipality', 290]
  ])('%s has the shape of every %s', (name, level, count) => {
    const read = readBoundaries(readFileSync(`${folder}/${name}.geojson`, 'utf8'), places);
    if (!read.ok) throw new Error(read.problems[0]!.message);
    expect(read.value).toMatchObject({ level, matched: count, missing: [], unknown: [] });
    expect(read.value.letters).toBeLessThanOrEqual(100_000);
    expect(read.value.letters).toBeGreaterThan(5_000);
  });
});
