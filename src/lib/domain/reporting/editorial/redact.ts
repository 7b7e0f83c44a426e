import type { Block, ReportDocument } from '../document';
import { rejectedReason } from '../edition';
import type { ReportMaterial } from '../report-material';
import { ownChapterId, ownHeading, redactedNote } from './add-blocks';
import type { Addition, Editorial } from './editorial';

/** What of an edition holds words of people. */
export interface Redactable {
  document: ReportDocument;
  editorial: Editorial;
  material: ReportMaterial;
}

/**
 * Takes the words of a quote or of a text out of an edition for good; a sentence says that something stood there. A
 * reworded finding goes back to what was drafted. The same edition built again from what is left is the same.
 *
 * @example
 * redactBlock(frozen, 'q1', 'quote').document.blocks.find(({ id }) => id === 'q1')
 * // { kind: 'note', id: 'q1', tone: 'withheld', text: { key: 'own.redacted-quote' } }
 */
export function redactBlock(edition: Redactable, id: string, kind: 'quote' | 'words'): Redactable {
  const { document, editorial, material } = edition;
  const { [id]: _reworded, ...texts } = editorial.texts;
  const { [id]: _sources, ...fixed } = editorial.fixed ?? {};
  return {
    document: { ...document, blocks: document.blocks.map((block) => emptyBlock(block, id, kind)) },
    editorial: {
      ...editorial,
      texts,
      ...(editorial.fixed && { fixed }),
      additions: editorial.additions.map((one) => (one.id === id ? emptyAddition(one, kind) : one))
    },
    material
  };
}

function emptyBlock(block: Block, id: string, kind: 'quote' | 'words'): Block {
  if (block.id === ownChapterId(id)) return ownHeading(id, {});
  if (block.id !== id) return block;
  if (block.kind !== 'finding') return redactedNote(block.id, kind);
  const { own: _own, ...drafted } = block;
  return drafted;
}

function emptyAddition(addition: Addition, redacted: 'quote' | 'words'): Addition {
  switch (addition.kind) {
    case 'picture':
      return { ...addition, redacted, alt: {}, caption: {} };
    case 'quote':
      // nothing leads back to who said it
      return { ...addition, redacted, text: {}, raisedId: '', role: null, size: null };
    case 'chapter':
      return { ...addition, redacted, title: {}, text: {} };
    default:
      return { ...addition, redacted, text: {} };
  }
}

/**
 * Takes a story out of an edition: out of what it is built from, and its block.
 *
 * @returns null where the edition does not tell it
 *
 * @example
 * redactStory(frozen, 's1')?.blocks // ['story-s1']
 */
export function redactStory(edition: Redactable, storyId: string): { left: Redactable; blocks: string[] } | null {
  const { document, material } = edition;
  const stories = material.stories.filter(({ id }) => id !== storyId);
  const blocks = document.blocks.flatMap(({ id }) => (id === storyBlockId(storyId) ? id : []));
  if (stories.length === material.stories.length && blocks.length === 0) return null;
  // with the last one goes what leads to them
  const gone = stories.length === 0 ? [...blocks, ...STORIES_LEAD] : blocks;
  return {
    left: {
      ...edition,
      material: { ...material, stories },
      document: { ...document, blocks: document.blocks.filter(({ id }) => !gone.includes(id)) }
    },
    blocks
  };
}

const STORIES_LEAD = ['stories', 'stories-explain'];

/**
 * Takes a municipality's point off the map: it no longer publishes itself. The areas keep their numbers, which name nobody.
 *
 * @param place its code and name
 * @returns null where the edition has no such point
 *
 * @example
 * redactPoint(frozen, { code: '0114', name: 'Exempelby' })?.blocks // ['chart-map']
 */
export function redactPoint(
  edition: Redactable,
  place: { code: string; name: string }
): { left: Redactable; blocks: string[] } | null {
  const { document, material } = edition;
  const { boundaries } = material;
  const isPlace = ({ code, name }: { code?: string; name: string }) =>
    code === undefined ? name === place.name : code === place.code;
  const gone = boundaries?.points.filter(isPlace) ?? [];
  if (!boundaries || gone.length === 0) return null;
  const isGone = (x: number, y: number, label: unknown) =>
    gone.some((one) => one.x === x && one.y === y && JSON.stringify(label) === JSON.stringify({ text: one.name }));
  const blocks: string[] = [];
  const left = document.blocks.map((block): Block => {
    if (block.kind !== 'chart' || block.chart.type !== 'map') return block;
    const points = block.chart.points.filter(({ x, y, label }) => !isGone(x, y, label));
    if (points.length === block.chart.points.length) return block;
    blocks.push(block.id);
    return { ...block, chart: { ...block.chart, points } };
  });
  const points = boundaries.points.filter((one) => !isPlace(one));
  return {
    left: {
      ...edition,
      material: { ...material, boundaries: { ...boundaries, points } },
      document: { ...document, blocks: left }
    },
    blocks
  };
}

/** The block a story is told in. */
export const storyBlockId = (storyId: string) => `story-${storyId}`;

/**
 * Takes out every text of an analyst that holds somebody's name, address or number.
 *
 * @param holds whether a text does
 * @returns null where none does
 *
 * @example
 * redactTraces(frozen, (text) => text.includes('karin@example.org'))?.blocks // ['t1']
 */
export function redactTraces(
  edition: Redactable,
  holds: (text: string) => boolean
): { left: Redactable; blocks: string[] } | null {
  const { editorial, document } = edition;
  const found = (value: unknown): boolean =>
    typeof value === 'string'
      ? holds(value)
      : typeof value === 'object' && value !== null && Object.values(value).some(found);
  const sources = (id: string) => editorial.fixed?.[id];
  const texts = Object.keys(editorial.texts).filter((id) => found([editorial.texts[id], sources(id)]));
  const additions = editorial.additions.filter((one) =>
    one.kind === 'picture'
      ? found([one.alt, one.caption, sources(one.id)])
      : found([one.kind === 'chapter' ? one.title : null, one.text, sources(one.id)])
  );
  const blocks = [...texts, ...additions.map(({ id }) => id)];
  const rejected = editorial.rejected.map((one) => (holds(one.reason) ? { ...one, reason: '' } : one));
  const reasons = rejected.flatMap(({ measure }, i) => (rejected[i] === editorial.rejected[i] ? [] : measure));
  const stories = edition.material.stories.filter((story) => found(story));
  if (blocks.length === 0 && stories.length === 0 && reasons.length === 0) return null;
  let left: Redactable = { ...edition, document, editorial: { ...editorial, rejected } };
  for (const block of blocks) left = redactBlock(left, block, 'words');
  for (const { id } of stories) left = redactStory(left, id)?.left ?? left;
  return { left, blocks: [...blocks, ...stories.map(({ id }) => storyBlockId(id)), ...reasons.map(rejectedReason)] };
}
