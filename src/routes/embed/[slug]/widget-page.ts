import { createHash } from 'node:crypto';
import { render } from 'svelte/server';
import type { Locale } from '$lib/domain/shared/locale';
import type { WidgetFigures } from '$lib/server/outreach/public-widget-service';
import { m } from '$lib/paraglide/messages.js';
import tokens from '$lib/ui/styles/tokens.css?raw';
import Widget from './Widget.svelte';
import style from './widget.css?raw';

const STYLE = `${tokens}${style}`;
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

/** Nothing but its own style, by hash; anybody may frame it. */
export const WIDGET_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${STYLE_HASH}'`,
  "base-uri 'none'",
  "object-src 'none'",
  "form-action 'none'",
  'frame-ancestors *'
].join('; ');

/** The whole page: what other sites frame is theirs to load quickly, so nothing else is fetched. */
export function widgetPage(figures: WidgetFigures, locale: Locale): string {
  const body = render(Widget, { props: { figures, locale } }).body.replaceAll(/<!--.*?-->/g, '');
  const title = escape(m.public_side_admin_widget_title({ network: figures.network }, { locale }));
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>${body}</body>
</html>`;
}

const escape = (text: string) => text.replaceAll(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
