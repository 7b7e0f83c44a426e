import { HtmlValidate } from 'html-validate';
import { render } from 'svelte/server';
import { describe, expect, it } from 'vitest';
import { SCREEN_PALETTE } from '$lib/domain/reporting/charts/palette';
import { wordReport } from '$lib/domain/reporting/word-report';
import { inventEdition } from '$lib/server/render/testing/invented-edition.fixture';
import ReportView from '$lib/ui/report/ReportView.svelte';

const validator = new HtmlValidate({
  root: true,
  extends: ['html-validate:recommended'],
  rules: {
    // the compiler writes <img ... />, which HTML allows and which means the same
    'void-style': 'off'
  }
});

describe('a report as a page', () => {
  it('is valid HTML, with pictures, quotes, prose and drawings for two widths', async () => {
    const { edition, locale } = await inventEdition({ size: 60 });
    const wording = { locale, texts: edition.reportTexts[locale], model: edition.texts[0]! };
    const draw = (width: number) => wordReport(edition.document, wording, { palette: SCREEN_PALETTE, width });
    const phoneCharts = Object.fromEntries(
      draw(328).blocks.flatMap((block) =>
        block.kind === 'chart' ? [[block.id, block.svg.replaceAll(' id="', ' id="phone-')]] : []
      )
    );
    const props = { report: draw(640), phoneCharts, pictureBase: '/reports/e3/pictures/' };
    const { body } = render(ReportView, { props });
    const page = `<!DOCTYPE html>\n<html lang="en"><head><title>Report</title></head><body><main>${body}</main></body></html>`;
    const checked = await validator.validateString(page);
    const found = checked.results.flatMap(({ messages }) =>
      messages.map(({ ruleId, message, selector }) => `${ruleId}: ${message} (${selector ?? ''})`)
    );
    expect([...new Set(found)]).toEqual([]);
    // the validator finds what is wrong
    const broken = await validator.validateString(page.replace('<h1', '<h1 id="x"></h1><h4 id="x"'));
    expect(broken.valid).toBe(false);
  });
});
