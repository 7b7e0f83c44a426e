import * as z from 'zod/mini';
import { id, slug } from '../shared/fields';

/** What a municipality offers others and asks of them. */
export const profileSet = {
  type: 'mentoring.profile',
  schemaVersion: 1,
  schema: z.object({
    municipalityId: id,
    offers: z.array(slug).check(z.maxLength(8)),
    capacity: z.int().check(z.minimum(0), z.maximum(5)),
    /** Most wanted first. */
    wants: z.array(slug).check(z.maxLength(3, 'Ask for help on at most three dimensions')),
    languages: z.array(z.string().check(z.regex(/^[a-z]{2}$/))).check(z.minLength(1), z.maxLength(10))
  })
} as const;
export type ProfileSet = z.infer<typeof profileSet.schema>;
