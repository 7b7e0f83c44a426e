import * as z from 'zod/mini';
import { id, line, prose, slug } from '../shared/fields';

const texts = z.optional(z.array(z.string()));
const seen = z.object({
  offers: texts,
  capacity: z.optional(z.number()),
  wants: texts,
  languages: texts,
  forms: texts,
  months: z.optional(z.array(z.number())),
  rest: z.optional(z.boolean()),
  avoid: texts,
  goals: texts,
  distance: z.optional(z.nullable(z.string())),
  wishes: z.optional(z.array(z.object({ municipalityId: z.string(), reason: z.string() }))),
  prefers: texts,
  systems: texts,
  groups: z.optional(z.array(z.object({ id: z.string(), dimension: z.string(), places: z.number() }))),
  consent: z.optional(z.boolean())
});

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
    languages: z.array(z.string().check(z.regex(/^[a-z]{2}$/))).check(z.minLength(1), z.maxLength(10)),
    // what was left out stays as it is: versions before these fields do not send them
    forms: z.optional(z.array(z.enum(['call', 'visit', 'group'])).check(z.maxLength(3))),
    /** 1 to 12; none: any. */
    months: z.optional(z.array(z.int().check(z.minimum(1), z.maximum(12))).check(z.maxLength(12))),
    rest: z.optional(z.boolean()),
    avoid: z.optional(z.array(id).check(z.maxLength(50, 'Name at most fifty municipalities'))),
    goals: z.optional(z.array(slug).check(z.maxLength(5, 'Choose at most five steps'))),
    distance: z.optional(z.nullable(z.enum(['near', 'elsewhere']))),
    /** Most wanted first. */
    wishes: z.optional(
      z
        .array(z.object({ municipalityId: id, reason: prose(500) }))
        .check(z.maxLength(5, 'Wish for at most five mentors'))
    ),
    prefers: z.optional(z.array(id).check(z.maxLength(5, 'Name at most five municipalities'))),
    systems: z.optional(z.array(line(60)).check(z.maxLength(20, 'Name at most twenty systems'))),
    groups: z.optional(
      z
        .array(
          z.object({
            id,
            dimension: slug,
            places: z
              .int()
              .check(z.minimum(2, 'A group has two to five places'), z.maximum(5, 'A group has two to five places'))
          })
        )
        .check(z.maxLength(4, 'Offer at most four groups'))
    ),
    /** Takes part in rounds; false: in none until it says so again. */
    consent: z.optional(z.boolean()),
    /** What the author saw before in what they change; a field that is not in it was not changed. */
    was: z.optional(seen)
  })
} as const;
export type ProfileSet = z.infer<typeof profileSet.schema>;
