import fc from 'fast-check';
import type { MenteeProfile, MentorProfile } from './profile';

// For tests only: invented municipalities.

export const mentee: MenteeProfile = {
  id: 'a',
  wants: [{ dimension: 'legal', priority: 1 }],
  levels: { legal: 1, demand: 0 },
  population: 20_000,
  county: 'north',
  group: 'C6',
  languages: ['sv'],
  lat: 60,
  lon: 15,
  vetoes: []
};

export const mentor: MentorProfile = {
  id: 'b',
  offers: ['legal', 'demand'],
  capacity: 1,
  levels: { legal: 3, demand: 2 },
  population: 20_000,
  county: 'north',
  group: 'C6',
  languages: ['en', 'sv'],
  lat: 60,
  lon: 15,
  vetoes: []
};

const dimension = fc.constantFrom('legal', 'demand', 'quality');
const profile = {
  levels: fc.dictionary(dimension, fc.option(fc.integer({ min: 0, max: 5 }), { freq: 8 })),
  population: fc.option(fc.integer({ min: 0, max: 1_000_000 })),
  county: fc.option(fc.constantFrom('north', 'south')),
  group: fc.option(fc.constantFrom('A1', 'C6', 'C8', 'rural')),
  languages: fc.subarray(['sv', 'en', 'nl'], { minLength: 1 }),
  lat: fc.option(fc.integer({ min: 55, max: 68 })),
  lon: fc.option(fc.integer({ min: 11, max: 23 })),
  vetoes: fc.subarray(['a', 'b', 'c', 'd'], { maxLength: 1 }),
  systems: fc.option(fc.subarray(['ckan', 'north-data', 'own']), { nil: undefined }),
  forms: fc.option(fc.subarray(['call', 'visit', 'group'] as const), { nil: undefined }),
  months: fc.option(fc.subarray([1, 2, 3, 11, 12]), { nil: undefined }),
  withdrawn: fc.option(fc.constant(true), { nil: undefined, freq: 12 })
};
const wants = fc
  .uniqueArray(dimension, { maxLength: 3 })
  .map((dimensions) => dimensions.map((dimension, at) => ({ dimension, priority: at + 1 })));
const id = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');

const menteeOnly = {
  wishes: fc.option(fc.uniqueArray(id, { maxLength: 5 }), { nil: undefined }),
  where: fc.constantFrom(undefined, 'near' as const, 'elsewhere' as const),
  unmatchedBefore: fc.option(fc.boolean(), { nil: undefined })
};
const history = fc.dictionary(
  dimension,
  fc.dictionary(fc.constantFrom('1', '2', '3', '4', '5'), fc.integer({ min: 0, max: 48 }))
);
const mentorOnly = {
  climbed: fc.option(history, { nil: undefined }),
  prefers: fc.option(fc.uniqueArray(id, { maxLength: 2 }), { nil: undefined }),
  openInvitations: fc.constantFrom(undefined, 1, 2),
  resting: fc.option(fc.constant(true), { nil: undefined, freq: 12 }),
  running: fc.option(fc.nat(2), { nil: undefined })
};

export const menteesArbitrary = fc.uniqueArray(fc.record({ ...profile, ...menteeOnly, id, wants }), {
  selector: (one) => one.id,
  minLength: 1
});
export const mentorsArbitrary = fc.uniqueArray(
  fc.record({
    ...profile,
    ...mentorOnly,
    id,
    offers: fc.subarray(['legal', 'demand', 'quality']),
    capacity: fc.nat(3)
  }),
  { selector: (one) => one.id, minLength: 1 }
);
