import { checkWavePeriod, openWaveSchema } from '$lib/domain/assessment/wave';
import type { Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { check } from '$lib/domain/shared/check';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { today } from '../shared/today';
import { findNetwork } from '../identity/directory-repository';
import { findChosenModel } from '../model/choose-model';
import { listMunicipalities } from '../register/repository';
import { change } from '../shared/change';
import { prefillWave } from './prefill';
import {
  closeWaveRow,
  countByWave,
  currentWave,
  findWave,
  insertAssessments,
  insertWave,
  listWaves,
  type WaveCounts,
  type WaveRow
} from './repository';

/**
 * Opens a wave with an assessment for every municipality that is valid now, on the model given as `id@version`, else on
 * the newest the network has.
 */
export async function openWave(
  app: App,
  actor: Actor,
  input: { networkId: string; wave: unknown; model?: string }
): Promise<Result<{ waveId: string; invited: number }>> {
  const refused = authorize(actor, 'wave:edit', { networkId: input.networkId });
  if (refused) return refused;
  const checked = check(openWaveSchema, input.wave);
  if (!checked.ok) return checked;
  const period = checkWavePeriod(checked.value);
  if (!period.ok) return period;
  const municipalities = await listMunicipalities(app.db.read, { networkId: input.networkId, on: today(app) });
  if (!municipalities.length)
    return refuse('register-empty', 'name', 'There are no municipalities yet - import the register first.');
  const chosen = await findChosenModel(app, input.networkId, input.model);
  if (!chosen.ok) return chosen;
  const model = chosen.value;
  const waveId = app.newId();
  return change(app, actor, { action: 'wave:open', networkId: input.networkId, subject: waveId }, async (context) => {
    const { tx, now, feed, feedMany } = context;
    const { name, opensOn, closesOn, publish } = checked.value;
    const running = await currentWave(tx, input.networkId);
    if (running && !running.closedAt)
      return refuse('wave-open', 'name', `The wave "${running.name}" is still open - close it first.`);
    await insertWave(tx, {
      id: waveId,
      networkId: input.networkId,
      name,
      modelId: model.id,
      modelVersion: model.version,
      opensAt: new Date(opensOn),
      closesAt: new Date(closesOn),
      threshold: (await findNetwork(tx, input.networkId))?.threshold ?? null,
      publish
    });
    const rows = municipalities.map((m) => ({
      id: app.newId(),
      networkId: input.networkId,
      waveId,
      municipalityId: m.id,
      updatedAt: now
    }));
    await insertAssessments(tx, rows);
    await feed('wave', waveId);
    await feedMany('assessment', rows);
    await prefillWave(app, context, (await findWave(tx, waveId))!, rows);
    return ok({ waveId, invited: rows.length });
  });
}

/** From now on nothing in the wave changes. */
export async function closeWave(app: App, actor: Actor, input: { waveId: string }): Promise<Result<null>> {
  const refused = authorize(actor, 'wave:edit');
  if (refused) return refused;
  const found = await findWave(app.db.read, input.waveId);
  if (!found) return refuse('not-found', 'waveId', 'This wave does not exist.');
  const forbidden = authorize(actor, 'wave:edit', { networkId: found.networkId });
  if (forbidden) return forbidden;
  if (found.closedAt) return refuse('wave-closed', 'waveId', `The wave "${found.name}" is closed already.`);
  return change(
    app,
    actor,
    { action: 'wave:close', networkId: found.networkId, subject: found.id },
    async ({ tx, now, feed }) => {
      await closeWaveRow(tx, found.id, now);
      await feed('wave', found.id);
      return ok(null);
    }
  );
}

/** The newest first, with how many municipalities are in each, have started and have submitted. */
export async function listNetworkWaves(
  app: App,
  actor: Actor,
  input: { networkId: string }
): Promise<Result<(WaveRow & WaveCounts)[]>> {
  const refused = authorize(actor, 'network:read', { networkId: input.networkId });
  if (refused) return refused;
  const counts = await countByWave(app.db.read, input.networkId);
  const none = { municipalities: 0, started: 0, submitted: 0 };
  return ok(
    (await listWaves(app.db.read, input.networkId)).map((row) => ({ ...row, ...(counts.get(row.id) ?? none) }))
  );
}
