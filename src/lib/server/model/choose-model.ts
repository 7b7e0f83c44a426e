import type { MaturityModel } from '$lib/domain/model/types';
import { compareVersions } from '$lib/domain/model/version';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { listModelsOf, type ModelVersionRow } from './repository';
import { shippedModels } from './seed';

/**
 * The model a network works with unless it says otherwise: the highest version of what it published last itself, else the
 * newest that ships with the program. A network that has a model of its own is not moved off it by an upgrade.
 */
export async function findNewestModel(app: App, networkId: string): Promise<MaturityModel> {
  const own = (await listModelsOf(app.db.read, networkId)).filter((row) => row.networkId === networkId);
  const last = own.toSorted(byTime).at(-1);
  if (!last) return shippedModels.at(-1)!.model;
  return own
    .filter(({ id }) => id === last.id)
    .sort((a, b) => compareVersions(a.version, b.version))
    .at(-1)!.model;
}

const byTime = (a: ModelVersionRow, b: ModelVersionRow) => a.publishedAt.getTime() - b.publishedAt.getTime();

/** The model with this id and version, as `id@version`, if the network can use it; its newest where nothing is given. */
export async function findChosenModel(
  app: App,
  networkId: string,
  chosen: string | undefined
): Promise<Result<MaturityModel>> {
  if (chosen === undefined || chosen === '') return ok(await findNewestModel(app, networkId));
  const rows = await listModelsOf(app.db.read, networkId);
  const row = rows.find(({ id, version }) => chosen === `${id}@${version}`);
  if (row) return ok(row.model);
  const names = rows.map(({ id, version }) => `${id}@${version}`).join(', ');
  return refuse('model-unknown', 'model', `There is no model "${chosen}" here - those there are: ${names}.`);
}
