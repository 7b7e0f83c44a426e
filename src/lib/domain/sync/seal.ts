import type { Envelope } from './protocol';

/**
 * What a seal is made over (HMAC-SHA-256, RFC 2104, with the device's proof as the key): whose change it is, on which
 * device it was made, and everything in it that says what is to be done, with the version its author had seen. Without
 * what the carrying changes: its place in an outbox.
 *
 * @example
 * sealedText('A', 'device-1', { commandId: 'c', type: 'step.set', schemaVersion: 1, baseVersion: 4, issuedAt: 't', payload: { b: 1, a: 2 } })
 * // '["A","device-1","c","step.set",1,4,"t",{"a":2,"b":1}]'
 */
export function sealedText(
  personId: string,
  deviceId: string,
  command: Pick<Envelope, 'commandId' | 'type' | 'schemaVersion' | 'baseVersion' | 'issuedAt' | 'payload'>
): string {
  const { commandId, type, schemaVersion, baseVersion, issuedAt, payload } = command;
  return JSON.stringify([personId, deviceId, commandId, type, schemaVersion, baseVersion, issuedAt, inOrder(payload)]);
}

/** The order of keys says nothing, and not every way keeps it. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, part]) => [key, inOrder(part)]));
}
