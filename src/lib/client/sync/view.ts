import { applyCommand, type ReadRecord } from '$lib/domain/sync/apply-command';
import type { OutboxItem } from '$lib/domain/sync/outbox';
import type { Change, Entity, Records } from '$lib/domain/sync/records';

export type View = { [E in Entity]: ReadonlyMap<string, Records[E]> };

const ENTITIES: readonly Entity[] = [
  'network',
  'municipality',
  'wave',
  'assessment',
  'answer',
  'conflict',
  'step',
  'meeting',
  'follow-up',
  'profile',
  'pairing',
  'person'
];

/** The server's records with this device's unsent changes on top, in the order they were made. */
export function buildView(base: readonly Change[], outbox: readonly OutboxItem[], personId: string): View {
  const maps = Object.fromEntries(ENTITIES.map((entity) => [entity, new Map<string, unknown>()])) as Record<
    Entity,
    Map<string, unknown>
  >;
  const put = ({ entity, id, data }: Change) => {
    // an app that was not updated yet may be sent kinds it does not know
    if (data === null) maps[entity]?.delete(id);
    else maps[entity]?.set(id, data);
  };
  for (const change of base) put(change);
  const read = ((entity, id) => maps[entity].get(id)) as ReadRecord;
  for (const item of [...outbox].sort((a, b) => a.seq - b.seq))
    for (const change of applyCommand(item, read, personId)) put(change);
  return maps as unknown as View;
}
