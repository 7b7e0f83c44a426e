import { createHash } from 'node:crypto';
import { render } from 'svelte/server';
import type { Locale } from '$lib/domain/shared/locale';
import type { EmbeddedChart } from '$lib/server/reporting/public-embed-service';
import tokens from '$lib/ui/styles/tokens.css?raw';
import Chart from './Chart.svelte';
import style from './chart.css?raw';

/** What the reader's device asks for, or what the other site always is. */
export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const DARK = '@media (prefers-color-scheme: dark)';

/** The same tokens for all; a site that is always dark gets the dark ones whatever the device asks for. */
const STYLES: Record<Theme, string> = {
  auto: `${tokens}${style}`,
  light: `${tokens.replace(DARK, '@media not all')}${style}:root{color-scheme:light}`,
  dark: `${tokens.replace(DARK, '@media screen')}${style}:root{color-scheme:dark}`
};

/** Nothing but its own style, by hash; anybody may frame it. */
export function chartPolicy(theme: Theme): string {
  const hash = createHash('sha256').update(STYLES[theme]).digest('base64');
  return [
    "default-src 'none'",
    `style-src 'sha256-${hash}'`,
    "base-uri 'none'",
    "object-src 'none'",
    "form-action 'none'",
    'frame-ancestors *'
  ].join('; ');
}

/** The whole page: what other sites frame is theirs to load quickly, so nothing else is fetched. */
export function chartPage(chart: EmbeddedChart, locale: Locale, theme: Theme): string {
  const body = render(Chart, { props: { chart, locale } }).body.replaceAll(/<!--.*?-->/g, '');
  const title = chart.title.replaceAll(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
  return `<!DOCTYPE html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="${theme === 'auto' ? 'light dark' : theme}">
<title>${title}</title>
<style>${STYLES[theme]}</style>
</head>
<body>${body}</body>
</html>`;
}
