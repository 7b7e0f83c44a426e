import type { Block } from '../document';

/** A section of a report: its heading, and what follows it up to the next. */
export interface Section {
  /** Of the heading; null for what stands before the first. */
  id: string | null;
  blocks: Block[];
}

/**
 * Cuts at headings: at every one, or only where chapters begin.
 *
 * @param level of the finest heading to cut at; chapters are of the second
 *
 * @example
 * splitSections(document.blocks).map(({ id }) => id) // [null, 'summary', 'chapter-standing', 'coverage', ...]
 */
export function splitSections(blocks: readonly Block[], level: 2 | 3 = 3): Section[] {
  const sections: Section[] = [];
  for (const block of blocks) {
    const heads = block.kind === 'heading' && block.level <= level;
    if (heads || sections.length === 0) sections.push({ id: heads ? block.id : null, blocks: [] });
    sections.at(-1)!.blocks.push(block);
  }
  return sections;
}

/**
 * Blocks of each section in the order wanted. Its heading stays first; a block that is not named stays behind
 * the one it followed, so that what new numbers bring has its place.
 *
 * @param order By section the ids of its blocks.
 *
 * @example
 * orderBlocks([heading, a, b, c], { [heading.id]: [c.id, a.id] }) // [heading, c, a, b]: b still follows a
 */
export function orderBlocks(blocks: readonly Block[], order: Readonly<Record<string, readonly string[]>>): Block[] {
  return splitSections(blocks).flatMap(({ id, blocks: all }) => {
    const wanted = id !== null && Object.hasOwn(order, id) ? order[id]! : [];
    const [head, ...rest] = all;
    if (!head || wanted.length === 0) return all;
    const named = new Map(rest.filter((block) => wanted.includes(block.id)).map((block) => [block.id, [block]]));
    const first: Block[] = [];
    let behind = first;
    for (const block of rest) {
      const own = named.get(block.id);
      if (own) behind = own;
      else behind.push(block);
    }
    return [head, ...first, ...[...new Set(wanted)].flatMap((one) => named.get(one) ?? [])];
  });
}
