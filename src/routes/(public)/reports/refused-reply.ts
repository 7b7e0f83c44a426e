import type { Locale } from '$lib/domain/shared/locale';
import type { Problem } from '$lib/domain/shared/result';
import { m } from '$lib/paraglide/messages.js';
import { retryAfter, toReply } from '$lib/server/shared/to-response';

const escape = (text: string) => text.replaceAll(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);

/**
 * Why a file or a frame of a report is not given. Somebody who has to wait and reads it in a browser gets a plain page,
 * which loads itself again when it is time; programs get what the API says.
 */
export function refusedReply(request: Request, refused: { ok: false; problems: Problem[] }, locale: Locale): Response {
  const { text, status, headers } = toReply(refused);
  const { 'retry-after': seconds } = retryAfter(refused.problems);
  if (!seconds || !/\btext\/html\b/.test(request.headers.get('accept') ?? ''))
    return new Response(text, { status, headers });
  const title = escape(m.dashboard_busy_title({}, { locale }));
  const say = Number(seconds) < 120 ? m.dashboard_busy_seconds : m.dashboard_busy_minutes;
  const said = escape(
    say({ count: Number(seconds) < 120 ? Number(seconds) : Math.ceil(Number(seconds) / 60) }, { locale })
  );
  const page = `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<meta http-equiv="refresh" content="${seconds}">
<title>${title}</title>
</head>
<body><main><h1>${title}</h1><p>${said}</p></main></body>
</html>`;
  return new Response(page, {
    status,
    headers: {
      ...headers,
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'",
      'cross-origin-resource-policy': 'cross-origin'
    }
  });
}
