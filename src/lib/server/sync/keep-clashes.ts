import type { FieldMerge } from '$lib/domain/shared/merge-fields';
import type { App } from '../app';
import type { ChangeContext } from '../shared/change';
import {
  ALL_ELSE,
  authorsOf,
  type ClashRow,
  insertClash,
  openClashesOf,
  updateClash,
  writeAuthors
} from './clash-repository';
import type { Effect } from './command-handler';

/** The thing whose fields were merged. */
export interface ClashPlace {
  entity: string;
  /** As devices know it. */
  entityId: string;
  networkId: string;
  municipalityId: string | null;
}

/** Who wrote, and when by their own clock. */
export interface Writing {
  by: string;
  at: Date;
}

/** What is open beside the fields of a thing, as `mergeFields` takes it. */
export async function openBeside({ tx }: ChangeContext, { entity, entityId }: Pick<ClashPlace, 'entity' | 'entityId'>) {
  const rows = await openClashesOf(tx, entity, entityId);
  return rows.map(({ id, field, value }) => ({ id, field, value: value.is }));
}

/**
 * Writes down what a merge left over, who wrote which field, and tells devices; the merged thing itself is the caller's
 * to write, in the same transaction.
 *
 * @param first who wrote the thing first: the author of every field that was not changed since
 * @returns the clashes that are new or changed
 */
export async function keepClashes(
  app: App,
  context: ChangeContext,
  place: ClashPlace,
  merge: Omit<FieldMerge<unknown>, 'merged'>,
  { first, ...writing }: Writing & { first: Writing }
): Promise<ClashRow[]> {
  const { entity, entityId, municipalityId } = place;
  const { tx, now } = context;
  const feed = (id: string) => context.feed('clash', id, municipalityId);
  for (const id of merge.settled) {
    await updateClash(tx, id, { settledAt: now, settledBy: writing.by });
    await feed(id);
  }
  const { by: author, at } = writing;
  const kept: ClashRow[] = [];
  if (merge.clashes.length) {
    const authors = await authorsOf(tx, entity, entityId);
    const earlier = await openClashesOf(tx, entity, entityId);
    for (const { field, value, replaces } of merge.clashes) {
      // an item that was added later is named as a whole
      const whole = field.split('.').slice(0, 2).join('.');
      const standing = authors.get(field) ?? authors.get(whole) ?? authors.get(ALL_ELSE);
      const row: ClashRow = {
        id: replaces ?? app.newId(),
        ...place,
        field,
        value: { is: value ?? null },
        author,
        at,
        standingBy: standing?.author ?? first.by,
        standingAt: standing?.at ?? first.at,
        createdAt: earlier.find(({ id }) => id === replaces)?.createdAt ?? now,
        settledAt: null,
        settledBy: null
      };
      if (replaces) await updateClash(tx, replaces, row);
      else await insertClash(tx, row);
      await feed(row.id);
      kept.push(row);
    }
  }
  await writeAuthors(
    tx,
    merge.changed.map((field) => ({ entity, entityId, field, author, at }))
  );
  // who wrote what stands is shown beside what is still open
  const touched = merge.changed.length ? await openClashesOf(tx, entity, entityId) : [];
  for (const { id, field } of touched) {
    if (!merge.changed.includes(field)) continue;
    await updateClash(tx, id, { standingBy: author, standingAt: at });
    await feed(id);
  }
  return kept;
}

/** The outcome of a command whose changes were merged: with both values where there were two. */
export function effectOf(version: number, kept: readonly ClashRow[], standing: (field: string) => unknown): Effect {
  const [one] = kept;
  if (!one) return { kind: 'applied', version };
  const of = (value: (row: ClashRow) => unknown) => Object.fromEntries(kept.map((row) => [row.field, value(row)]));
  return {
    kind: 'conflict',
    version,
    conflictId: one.id,
    theirs: of(({ field, standingBy, standingAt }) => ({
      value: standing(field),
      by: standingBy,
      at: standingAt.toISOString()
    })),
    mine: of(({ value, author, at }) => ({ value: value.is, by: author, at: at.toISOString() }))
  };
}
