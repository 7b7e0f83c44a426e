import type { App } from '../app';
import { redactQuotes } from '../reporting/redact-edition';
import type { ChangeContext } from '../shared/change';
import type { MeetingWhole } from './repository';

type Noted = Pick<MeetingWhole, 'networkId' | 'barriers'>;

/**
 * What was noted to be quoted and is no longer, is not noted any more, or may be quoted without saying whose role it is
 * only, leaves the reports it stands in.
 */
export async function redactWithdrawn(
  app: App,
  context: ChangeContext,
  before: Noted,
  after: Noted | null
): Promise<void> {
  const now = new Map(after?.barriers.map((one) => [one.id, one]));
  const raisedIds = before.barriers.flatMap(({ id, consent, quote }) => {
    if (consent === 'no' || quote === '') return [];
    const left = now.get(id);
    const stands = left !== undefined && left.quote !== '' && (left.consent === consent || left.consent === 'yes');
    return stands ? [] : id;
  });
  if (raisedIds.length > 0) await redactQuotes(app, context, { networkId: before.networkId, raisedIds });
}
