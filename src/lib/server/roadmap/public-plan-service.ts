import type { Actor } from '$lib/domain/identity/actor';
import type { Effort, Role } from '$lib/domain/model/types';
import { groupSteps } from '$lib/domain/roadmap/group-steps';
import { orderSteps } from '$lib/domain/roadmap/order-steps';
import { projectProfile } from '$lib/domain/roadmap/projected-profile';
import { proposeConditions } from '$lib/domain/roadmap/propose-conditions';
import type { Locale } from '$lib/domain/shared/locale';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { readLink } from '../assessment/access-link';
import { answersOf, currentWave, findAssessmentOf } from '../assessment/repository';
import { addressKey, takeTry } from '../auth/limits';
import { findModel } from '../model/repository';
import { findMunicipality } from '../register/repository';
import { settingsOf, type StepRow, stepsOf } from './repository';
import { textIn } from './step-words';

export interface SharedStep {
  criterion: string;
  statement: string;
  dimension: string;
  effort: Effort | null;
  role: Role | null;
  due: string | null;
  /** As it was typed; people with an account are not named to whoever holds the link. */
  owner: { kind: 'officer' } | { kind: 'typed'; name: string } | null;
  tips: number;
  tipsDone: number;
}

export interface SharedPlan {
  municipality: string;
  wave: string | null;
  until: Date;
  levels: number[];
  /** Empty where nothing was answered yet. */
  profile: { dimension: string; name: string; before: number | null; after: number | null }[];
  raised: number;
  planned: SharedStep[];
  done: SharedStep[];
}

/**
 * A municipality's plan for whoever holds its link: levels now and with the plan, steps with date and owner. Notes,
 * answers and names of people with an account stay inside the municipality. Reads only: mail scanners open links.
 */
export async function readSharedPlan(
  app: App,
  _actor: Actor,
  input: { token: string; locale: Locale; address: string }
): Promise<Result<SharedPlan>> {
  const tooMany = await takeTry(app, [['link-address', addressKey(input.address)]]);
  if (tooMany) return tooMany;
  const link = await readLink(app, input.token, 'plan');
  if (!link.ok) return link;
  const { networkId, municipalityId, expiresAt } = link.value;
  const municipality = await findMunicipality(app.db.read, municipalityId);
  if (!municipality) return refuse('link-unknown', 'token', 'The municipality of this plan is not in the register.');
  const wave = await currentWave(app.db.read, networkId);
  const stored = wave ? await findModel(app, wave.modelId, wave.modelVersion) : null;
  const model = stored?.model;
  const text = textIn(stored, input.locale);
  const sheet = wave ? await sheetOf(app, wave.id, municipalityId) : {};
  const [setting] = await settingsOf(app.db.read, [municipalityId]);
  const conditions = setting?.conditions ?? proposeConditions(municipality.population);
  const order = model ? orderSteps(model, sheet, conditions).map((step) => step.criterion) : [];
  const rows = await stepsOf(app.db.read, [municipalityId]);
  const { planned, done } = groupSteps(rows, order);
  const profile =
    model &&
    projectProfile(
      model,
      sheet,
      [...planned, ...done].map((row) => row.criterionId)
    );

  const show = (row: StepRow): SharedStep => {
    const criterion = model?.criteria.find(({ id }) => id === row.criterionId);
    const said = text?.criteria[row.criterionId];
    return {
      criterion: row.criterionId,
      statement: said?.statement ?? row.criterionId,
      dimension: (criterion && text?.dimensions[criterion.dimension]?.name) ?? '',
      effort: criterion?.effort ?? null,
      role: criterion?.role ?? null,
      due: row.due,
      owner: row.ownerName ? { kind: 'typed', name: row.ownerName } : row.ownerId ? { kind: 'officer' } : null,
      tips: said?.tips.length ?? 0,
      tipsDone: row.doneTips.filter((tip) => tip < (said?.tips.length ?? 0)).length
    };
  };
  return ok({
    municipality: municipality.name,
    wave: wave?.name ?? null,
    until: expiresAt,
    levels: model?.levels ?? [],
    profile:
      profile && Object.keys(sheet).length
        ? profile.dimensions.map((one) => ({ ...one, name: text?.dimensions[one.dimension]?.name ?? one.dimension }))
        : [],
    raised: profile?.raised ?? 0,
    planned: planned.map(show),
    done: done.map(show)
  });
}

async function sheetOf(app: App, waveId: string, municipalityId: string) {
  const assessment = await findAssessmentOf(app.db.read, waveId, municipalityId);
  const rows = assessment ? await answersOf(app.db.read, [assessment.id]) : [];
  return Object.fromEntries(rows.flatMap(({ criterionId, value }) => (value ? [[criterionId, value] as const] : [])));
}
