import type { App } from '$lib/server/app';
import type { Result } from '$lib/domain/shared/result';

/** How long a page waits for long work before it shows how far it is. */
const PATIENCE_MS = 1_200;

/**
 * Long work that goes on when the page has been answered: its result where it is done at once, else the id of what can
 * be looked at meanwhile.
 *
 * @param begin is given what to call with that id, as soon as there is one
 */
export async function afterFirst<T>(
  app: App,
  begin: (told: (importId: string) => void) => Promise<Result<T>>
): Promise<{ result: Result<T> } | { importId: string }> {
  let known: (importId: string) => void = () => undefined;
  const told = new Promise<string>((resolve) => (known = resolve));
  const work = begin((importId) => known(importId)).then((result) => ({ result }));
  const patient = told.then(async (importId) => {
    await new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
    return { importId };
  });
  const first = await Promise.race([work, patient]);
  // nobody waits for it any more: what it says stands in the import's row
  if ('importId' in first)
    work.catch((error: unknown) => app.log.error({ err: error, importId: first.importId }, 'an import broke off'));
  return first;
}
