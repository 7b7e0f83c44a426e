import { writeFileSync } from 'node:fs';
import { OPERATOR } from '$lib/domain/identity/actor';
import type { ReportDocument } from '$lib/domain/reporting/document';
import { isLocale, type Locale } from '$lib/domain/shared/locale';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import { draftPdf, draftReport } from '$lib/server/reporting/service';
import { defineCommand, needApp } from '../command';
import { networkOption } from '../find-network';
import { findGivenReport, waveOption } from '../find-report';
import { fromWhereTyped } from '../read-file';

const given = (value: unknown) => (typeof value === 'string' ? value : null);

interface Wanted {
  network: string | null;
  wave: string | null;
  locale: Locale;
  pdf: string | null;
}
interface Made {
  /** Where the PDF was written, if asked for. */
  pdf: string | null;
  document: ReportDocument;
}

export const reportCommand = defineCommand<Wanted, Made>({
  name: 'report',
  summary: 'Draft the report of a wave: as a document (JSON), as a tagged PDF',
  options: {
    network: networkOption,
    wave: waveOption,
    locale: { type: 'string', value: 'LANGUAGE', about: 'Language of the PDF: en, sv or nl', default: 'en' },
    pdf: { type: 'string', value: 'FILE', about: 'Write the PDF here' }
  },
  positionals: [],
  access: 'read',
  prepare({ options }) {
    const locale = given(options.locale);
    if (!isLocale(locale)) return refuse('locale-unknown', 'locale', `Languages are en, sv and nl - got "${locale}".`);
    const pdf = given(options.pdf);
    return ok({ network: given(options.network), wave: given(options.wave), locale, pdf: pdf && fromWhereTyped(pdf) });
  },
  async run(app, { network, wave, locale, pdf }): Promise<Result<Made>> {
    const found = await findGivenReport(needApp(app), { network, wave });
    if (!found.ok) return found;
    const drafted = await draftReport(needApp(app), OPERATOR, found.value);
    if (!drafted.ok) return drafted;
    if (pdf) {
      const rendered = await draftPdf(needApp(app), OPERATOR, { ...found.value, locale });
      if (!rendered.ok) return rendered;
      writeFileSync(pdf, rendered.value);
    }
    return ok({ pdf, document: drafted.value.document });
  },
  print: ({ pdf, document }) =>
    pdf
      ? `Written to ${pdf}`
      : `A draft of ${document.blocks.length} parts; --json prints it, --pdf FILE writes it, "waymark report edition freeze" freezes it`,
  examples: ['report --pdf report.pdf --locale sv', 'report --json']
});
