import type { ProfileContent } from '$lib/domain/mentoring/empty-profile';
import { bareWish, namedProblems, type NamedIn } from '$lib/domain/mentoring/named-municipalities';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { Tx } from '../db/client';
import { listMunicipalities } from '../register/repository';

interface Said {
  said: Partial<ProfileContent>;
  before: ProfileContent;
  now: ProfileContent;
  changed: readonly string[];
}

const LISTS: readonly NamedIn[] = ['avoid', 'prefers', 'wishes'];

/**
 * Municipalities that are wished for or avoided must be others of the same network, once, and not both, and each wish has
 * its reason. Lists that were not changed are not looked at: what is wrong with them is not this change's fault.
 *
 * @param said what was sent: a name twice in it is the sender's, put together with a colleague's list it is nobody's
 * @param before the profile without it
 * @param now the profile with it
 */
export async function checkNamed(
  tx: Tx,
  { networkId, municipalityId }: { networkId: string; municipalityId: string },
  { said, before, now, changed }: Said
): Promise<Result<null>> {
  const { avoid = [], prefers = [], wishes = [] } = said;
  const touched = LISTS.filter((list) => changed.includes(list));
  const sent = namedProblems({ avoid, prefers, wishes }, municipalityId);
  const together = namedProblems(now, municipalityId).filter(({ code }) => code === 'contradiction');
  const wrong =
    sent.find(({ code }) => code !== 'contradiction') ??
    together.find(({ path }) => touched.some((list) => list === 'avoid' || path.startsWith(list))) ??
    bareWish(wishes, before.wishes);
  if (wrong) return { ok: false, problems: [wrong] };
  const ids = { avoid: now.avoid, prefers: now.prefers, wishes: now.wishes.map((wish) => wish.municipalityId) };
  const named = [...new Set(touched.flatMap((list) => ids[list]))];
  const found = named.length ? await listMunicipalities(tx, { ids: named }) : [];
  const known = new Set(found.filter((one) => one.networkId === networkId).map(({ id }) => id));
  for (const list of touched) {
    const i = ids[list].findIndex((id) => !known.has(id));
    if (i >= 0)
      return refuse('not-found', `${list}.${i}`, 'This municipality is not in your network - choose another.');
  }
  return ok(null);
}
