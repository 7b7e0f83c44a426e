import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { newToken, sha256 } from '../auth/secrets';
import type { ChangeContext } from '../shared/change';
import { type AccessLinkRow, findLinkByToken, insertLink } from './access-link-repository';

const DAY_MS = 24 * 60 * 60 * 1000;

export interface NewLink {
  networkId: string;
  municipalityId: string;
  purpose: AccessLinkRow['purpose'];
  assessmentId: string | null;
  criterionId: string | null;
  createdBy: string;
  days: number;
}

/** A new link, inside a change. Its token is given back once: the database keeps only the hash. */
export async function makeLink(
  context: ChangeContext,
  app: App,
  { days, ...row }: NewLink
): Promise<{ id: string; token: string }> {
  const [id, token] = [app.newId(), newToken()];
  await insertLink(context.tx, {
    id,
    ...row,
    tokenHash: sha256(token),
    createdAt: context.now,
    expiresAt: new Date(context.now.getTime() + days * DAY_MS)
  });
  await context.feed('link', id, row.municipalityId);
  return { id, token };
}

/** What a token opens. Reads only: mail scanners open links. A link of another purpose is an unknown one. */
export async function readLink(
  app: App,
  token: string,
  purpose: AccessLinkRow['purpose']
): Promise<Result<AccessLinkRow>> {
  const found = /^[\w-]{43}$/.test(token) ? await findLinkByToken(app.db.read, sha256(token)) : undefined;
  if (found?.purpose !== purpose)
    return refuse('link-unknown', 'token', 'This link opens nothing - check that it is whole, or ask whoever sent it.');
  if (found.revokedAt)
    return refuse('link-revoked', 'token', 'This link was taken back - ask whoever sent it for a new one.');
  if (found.expiresAt <= app.now())
    return refuse('link-expired', 'token', 'This link has ended - ask whoever sent it for a new one.');
  return ok(found);
}
