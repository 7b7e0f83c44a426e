import type { FollowUpRecord } from '$lib/domain/sync/records';
import { m } from '$lib/paraglide/messages.js';
import { SvelteSet } from 'svelte/reactivity';
import { device } from '../../device.svelte';
import { toasts } from '../../shell/toasts.svelte';
import { followUpKey } from './network';

/** Ticking promises off on one screen: what is ticked stays where it is until the screen is left. */
export class FollowUpTicks {
  readonly settled = new SvelteSet<string>();

  /** @returns false where it was refused, so that the box can go back */
  async set(followUp: FollowUpRecord, done: boolean): Promise<boolean> {
    const { id: followUpId, what } = followUp;
    const now = device.one('follow-up', followUpId);
    const result = await device.issue(
      'follow-up.done',
      followUpKey(followUpId),
      { followUpId, done },
      now?.version || null
    );
    if (!result.ok) {
      toasts.show(result.problems[0]?.message ?? m.outreach_not_stored());
      return false;
    }
    if (this.settled.has(followUpId)) this.settled.delete(followUpId);
    else this.settled.add(followUpId);
    toasts.show(
      done ? m.outreach_ticked({ what }) : m.outreach_unticked({ what }),
      () => void this.set(followUp, !done)
    );
    return true;
  }
}
