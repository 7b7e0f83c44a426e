import { ok, refuse, type Result } from '../shared/result';

/**
 * The push services of the browsers: the only other servers Waymark ever sends a request to. A dot in front stands for
 * every host below. Sources: the documentation of Firebase Cloud Messaging, Mozilla autopush, the Windows Push
 * Notification Services and Apple's "Sending web push notifications", which names `*.push.apple.com`.
 */
const PUSH_SERVICES = ['fcm.googleapis.com', '.push.services.mozilla.com', '.notify.windows.com', '.push.apple.com'];

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/**
 * Whether an endpoint that a browser names is a push service's: https, on its usual port, on a host of the list. Without
 * this, anybody with an account could make the server send requests wherever they like.
 *
 * @param more what an operator adds: hosts, or for tests origins of this machine, as `http://127.0.0.1:8080`
 * @example
 * checkEndpoint('https://fcm.googleapis.com/fcm/send/abc', []).ok // true
 * checkEndpoint('https://192.0.2.1/', []) // { ok: false, problems: [{ code: 'push-service-unknown', ... }] }
 */
export function checkEndpoint(endpoint: string, more: readonly string[]): Result<URL> {
  if (endpoint.length > 1000 || !URL.canParse(endpoint))
    return refuse('invalid', 'endpoint', 'The endpoint must be an address of at most 1000 characters.');
  const url = new URL(endpoint);
  if (url.username || url.password || url.hash)
    return refuse('invalid', 'endpoint', 'The endpoint must have neither a name, a password nor a part after "#".');
  if (LOOPBACK.test(url.hostname) && more.includes(url.origin)) return ok(url);
  if (url.protocol !== 'https:' || url.port)
    return refuse('invalid', 'endpoint', `The endpoint must be https on its usual port - got "${url.origin}".`);
  const known = [...PUSH_SERVICES, ...more].some((host) =>
    host.startsWith('.') ? url.hostname.endsWith(host) : url.hostname === host
  );
  return known
    ? ok(url)
    : refuse(
        'push-service-unknown',
        'endpoint',
        `"${url.hostname}" is no push service known here - an operator can add it with PUSH_HOSTS.`
      );
}
