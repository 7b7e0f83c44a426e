/** In the reader's language: the same address says it in another one to somebody else. */
export const ofReader = { 'cache-control': 'private, no-cache', vary: 'cookie, accept-language' };
