import { renderSVG } from 'uqr';
import type { Locale } from '$lib/domain/shared/locale';
import type { Result } from '$lib/domain/shared/result';
import { compilePdf, dateParts, fontFamily, REGIONS } from './compile-pdf';
import template from './poster.typ?raw';
import { type PrintKey, sayPrint } from './print-words';
import { drawTrail } from './trail-svg';

export const PAPERS = ['a4', 'a3'] as const;
export type Paper = (typeof PAPERS)[number];

/** Sides of ISO sheets grow by the root of two. */
const SCALE: Record<Paper, number> = { a4: 1, a3: Math.SQRT2 };
/** ISO/IEC 18004 asks for four light modules around a code. */
const QUIET = 4;

export interface PosterInput {
  locale: Locale;
  paper: Paper;
  network: string;
  demo: boolean;
  /** Where the code leads. */
  address: string;
  /** The network's own words under the heading; empty: the program's. */
  words: string;
  /** ISO: when the page was last changed. */
  date: string;
}

/**
 * A poster that leads to the network's page, as tagged PDF (PDF/UA-1) on one page. A quarter of the code may be covered
 * or dirty and it is still read (level Q). The same facts give the same bytes.
 *
 * Errors: `no-glyph` (a name has a character that the typeface lacks).
 */
export async function renderPoster(input: PosterInput): Promise<Result<{ pdf: Buffer; pages: number }>> {
  return compilePdf(template, { poster: wordPoster(input) });
}

function wordPoster({ locale, paper, network, demo, address, words, date }: PosterInput) {
  const say = (key: PrintKey, values?: Record<string, string | number>) => sayPrint(locale, key, values);
  const levels = [0, 1, 2, 3, 4, 5];
  return {
    ...{ locale, paper, network, region: REGIONS[locale], font: fontFamily(), date: dateParts(date) },
    scale: SCALE[paper],
    title: say('poster.title', { network }),
    // a line of its own for what follows the comma
    heading: say('poster.heading').split(/(?<=,) /),
    text: words === '' ? say('poster.text') : words,
    call: say('poster.call'),
    points: [say('poster.point.visit'), say('poster.point.free'), say('poster.point.level')],
    trail: { svg: drawTrail(levels, 5, null).svg, alt: say('booklet.trail', { of: levels.length }) },
    qr: renderSVG(address, { ecc: 'Q', border: QUIET }),
    qrAlt: say('poster.qr', { address }),
    // without what everybody's browser adds by itself
    shown: address.replace(/^https?:\/\//, ''),
    demo: demo ? say('demo') : null,
    foot: say('poster.foot')
  };
}
