import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readVisits } from './read-visits';

const candidate = { id: 'a', lat: 60, lon: 15 };
const input = { home: 'a', days: 1, kmPerDay: 100, candidates: [candidate] };
const problems = (more: object) => {
  const read = readVisits({ ...input, ...more });
  return read.ok ? [] : read.problems.map(({ code, path }) => `${code} ${path}`);
};

describe('readVisits', () => {
  it('fills in what is left out, and starts at the candidate named as home', () => {
    expect(readVisits(input)).toEqual({
      ok: true,
      value: {
        candidates: [{ ...candidate, response: 50, covers: [] }],
        ...{ strata: {}, home: { lat: 60, lon: 15 }, days: 1, visitsPerDay: 3, limit: { km: 100 }, detour: 1.3 },
        ...{ pointsPer100Km: 10, pinned: [], excluded: [] }
      }
    });
  });

  it('takes one limit: kilometres or hours', () => {
    expect(problems({ kmPerDay: undefined })).toEqual(['limit-unclear kmPerDay']);
    expect(problems({ hoursPerDay: 8 })).toEqual(['limit-unclear kmPerDay']);
    const read = readVisits({ ...input, kmPerDay: undefined, hoursPerDay: 8 });
    expect(read.ok && read.value.limit).toEqual({ hours: 8, kmPerHour: 70, hoursPerVisit: 1.5 });
  });

  it('names every entry that is wrong', () => {
    expect(problems({ days: 0 })).toEqual(['invalid days']);
    expect(problems({ visitsPerDay: 4 })).toEqual(['invalid visitsPerDay']);
    expect(problems({ candidates: [candidate, candidate] })).toEqual(['id-twice candidates.1.id']);
    expect(problems({ pin: ['b'], exclude: ['c'] })).toEqual(['id-unknown pin.0', 'id-unknown exclude.0']);
    expect(problems({ pin: ['a'], exclude: ['a'] })).toEqual(['pinned-and-excluded pin.0']);
    expect(problems({ home: 'nowhere' })).toEqual(['id-unknown home']);
    expect(problems({ candidates: [{ ...candidate, lat: 91, response: 1.5 }] })).toEqual([
      'invalid candidates.0.lat',
      'invalid candidates.0.response'
    ]);
    const unknown = readVisits({ ...input, pins: [] });
    expect(!unknown.ok && unknown.problems[0]!.message).toContain('has no field pins');
  });

  it('refuses anything that is no question, without failing', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const read = readVisits(value);
        if (!read.ok) expect(read.problems.length).toBeGreaterThan(0);
      })
    );
  });
});
