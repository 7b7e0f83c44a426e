/**
 * Where to go after signing in: a path of this site, or the fallback. Everything a browser could read as another
 * site is refused: `//host`, `/\host`, schemes, control characters (URL Standard, 4.4: tabs and line breaks are dropped).
 *
 * @example
 * localPath('/app/plan?step=2', '/app') // '/app/plan?step=2'
 * localPath('//example.org', '/app') // '/app'
 */
export function localPath(wanted: string | null | undefined, fallback: string): string {
  if (!wanted || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(wanted)) return fallback;
  const url = new URL(wanted, 'http://waymark.invalid');
  // "/./" and "/../" can leave two slashes in front
  return url.host === 'waymark.invalid' && !url.pathname.startsWith('//')
    ? url.pathname + url.search + url.hash
    : fallback;
}
