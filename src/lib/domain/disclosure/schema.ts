import * as z from 'zod/mini';
import { DEFAULT_THRESHOLD, SMALLEST_THRESHOLD } from './cell-system';

const name = z.string().check(z.minLength(1, 'must not be empty'), z.maxLength(200, 'must be at most 200 characters'));
const count = z.int().check(z.gte(0, 'must be 0 or more'), z.lte(1_000_000_000, 'must be at most 1,000,000,000'));

/** One dimension: a tree with one root, parents to children. Names are unique within the dimension. */
export const dimensionSchema = z.object({
  name: name.check(
    z.regex(/^(?!(n|known|status|__proto__)$)/, 'must not be n, known or status, which cells use themselves')
  ),
  tree: z.record(name, z.array(name).check(z.minLength(1, 'must name at least one child')))
});

/** Inner cells only; totals are computed and named by the parent. Absent cells are 0. */
export const tableSchema = z.object({
  threshold: z._default(
    z
      .int()
      .check(
        z.gte(SMALLEST_THRESHOLD, `must be ${SMALLEST_THRESHOLD} or more (usual: ${DEFAULT_THRESHOLD})`),
        z.lte(1000, 'must be at most 1000')
      ),
    DEFAULT_THRESHOLD
  ),
  dimensions: z
    .array(dimensionSchema)
    .check(z.minLength(1, 'must name at least one dimension'), z.maxLength(8, 'must name at most 8')),
  cells: z.array(z.catchall(z.object({ n: count, known: z.optional(count) }), name))
});

export type TableInput = z.input<typeof tableSchema>;
export type TableDescription = z.output<typeof tableSchema>;
