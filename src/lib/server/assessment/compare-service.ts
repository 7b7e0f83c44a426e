import { compareLevels } from '$lib/domain/assessment/compare-levels';
import type { Comparison, EarlierWave, PeerComparison, PeerGroupSaid } from '$lib/domain/assessment/comparison';
import { completeBatches } from '$lib/domain/assessment/peer-batches';
import { promisedThreshold } from '$lib/domain/disclosure/promised-threshold';
import { formPeerGroups, neededFor, sizeBounds } from '$lib/domain/assessment/peer-groups';
import { scoreAssessment } from '$lib/domain/assessment/score-assessment';
import { toAnswerSheet } from '$lib/domain/assessment/answer-sheet';
import type { Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { showUnder } from '$lib/domain/model/show-under';
import type { AnswerSheet, AnswerValue, MaturityModel } from '$lib/domain/model/types';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { findNetwork } from '../identity/directory-repository';
import { findBridge } from '../model/find-bridge';
import { findModel } from '../model/repository';
import { answersReceivedBy, earlierSubmitted, submissionsOf } from './compare-repository';
import { answersOf, type AssessmentRow, assessmentsOfWave, findAssessment, type WaveRow } from './repository';

type Found = AssessmentRow & { wave: WaveRow };

/**
 * How one municipality stands beside those like it, and beside itself in earlier waves: for its own officers only, drafts included. Of
 * others it says a median and the middle half, never a name; and it says nothing new between two complete batches of submissions.
 */
export async function comparePeers(
  app: App,
  actor: Actor,
  input: { assessmentId: string }
): Promise<Result<Comparison>> {
  const refused = authorize(actor, 'assessment:read');
  if (refused) return refused;
  const found = await findAssessment(app.db.read, input.assessmentId);
  if (!found) return refuse('not-found', 'assessmentId', 'This assessment does not exist - fetch your data again.');
  const forbidden = authorize(actor, 'assessment:read', found);
  if (forbidden) return forbidden;
  const network = await findNetwork(app.db.read, found.networkId);
  const stored = await findModel(app, found.wave.modelId, found.wave.modelVersion);
  if (!network || !stored) throw new Error(`The network or the model of assessment ${found.id} is missing`);
  const threshold = promisedThreshold(found.wave.threshold, network.threshold);
  return ok({
    assessmentId: found.id,
    threshold,
    peers: await readPeers(app, found, stored.model, threshold),
    earlier: await readEarlier(app, found, stored.model)
  });
}

async function readPeers(app: App, own: Found, model: MaturityModel, threshold: number): Promise<PeerComparison> {
  // the municipalities invited to the wave, not those valid today: a change of the register must not change what is compared
  const invited = (await assessmentsOfWave(app.db.read, own.waveId)).map(({ municipality }) => municipality);
  const groups = formPeerGroups(invited, neededFor(threshold));
  const group = groups.find(({ members }) => members.includes(own.municipalityId));
  if (!group) throw new Error(`Assessment ${own.id} is not in its own wave`);
  const { kinds, sizes, members } = group;
  const said: PeerGroupSaid = { kinds, sizes, ...sizeBounds(sizes), members: members.length };
  if (model.rule.kind === 'points') return { shown: false, because: 'no-levels', group: said };
  if (members.length <= threshold) return { shown: false, because: 'group-small', group: said };

  const submissions = await submissionsOf(app.db.read, own.waveId, members);
  const batches = completeBatches(
    submissions.map(({ assessmentId, submittedAt, endedAt }) => ({
      assessmentId,
      submittedAt: submittedAt.toISOString(),
      endedAt: endedAt?.toISOString() ?? null
    })),
    threshold + 1
  );
  const others = batches.assessmentIds.filter((id) => id !== own.id);
  if (batches.asOf === null || others.length < threshold) return { shown: false, because: 'too-few', group: said };
  const sheets = await sheetsAsOf(app, others, new Date(batches.asOf));
  const results = others.map((id) => scoreAssessment(model, sheets.get(id) ?? {}));
  const levelsOf = (figures: ({ level: number | null; assessed: boolean } | null | undefined)[]) =>
    compareLevels(
      figures.flatMap((one) => (one?.assessed ? (one.level ?? []) : [])),
      threshold
    );
  return {
    shown: true,
    group: said,
    compared: others.length,
    overall: levelsOf(results.map(({ overall }) => overall)),
    dimensions: Object.fromEntries(
      model.dimensions.map(({ id }) => [id, levelsOf(results.map(({ dimensions }) => dimensions[id]))])
    )
  };
}

/** Answers as they stood at a moment: a municipality may go on changing what it has submitted, and that must not be seen one by one. */
async function sheetsAsOf(app: App, assessmentIds: string[], moment: Date): Promise<Map<string, AnswerSheet>> {
  const last = new Map<string, Map<string, AnswerValue | null>>(assessmentIds.map((id) => [id, new Map()]));
  for (const { assessmentId, criterionId, value } of await answersReceivedBy(app.db.read, assessmentIds, moment)) {
    last.get(assessmentId)?.set(criterionId, value);
  }
  return new Map(
    [...last].map(([id, values]) => [
      id,
      toAnswerSheet([...values].map(([criterionId, value]) => ({ criterionId, value })))
    ])
  );
}

async function readEarlier(app: App, own: Found, model: MaturityModel): Promise<EarlierWave[]> {
  const rows = await earlierSubmitted(app.db.read, own.municipalityId, own.wave);
  const answers = await answersOf(
    app.db.read,
    rows.map(({ assessment }) => assessment.id)
  );
  const earlier: EarlierWave[] = [];
  for (const { assessment, wave } of rows) {
    const sheet = toAnswerSheet(answers.filter(({ assessmentId }) => assessmentId === assessment.id));
    const shown = await underModel(app, wave, model, sheet);
    // nothing of a different model says anything here
    if (!shown) continue;
    const { overall, dimensions } = scoreAssessment(model, shown.answers);
    earlier.push({
      waveId: wave.id,
      name: wave.name,
      opensAt: wave.opensAt.toISOString(),
      overall: overall.level,
      dimensions: Object.fromEntries(model.dimensions.map(({ id }) => [id, dimensions[id]?.level ?? null])),
      notCarried: shown.notCarried
    });
  }
  return earlier;
}

async function underModel(app: App, wave: WaveRow, model: MaturityModel, sheet: AnswerSheet) {
  if (wave.modelId === model.id && wave.modelVersion === model.version) return { answers: sheet, notCarried: 0 };
  const bridge = await findBridge(app, { id: wave.modelId, version: wave.modelVersion }, model);
  if (!bridge) return null;
  const { answers, open } = showUnder(model, bridge, sheet);
  return { answers, notCarried: open.filter(({ because }) => because !== 'not-answered').length };
}
