import type { StageDays } from '$lib/domain/outreach/coverage-stages';
import { answerRates, type AskedBefore, type Likelihood, likelihoodOf } from '$lib/domain/visits/response-likelihood';
import type { App } from '../app';
import type { MunicipalityRow } from '../register/repository';
import { today } from '../shared/today';
import { lastAnswers, lastInterest, loggedTouches } from './coverage-repository';
import { gatherCoverage } from './gather-coverage';

export interface VisitPlace extends Likelihood {
  municipality: MunicipalityRow;
  met: boolean;
  /** Days of first contact, ISO; null: never. */
  contacted: string | null;
}

/** Every municipality of a network with what is known of how it answers. Asks nobody who they are. */
export async function gatherVisits(app: App, networkId: string): Promise<VisitPlace[]> {
  const db = app.db.read;
  const coverage = await gatherCoverage(app, networkId);
  const newest = new Map<string, { at: string; reply: AskedBefore['reply']; restsUntil: string | null }>();
  const note = (id: string, at: string, reply: string | null, restsUntil: string | null) => {
    if (reply === null || reply === 'acknowledgement' || at <= (newest.get(id)?.at ?? '')) return;
    newest.set(id, { at, reply: reply as AskedBefore['reply'], restsUntil });
  };
  for (const { municipalityId, reply, repliedAt, restsUntil } of await lastAnswers(db, networkId))
    note(municipalityId, repliedAt?.toISOString() ?? '0', reply, restsUntil);
  for (const { municipalityId, reply, repliedOn, reachedOn } of await loggedTouches(db, networkId))
    note(municipalityId, repliedOn ?? reachedOn, reply, null);
  const interest = new Map((await lastInterest(db, networkId)).map((row) => [row.municipalityId, row.interest]));
  const known = coverage.map(({ municipality, days }): AskedBefore => {
    const said = newest.get(municipality.id);
    return {
      ...{ reply: said?.reply ?? null, restsUntil: said?.restsUntil ?? null },
      ...{ asked: wasAsked(days), met: days.met !== null, population: municipality.population },
      interest: interest.get(municipality.id) ?? null
    };
  });
  const rates = answerRates(known);
  return coverage.map(({ municipality, days }, at) => ({
    ...{ municipality, met: days.met !== null, contacted: days.contacted },
    ...likelihoodOf(known[at]!, rates, today(app))
  }));
}

/** Written or spoken to before they were met: a meeting that came about otherwise says nothing of how they answer. */
function wasAsked({ contacted, replied, met }: StageDays): boolean {
  if (contacted === null) return false;
  return replied !== null || met === null || contacted < met;
}
