import { standingOf } from '$lib/domain/sync/apply-clash';
import type { ClashRecord, ReadRecord } from '$lib/domain/sync/records';
import { device } from '../../device.svelte';

const read: ReadRecord = (entity, id) => device.one(entity, id);

export interface Clash {
  clash: ClashRecord;
  standing: unknown;
}

/** What is to be chosen between in one thing, oldest first; called inside `$derived`. */
export function clashesOf(of: string, entityId: string): Clash[] {
  return device
    .all('clash')
    .filter((clash) => clash.of === of && clash.entityId === entityId)
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((clash) => ({ clash, standing: standingOf(clash, read) }))
    .filter(({ standing }) => standing !== undefined);
}
