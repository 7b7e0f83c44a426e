import { getLocale } from '$lib/paraglide/runtime.js';
import { writeManifest } from './manifest';

/** In the reader's language, which a cookie or the browser says: the shell links it with its cookies. */
export const GET = () =>
  Response.json(writeManifest(getLocale()), {
    headers: {
      'content-type': 'application/manifest+json',
      'cache-control': 'private, max-age=3600',
      vary: 'cookie, accept-language'
    }
  });
