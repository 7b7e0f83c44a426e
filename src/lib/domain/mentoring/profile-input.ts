import { z } from 'zod';
import { MEETING_FORMS } from './profile';
import { FACTORS, type Factor } from './weights';

const id = z.string('must be an id in quotes').min(1, 'must not be empty');
const level = z
  .int('must be a level from 0 to 5, or null')
  .min(0, 'must be a level from 0 to 5, or null')
  .max(5, 'must be a level from 0 to 5, or null');
const count = z.int('must be a whole number, 0 or more').min(0, 'must be a whole number, 0 or more');
const ids = z.array(id, 'must be a list of ids').default([]);
const degrees = (most: number) => {
  const message = `must be degrees between -${most} and ${most}, or null`;
  return z.number(message).min(-most, message).max(most, message).nullable().default(null);
};

const forms = 'must be "call", "visit" or "group"';
const month = 'must be a month from 1 to 12';

const profile = {
  id,
  levels: z.record(z.string(), level.nullable(), 'must be an object of levels by dimension'),
  population: count.nullable().default(null),
  county: z.string('must be text or null').nullable().default(null),
  group: z.string('must be text or null').nullable().default(null),
  languages: z.array(z.string('must be a language code such as "sv"'), 'must be a list of language codes such as "sv"'),
  lat: degrees(90),
  lon: degrees(180),
  vetoes: ids,
  systems: z.array(id, 'must be a list of names').optional(),
  forms: z.array(z.enum(MEETING_FORMS, forms), 'must be a list of "call", "visit", "group"').optional(),
  months: z.array(z.int(month).min(1, month).max(12, month), 'must be a list of months from 1 to 12').optional(),
  consent: z.boolean('must be true or false').optional(),
  withdrawn: z.boolean('must be true or false').optional()
};
const want = z.object(
  { dimension: id, priority: z.int('must be 1, 2 or 3').min(1, 'must be 1, 2 or 3').max(3, 'must be 1, 2 or 3') },
  'must be an object with dimension and priority'
);
const mentee = z.object(
  {
    ...profile,
    wants: z.array(want, 'must be a list of {"dimension", "priority"}').max(3, 'must be at most three'),
    need: count.default(1),
    wishes: z.array(id, 'must be a list of ids').max(5, 'must be at most five').optional(),
    where: z.enum(['near', 'elsewhere'], 'must be "near" or "elsewhere"').optional(),
    unmatchedBefore: z.boolean('must be true or false').optional()
  },
  'must be a profile of a mentee'
);
const climbed = z.record(
  z.string(),
  z.record(z.string(), count, 'must be an object of months by level'),
  'must be an object {"dimension": {"level": months ago}}'
);
const mentor = z.object(
  {
    ...profile,
    offers: ids,
    capacity: count.default(1),
    climbed: climbed.optional(),
    prefers: z.array(id, 'must be a list of ids').optional(),
    openInvitations: count.optional(),
    resting: z.boolean('must be true or false').optional(),
    running: count.optional()
  },
  'must be a profile of a mentor'
);
const places = z.int('must be 2, 3, 4 or 5').min(2, 'must be 2, 3, 4 or 5').max(5, 'must be 2, 3, 4 or 5');
const group = z.object({ id, mentor: id, dimension: id, places }, 'must be {"id", "mentor", "dimension", "places"}');
const pairing = z.object(
  { mentee: id, mentor: id, dimension: id },
  'must be an object with mentee, mentor and dimension'
);
const pairs = z
  .array(z.tuple([id, id], 'must be a pair ["mentee id", "mentor id"]'), 'must be a list of pairs')
  .default([]);
const weight = z.number('must be a number, 0 or more').min(0, 'must be a number, 0 or more').optional();

/** The input of `waymark match --input FILE`: profiles instead of edges, the rest as in `matchInput`. */
export const profileInput = z.strictObject(
  {
    mentees: z.array(mentee, 'must be a list of profiles'),
    mentors: z.array(mentor, 'must be a list of profiles'),
    current: z.array(pairing, 'must be a list of {"mentee", "mentor", "dimension"}').default([]),
    groups: z.array(group, 'must be a list of {"id", "mentor", "dimension", "places"}').default([]),
    start: z
      .string('must be a month such as "2026-12"')
      .regex(/^\d{4}-(0[1-9]|1[0-2])(-\d\d)?$/, 'must be a month such as "2026-12"')
      .optional(),
    maxGap: count.nullable().default(null),
    minLevel: level.default(2),
    weights: z
      .strictObject(
        Object.fromEntries(FACTORS.map((factor) => [factor, weight])) as Record<Factor, typeof weight>,
        'must be an object of weights by factor'
      )
      .default({} as Record<Factor, undefined>),
    load: weight,
    forbid: pairs,
    pin: pairs,
    previous: pairs,
    objective: z.enum(['total', 'stable'], 'must be "total" or "stable"').default('total')
  },
  'must be an object with mentees and mentors'
);
