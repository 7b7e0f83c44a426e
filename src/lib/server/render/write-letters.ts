import { Document, HeadingLevel, Packer, Paragraph, TextRun } from 'docx';
import type { MergedLetter } from '../outreach/campaign-export-service';
import { xmlText } from './xml-text';

/** One letter a page, each with its address and subject, for whoever sends from a mailbox of their own. */
export async function writeLetters(
  title: string,
  letters: readonly MergedLetter[],
  labels: { to: string; subject: string }
): Promise<Uint8Array<ArrayBuffer>> {
  const line = (label: string, text: string) =>
    new Paragraph({ children: [new TextRun({ text: `${label}: `, bold: true }), new TextRun(xmlText(text))] });
  const document = new Document({
    title: xmlText(title),
    // read aloud and searched by its heading
    styles: { default: { document: { run: { font: 'Calibri', size: 22 } } } },
    sections: [
      {
        children: letters.flatMap(({ municipality, contact, email, subject, body }, i) => [
          new Paragraph({
            heading: HeadingLevel.HEADING_1,
            pageBreakBefore: i > 0,
            children: [new TextRun(xmlText(municipality))]
          }),
          line(labels.to, contact ? `${contact} <${email}>` : email),
          line(labels.subject, subject),
          new Paragraph({}),
          ...body.split('\n').map((text) => new Paragraph({ children: [new TextRun(xmlText(text))] }))
        ])
      }
    ]
  });
  return new Uint8Array(await Packer.toBuffer(document));
}
