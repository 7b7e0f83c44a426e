/** A file somebody gave: always to be saved, never shown by the browser, for whoever gave it is not to be trusted with our pages. */
export function fileResponse(file: { bytes: Uint8Array; name: string; mediaType: string }): Response {
  const { bytes, name, mediaType } = file;
  const plain = name.replaceAll(/[^\x20-\x7e]|["\\%;]/g, '_');
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': mediaType.startsWith('text/') ? `${mediaType}; charset=utf-8` : mediaType,
      // RFC 6266: the second form carries letters beyond ASCII
      'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encode(name)}`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
      'cache-control': 'private, no-store'
    }
  });
}

/** RFC 8187: what encodeURIComponent leaves and the grammar does not. */
const encode = (name: string) =>
  encodeURIComponent(name).replaceAll(/['()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);
