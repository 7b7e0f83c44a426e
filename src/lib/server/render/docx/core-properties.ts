import { escapeXml } from '$lib/domain/reporting/charts/svg';
import { xmlText } from '../xml-text';

const SPACES = {
  cp: 'http://schemas.openxmlformats.org/package/2006/metadata/core-properties',
  dc: 'http://purl.org/dc/elements/1.1/',
  dcterms: 'http://purl.org/dc/terms/',
  dcmitype: 'http://purl.org/dc/dcmitype/',
  xsi: 'http://www.w3.org/2001/XMLSchema-instance'
};

/**
 * What a document says of itself (ECMA-376 part 2, 11.1), in place of what the writer takes from the clock, and with the
 * language, which it leaves out.
 */
export function coreProperties(facts: {
  title: string;
  subject: string;
  creator: string;
  language: string;
  /** ISO instant. */
  date: string;
}): string {
  const tell = (name: string, text: string) => `<${name}>${escapeXml(xmlText(text))}</${name}>`;
  const when = `${new Date(facts.date).toISOString().slice(0, 19)}Z`;
  const time = (name: string) => `<${name} xsi:type="dcterms:W3CDTF">${when}</${name}>`;
  const spaces = Object.entries(SPACES).map(([prefix, uri]) => ` xmlns:${prefix}="${uri}"`);
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    `<cp:coreProperties${spaces.join('')}>`,
    tell('dc:title', facts.title),
    tell('dc:subject', facts.subject),
    tell('dc:creator', facts.creator),
    tell('dc:language', facts.language),
    tell('cp:lastModifiedBy', facts.creator),
    tell('cp:revision', '1'),
    time('dcterms:created'),
    time('dcterms:modified'),
    '</cp:coreProperties>'
  ].join('');
}
