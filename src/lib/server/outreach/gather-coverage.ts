import { firstDays, type StageDays, type StageEvent } from '$lib/domain/outreach/coverage-stages';
import type { App } from '../app';
import { currentWave } from '../assessment/repository';
import { listMunicipalities, type MunicipalityRow } from '../register/repository';
import { today } from '../shared/today';
import { meetingDays } from './campaign-figures-repository';
import { assessmentTimes, firstMessages, firstReplies, lastAnswers, loggedTouches } from './coverage-repository';

export interface CoveragePlace {
  municipality: MunicipalityRow;
  days: StageDays;
}

/**
 * Every municipality of a network that is valid today, with the first day of each stage. Asks nobody who they are: a
 * service calls it after it has asked.
 */
export async function gatherCoverage(app: App, networkId: string): Promise<CoveragePlace[]> {
  const db = app.db.read;
  const municipalities = await listMunicipalities(db, { networkId, on: today(app) });
  const wave = await currentWave(db, networkId);
  const events: StageEvent[] = [
    ...(await firstMessages(db, networkId)).map(({ municipalityId, at }) => event(municipalityId, 'contacted', at)),
    ...(await firstReplies(db, networkId)).map(({ municipalityId, at }) => event(municipalityId, 'replied', at)),
    ...(await lastAnswers(db, networkId)).flatMap(({ municipalityId, reply, repliedAt }) =>
      reply === 'acknowledgement' || repliedAt === null ? [] : event(municipalityId, 'replied', repliedAt.getTime())
    ),
    ...(await loggedTouches(db, networkId)).flatMap(({ municipalityId, reachedOn, reply, repliedOn }): StageEvent[] => [
      { municipalityId, stage: 'contacted', on: reachedOn },
      ...(reply === null || reply === 'acknowledgement'
        ? []
        : [{ municipalityId, stage: 'replied' as const, on: repliedOn ?? reachedOn }])
    ]),
    // a meeting is stored once it was held; what is planned has a table of its own
    ...(await meetingDays(db, networkId)).map(({ municipalityId, heldOn }): StageEvent => ({
      municipalityId,
      stage: 'met',
      on: heldOn
    })),
    ...(wave ? await assessmentTimes(db, wave.id) : []).flatMap(({ municipalityId, startedAt, submittedAt }) => [
      ...(startedAt ? [event(municipalityId, 'started', startedAt.getTime())] : []),
      ...(submittedAt ? [event(municipalityId, 'assessed', submittedAt.getTime())] : [])
    ])
  ];
  const days = firstDays(
    municipalities.map(({ id }) => id),
    events
  );
  return municipalities.map((municipality) => ({ municipality, days: days.get(municipality.id)! }));
}

const event = (municipalityId: string, stage: StageEvent['stage'], at: number): StageEvent => ({
  ...{ municipalityId, stage },
  on: new Date(at).toISOString().slice(0, 10)
});
