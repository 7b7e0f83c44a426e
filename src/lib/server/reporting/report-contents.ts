import { joinText } from '$lib/domain/reporting/word';
import type { WordedBlock } from '$lib/domain/reporting/worded-report';

/** Something in a chapter that can be linked to. */
export interface ContentsEntry {
  id: string;
  kind: 'finding' | 'chart' | 'table' | 'proposal' | 'heading';
  text: string;
}

export interface ContentsChapter {
  id: string;
  text: string;
  entries: ContentsEntry[];
}

/**
 * Chapters of a worded report, each with everything in it that has an address of its own.
 *
 * @example
 * listContents(report.blocks) // [{ id: 'levels', text: '120 of 140 ...', entries: [{ id: 'levels-answering', kind: 'finding', text: ... }] }]
 */
export function listContents(blocks: readonly WordedBlock[]): ContentsChapter[] {
  const chapters: ContentsChapter[] = [];
  for (const block of blocks) {
    if (block.kind === 'heading' && block.level <= 2) {
      chapters.push({ id: block.id, text: block.text, entries: [] });
      continue;
    }
    const entry = entryOf(block);
    if (entry) chapters.at(-1)?.entries.push(entry);
  }
  return chapters;
}

function entryOf(block: WordedBlock): ContentsEntry | null {
  const { id } = block;
  if (block.kind === 'finding') return { id, kind: 'finding', text: joinText(block.text) };
  if (block.kind === 'heading') return { id, kind: 'heading', text: block.text };
  if (block.kind === 'chart') return { id, kind: 'chart', text: block.title };
  if (block.kind === 'table') return { id, kind: 'table', text: block.caption };
  if (block.kind === 'proposal') return { id, kind: 'proposal', text: `${block.label}: ${block.title}` };
  return null;
}
