import * as z from 'zod/mini';
import type { Actor } from '$lib/domain/identity/actor';
import { locale } from '$lib/domain/identity/inputs';
import { authorize } from '$lib/domain/identity/permissions';
import { check } from '$lib/domain/shared/check';
import { id } from '$lib/domain/shared/fields';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { findNetwork } from '../identity/directory-repository';
import { PAPERS } from '../render/render-poster';
import { publicOrigin } from '../shared/origin';
import { findPage } from './public-page-repository';

const posterInput = z.object({ networkId: id, locale, paper: z.enum(PAPERS, 'must be a4 or a3') });

/**
 * A poster that leads to the network's page, as PDF. The same words give the same bytes.
 *
 * Errors: `page-off`, since a poster outlives a mistake; `no-glyph`.
 */
export async function printPoster(
  app: App,
  actor: Actor,
  input: z.input<typeof posterInput>
): Promise<Result<{ pdf: Uint8Array; fileName: string }>> {
  const refused = authorize(actor, 'public:edit') ?? authorize(actor, 'public:edit', { networkId: input.networkId });
  if (refused) return refused;
  const given = check(posterInput, input);
  if (!given.ok) return given;
  const { networkId, paper } = given.value;
  const page = await findPage(app.db.read, networkId);
  const network = await findNetwork(app.db.read, networkId);
  if (!page?.slug || !page.pageOn || !network)
    return refuse('page-off', 'networkId', 'Switch the page on first - the poster leads to it.');
  const made = await app.offload('renderPoster', {
    ...{ locale: given.value.locale, paper, network: network.name, demo: network.demo },
    address: `${publicOrigin(app.env)}/n/${page.slug}`,
    words: page.texts[given.value.locale]?.poster ?? '',
    date: page.updatedAt.toISOString()
  });
  if (!made.ok) return made;
  return ok({ pdf: made.value, fileName: `poster-${page.slug}-${paper}-${given.value.locale}.pdf` });
}
