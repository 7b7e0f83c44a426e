import { actorId, type Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import type { Side } from '$lib/domain/mentoring/pairing-states';
import { mergeStory, type Told } from '$lib/domain/mentoring/merge-story';
import { storyConsent, storyTell } from '$lib/domain/mentoring/story-commands';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import { isOtherwise } from '$lib/domain/sync/apply-story';
import { redactStories } from '../reporting/redact-edition';
import { defineHandler, type Effect } from '../sync/command-handler';
import { effectOf } from '../sync/keep-clashes';
import { mergeSaid } from '../sync/merge-said';
import { dimensionsOf } from './dimensions-of';
import { sideOf } from './own-pairing';
import { findPairing } from './pairing-repository';
import type { PairingRow } from './repository';
import { findStory, writeStory } from './story-repository';

const DAY_MS = 86_400_000;

/** For its own side only: a coordinator agrees for nobody. */
function authorizeSide(actor: Actor, { networkId, menteeId, mentorId }: PairingRow, side: Side) {
  return authorize(actor, 'story:tell', { networkId, municipalityId: side === 'mentee' ? menteeId : mentorId });
}

export const storyHandler = defineHandler({
  ...storyTell,
  subject: (payload) => payload.storyId,
  networkOf: async (app, payload) => (await findPairing(app.db.read, payload.pairingId))?.networkId ?? null,
  async handle(app, actor, { payload, envelope }, context): Promise<Result<Effect>> {
    const refused = authorize(actor, 'story:tell');
    if (refused) return refused;
    const { storyId: id, pairingId, side, was, ...mine } = payload;
    const pairing = await findPairing(context.tx, pairingId);
    // a draft is not known to anybody but the coordinator
    if (!pairing || pairing.status === 'proposed')
      return refuse('not-found', 'pairingId', 'This pairing does not exist - choose one of your municipality.');
    const forbidden = authorizeSide(actor, pairing, side);
    if (forbidden) return forbidden;
    if (pairing.status !== 'active' && pairing.status !== 'closed')
      return refuse('pairing-off', 'pairingId', 'This pairing never began - tell of one that did.');
    const known = await findStory(context.tx, id);
    if (known && known.pairingId !== pairingId)
      return refuse('id-taken', 'storyId', 'A story with this id belongs to another pairing - tell it anew.');
    if (known && known.side !== side)
      return refuse(
        'not-teller',
        'side',
        'Only the side that told this story changes its words - tell one of your own.'
      );
    // the device may be a day ahead of us
    if (mine.month > new Date(context.now.getTime() + DAY_MS).toISOString().slice(0, 7))
      return refuse(
        'month-ahead',
        'month',
        `Say the month in which it was reached, this one or earlier - got ${mine.month}.`
      );
    const { networkId } = pairing;
    const dimensions = await dimensionsOf(app, context.tx, networkId, mine.criterionId);
    if (dimensions.length && !dimensions.includes(mine.dimension))
      return refuse(
        'other-dimension',
        'criterionId',
        `What was reached must be of the dimension it is told of - "${mine.criterionId}" is of "${dimensions[0]}", got "${mine.dimension}".`
      );
    const { merged, kept } = await mergeSaid<Told>(
      app,
      context,
      { entity: 'story', entityId: id, networkId, municipalityId: sideOf(pairing, side) },
      mine,
      {
        present: known ? { content: known, first: { by: known.createdBy, at: known.createdAt } } : null,
        was,
        current: envelope.baseVersion === known?.version,
        writing: { by: actorId(actor), at: new Date(envelope.issuedAt) }
      },
      (now, seen, open) => mergeStory(now, mine, seen, open)
    );
    const { text, dimension, criterionId, month } = merged ?? mine;
    const told = { text, dimension, criterionId, month };
    const changed = !known || isOtherwise(known, told);
    const version = (known?.version ?? 0) + 1;
    const { menteeConsentAt = null, mentorConsentAt = null } = changed ? {} : known;
    const own = side === 'mentee' ? 'menteeConsentAt' : 'mentorConsentAt';
    // whose words were only kept beside has agreed to nothing that stands
    const agrees = changed || kept.length === 0;
    await writeStory(context.tx, {
      ...{ id, networkId, pairingId, side, ...told },
      edition: (known?.edition ?? 0) + (changed ? 1 : 0),
      ...{ menteeConsentAt, mentorConsentAt, version },
      ...(agrees ? { [own]: context.now, withdrawnAt: null } : { withdrawnAt: known.withdrawnAt }),
      createdBy: known?.createdBy ?? actorId(actor),
      createdAt: known?.createdAt ?? context.now,
      updatedAt: context.now
    });
    await context.feed('story', id);
    return ok(effectOf(version, kept, (field) => told[field as keyof Told]));
  }
});

export const storyConsentHandler = defineHandler({
  ...storyConsent,
  subject: (payload) => payload.storyId,
  networkOf: async (app, payload) => (await findStory(app.db.read, payload.storyId))?.networkId ?? null,
  async handle(app, actor, { payload }, context): Promise<Result<Effect>> {
    const refused = authorize(actor, 'story:tell');
    if (refused) return refused;
    const { storyId: id, side, consent, edition } = payload;
    const known = await findStory(context.tx, id);
    const pairing = known && (await findPairing(context.tx, known.pairingId));
    if (!pairing) return refuse('not-found', 'storyId', 'This story is not there any more - fetch your data again.');
    const forbidden = authorizeSide(actor, pairing, side);
    if (forbidden) return forbidden;
    if (consent && edition !== known.edition)
      return refuse(
        'changed-since',
        'edition',
        'The story was changed since you read it - read it again, then decide.'
      );
    const version = known.version + 1;
    const own = side === 'mentee' ? 'menteeConsentAt' : 'mentorConsentAt';
    const given = { menteeConsentAt: known.menteeConsentAt, mentorConsentAt: known.mentorConsentAt };
    const after = { ...given, [own]: consent ? (known[own] ?? context.now) : null };
    await writeStory(context.tx, {
      ...known,
      ...after,
      withdrawnAt: consent ? null : context.now,
      version,
      updatedAt: context.now
    });
    if (!consent) await redactStories(app, context, { networkId: known.networkId, storyId: id });
    await context.feed('story', id);
    return ok({ kind: 'applied', version });
  }
});

export const storyHandlers = [storyHandler, storyConsentHandler];
