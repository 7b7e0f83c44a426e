import type { InvitationState } from '$lib/domain/mentoring/invitation-state';
import type { WishesState } from '$lib/domain/mentoring/wishes-state';

const fits = (name: string, q: string | null) =>
  name.toLocaleLowerCase().includes((q ?? '').trim().toLocaleLowerCase());

/** Those whose name has these letters, and who said this; for the page and its file alike. */
export function filterWishes<T extends { name: string; said: WishesState }>(
  rows: readonly T[],
  { said, q }: { said: WishesState | null; q: string | null }
): T[] {
  return rows.filter((row) => (!said || row.said === said) && fits(row.name, q));
}

/** Those in which a municipality's name has these letters, and that stand so. */
export function filterInvitations<T extends { mentee: string; mentor: string; state: InvitationState }>(
  rows: readonly T[],
  { state, q }: { state: InvitationState | null; q: string | null }
): T[] {
  return rows.filter((row) => (!state || row.state === state) && fits(`${row.mentee} ${row.mentor}`, q));
}
