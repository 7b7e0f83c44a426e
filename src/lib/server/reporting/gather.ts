import { scoreAssessment } from '$lib/domain/assessment/score-assessment';
import type { AnswerValue, MaturityModel } from '$lib/domain/model/types';
import type { AggregateInput } from '$lib/domain/reporting/aggregate-types';
import { entryId } from '$lib/domain/outreach/corrections';
import { mainGroupOf, sizeClassOf } from '$lib/domain/register/size-class';
import type { App } from '../app';
import { today } from '../shared/today';
import { answersOf, assessmentsOfWave, type WaveRow } from '../assessment/repository';
import { takenBackIn } from '../outreach/gather-ledger';
import { meetingsOf } from '../outreach/repository';
import { listMunicipalities } from '../register/repository';

/** Everything a report counts, read from the database: submitted assessments only, of municipalities valid now. */
export async function gatherWave(
  app: App,
  wave: WaveRow,
  model: MaturityModel,
  threshold: number
): Promise<AggregateInput> {
  const municipalities = await listMunicipalities(app.db.read, { networkId: wave.networkId, on: today(app) });
  const codeOf = new Map(municipalities.map((m) => [m.id, m.code]));
  const assessments = (await assessmentsOfWave(app.db.read, wave.id)).filter(({ assessment }) =>
    codeOf.has(assessment.municipalityId)
  );
  const submitted = assessments.filter(({ assessment }) => assessment.submittedAt);
  const sheets = new Map<string, Record<string, AnswerValue>>(submitted.map(({ assessment }) => [assessment.id, {}]));
  for (const row of await answersOf(app.db.read, [...sheets.keys()])) {
    if (row.value) sheets.get(row.assessmentId)![row.criterionId] = row.value;
  }
  const meetings = await meetingsOf(app.db.read, wave.networkId);
  const takenBack = await takenBackIn(app, wave.networkId);
  const codes = (ids: string[]) => ids.flatMap((id) => codeOf.get(id) ?? []);
  return {
    model,
    threshold,
    municipalities: municipalities.map((m) => ({
      code: m.code,
      sizeClass: sizeClassOf(m.population),
      mainGroup: mainGroupOf(m.groupCode),
      county: m.countyCode
    })),
    invited: assessments.map(({ municipality }) => municipality.code),
    assessed: submitted.map(({ assessment, municipality }) => {
      const answers = sheets.get(assessment.id)!;
      const { overall, dimensions } = scoreAssessment(model, answers);
      const levels = Object.fromEntries(
        Object.entries(dimensions).map(([id, dimension]) => [id, dimension?.level ?? null])
      );
      return { municipality: municipality.code, mode: assessment.mode, overallLevel: overall.level, levels, answers };
    }),
    met: [...new Set(meetings.flatMap((m) => codes(m.municipalityIds)))],
    // a barrier raised where several municipalities met counts for each of them, but not where it was taken back
    barriers: meetings.flatMap((m) =>
      m.barriers.flatMap(({ id, barrierId: barrier }) =>
        codes(m.municipalityIds.filter((place) => !takenBack.has(entryId(id, place)))).map((municipality) => ({
          barrier,
          municipality
        }))
      )
    )
  };
}
