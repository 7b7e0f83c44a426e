import { readJson } from './exchange';
import { keepProof } from './known-person';

/** The server's secret for this person on this device; null without network, session or a server that knows of it. */
export async function secretOf(personId: string, deviceId: string): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    const response = await fetch('/api/v1/device-key', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-waymark-person': personId },
      body: JSON.stringify({ deviceId }),
      cache: 'no-store',
      redirect: 'manual',
      signal: AbortSignal.timeout(10_000)
    });
    const key = response.ok && (await readJson<{ secret: string; proof: string }>(response));
    if (!key) return null;
    const { secret, proof } = key;
    keepProof(`${personId}/${deviceId}/${proof}`);
    return Uint8Array.from(atob(secret.replace(/-/g, '+').replace(/_/g, '/')), (char) => char.charCodeAt(0));
  } catch {
    // no network, or a captive portal's page
    return null;
  }
}
