import type { ImportKind } from '$lib/domain/outreach/imports/kinds';

/** What somebody must be allowed to do to read a list of this kind in, and to take it back. */
export const RIGHT_FOR = { contacts: 'contact:edit', meetings: 'meeting:log' } as const satisfies Record<
  ImportKind,
  string
>;
