/**
 * The frame that shows a chart on another site.
 *
 * @example
 * embedCode({ origin: 'https://waymark.example.org', id: 'e1', chart: 'chart-levels', title: 'Levels', locale: 'sv' })
 * // '<iframe src="https://waymark.example.org/embed/reports/e1/chart-levels?lang=sv" title="Levels" ...></iframe>'
 */
export function embedCode(chart: { origin: string; id: string; chart: string; title: string; locale: string }): string {
  const address = `${chart.origin}/embed/reports/${chart.id}/${encodeURIComponent(chart.chart)}?lang=${chart.locale}`;
  const title = chart.title.replaceAll(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
  return `<iframe src="${address}" title="${title}" width="100%" height="560" loading="lazy"></iframe>`;
}
