import { unpackZip } from '$lib/server/shared/unpack-zip';
import { expect } from 'vitest';

/** The files in a DOCX or XLSX by name, as text. */
export function readPackage(bytes: Uint8Array): Map<string, string> {
  const files = unpackZip(bytes, 100_000_000);
  if (!files.ok) throw new Error(JSON.stringify(files.problems));
  return new Map([...files.value].map(([name, file]) => [name, new TextDecoder().decode(file)]));
}

export function unescapeXml(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}

/** The paragraphs of a word processor's document in reading order, with the style each is in. */
export function readParagraphs(documentXml: string): { style: string; text: string }[] {
  return [...documentXml.matchAll(/<w:p[ >].*?<\/w:p>/gs)].map(([paragraph]) => ({
    style: /<w:pStyle w:val="([^"]*)"/.exec(paragraph)?.[1] ?? '',
    text: unescapeXml([...paragraph.matchAll(/<w:t(?: [^>]*)?>([^<]*)/g)].map(([, text]) => text).join(''))
  }));
}

/** The text in a piece of HTML or SVG without what a screen reader skips in it. */
export function textOf(markup: string): string {
  return unescapeXml(
    markup
      .replaceAll(/<!--.*?-->/gs, '')
      .replaceAll(/<(style|script)\b.*?<\/\1>/gs, '')
      .replaceAll(/<[^>]*>/g, ' ')
      .replaceAll(/&nbsp;|\u00a0|\u202f/g, ' ')
  )
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** Runs of digits in their order: "1,234 of 61 %" is 1, 234, 61. */
export function digitsOf(text: string): string[] {
  return text.match(/\d+/g) ?? [];
}

/** The labels of a drawing: what it shows of the data, and what is only its scale and legend. */
export function labelsOf(svg: string): { shown: string[]; scale: string[] } {
  const labels = [...svg.matchAll(/<text([^>]*)>([^<]*)<\/text>/g)].map(([, attributes = '', text = '']) => ({
    scale: attributes.includes('class="scale"'),
    text: unescapeXml(text)
  }));
  expect(labels.length).toBeGreaterThan(0);
  return {
    shown: labels.filter(({ scale }) => !scale).map(({ text }) => text),
    scale: labels.filter(({ scale }) => scale).map(({ text }) => text)
  };
}

export const squeeze = (text: string) => text.replaceAll(/[\s\u00a0\u202f]/g, '');

/** Tags in reading order: digits outside drawings, and what stands in each drawing. */
export function readTags(structure: string): { told: string[]; drawings: string[] } {
  const lines = structure.split('\n');
  const told: string[] = [];
  const drawings: string[] = [];
  let within: { tag: 'Figure' | 'Lbl'; depth: number } | null = null;
  for (const line of lines) {
    const depth = line.length - line.trimStart().length;
    const text = /^\s*"(.*)"$/.exec(line)?.[1];
    if (within && text === undefined && depth <= within.depth) within = null;
    // the number before an item of a list is its label, no text of it
    const tag = /^\s*(Figure|Lbl)\b/.exec(line)?.[1] as 'Figure' | 'Lbl' | undefined;
    if (tag) within = { tag, depth };
    if (tag === 'Figure') drawings.push('');
    if (text === undefined) continue;
    if (!within) told.push(text);
    else if (within.tag === 'Figure') drawings[drawings.length - 1] += squeeze(text);
  }
  return { told: digitsOf(told.join('\n')), drawings: drawings.filter((text) => text !== '') };
}

/** The sheets of a workbook by name, cell by cell. */
export function readSheets(bytes: Uint8Array): Map<string, unknown[][]> {
  const parts = readPackage(bytes);
  const shared = [...(parts.get('xl/sharedStrings.xml') ?? '').matchAll(/<si>(.*?)<\/si>/gs)].map(([, text = '']) =>
    unescapeXml(text.replaceAll(/<[^>]*>/g, ''))
  );
  const names = [...parts.get('xl/workbook.xml')!.matchAll(/<sheet [^>]*name="([^"]*)"/g)].map(([, name = '']) =>
    unescapeXml(name)
  );
  return new Map(
    names.map((name, i) => {
      const rows: unknown[][] = [];
      for (const [, place = '', attributes = '', value = ''] of parts
        .get(`xl/worksheets/sheet${i + 1}.xml`)!
        .matchAll(/<c r="([A-Z]+\d+)"([^>]*)>.*?<v>([^<]*)<\/v>/gs)) {
        const [, letters = '', row = ''] = /^([A-Z]+)(\d+)$/.exec(place)!;
        const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
        (rows[Number(row) - 1] ??= [])[column] = attributes.includes('t="s"') ? shared[Number(value)] : Number(value);
      }
      return [name, rows.map((row) => row ?? [])];
    })
  );
}
