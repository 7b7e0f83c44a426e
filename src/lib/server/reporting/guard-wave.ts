import type { AggregateInput, Aggregates } from '$lib/domain/reporting/aggregate-types';
import type { PublishedWave } from '$lib/domain/reporting/guard-edition';
import { ok, type Problem, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { readFrozenEdition } from './edition-store';
import type { EditionRow } from './repository';

/** One reason is enough, with what to do: others of its kind would say it again. */
function tellOnce(problems: readonly Problem[], before: string): Problem[] {
  const [first] = problems;
  if (first?.code !== 'reveals') return [...problems];
  const { joined = 0, left = 0, changed = 0, lacking = 0 } = first.facts ?? {};
  const message = `Since edition ${before} ${joined} answered, ${left} are no longer counted and ${changed} changed their answers: too few to publish the difference. ${first.message.split(' - ')[0]}. Keep the published numbers to correct the text, or wait for ${Number(lacking) > 0 ? `at least ${lacking} ` : ''}more answers, so that of every answer and every class either nobody or many are new.`;
  return [{ ...first, message }];
}

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
  return guarded.ok ? ok(null) : { ok: false, problems: tellOnce(guarded.problems, last.id) };
}
