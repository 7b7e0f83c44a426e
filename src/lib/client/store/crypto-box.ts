/** What lies on the disk in place of a value; without `iv` it is readable (a browser that cannot encrypt). */
export interface Sealed {
  iv?: Uint8Array<ArrayBuffer>;
  data: ArrayBuffer;
}

/** Turns values into what may lie on the disk, and back. `place` is tied in: a ciphertext moved elsewhere does not open. */
export interface Box {
  /** False where the browser has no WebCrypto (http on another host): values lie readable, and the app says so. */
  readonly encrypts: boolean;
  seal(place: string, value: unknown): Promise<Sealed>;
  /** @param read what the bytes are; JSON unless told otherwise */
  open<T>(place: string, sealed: Sealed, read?: (bytes: ArrayBuffer) => T): Promise<T>;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();
// a file is kept as it is
const toBytes = (value: unknown) =>
  value instanceof ArrayBuffer ? new Uint8Array(value) : encoder.encode(JSON.stringify(value));
const toValue = <T>(bytes: ArrayBuffer) => JSON.parse(decoder.decode(bytes)) as T;

export const clearBox: Box = {
  encrypts: false,
  seal: (_place, value) => Promise.resolve({ data: toBytes(value).buffer }),
  open: <T>(_place: string, { data }: Sealed, read = toValue<T>) => Promise.resolve(read(data))
};

/** AES-GCM with 256 bits and a random IV for each value: at most 2^32 values under one key (NIST SP 800-38D, 8.3). */
export function keyBox(key: CryptoKey): Box {
  return {
    encrypts: true,
    async seal(place, value) {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const additionalData = encoder.encode(place);
      return { iv, data: await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, key, toBytes(value)) };
    },
    async open<T>(place: string, { iv, data }: Sealed, read = toValue<T>) {
      if (!iv) return read(data);
      const additionalData = encoder.encode(place);
      return read(await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData }, key, data));
    }
  };
}
