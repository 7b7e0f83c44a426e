import { z } from 'zod';

// Messages say what would be right; `readVisits` puts the field before them and the value after them.

const id = z.string('must be an id in quotes').min(1, 'must not be empty').max(200, 'must have at most 200 characters');
const within = (min: number, max: number) => {
  const message = `must be a number from ${min} to ${max}`;
  return z.number(message).min(min, message).max(max, message);
};
const whole = (min: number, max: number) => {
  const message = `must be a whole number from ${min} to ${max}`;
  return z.int(message).min(min, message).max(max, message);
};
const point = { lat: within(-90, 90), lon: within(-180, 180) };

/** What a plan is made under, besides the candidates: the same in a file and in the API. */
export const visitSettings = {
  days: whole(1, 60),
  visitsPerDay: z.union([z.literal(1), z.literal(2), z.literal(3)], 'must be 1, 2 or 3').default(3),
  /** Either this, or the next three. */
  kmPerDay: within(1, 2000).optional(),
  hoursPerDay: within(0.5, 24).optional(),
  kmPerHour: within(5, 300).default(70),
  hoursPerVisit: within(0, 12).default(1.5),
  detour: within(1, 5).default(1.3),
  pointsPer100Km: whole(0, 1000).default(10)
};

/** The input of `waymark visits --input FILE`. Unknown fields are refused: "pins" for "pin" must not be overlooked. */
export const visitInput = z.strictObject(
  {
    home: z.union([id, z.strictObject(point)], 'must be the id of a candidate, or {"lat", "lon"}'),
    ...visitSettings,
    strata: z.record(z.string(), whole(0, 10_000), 'must be an object of points by stratum').default({}),
    candidates: z
      .array(
        z.strictObject(
          { id, ...point, response: whole(0, 100).default(50), covers: z.array(id).max(50).default([]) },
          'must be an object with id, lat and lon'
        ),
        'must be a list of candidates {"id", "lat", "lon", "response", "covers"}'
      )
      .max(5000, 'must have at most 5,000 entries'),
    pin: z.array(id, 'must be a list of ids').default([]),
    exclude: z.array(id, 'must be a list of ids').default([])
  },
  'must be an object with home, days and candidates'
);
export type VisitInput = z.output<typeof visitInput>;
