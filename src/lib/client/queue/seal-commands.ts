import type { QueueFile } from '$lib/domain/sync/queue-file';
import { sealedText } from '$lib/domain/sync/seal';

/**
 * The file with this device's seal on each change that was made on it: a coordinator can then bring them in their
 * author's name. What was itself imported keeps the seal of the device it comes from. Without the server's proof (never
 * in touch since signing in, or a browser without WebCrypto) nothing is sealed, and whoever adds the file sends it as
 * their own.
 *
 * @param kept as `known-person.ts` keeps it: `PERSON/DEVICE/PROOF`
 */
export async function sealCommands(file: QueueFile, kept: string | null): Promise<QueueFile> {
  const [personId, deviceId, proof] = kept?.split('/') ?? [];
  if (!proof || personId !== file.person.id || deviceId !== file.deviceId || !globalThis.crypto?.subtle) return file;
  const bytes = new TextEncoder();
  const key = await crypto.subtle.importKey('raw', bytes.encode(proof), { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign'
  ]);
  const commands = await Promise.all(
    file.commands.map(async (entry) => {
      if (entry.envelope.via) return entry;
      const text = sealedText(personId, deviceId, entry.envelope);
      const seal = new Uint8Array(await crypto.subtle.sign('HMAC', key, bytes.encode(text)));
      return { ...entry, seal: Array.from(seal, (byte) => byte.toString(16).padStart(2, '0')).join('') };
    })
  );
  return { ...file, commands };
}
