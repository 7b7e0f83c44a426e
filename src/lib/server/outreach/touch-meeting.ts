import type { ChangeContext } from '../shared/change';
import { bumpMeeting } from './ledger-repository';

/** A meeting of which something beside its own form has changed: a new version, and devices are told. */
export async function touchMeeting(
  context: ChangeContext,
  { id, version }: { id: string; version: number },
  municipalityIds: readonly string[]
): Promise<void> {
  await bumpMeeting(context.tx, id, version + 1, context.now);
  await context.feed('meeting', id);
  await tellNoted(context, municipalityIds);
}

/** What is noted about these municipalities may have changed: their officers fetch it. */
export async function tellNoted(context: ChangeContext, municipalityIds: readonly string[]): Promise<void> {
  for (const id of new Set(municipalityIds)) await context.feed('noted', id, id);
}
