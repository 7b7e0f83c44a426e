import * as z from 'zod/mini';
import { id, isoDate, slug } from '../shared/fields';

/** Takes an unmet criterion up in the municipality's plan, or changes where it stands. */
export const stepSet = {
  type: 'step.set',
  schemaVersion: 1,
  schema: z.object({
    municipalityId: id,
    criterionId: slug,
    status: z.enum(['planned', 'done', 'dropped']),
    due: z.nullable(isoDate)
  })
} as const;
export type StepSet = z.infer<typeof stepSet.schema>;
