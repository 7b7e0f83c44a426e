import { describe, expect, it } from 'vitest';
import { pageOf } from './show-notification';

const opening = (data: unknown) => pageOf({ data } as Notification);

describe('what a notification opens', () => {
  it.each(['/app', '/app/plan', '/app/queue'])('is a page of the app: %s', (path) => {
    expect(opening({ path })).toBe(path);
  });

  it.each(['https://example.org', '//example.org', '/app/../sign-out', '/sign-out', '/app/plan?x', '', 1, null])(
    'is nothing else: %s',
    (path) => {
      expect(opening({ path })).toBe('/app');
    }
  );

  it('is the app where nothing is known', () => {
    expect(opening(null)).toBe('/app');
  });
});
