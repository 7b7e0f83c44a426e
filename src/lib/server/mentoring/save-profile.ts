import { EMPTY_PROFILE, type ProfileContent } from '$lib/domain/mentoring/empty-profile';
import type { App } from '../app';
import type { ChangeContext } from '../shared/change';
import { fitInvitations } from './fit-invitations';
import { type ProfileRow, writeProfile } from './repository';

/** What a stored profile says, in the shape in which it is said. */
export function contentOf(row: ProfileRow): ProfileContent {
  const { municipalityId: _, networkId: __, version: ___, updatedAt: ____, consentedAt, withdrawnAt, ...said } = row;
  return { ...EMPTY_PROFILE, ...said, consent: consentedAt !== null && withdrawnAt === null };
}

/**
 * Writes what a municipality says from now on, tells devices, and takes back the invitations that no longer fit.
 *
 * @param withdraws it has said no; not having said yes yet ends nothing
 * @returns the new version
 */
export async function saveProfile(
  app: App,
  context: ChangeContext,
  { networkId, municipalityId }: { networkId: string; municipalityId: string },
  { present, content, withdraws }: { present: ProfileRow | undefined; content: ProfileContent; withdraws: boolean }
): Promise<number> {
  const { consent, ...said } = content;
  const version = (present?.version ?? 0) + 1;
  await writeProfile(context.tx, {
    ...said,
    municipalityId,
    networkId,
    version,
    updatedAt: context.now,
    consentedAt: consent ? (present?.consentedAt ?? context.now) : (present?.consentedAt ?? null),
    withdrawnAt: consent ? null : (present?.withdrawnAt ?? context.now)
  });
  await context.feed('profile', municipalityId, municipalityId);
  await fitInvitations(app, context, { municipalityId, capacity: content.capacity, takesPart: !withdraws });
  return version;
}
