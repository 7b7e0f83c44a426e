import { actorId } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { settingSet, type StepSet, stepSet } from '$lib/domain/roadmap/commands';
import {
  levelsOf,
  mergeSetting,
  type SettingContent,
  settingField,
  targetFrom
} from '$lib/domain/roadmap/merge-setting';
import { mergeStep, stepField } from '$lib/domain/roadmap/merge-step';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { listWaves } from '../assessment/repository';
import { officersOf } from '../identity/repository';
import { pairingsWithGoal } from '../mentoring/pairing-life-repository';
import { findModel } from '../model/repository';
import { findMunicipality, type MunicipalityRow } from '../register/repository';
import type { ChangeContext } from '../shared/change';
import { defineHandler, type Effect } from '../sync/command-handler';
import { effectOf, keepClashes, openBeside } from '../sync/keep-clashes';
import { mergeSaid } from '../sync/merge-said';
import { findStep, settingsOf, type StepRow, writeSetting, writeStep } from './repository';

/** A step is about something a model of the network asks, and is looked after by an officer of the municipality. */
async function checkStep(
  app: App,
  context: ChangeContext,
  municipality: MunicipalityRow,
  { criterionId, ownerId }: StepSet,
  present: StepRow | undefined
): Promise<Result<null>> {
  if (!present && !(await isAskedIn(app, context, municipality.networkId, criterionId)))
    return refuse('unknown-criterion', 'criterionId', `No model of this network has a criterion "${criterionId}".`);
  if (ownerId && ownerId !== present?.ownerId) {
    const officers = await officersOf(context.tx, municipality.id);
    if (!officers.some(({ membership, person }) => person.id === ownerId && !membership.endedAt && !person.disabledAt))
      return refuse(
        'owner-unknown',
        'ownerId',
        `Whoever looks after a step must be an officer of ${municipality.name} - for anybody else write a name or a role.`
      );
  }
  return ok(null);
}

/** Steps outlive waves, so the model of any wave counts. A network without a wave has no model to check against. */
async function isAskedIn(app: App, context: ChangeContext, networkId: string, criterionId: string): Promise<boolean> {
  const waves = await listWaves(context.tx, networkId);
  const models = await Promise.all(waves.map((wave) => findModel(app, wave.modelId, wave.modelVersion)));
  const known = models.filter((stored) => stored !== null);
  return known.length === 0 || known.some(({ model }) => model.criteria.some(({ id }) => id === criterionId));
}

export const stepHandler = defineHandler({
  ...stepSet,
  subject: (payload) => `${payload.municipalityId}/${payload.criterionId}`,
  networkOf: async (app, payload) => (await findMunicipality(app.db.read, payload.municipalityId))?.networkId ?? null,
  async handle(app, actor, { payload, envelope }, context): Promise<Result<Effect>> {
    const refused = authorize(actor, 'roadmap:edit');
    if (refused) return refused;
    const municipality = await findMunicipality(context.tx, payload.municipalityId);
    if (!municipality)
      return refuse('not-found', 'municipalityId', 'This municipality is not in the register any more.');
    const forbidden = authorize(actor, 'roadmap:edit', {
      networkId: municipality.networkId,
      municipalityId: municipality.id
    });
    if (forbidden) return forbidden;
    const present = await findStep(context.tx, municipality.id, payload.criterionId);
    const fits = await checkStep(app, context, municipality, payload, present);
    if (!fits.ok) return fits;
    const by = actorId(actor);
    const { municipalityId, criterionId, ...changes } = payload;
    const entityId = `${municipalityId}/${criterionId}`;
    const place = { entity: 'step', entityId, networkId: municipality.networkId, municipalityId };
    const { schemaVersion, issuedAt } = envelope;
    const merge = mergeStep(
      present,
      changes,
      { by, version: schemaVersion },
      present ? await openBeside(context, place) : []
    );
    const first = present ? { by: present.updatedBy, at: present.updatedAt } : { by, at: context.now };
    const kept = await keepClashes(app, context, place, merge, { by, at: new Date(issuedAt), first });
    const row = {
      ...merge.merged,
      id: present?.id ?? app.newId(),
      networkId: municipality.networkId,
      municipalityId,
      criterionId,
      remindedFor: present?.remindedFor ?? null,
      version: (present?.version ?? 0) + 1,
      updatedAt: context.now,
      updatedBy: by
    };
    await writeStep(context.tx, row);
    await context.feed('step', entityId, municipalityId);
    // a mentor sees how far the goals are
    for (const { id, mentorId } of await pairingsWithGoal(context.tx, municipalityId, criterionId))
      await context.feed('pairing', id, mentorId);
    return ok(effectOf(row.version, kept, (field) => stepField(row, field)));
  }
});

export const settingHandler = defineHandler({
  ...settingSet,
  subject: (payload) => payload.municipalityId,
  networkOf: async (app, payload) => (await findMunicipality(app.db.read, payload.municipalityId))?.networkId ?? null,
  async handle(app, actor, { payload, envelope }, context): Promise<Result<Effect>> {
    const refused = authorize(actor, 'roadmap:edit');
    if (refused) return refused;
    const municipality = await findMunicipality(context.tx, payload.municipalityId);
    if (!municipality)
      return refuse('not-found', 'municipalityId', 'This municipality is not in the register any more.');
    const { networkId, id: municipalityId } = municipality;
    const forbidden = authorize(actor, 'roadmap:edit', { networkId, municipalityId });
    if (forbidden) return forbidden;
    const [present] = await settingsOf(context.tx, [municipalityId]);
    const version = (present?.version ?? 0) + 1;
    const by = actorId(actor);
    const { municipalityId: _, was, ...mine } = payload;
    const place = { entity: 'setting', entityId: municipalityId, networkId, municipalityId };
    const { merged, kept } = await mergeSaid<SettingContent>(
      app,
      context,
      place,
      { ...levelsOf(present?.target ?? null), ...levelsOf(mine.target) },
      {
        present: present ? { content: present, first: { by: present.updatedBy, at: present.updatedAt } } : null,
        was,
        current: envelope.baseVersion === present?.version,
        writing: { by, at: new Date(envelope.issuedAt) }
      },
      (now, levels, open) =>
        // ticks of a device that does not say what it had seen count as they come
        mergeSetting(now, mine, was ?? { ...now, target: targetFrom(levels) }, open),
      (content) => levelsOf(content.target)
    );
    const { conditions, target, example } = merged ?? mine;
    const row = { conditions, target, example, version, updatedAt: context.now, updatedBy: by };
    await writeSetting(context.tx, { municipalityId, networkId, ...row });
    await context.feed('setting', municipalityId, municipalityId);
    return ok(effectOf(version, kept, (field) => settingField(row, field)));
  }
});

export const roadmapHandlers = [stepHandler, settingHandler];
