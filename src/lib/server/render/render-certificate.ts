import type { Locale } from '$lib/domain/shared/locale';
import { ok, type Result } from '$lib/domain/shared/result';
import template from './certificate.typ?raw';
import { compilePdf, dateParts, fontFamily, REGIONS } from './compile-pdf';
import { type PrintKey, sayDay, sayPrint } from './print-words';

export interface CertificateInput {
  locale: Locale;
  mentor: string;
  mentee: string;
  /** Who stood for the mentor; null where nobody has an account any more. */
  person: string | null;
  /** The dimension in words. */
  theme: string;
  network: string;
  demo: boolean;
  /** ISO. */
  startedAt: string;
  closedAt: string;
  /** How many were logged. */
  sessions: number;
}

/**
 * Thanks for a mentor, as tagged PDF (PDF/UA-1) on one page. The same facts give the same bytes.
 *
 * Errors: `no-glyph` (a name has a character that the typeface lacks).
 */
export async function renderCertificate(input: CertificateInput): Promise<Result<{ pdf: Buffer; pages: number }>> {
  const made = compilePdf(template, { certificate: wordCertificate(input) });
  return made.ok ? ok({ pdf: made.value.pdf, pages: made.value.pages }) : made;
}

function wordCertificate(input: CertificateInput) {
  const { locale, mentor, mentee, person, theme, network, sessions } = input;
  const say = (key: PrintKey, values?: Record<string, string | number>) => sayPrint(locale, key, values);
  const day = sayDay(locale, input.closedAt);
  const fact = (key: PrintKey, value: string) => ({ name: say(key), value });
  return {
    locale,
    region: REGIONS[locale],
    font: fontFamily(),
    date: dateParts(input.closedAt),
    title: say('certificate.title', { mentor }),
    eyebrow: say('certificate.eyebrow'),
    heading: say('certificate.heading', { mentor }),
    lead: say('certificate.lead', { mentor, mentee, theme }),
    factsHeading: say('certificate.facts'),
    columns: [say('certificate.fact'), say('certificate.value')],
    facts: [
      ...(person === null ? [] : [fact('certificate.person', person)]),
      fact('certificate.period', say('certificate.from-to', { from: sayDay(locale, input.startedAt), to: day })),
      ...(sessions > 0 ? [fact('certificate.sessions', say('certificate.times', { count: sessions }))] : []),
      fact('certificate.about', theme)
    ],
    thanks: say('certificate.thanks', { mentee }),
    network,
    day,
    demo: input.demo ? say('demo') : null,
    foot: say('certificate.foot', { network })
  };
}
