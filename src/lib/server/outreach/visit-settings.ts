import { z } from 'zod';
import { visitSettings } from '$lib/domain/visits/visit-input';

const id = z.string('must be the id of a municipality').min(1, 'must be the id of a municipality').max(60);
const points = z
  .int('must be a whole number from 0 to 10000')
  .min(0, 'must be a whole number from 0 to 10000')
  .max(10_000, 'must be a whole number from 0 to 10000');
const degrees = (most: number) => {
  const message = `must be a number from -${most} to ${most}`;
  return z.number(message).min(-most, message).max(most, message);
};

/** What `POST /api/v1/visits` takes: everything a plan is made under that the register does not say. */
export const visitRequest = z.strictObject({
  networkId: z.string('must be the id of a network'),
  home: z.union(
    [z.strictObject({ municipalityId: id }), z.strictObject({ lat: degrees(90), lon: degrees(180) })],
    'must be {"municipalityId"} or {"lat", "lon"}'
  ),
  ...visitSettings,
  /** Points for the first visit in a stratum of each kind. */
  points: z
    .strictObject({
      county: points.optional(),
      size: points.optional(),
      group: points.optional(),
      cell: points.optional()
    })
    .default({}),
  /** Municipalities that were met before may be visited again. */
  again: z.boolean('must be true or false').default(false),
  pinned: z.array(id).max(180).default([]),
  excluded: z.array(id).max(5000).default([])
});
export type VisitRequest = z.input<typeof visitRequest>;
