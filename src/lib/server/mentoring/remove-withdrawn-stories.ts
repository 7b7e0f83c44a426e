import { SYSTEM } from '$lib/domain/identity/actor';
import { ok } from '$lib/domain/shared/result';
import type { App } from '../app';
import { change } from '../shared/change';
import { eraseClashes } from '../sync/clash-repository';
import { deleteStories, withdrawnStories } from './story-repository';

/** How long a story that was taken back can be agreed to again. */
const KEPT_MS = 30 * 24 * 60 * 60 * 1000;

/** Stories that a side took back go for good, here and on the devices of the two. */
export async function removeWithdrawnStories(app: App): Promise<void> {
  const before = new Date(app.now().getTime() - KEPT_MS);
  const gone = await withdrawnStories(app.db.read, before);
  for (const networkId of new Set(gone.map((story) => story.networkId))) {
    await change(app, SYSTEM, { action: 'story:remove', networkId, subject: networkId }, async (context) => {
      // given again meanwhile: it stays
      const still = (await withdrawnStories(context.tx, before)).filter((story) => story.networkId === networkId);
      const ids = still.map(({ id }) => id);
      await deleteStories(context.tx, ids);
      // with the words that were kept beside
      for (const id of await eraseClashes(context.tx, 'story', ids)) await context.feed('clash', id);
      await context.feedMany('story', still);
      return ok(null);
    });
  }
}
