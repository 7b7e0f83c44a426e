import { type Actor, SYSTEM } from '$lib/domain/identity/actor';
import { authorize, type Permission } from '$lib/domain/identity/permissions';
import { assembleEditorial } from '$lib/domain/reporting/editorial/pieces';
import type { ReportMaterial } from '$lib/domain/reporting/report-material';
import { ok, refuse, refuseAll, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { findWave } from '../assessment/repository';
import { findNetwork } from '../identity/directory-repository';
import { packPart } from './edition-parts';
import { readFrozenEdition } from './edition-store';
import { piecesOf, standingPieces } from './editorial-repository';
import { readStories } from './gather-material';
import { gatherFacts } from './piece-facts';
import { codesNamed } from './report-repository';
import { type EditionRow, findEdition } from './repository';

/** An edition that is frozen and not published, for whoever may change it. */
export async function findForChange(
  app: App,
  actor: Actor,
  permission: Permission,
  editionId: string
): Promise<Result<EditionRow>> {
  const row = await findEdition(app.db.read, editionId);
  if (!row) return refuse('not-found', 'editionId', 'There is no such edition - load the page again.');
  const forbidden = authorize(actor, permission, { networkId: row.networkId });
  if (forbidden) return forbidden;
  if (row.publishedAt) return refuse('published-already', 'editionId', `Edition ${row.number} is published already.`);
  return ok(row);
}

/**
 * Whether a frozen edition still is what analysts have: its bytes are as they were frozen, nobody has changed the draft
 * since, and every quote and every story in it may still stand.
 *
 * Errors: `altered`, `edited-since`, those of `gatherFacts`.
 */
export async function checkStill(app: App, row: EditionRow): Promise<Result<null>> {
  const frozen = await readFrozenEdition(app, row);
  if (!frozen.ok) return frozen;
  const pieces = standingPieces(await piecesOf(app.db.read, row.waveId)).map(({ piece }) => piece);
  // what a quote says of its speaker is asked by the program itself: whoever approves need not see meetings
  const { facts, problems } = await gatherFacts(app, SYSTEM, { networkId: row.networkId, pieces });
  if (problems.length > 0) return refuseAll(problems);
  const now = await packPart('editorial', assembleEditorial(pieces, facts));
  const then = row.manifest?.parts.find(({ name }) => name === 'editorial')?.sha256;
  if (now.sha256 !== then)
    return refuse(
      'edited-since',
      'editionId',
      'The report was changed after this edition was frozen - freeze it again, so that what is published is what was last written.'
    );
  if (!(await tellsStill(app, row, frozen.value.material.stories)))
    return refuse(
      'edited-since',
      'editionId',
      'A story in this edition was taken back or told anew since it was frozen - freeze it again.'
    );
  if (!(await namedStill(app, row, frozen.value.material.boundaries?.points ?? [])))
    return refuse(
      'edited-since',
      'editionId',
      'A municipality on the map of this edition no longer wants to be named - freeze it again.'
    );
  return ok(null);
}

/** The same for who is named on the map, where municipalities choose. */
async function namedStill(
  app: App,
  { waveId }: EditionRow,
  points: NonNullable<ReportMaterial['boundaries']>['points']
): Promise<boolean> {
  const wave = points.length > 0 ? await findWave(app.db.read, waveId) : undefined;
  if (!wave || wave.publish === 'named') return true;
  const named = new Set(await codesNamed(app.db.read, waveId));
  return points.every(({ code }) => code === undefined || named.has(code));
}

/** A story taken back while the edition was being made found no edition to be taken out of. */
async function tellsStill(app: App, { networkId }: EditionRow, stories: ReportMaterial['stories']): Promise<boolean> {
  const network = stories.length > 0 ? await findNetwork(app.db.read, networkId) : undefined;
  if (!network) return stories.length === 0;
  const now = new Map((await readStories(app, network)).map(({ id, text }) => [id, JSON.stringify(text)]));
  return stories.every(({ id, text }) => now.get(id) === JSON.stringify(text));
}
