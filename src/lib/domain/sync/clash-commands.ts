import * as z from 'zod/mini';
import { id } from '../shared/fields';

/** A person chooses between the value that stands in a field and one that was kept beside it, or for texts takes both. */
export const clashSettle = {
  type: 'clash.settle',
  schemaVersion: 1,
  schema: z.object({
    clashId: id,
    choose: z.enum(['standing', 'other', 'both']),
    /** The two values as they were on the screen: what was written since is not overwritten. */
    seen: z.object({ standing: z.unknown(), other: z.unknown() })
  })
} as const;
export type ClashSettle = z.infer<typeof clashSettle.schema>;
