import { HeadingLevel, Paragraph, type Table } from 'docx';
import type { WordedBlock, WordedPart } from '$lib/domain/reporting/worded-report';
import type { Locale } from '$lib/domain/shared/locale';
import type { Pictures } from '../render-pdf';
import type { Anchors } from './anchors';
import { plainRun, writeRuns } from './runs';
import { BULLETS, NUMBERS } from './styles';
import { writeChart, writePicture } from './write-picture';
import { writeTable } from './write-table';

export interface Around {
  anchors: Anchors;
  pictures: Pictures;
  /** Captions of tables by id. */
  captions: ReadonlyMap<string, string>;
  /** Blocks that begin a page. */
  newPages: ReadonlySet<string>;
}

const HEADINGS = { 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_1, 3: HeadingLevel.HEADING_2 } as const;

/** A block of the report as paragraphs and tables in the document's own styles. */
export function writeBlock(block: WordedBlock, around: Around): (Paragraph | Table)[] {
  const { anchors } = around;
  const mark = (children: ReturnType<typeof writeRuns>) => anchors.mark(block.id, children);
  switch (block.kind) {
    case 'heading':
      return [
        new Paragraph({
          heading: HEADINGS[block.level],
          ...(around.newPages.has(block.id) ? { pageBreakBefore: true } : {}),
          children: mark([plainRun(block.text)])
        })
      ];
    case 'paragraph':
      return [new Paragraph({ children: mark(writeRuns(block.text, anchors)) })];
    case 'note': {
      const style = block.tone === 'demo' ? 'DemoNote' : 'Note';
      return [new Paragraph({ style, children: mark(writeRuns(block.text, anchors)) })];
    }
    case 'finding':
      return [
        new Paragraph({ style: 'Finding', children: mark(writeRuns(block.text, anchors)) }),
        new Paragraph({
          style: 'Source',
          children: writeRuns([{ text: `${block.label}. ` }, ...block.sources], anchors)
        })
      ];
    case 'table':
      return writeTable(block, anchors);
    case 'chart':
      return writeChart(block, anchors, around.captions.get(block.table) ?? null);
    case 'proposal':
      return [
        new Paragraph({
          heading: HeadingLevel.HEADING_2,
          children: mark([plainRun(`${block.label}: ${block.title}`)])
        }),
        ...block.steps.flatMap((step) => [
          new Paragraph({ style: 'Step', children: [plainRun(step.title)] }),
          ...step.items.map((item) => listed(writeRuns(item, anchors)))
        ]),
        new Paragraph({ style: 'Source', children: writeRuns(block.sources, anchors) })
      ];
    case 'prose':
      return block.parts.flatMap((part, i) => writePart(part, block, i === 0, anchors));
    case 'quote':
      return [
        new Paragraph({ style: 'Quote', children: mark([plainRun(block.text, block.other)]) }),
        new Paragraph({ style: 'Source', children: [plainRun(block.by)] })
      ];
    case 'picture': {
      const bytes = around.pictures[block.sha256];
      if (!bytes) throw new Error(`The bytes of the picture "${block.id}" (${block.sha256}) were not given`);
      return writePicture(block, bytes, anchors);
    }
  }
}

function listed(children: ReturnType<typeof writeRuns>, list: { ordered: boolean; instance: number } | null = null) {
  const reference = list?.ordered ? NUMBERS : BULLETS;
  return new Paragraph({ numbering: { reference, level: 0, ...(list ? { instance: list.instance } : {}) }, children });
}

function writePart(
  part: WordedPart,
  { id, other }: { id: string; other: Locale | null },
  first: boolean,
  anchors: Anchors
): Paragraph[] {
  const mark = (children: ReturnType<typeof writeRuns>, begins: boolean) =>
    begins ? anchors.mark(id, children) : children;
  if (part.part === 'list') {
    // every list counts from one
    const list = { ordered: part.ordered, instance: anchors.numberOf(id) };
    return part.items.map((item, i) => listed(mark(writeRuns(item, anchors, { other }), first && i === 0), list));
  }
  const children = mark(writeRuns(part.text, anchors, { other }), first);
  return [new Paragraph(part.part === 'heading' ? { heading: HeadingLevel.HEADING_2, children } : { children })];
}
