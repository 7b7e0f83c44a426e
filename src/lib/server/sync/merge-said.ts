import type { FieldMerge, Fields, OpenClash } from '$lib/domain/shared/merge-fields';
import type { App } from '../app';
import type { ChangeContext } from '../shared/change';
import { ALL_ELSE, authorsOf, type ClashRow, writeAuthors } from './clash-repository';
import { type ClashPlace, keepClashes, openBeside, type Writing } from './keep-clashes';

/** What somebody says of a thing, field by field. */
export interface Saying<T> {
  /** What stands, and who wrote what nobody is noted for; null: there is no such thing yet. */
  present: { content: T; first: Writing } | null;
  /** What the author had seen of what they changed; undefined where their app does not say it. */
  was: object | undefined;
  /** The version they had seen is the present one. */
  current?: boolean;
  writing: Writing;
}

/**
 * Puts what somebody said together with what stands, and keeps beside it what finds no place; the merged thing itself is
 * the caller's to write, in the same transaction. The first to say something is noted as the author of what they said; of
 * what nobody is noted for, whoever wrote the thing last before it was changed beside others.
 *
 * @param said names the fields that were said, as clashes name them
 * @param merge what the merge makes of what stands, by what the author had seen of it
 * @returns what is to be written: null where nothing stood before, then it is what was said
 */
export async function mergeSaid<T extends object>(
  app: App,
  context: ChangeContext,
  place: ClashPlace,
  said: Fields,
  { present, was, current, writing }: Saying<T>,
  merge: (now: T, was: Fields, open: OpenClash[]) => FieldMerge<T>,
  fieldsOf: (content: T) => Fields = (content) => Object.fromEntries(Object.entries(content))
): Promise<{ merged: T | null; kept: ClashRow[]; changed: string[] }> {
  if (!present) {
    await keepClashes(
      app,
      context,
      place,
      { changed: Object.keys(said), clashes: [], settled: [] },
      { ...writing, first: writing }
    );
    return { merged: null, kept: [], changed: Object.keys(said) };
  }
  const { content, first } = present;
  const now = fieldsOf(content);
  const { entity, entityId } = place;
  const authors = await authorsOf(context.tx, entity, entityId);
  // the thing will name whoever changes it now: those before are to be known after that too
  if (!authors.has(ALL_ELSE))
    await writeAuthors(context.tx, [{ entity, entityId, field: ALL_ELSE, author: first.by, at: first.at }]);
  const whose = (field: string) => (authors.get(field) ?? authors.get(ALL_ELSE))?.author ?? first.by;
  const seen = was ?? (current ? now : seenUnsaid(now, said, (field) => whose(field) === writing.by));
  const found = merge(content, { ...seen }, await openBeside(context, place));
  const kept = await keepClashes(app, context, place, found, { ...writing, first });
  return { merged: found.merged, kept, changed: found.changed };
}

/**
 * What somebody may be taken to have seen whose app does not say it (a release before): what they wrote themselves, and
 * fields in which nothing stands. Over a colleague's words nothing is written: both are kept.
 */
function seenUnsaid(now: Fields, said: Fields, isOwn: (field: string) => boolean): Fields {
  return Object.fromEntries(
    Object.keys(said).map((field) => [field, isOwn(field) || isEmpty(now[field]) ? now[field] : undefined])
  );
}

const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === '' || value === 0;
