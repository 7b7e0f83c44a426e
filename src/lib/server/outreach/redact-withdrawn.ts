import type { App } from '../app';
import { redactQuotes } from '../reporting/redact-edition';
import type { ChangeContext } from '../shared/change';
import type { MeetingWhole } from './repository';

type Noted = Pick<MeetingWhole, 'networkId' | 'barriers'>;

/** What was noted to be quoted and is no longer, or is not noted any more, leaves the reports it stands in. */
export async function redactWithdrawn(
  app: App,
  context: ChangeContext,
  before: Noted,
  after: Noted | null
): Promise<void> {
  const may = new Set(after?.barriers.flatMap(({ id, consent }) => (consent === 'no' ? [] : id)));
  const raisedIds = before.barriers.flatMap(({ id, consent, quote }) =>
    consent !== 'no' && quote !== '' && !may.has(id) ? id : []
  );
  if (raisedIds.length > 0) await redactQuotes(app, context, { networkId: before.networkId, raisedIds });
}
