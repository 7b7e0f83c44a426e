import { describe, expect, it } from 'vitest';
import { markOneClick } from './one-click';

const ORIGIN = 'https://waymark.example.org';
const token = 'x'.repeat(43);
const mark = (change: { method?: string; url?: string; headers?: Record<string, string> } = {}) => {
  const request = { method: 'POST', url: `/unsubscribe/${token}`, headers: {} as Record<string, string>, ...change };
  markOneClick(request, `${ORIGIN}/`);
  return request.headers.origin;
};

describe('markOneClick', () => {
  it('lets a mail program’s post to a link to unsubscribe in', () => {
    expect(mark()).toBe(ORIGIN);
  });
  it.each<[string, Parameters<typeof mark>[0]]>([
    ['a post from another site', { headers: { origin: 'https://other.example' } }],
    ['a browser’s post', { headers: { 'sec-fetch-site': 'cross-site' } }],
    ['reading', { method: 'GET' }],
    ['another address', { url: '/sign-in' }],
    ['more than a link', { url: `/unsubscribe/${token}/x` }],
    ['an action named in the address', { url: `/unsubscribe/${token}?/other` }]
  ])('leaves %s as it came', (_name, change) => {
    expect(mark(change)).toBe(change?.headers?.origin);
  });
});
