import type * as z from 'zod/mini';
import { actorId, type Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { keepOwnWords, publicPageInput, type PublicTexts } from '$lib/domain/outreach/public-page';
import { check } from '$lib/domain/shared/check';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { activePeopleIn } from '../identity/repository';
import { change } from '../shared/change';
import { publicOrigin } from '../shared/origin';
import { newLinkKey } from './campaign-link';
import { findPage, findPageBySlug, writePage } from './public-page-repository';

/** What a network shows to everybody, as its coordinators set it. */
export interface PublicSide {
  slug: string;
  pageOn: boolean;
  widgetOn: boolean;
  ownerId: string | null;
  texts: PublicTexts;
  version: number;
  /** Null while there is no address. */
  address: string | null;
  widget: string | null;
  /** Who may look after those who sign up. */
  owners: { id: string; name: string }[];
  /** Whether the asker may choose the address. */
  mayAddress: boolean;
}

export async function readPublicSide(
  app: App,
  actor: Actor,
  input: { networkId: string }
): Promise<Result<PublicSide>> {
  const refused = authorize(actor, 'public:edit') ?? authorize(actor, 'public:edit', { networkId: input.networkId });
  if (refused) return refused;
  const { networkId } = input;
  const page = await findPage(app.db.read, networkId);
  const people = await activePeopleIn(app.db.read, networkId, ['coordinator', 'administrator']);
  const origin = publicOrigin(app.env);
  const slug = page?.slug ?? '';
  return ok({
    slug,
    pageOn: page?.pageOn ?? false,
    widgetOn: page?.widgetOn ?? false,
    ownerId: page?.ownerId ?? null,
    texts: page?.texts ?? {},
    version: page?.version ?? 0,
    address: slug ? `${origin}/n/${slug}` : null,
    widget: slug ? `${origin}/embed/${slug}` : null,
    owners: people.map(({ id, name }) => ({ id, name })),
    mayAddress: authorize(actor, 'network:administer', { networkId }) === null
  });
}

/**
 * Sets the page: on or off, its words, who looks after those who sign up. The address is an administrator's to choose,
 * because it stands on posters.
 *
 * Errors: `forbidden` at `slug`, `slug-missing`, `slug-taken`, `owner-unknown`, `changed-elsewhere`.
 */
export async function savePublicSide(
  app: App,
  actor: Actor,
  input: z.input<typeof publicPageInput>
): Promise<Result<{ version: number }>> {
  const refused = authorize(actor, 'public:edit') ?? authorize(actor, 'public:edit', { networkId: input.networkId });
  if (refused) return refused;
  const given = check(publicPageInput, input);
  if (!given.ok) return given;
  const { networkId, version, slug, pageOn, widgetOn, ownerId, texts } = given.value;
  return change(
    app,
    actor,
    { action: 'public-page:save', networkId, subject: networkId },
    async ({ tx, now, audit }) => {
      const before = await findPage(tx, networkId);
      if ((before?.version ?? 0) !== version)
        return refuse('changed-elsewhere', 'version', 'A colleague changed this page since - open it again.');
      const wanted = slug === undefined ? (before?.slug ?? null) : slug || null;
      if (wanted !== (before?.slug ?? null)) {
        const forbidden = authorize(actor, 'network:administer', { networkId });
        if (forbidden) return refuse('forbidden', 'slug', 'Only an administrator of the network changes the address.');
        if (wanted && (await findPageBySlug(tx, wanted)))
          return refuse('slug-taken', 'slug', `Another network has the address "${wanted}" - choose another.`);
        await audit('public-page:address', networkId);
      }
      if ((pageOn || widgetOn) && !wanted)
        return refuse('slug-missing', 'slug', 'Address is missing - the page needs one before it is switched on.');
      const people = await activePeopleIn(tx, networkId, ['coordinator', 'administrator']);
      if (ownerId && !people.some(({ id }) => id === ownerId))
        return refuse('owner-unknown', 'ownerId', 'Choose a coordinator or administrator of this network.');
      await writePage(tx, {
        ...{ networkId, slug: wanted, pageOn, widgetOn, ownerId, texts: keepOwnWords(texts) },
        formKey: before?.formKey ?? newLinkKey(),
        version: version + 1,
        ...{ updatedAt: now, updatedBy: actorId(actor) }
      });
      return ok({ version: version + 1 });
    }
  );
}
