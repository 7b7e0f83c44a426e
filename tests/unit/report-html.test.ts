import { render } from 'svelte/server';
import { describe, expect, it } from 'vitest';
import { SCREEN_PALETTE } from '$lib/domain/reporting/charts/palette';
import { wordReport } from '$lib/domain/reporting/word-report';
import { inventEdition } from '$lib/server/render/testing/invented-edition.fixture';
import ReportView from '$lib/ui/report/ReportView.svelte';
import { findInvalidHtml } from '../support/valid-html';

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
    expect(await findInvalidHtml(page)).toEqual([]);
    // the validator finds what is wrong
    expect(await findInvalidHtml(page.replace('<h1', '<h1 id="x"></h1><h4 id="x"'))).not.toEqual([]);
  });
});
