import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localPath } from './local-path';

describe('the way on after signing in', () => {
  it.each(['/app', '/app/plan?step=2#here', '/invitation/abc', '/å'])('stays %s', (path) => {
    expect(decodeURI(localPath(path, '/'))).toBe(path);
  });

  it.each([
    '',
    null,
    undefined,
    'app',
    '//example.org',
    '/\\example.org',
    '\\/example.org',
    'https://example.org',
    'javascript:alert(1)',
    '/\t/example.org',
    '/\n/example.org',
    '/.//example.org',
    '/x/..//example.org'
  ])('is never %j', (path) => {
    expect(localPath(path, '/app')).toBe('/app');
  });

  it('never leaves the site, whatever is asked for', () => {
    const pieces = fc.array(
      fc.constantFrom('/', '\\', '.', '..', ':', '@', '?', '#', 'example.org', 'http:', '\t', '\n', '%2f', ' ', 'a'),
      { maxLength: 8 }
    );
    fc.assert(
      fc.property(pieces, (parts) => {
        const path = localPath(parts.join(''), '/app');
        expect(new URL(path, 'https://waymark.example.org').origin).toBe('https://waymark.example.org');
      }),
      { numRuns: 5000 }
    );
  });
});
