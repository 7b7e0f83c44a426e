import * as z from 'zod/mini';
import type { Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { compareEditions, type EditionComparison } from '$lib/domain/reporting/editorial/compare-editions';
import { check } from '$lib/domain/shared/check';
import { id } from '$lib/domain/shared/fields';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { readContentOf } from './edition-store';
import { findEdition } from './repository';

/** What differs between two editions of a network, published or frozen. */
export async function compareTwoEditions(
  app: App,
  actor: Actor,
  input: { before: string; after: string }
): Promise<Result<EditionComparison & { before: number; after: number }>> {
  const refused = authorize(actor, 'report:draft');
  if (refused) return refused;
  const given = check(z.object({ before: id, after: id }), input);
  if (!given.ok) return given;
  const [before, after] = [await findEdition(app.db.read, input.before), await findEdition(app.db.read, input.after)];
  for (const [path, row] of [['before', before] as const, ['after', after] as const]) {
    if (!row) return refuse('not-found', path, 'There is no such edition - choose two from the list.');
    const forbidden = authorize(actor, 'report:draft', { networkId: row.networkId });
    if (forbidden) return forbidden;
  }
  const [one, other] = [await readContentOf(app, before!), await readContentOf(app, after!)];
  if (!one.ok) return one;
  if (!other.ok) return other;
  return ok({ ...compareEditions(one.value, other.value), before: before!.number, after: after!.number });
}
