/**
 * A round: wishes are collected, a draft is computed and worked on by the coordinator alone, published as invitations,
 * closed when every invitation has come to something or nothing.
 */
export type RoundState = 'collecting' | 'draft' | 'published' | 'closed';

const NEXT: Readonly<Record<RoundState, readonly RoundState[]>> = {
  collecting: ['draft'],
  // a draft may be thrown back to collecting where wishes turn out to be missing
  draft: ['collecting', 'published'],
  published: ['closed'],
  closed: []
};

/**
 * Whether a round may go from one state to the next.
 *
 * @example
 * mayBecome('draft', 'published'); // true
 * mayBecome('published', 'draft'); // false: municipalities have seen it
 */
export function mayBecome(from: RoundState, to: RoundState): boolean {
  return NEXT[from].includes(to);
}
