import { mainGroupOf, SIZE_CLASSES, sizeClassOf, type SizeClassId } from '../register/size-class';

/** What a peer group is formed from: facts of the register, never answers. */
export interface PeerFacts {
  id: string;
  groupCode: string | null;
  /** Degree of urbanisation, 1 (city) to 3 (rural). */
  urbanisation: number | null;
  population: number | null;
}

/** SKR's main groups, or the degree of urbanisation where a municipality has no group. */
export type PeerKind = 'A' | 'B' | 'C' | 'u1' | 'u2' | 'u3' | 'unknown';

export interface PeerGroup {
  kinds: PeerKind[];
  /** Null: municipalities whose number of inhabitants is not known. */
  sizes: (SizeClassId | null)[];
  members: string[];
}

/** Neighbours stand beside each other: what is too small is put together with what is most like it. */
const KINDS: readonly PeerKind[] = ['A', 'u1', 'B', 'u2', 'C', 'u3', 'unknown'];
const SIZES: readonly (SizeClassId | null)[] = [null, ...SIZE_CLASSES.map(({ id }) => id)];

/**
 * How many municipalities a peer group should have: four times the disclosure threshold, so that it can be compared with once
 * about a quarter of it has answered.
 *
 * @example
 * neededFor(5) // 20
 */
export function neededFor(threshold: number): number {
  return 4 * threshold;
}

/**
 * The fixed peer groups of a network: first by main group (SKR A, B, C, or degree of urbanisation where there is no group), then
 * by size class. Where a part has fewer than `needed` municipalities, the smallest part is put together with the smaller of its
 * neighbours, and so on, main groups before size classes, so that the same register always gives the same groups. Every municipality
 * is in exactly one; nobody composes them and no answer changes them.
 *
 * @example
 * formPeerGroups(municipalities, 20).map(({ kinds, sizes, members }) => [kinds, sizes, members.length])
 * // [[['A'], ['s2', 's3', 's4', 's5', 's6'], 46], [['B'], ['s1', 's2'], 25], ...]
 */
export function formPeerGroups(municipalities: readonly PeerFacts[], needed: number): PeerGroup[] {
  // by id, so that the order of the register's rows changes nothing
  const sorted = [...municipalities].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  return collapse(KINDS, sorted, kindOf, needed).flatMap(({ keys: kinds, members: ofKind }) =>
    collapse(SIZES, ofKind, ({ population }) => sizeClassOf(population), needed).map(({ keys: sizes, members }) => ({
      kinds,
      sizes,
      members: members.map(({ id }) => id)
    }))
  );
}

/**
 * The bounds of a group's size classes in inhabitants; `null` is open, and both are open where a size is unknown.
 *
 * @example
 * sizeBounds(['s2', 's3']) // { min: 5000, max: 19999 }
 */
export function sizeBounds(sizes: readonly (SizeClassId | null)[]): { min: number | null; max: number | null } {
  if (sizes.includes(null)) return { min: null, max: null };
  const classes = SIZE_CLASSES.filter(({ id }) => sizes.includes(id));
  return { min: classes[0]?.min || null, max: classes.at(-1)?.max ?? null };
}

function kindOf({ groupCode, urbanisation }: PeerFacts): PeerKind {
  const main = mainGroupOf(groupCode);
  if (main) return main;
  return urbanisation === 1 || urbanisation === 2 || urbanisation === 3 ? `u${urbanisation}` : 'unknown';
}

interface Part<K> {
  keys: K[];
  members: PeerFacts[];
}

function collapse<K>(
  order: readonly K[],
  from: readonly PeerFacts[],
  keyOf: (facts: PeerFacts) => K,
  needed: number
): Part<K>[] {
  const parts: Part<K>[] = order
    .map((key) => ({ keys: [key], members: from.filter((facts) => keyOf(facts) === key) }))
    .filter(({ members }) => members.length > 0);
  const size = (at: number) => parts[at]?.members.length ?? Infinity;
  for (;;) {
    let at = 0;
    for (let i = 1; i < parts.length; i++) if (size(i) < size(at)) at = i;
    if (parts.length < 2 || size(at) >= needed) return parts;
    const left = size(at - 1) <= size(at + 1) ? at - 1 : at;
    const [a, b] = [parts[left]!, parts[left + 1]!];
    parts.splice(left, 2, { keys: [...a.keys, ...b.keys], members: [...a.members, ...b.members] });
  }
}
