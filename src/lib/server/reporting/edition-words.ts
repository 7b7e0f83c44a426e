import { type EditionLink, type PublishedEdition, type Redaction, rejectedReason } from '$lib/domain/reporting/edition';
import type { Wording } from '$lib/domain/reporting/word';
import type { Locale } from '$lib/domain/shared/locale';
import { REPORT_TEXTS } from '../render/report-texts';

/** Of a chart on a page, and on a phone of 360 less its margins: there the labels stand above their bars. */
export const SCREEN_WIDTH = 640;
export const PHONE_WIDTH = 328;

/** What every page about an edition says of it. */
export interface EditionFacts {
  id: string;
  number: number;
  network: string;
  wave: string;
  demo: boolean;
  publishedAt: Date;
  sha256: string;
  software: string;
  threshold: number;
  corrects: EditionLink | null;
  correctedBy: EditionLink | null;
  redactions: readonly Redaction[];
}

/** The wide drawing beside it has the same ids, and a hatching in a hidden drawing paints nothing. */
export function renameIds(svg: string): string {
  return svg.replaceAll(' id="', ' id="phone-').replaceAll('url(#', 'url(#phone-');
}

/** The words an edition was frozen with; what it had no words for yet says today's program. */
export function editionWording({ content }: Pick<PublishedEdition, 'content'>, locale: Locale): Wording {
  const model = content.texts.find((text) => text.locale === locale);
  if (!model) throw new Error(`Model ${content.model.id} ${content.model.version} has no texts in ${locale}`);
  return { locale, model, texts: { ...REPORT_TEXTS[locale], ...content.reportTexts[locale] } };
}

export function factsOf(edition: PublishedEdition): EditionFacts {
  const { id, number, network, demo, publishedAt, sha256, corrects, correctedBy, content } = edition;
  // why a proposal is not made was never public
  const redactions = edition.redactions.filter(({ block }) => !block.startsWith(rejectedReason('')));
  return {
    ...{ id, number, network, demo, publishedAt, sha256, corrects, correctedBy, redactions },
    ...{ wave: content.meta.wave, software: content.software, threshold: content.aggregates.threshold }
  };
}
