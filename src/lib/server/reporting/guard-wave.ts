import type { AggregateInput, Aggregates } from '$lib/domain/reporting/aggregate-types';
import type { PublishedWave } from '$lib/domain/reporting/guard-edition';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { readFrozenEdition } from './edition-store';
import type { EditionRow } from './repository';

/**
 * Whether another edition of a wave may stand beside those published: nobody must be able to subtract one from another
 * and read what a single municipality answered.
 *
 * Errors: those of `guardEdition`; `published-already` where an edition of before keeps nothing to hold it against.
 */
export async function checkBeside(
  app: App,
  published: readonly EditionRow[],
  next: { input: AggregateInput; aggregates: Aggregates }
): Promise<Result<null>> {
  const previous: PublishedWave[] = [];
  for (const row of published) {
    if (!row.manifest)
      return refuse(
        'published-already',
        'wave',
        `Edition ${row.number} of this wave is published - a second one beside it could reveal single answers. Publish the next wave.`
      );
    const frozen = await readFrozenEdition(app, row);
    if (!frozen.ok) return frozen;
    const { input, aggregates } = frozen.value;
    previous.push({ id: String(row.number), input, aggregates });
  }
  if (previous.length === 0) return ok(null);
  const { input, aggregates } = next;
  const last = previous.at(-1)!;
  // the same tables tell nothing more
  if (JSON.stringify(last.aggregates) === JSON.stringify(aggregates)) return ok(null);
  const number = String(Number(last.id) + 1);
  const guarded = await app.offload('guardEdition', { previous, next: { id: number, input, aggregates } });
  return guarded.ok ? ok(null) : guarded;
}
