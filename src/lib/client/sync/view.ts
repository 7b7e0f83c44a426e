import type { Apply } from '$lib/domain/sync/apply-answer';
import type { OutboxItem } from '$lib/domain/sync/outbox';
import type { Change, Entity, ReadRecord, Records } from '$lib/domain/sync/records';

export type View = { [E in Entity]: ReadonlyMap<string, Records[E]> };

const ENTITIES: readonly Entity[] = [
  'network',
  'municipality',
  'wave',
  'assessment',
  'answer',
  'last',
  'conflict',
  'comment',
  'file',
  'link',
  'check',
  'step',
  'setting',
  'meeting',
  'planned-meeting',
  'follow-up',
  'correction',
  'noted',
  'reached',
  'data-person',
  'profile',
  'pairing',
  'contact',
  'contact-merge',
  'session',
  'remark',
  'story',
  'clash',
  'person'
];

type Maps = Record<Entity, Map<string, unknown>>;

// thousands of records, the same ones at every keystroke
const bases = new WeakMap<readonly Change[], Maps>();

function mapsOf(base: readonly Change[]): Maps {
  const known = bases.get(base);
  if (known) return known;
  const maps = Object.fromEntries(ENTITIES.map((entity) => [entity, new Map<string, unknown>()])) as Maps;
  // an app that was not updated yet may be sent kinds it does not know
  for (const { entity, id, data } of base) if (data !== null) maps[entity]?.set(id, data);
  bases.set(base, maps);
  return maps;
}

/**
 * The server's records with this device's unsent changes on top, in the order they were made.
 *
 * @param apply what a change makes of the records: `applyCommand`, or a part of it that knows some kinds only
 */
export function buildView(
  base: readonly Change[],
  outbox: readonly OutboxItem[],
  personId: string,
  apply: Apply
): View {
  const untouched = mapsOf(base);
  const maps = { ...untouched };
  const put = ({ entity, id, data }: Change) => {
    if (!maps[entity]) return;
    if (maps[entity] === untouched[entity]) maps[entity] = new Map(untouched[entity]);
    if (data === null) maps[entity].delete(id);
    else maps[entity].set(id, data);
  };
  const read = ((entity, id) => maps[entity].get(id)) as ReadRecord;
  for (const item of [...outbox].sort((a, b) => a.seq - b.seq))
    for (const change of apply(item, read, personId)) put(change);
  return maps as unknown as View;
}
