import type { Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { ok, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { quoteForReport } from '../outreach/ledger-service';
import { newestQuotes } from '../outreach/quote-repository';

export interface QuoteToChoose {
  raisedId: string;
  text: string;
}

/** Quotes that may stand in a report now; every other one is not even named. */
export async function listQuotes(
  app: App,
  actor: Actor,
  input: { networkId: string }
): Promise<Result<QuoteToChoose[]>> {
  const refused = authorize(actor, 'report:draft', { networkId: input.networkId });
  if (refused) return refused;
  const quotes: QuoteToChoose[] = [];
  for (const { raisedId } of await newestQuotes(app.db.read, input.networkId, MOST_QUOTES)) {
    const said = await quoteForReport(app, actor, { raisedId });
    if (said.ok) quotes.push({ raisedId, text: said.value.text });
  }
  return ok(quotes);
}

/** The newest: each is asked about by itself. */
const MOST_QUOTES = 30;
