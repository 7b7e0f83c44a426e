import {
  AlignmentType,
  Document,
  Footer,
  Header,
  LeaderType,
  Packer,
  PageNumber,
  Paragraph,
  TableOfContents,
  TextRun
} from 'docx';
import { PRINT_PALETTE } from '$lib/domain/reporting/charts/palette';
import type { ReportDocument } from '$lib/domain/reporting/document';
import type { Wording } from '$lib/domain/reporting/word';
import { wordReport } from '$lib/domain/reporting/word-report';
import type { WordedBlock, WordedReport } from '$lib/domain/reporting/worded-report';
import { Anchors } from './docx/anchors';
import { coreProperties } from './docx/core-properties';
import { languageOf, plainRun } from './docx/runs';
import { REPORT_LISTS, reportStyles } from './docx/styles';
import { writeBlock } from './docx/write-block';
import { RELEASE_TEXTS } from './release-texts';
import { countBefore, findNewPages, hasContents, type Pictures } from './render-pdf';
import { stampZip } from './stamp-zip';
import { xmlText } from './xml-text';

/** As wide as the text on A4. */
const CHART_WIDTH = 640;
/** The report's own typeface stands on few computers. */
export const OFFICE_PALETTE = { ...PRINT_PALETTE, font: "'Source Sans 3', Calibri, Arial, sans-serif" };
/** 20 mm, in twentieths of a point. */
const MARGIN = 1134;

/**
 * A report for a secretariat to go on editing: styles and headings of the word processor, a contents list it can bring up
 * to date, tables with header rows, charts as pictures with alt text, every number a link to its table.
 *
 * The same document in the same language gives the same bytes: names of relationships are never drawn at random, dates
 * are the document's.
 *
 * @throws where the bytes of a picture are missing
 *
 * @example
 * await renderReportDocx(document, { locale: 'sv', texts: REPORT_TEXTS.sv, model: swedishTexts }) // Uint8Array
 */
export async function renderReportDocx(
  document: ReportDocument,
  wording: Wording,
  pictures: Pictures = {}
): Promise<Uint8Array<ArrayBuffer>> {
  const report = wordReport(document, wording, { palette: OFFICE_PALETTE, width: CHART_WIDTH });
  const creator = document.meta.network;
  const packed = await Packer.toArrayBuffer(makeDocument(report, creator, pictures), undefined, [
    {
      path: 'docProps/core.xml',
      data: coreProperties({
        title: report.title,
        subject: report.subtitle,
        creator,
        language: languageOf(report.locale),
        date: report.date
      })
    }
  ]);
  return stampZip(new Uint8Array(packed), report.date);
}

function makeDocument(report: WordedReport, creator: string, pictures: Pictures): Document {
  const anchors = new Anchors(report.blocks.map(({ id }) => id));
  const captions = new Map(
    report.blocks.flatMap((block) => (block.kind === 'table' ? [[block.id, block.caption]] : []))
  );
  const around = { anchors, pictures, captions, newPages: findNewPages(report.blocks) };
  const write = (blocks: readonly WordedBlock[]) => blocks.flatMap((block) => writeBlock(block, around));
  const before = countBefore(report.blocks);
  return new Document({
    title: xmlText(report.title),
    creator: xmlText(creator),
    styles: reportStyles(languageOf(report.locale)),
    numbering: REPORT_LISTS,
    sections: [
      {
        properties: { page: { margin: { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN } } },
        ...(report.demo === null
          ? {}
          : { headers: { default: new Header({ children: [edge(report.demo, 'right')] }) } }),
        footers: { default: new Footer({ children: [footLine(report)] }) },
        children: [
          new Paragraph({ style: 'Title', children: [plainRun(report.title)] }),
          new Paragraph({ style: 'Subtitle', children: [plainRun(report.subtitle)] }),
          ...write(report.blocks.slice(0, before)),
          ...(hasContents(report.blocks) ? writeContents(report, anchors) : []),
          ...write(report.blocks.slice(before))
        ]
      }
    ]
  });
}

function writeContents({ locale, blocks }: WordedReport, anchors: Anchors) {
  const { contents } = RELEASE_TEXTS[locale];
  return [
    new Paragraph({ style: 'ContentsHeading', children: [plainRun(contents)] }),
    new TableOfContents(contents, {
      headingStyleRange: '1-2',
      hyperlink: true,
      beginDirty: false,
      // the page numbers come when it is brought up to date
      tabLeader: LeaderType.NONE,
      cachedEntries: blocks.flatMap((block) => listEntry(block, anchors))
    })
  ];
}

function listEntry(block: WordedBlock, anchors: Anchors) {
  const href = anchors.nameOf(block.id) ?? '';
  if (block.kind === 'heading') return [{ title: xmlText(block.text), level: block.level < 3 ? 1 : 2, href }];
  if (block.kind === 'proposal') return [{ title: xmlText(`${block.label}: ${block.title}`), level: 2, href }];
  return [];
}

function edge(text: string, alignment: 'left' | 'right') {
  return new Paragraph({
    style: 'Edge',
    alignment: alignment === 'left' ? AlignmentType.LEFT : AlignmentType.RIGHT,
    children: [plainRun(text)]
  });
}

function footLine({ subtitle, words }: WordedReport) {
  const text = `${xmlText(subtitle)}. ${xmlText(words.page)} `;
  return new Paragraph({ style: 'Edge', children: [new TextRun({ children: [text, PageNumber.CURRENT] })] });
}
