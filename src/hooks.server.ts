import { building, dev } from '$app/environment';
import { ANONYMOUS } from '$lib/domain/identity/actor';
import { isLocale } from '$lib/domain/shared/locale';
import { cookieName as localeCookie } from '$lib/paraglide/runtime.js';
import { paraglideMiddleware } from '$lib/paraglide/server.js';
import { sharedApp, shareApp } from '$lib/server/app';
import { cookieName, readSession, sessionCookie } from '$lib/server/auth/sessions';
import { isSetUp } from '$lib/server/identity/public-service';
import { describeError } from '$lib/server/shared/describe-error';
import { storageTrouble, troubleResponse } from '$lib/server/shared/storage-trouble';
import { startApp } from '$lib/server/start-app';
import Symbols from '$lib/ui/Symbols.svelte';
import type { Handle, HandleServerError, RequestEvent, ServerInit } from '@sveltejs/kit';
import { sequence } from '@sveltejs/kit/hooks';
import { render } from 'svelte/server';
import { readEnv } from './env';

export const init: ServerInit = async () => {
  // built: the server entry has started the app; `vite dev` has no entry of ours
  if (dev && !sharedApp()) {
    const env = readEnv(process.env);
    shareApp(await startApp({ env: { ...env, ORIGIN: env.ORIGIN ?? 'http://localhost:5173' } }));
  }
};

// never changes, so no page loads a script for it; the marks that hydration looks for are of no use there
const SYMBOLS = render(Symbols).body.replaceAll(/<!--.*?-->/g, '');

/** A report's address may name its language: a link that was sent on opens in it, whatever the reader's cookie says. */
function inNamedLanguage({ request, route, url }: RequestEvent): Request {
  // pages made before any request have no address to read
  if (!route.id?.startsWith('/(public)/reports')) return request;
  const named = url.searchParams.get('lang');
  if (!isLocale(named)) return request;
  const headers = new Headers(request.headers);
  headers.set('cookie', `${localeCookie}=${named}`);
  return new Request(request, { headers });
}

const language: Handle = ({ event, resolve }) => {
  // the API speaks to programs, in English; a copy of each request would cost as much as reading it
  if (event.route.id?.startsWith('/api/')) return resolve(event);
  return paraglideMiddleware(inNamedLanguage(event), ({ request, locale }) => {
    event.request = request;
    return resolve(event, {
      transformPageChunk: ({ html }) =>
        html.replace('%waymark.lang%', locale).replace('%waymark.symbols%', () => SYMBOLS)
    });
  });
};

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The framework refuses cross-origin forms only; JSON and everything else that changes something is held to the same. */
const origin: Handle = ({ event, resolve }) => {
  if (building || SAFE.has(event.request.method)) return resolve(event);
  const from = event.request.headers.get('origin');
  const site = event.request.headers.get('sec-fetch-site');
  // programs with a token send neither; browsers always send one of them with a POST
  const foreign = from ? from !== event.url.origin : site !== null && site !== 'same-origin' && site !== 'none';
  if (foreign) {
    const message = `This request came from another site - open ${event.url.origin} and try there.`;
    return new Response(JSON.stringify({ errors: [{ path: 'origin', message }] }), {
      status: 403,
      headers: { 'content-type': 'application/json' }
    });
  }
  return resolve(event);
};

const identify: Handle = async ({ event, resolve }) => {
  event.locals.requestId = crypto.randomUUID().slice(0, 8);
  event.locals.actor = ANONYMOUS;
  event.locals.person = null;
  if (building) return resolve(event);
  const app = sharedApp();
  if (!app) throw new Error('The app was not started before the first request');
  event.locals.app = app;
  const token = event.cookies.get(cookieName(app));
  if (!token) return resolve(event);
  const session = await readSession(app, token);
  if (session) {
    event.locals.actor = session.actor;
    event.locals.person = session.person;
    if (session.renewed) {
      const cookie = sessionCookie(app, token, session.expiresAt);
      event.cookies.set(cookie.name, cookie.value, cookie.options);
    }
  }
  const response = await resolve(event);
  // what one person sees is in nobody's cache
  if (session && !response.headers.has('cache-control')) response.headers.set('cache-control', 'private, no-store');
  return response;
};

const OPEN_BEFORE_SETUP = /^\/(setup|healthz|readyz|manifest\.webmanifest|api\/v1\/models)(\/|$)/;

/** An empty database serves only the first-run wizard. */
const firstRun: Handle = async ({ event, resolve }) => {
  if (building || OPEN_BEFORE_SETUP.test(event.url.pathname) || (await isSetUp(event.locals.app)))
    return resolve(event);
  if (event.url.pathname.startsWith('/api/'))
    return new Response(
      JSON.stringify({ errors: [{ path: '', message: 'Waymark is not set up yet - open /setup.' }] }),
      { status: 503 }
    );
  return new Response(null, { status: 303, headers: { location: '/setup' } });
};

const log: Handle = async ({ event, resolve }) => {
  if (building) return resolve(event);
  const started = performance.now();
  const response = await resolve(event);
  // the route's pattern, not the address: addresses can hold tokens
  event.locals.app.log.debug(
    {
      requestId: event.locals.requestId,
      method: event.request.method,
      route: event.route.id,
      status: response.status,
      ms: Math.round(performance.now() - started)
    },
    'request'
  );
  return response;
};

/** No room, or too many at once: told with its own status and what to do, wherever it happened. */
const storage: Handle = async ({ event, resolve }) => {
  const response = await resolve(event);
  const { trouble } = event.locals;
  if (!trouble || response.status !== 500) return response;
  if (event.url.pathname.startsWith('/api/')) return troubleResponse(trouble);
  const headers = new Headers(response.headers);
  if (trouble.retryAfter) headers.set('retry-after', String(trouble.retryAfter));
  return new Response(response.body, { status: trouble.status, headers });
};

export const handle: Handle = sequence(language, origin, storage, identify, firstRun, log);

export const handleError: HandleServerError = ({ error, event, status }) => {
  const trouble = storageTrouble(error);
  if (trouble) event.locals.trouble = trouble;
  if (status !== 404) {
    const app = sharedApp();
    app?.log.error(
      {
        requestId: event.locals.requestId,
        route: event.route.id,
        error: describeError(error)
      },
      'request failed'
    );
  }
  return { message: status === 404 ? 'not-found' : 'failed', requestId: event.locals.requestId };
};
