import { describe, expect, it } from 'vitest';
import { checkEndpoint } from './push-endpoint';

const codeOf = (endpoint: string, more: string[] = []) => {
  const result = checkEndpoint(endpoint, more);
  return result.ok ? 'ok' : result.problems[0]!.code;
};

describe('the endpoint a browser names', () => {
  it.each([
    'https://fcm.googleapis.com/fcm/send/abc:123',
    'https://updates.push.services.mozilla.com/wpush/v2/abc',
    'https://db5p.notify.windows.com/w/?token=abc',
    'https://web.push.apple.com/QABC'
  ])('is taken where it is a push service: %s', (endpoint) => {
    expect(codeOf(endpoint)).toBe('ok');
  });

  it.each([
    ['another host', 'https://example.org/push', 'push-service-unknown'],
    ['a host that ends like one', 'https://evilfcm.googleapis.com/x', 'push-service-unknown'],
    ['a host that only begins like one', 'https://fcm.googleapis.com.example.org/x', 'push-service-unknown'],
    ['the bare domain above', 'https://push.apple.com/x', 'push-service-unknown'],
    ['an address inside the network', 'https://192.168.0.1/x', 'push-service-unknown'],
    ['this machine', 'http://127.0.0.1:8080/x', 'invalid'],
    ['no https', 'http://fcm.googleapis.com/x', 'invalid'],
    ['another port', 'https://fcm.googleapis.com:8443/x', 'invalid'],
    ['a name in front', 'https://me:secret@fcm.googleapis.com/x', 'invalid'],
    ['no address at all', 'fcm', 'invalid'],
    ['a very long one', `https://fcm.googleapis.com/${'x'.repeat(1000)}`, 'invalid']
  ])('is refused: %s', (_what, endpoint, code) => {
    expect(codeOf(endpoint)).toBe(code);
  });

  it('is taken on what an operator added, hosts and, of this machine only, origins', () => {
    const more = ['push.example.org', '.example.net', 'http://127.0.0.1:8080', 'http://intranet.example.org:80'];
    expect(codeOf('https://push.example.org/x', more)).toBe('ok');
    expect(codeOf('https://a.example.net/x', more)).toBe('ok');
    expect(codeOf('http://127.0.0.1:8080/x', more)).toBe('ok');
    expect(codeOf('http://127.0.0.1:8081/x', more)).toBe('invalid');
    expect(codeOf('http://intranet.example.org/x', more)).toBe('invalid');
    expect(codeOf('http://push.example.org/x', more)).toBe('invalid');
  });
});
