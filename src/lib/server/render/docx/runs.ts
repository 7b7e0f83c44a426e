import { InternalHyperlink, type ParagraphChild, SimpleField, TextRun } from 'docx';
import type { WordedWord } from '$lib/domain/reporting/worded-report';
import type { Locale } from '$lib/domain/shared/locale';
import { REGIONS } from '../compile-pdf';
import { xmlText } from '../xml-text';
import type { Anchors } from './anchors';

/** As word processors name a language: `sv-SE`. */
export const languageOf = (locale: Locale) => `${locale}-${REGIONS[locale]}`;

const spoken = (other: Locale | null | undefined) => (other ? { language: { value: languageOf(other) } } : {});

/** Text as it is; `other` where it is in another language than the document. */
export function plainRun(text: string, other?: Locale | null): TextRun {
  return new TextRun({ text: xmlText(text), ...spoken(other) });
}

/**
 * A sentence: numbers lead to the table they stand in, sources to their tables, addresses to the web. An address is a
 * field, not a relationship, whose id the writer would draw at random.
 */
export function writeRuns(
  segments: readonly WordedWord[],
  anchors: Anchors,
  options: { other?: Locale | null } = {}
): ParagraphChild[] {
  // a whole sentence that leads to one place is one link
  const goal = segments.length > 1 ? segments[0]?.to : undefined;
  const whole = goal !== undefined && segments.every(({ to }) => to === goal);
  return segments.map((segment) => {
    const text = xmlText(segment.text);
    if (segment.href !== undefined) return new SimpleField(`HYPERLINK "${fieldText(segment.href)}"`, text);
    const run = (style?: string) =>
      new TextRun({
        text,
        ...(segment.strong ? { bold: true } : {}),
        ...(segment.emphasis ? { italics: true } : {}),
        ...(style ? { style } : {}),
        ...spoken(options.other)
      });
    const anchor = anchors.nameOf(segment.to);
    if (!anchor) return run();
    return new InternalHyperlink({ anchor, children: [run(segment.number && !whole ? 'NumberLink' : 'Hyperlink')] });
  });
}

/** What would end the field's argument, as an address writes it. */
const fieldText = (href: string) => xmlText(href).replaceAll('\\', '%5C').replaceAll('"', '%22');
