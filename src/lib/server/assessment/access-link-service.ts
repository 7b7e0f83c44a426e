import * as z from 'zod/mini';
import { type Actor, actorId } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { check } from '$lib/domain/shared/check';
import { id, slug } from '$lib/domain/shared/fields';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { findModel } from '../model/repository';
import { findMunicipality } from '../register/repository';
import { change } from '../shared/change';
import { makeLink, type NewLink } from './access-link';
import { type AccessLinkRow, findLink, updateLink } from './access-link-repository';
import { authorizeAnswer } from './open-assessment';
import { findAssessment } from './repository';

const linkInput = z.discriminatedUnion('purpose', [
  z.object({ purpose: z.literal('question'), assessmentId: id, criterionId: slug }),
  z.object({ purpose: z.literal('confirm'), assessmentId: id }),
  z.object({ purpose: z.literal('plan'), municipalityId: id })
]);
type LinkInput = z.output<typeof linkInput>;
type Place = Pick<NewLink, 'networkId' | 'municipalityId' | 'assessmentId' | 'criterionId'>;

/** A manager follows a plan for a quarter; a question and a confirmation are for the weeks of one wave. */
const DAYS: Record<AccessLinkRow['purpose'], number> = { question: 14, confirm: 30, plan: 90 };

/** Gives a link that opens one thing without an account. The token is shown once; an address is made of it by its page. */
export async function createAccessLink(
  app: App,
  actor: Actor,
  input: z.input<typeof linkInput>
): Promise<Result<{ id: string; token: string }>> {
  const refused = authorize(actor, 'link:edit');
  if (refused) return refused;
  const checked = check(linkInput, input);
  if (!checked.ok) return checked;
  const { purpose } = checked.value;
  const place = await findPlace(app, actor, checked.value);
  if (!place.ok) return place;
  const { networkId } = place.value;
  return change(app, actor, { action: `link:make-${purpose}`, networkId }, async (context) =>
    ok(await makeLink(context, app, { ...place.value, purpose, createdBy: actorId(actor), days: DAYS[purpose] }))
  );
}

/** From now on the link opens nothing; what was answered through it stays. */
export async function revokeAccessLink(app: App, actor: Actor, input: { linkId: string }): Promise<Result<null>> {
  const refused = authorize(actor, 'link:edit');
  if (refused) return refused;
  const given = check(z.object({ linkId: id }), input);
  if (!given.ok) return given;
  const found = await findLink(app.db.read, given.value.linkId);
  if (!found) return refuse('not-found', 'linkId', 'There is no such link.');
  const forbidden = authorize(actor, 'link:edit', found);
  if (forbidden) return forbidden;
  const entry = { action: 'link:revoke', networkId: found.networkId, subject: found.id };
  return change(app, actor, entry, async ({ tx, now, feed }) => {
    await updateLink(tx, found.id, { revokedAt: found.revokedAt ?? now });
    await feed('link', found.id, found.municipalityId);
    return ok(null);
  });
}

/** What the link is to open, if this actor may give it away: a draft stays inside its municipality. */
async function findPlace(app: App, actor: Actor, input: LinkInput): Promise<Result<Place>> {
  if (input.purpose === 'plan') {
    const found = await findMunicipality(app.db.read, input.municipalityId);
    if (!found) return refuse('not-found', 'municipalityId', 'This municipality is not in the register.');
    const place = { networkId: found.networkId, municipalityId: found.id };
    const forbidden = authorize(actor, 'link:edit', place) ?? authorize(actor, 'roadmap:edit', place);
    return forbidden ?? ok({ ...place, assessmentId: null, criterionId: null });
  }
  const found = await findAssessment(app.db.read, input.assessmentId);
  if (!found) return refuse('not-found', 'assessmentId', 'This assessment does not exist.');
  const { networkId, municipalityId, wave } = found;
  const place = { networkId, municipalityId, assessmentId: found.id };
  const forbidden = authorize(actor, 'link:edit', place);
  if (forbidden) return forbidden;
  if (wave.closedAt)
    return refuse('wave-closed', 'assessmentId', `The wave "${wave.name}" is closed and its answers no longer change.`);
  if (input.purpose === 'confirm') return ok({ ...place, criterionId: null });
  const notTheirs = authorizeAnswer(actor, found);
  if (notTheirs) return notTheirs;
  const stored = await findModel(app, wave.modelId, wave.modelVersion);
  if (!stored?.model.criteria.some((c) => c.id === input.criterionId))
    return refuse(
      'unknown-criterion',
      'criterionId',
      `Model ${wave.modelId} ${wave.modelVersion} has no criterion "${input.criterionId}".`
    );
  return ok({ ...place, criterionId: input.criterionId });
}
