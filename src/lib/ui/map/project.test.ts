import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearest, projectionOf } from './project';

const place = fc.record({
  lat: fc.double({ min: -80, max: 80, noNaN: true }),
  lon: fc.double({ min: -170, max: 170, noNaN: true })
});

describe('projectionOf', () => {
  it('puts north up and east to the right', () => {
    const stockholm = { lat: 59.33, lon: 18.07 };
    const kiruna = { lat: 67.86, lon: 20.23 };
    const p = projectionOf([stockholm, kiruna], 100, 0);
    expect(p.place(kiruna).y).toBeLessThan(p.place(stockholm).y);
    expect(p.place(kiruna).x).toBeGreaterThan(p.place(stockholm).x);
  });

  it('shortens longitudes: at 60 degrees one degree east is half a degree north', () => {
    const p = projectionOf(
      [
        { lat: 59, lon: 10 },
        { lat: 61, lon: 12 }
      ],
      200,
      0
    );
    expect(p.width / p.height).toBeCloseTo(0.5, 2);
  });

  it('keeps all points inside the margins', () => {
    fc.assert(
      fc.property(fc.array(place, { minLength: 1, maxLength: 30 }), (points) => {
        const p = projectionOf(points, 560, 16);
        for (const { x, y } of points.map(p.place)) {
          expect(x).toBeGreaterThanOrEqual(16 - 1e-6);
          expect(x).toBeLessThanOrEqual(p.width - 16 + 1e-6);
          expect(y).toBeGreaterThanOrEqual(16 - 1e-6);
          expect(y).toBeLessThanOrEqual(p.height - 16 + 1e-6);
        }
      })
    );
  });

  it('draws a single municipality, and none, without dividing by zero', () => {
    expect(projectionOf([{ lat: 60, lon: 15 }], 100, 10).place({ lat: 60, lon: 15 })).toEqual({ x: 10, y: 10 });
    expect(projectionOf([], 100, 10).width).toBe(100);
  });
});

describe('nearest', () => {
  const points = [
    { x: 0, y: 0 },
    { x: 10, y: 0 }
  ];

  it('takes the closest within reach', () => {
    expect(nearest(points, { x: 7, y: 0 }, 5)).toEqual({ x: 10, y: 0 });
  });

  it('takes none out of reach', () => {
    expect(nearest(points, { x: 5, y: 50 }, 20)).toBeNull();
  });
});
