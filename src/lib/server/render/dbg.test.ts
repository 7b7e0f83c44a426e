import { it } from 'vitest';
import fs from 'node:fs';
import { loadHighsSolver } from '$lib/server/disclosure/highs';
import { aggregate } from '$lib/domain/reporting/aggregate';
import { buildReport } from '$lib/domain/reporting/build-report';
import { checkReferences } from '$lib/domain/reporting/check-references';
import { inventWave, MODEL } from '$lib/domain/reporting/testing/invented-wave';
import { renderReportPdf } from './render-pdf';
import { REPORT_TEXTS } from './report-texts';
it('dbg', async () => {
  const solve = await loadHighsSolver();
  for (const [seed, size] of [[1, 290], [2, 40], [3, 10]] as const) {
    let t = performance.now();
    const a = await aggregate(inventWave(seed, size), solve);
    console.log('aggregate', performance.now() - t);
    if (!a.ok) throw new Error(JSON.stringify(a));
    fs.writeFileSync(`/tmp/rep/out/agg-${size}.json`, JSON.stringify(a.value, null, 1));
    const doc = buildReport(MODEL, a.value, { network: 'Sweden (demo)', wave: 'Autumn 2026', date: '2026-11-24T09:00:00Z', demo: true });
    console.log(JSON.stringify(checkReferences(doc, a.value)));
    for (const locale of ['en', 'sv', 'nl'] as const) {
      const model = JSON.parse(fs.readFileSync(`src/lib/content/models/roadmap-0.1.0/${locale}.json`, 'utf8'));
      t = performance.now();
      const r = await renderReportPdf(doc, { locale, texts: REPORT_TEXTS[locale], model });
      console.log(locale, performance.now() - t, r.ok ? r.value.font : JSON.stringify(r));
      if (r.ok) fs.writeFileSync(`/tmp/rep/out/r-${size}-${locale}.pdf`, r.value.pdf);
    }
  }
});
