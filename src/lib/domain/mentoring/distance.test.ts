import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measureDistance } from './distance';

describe('measureDistance', () => {
  it('measures a degree of the equator and a quarter of a meridian', () => {
    expect(measureDistance({ lat: 0, lon: 0 }, { lat: 0, lon: 1 })).toBeCloseTo(111.195, 3);
    expect(measureDistance({ lat: 0, lon: 17 }, { lat: 90, lon: 80 })).toBeCloseTo(10007.557, 3);
  });

  it('measures between two cities: Stockholm and Malmö are 512 km apart', () => {
    expect(measureDistance({ lat: 59.3293, lon: 18.0686 }, { lat: 55.605, lon: 13.0038 })).toBeCloseTo(512.4, 0);
  });

  it('has a value for opposite points, where rounding goes beyond what asin takes', () => {
    expect(measureDistance({ lat: -87.5, lon: -180 }, { lat: 87.5, lon: 0 })).toBeCloseTo(Math.PI * 6371.0088, 3);
  });

  it('is the same both ways, 0 at home and at most half the way round, also across the date line', () => {
    const point = fc.record({
      lat: fc.double({ min: -90, max: 90, noNaN: true }),
      lon: fc.double({ min: -180, max: 180, noNaN: true })
    });
    fc.assert(
      fc.property(point, point, (from, to) => {
        const km = measureDistance(from, to);
        expect(measureDistance(to, from)).toBeCloseTo(km, 6);
        expect(measureDistance(from, from)).toBe(0);
        expect(km).toBeLessThanOrEqual(Math.PI * 6371.0089);
      })
    );
    expect(measureDistance({ lat: 0, lon: 179.5 }, { lat: 0, lon: -179.5 })).toBeCloseTo(111.195, 3);
  });
});
