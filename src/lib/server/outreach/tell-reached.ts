import type { ChangeContext } from '../shared/change';
import { placesOfRecipients } from './reached-repository';

/** A message went out: the municipality's page on coordinators' devices says so. */
export async function tellReached(
  context: Pick<ChangeContext, 'tx' | 'feed'>,
  recipientIds: readonly string[]
): Promise<void> {
  for (const id of await placesOfRecipients(context.tx, [...recipientIds])) await context.feed('reached', id, id);
}
