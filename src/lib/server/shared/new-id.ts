import { randomFillSync } from 'node:crypto';
import { v7 } from 'uuid';

const BYTES = 16;
/** Asking for random bytes takes longer than making an id of them: they are fetched for many at once. */
const pool = new Uint8Array(BYTES * 256);
let used = pool.length;
let msecs = 0;
let seq = 0;

/** A new UUIDv7: ids of one process sort in the order in which they were made (RFC 9562, section 6.2, method 1). */
export function newId(): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const random = pool.subarray(used, used + BYTES);
  used += BYTES;
  const now = Date.now();
  if (now > msecs) {
    msecs = now;
    // the library takes its last bits from bytes 10 to 15; half of the room is left for those that follow
    seq = ((random[0]! & 0x7f) << 24) | (random[1]! << 16) | (random[2]! << 8) | random[3]!;
  } else {
    // the same millisecond, or a clock that was set back
    seq = (seq + 1) >>> 0;
    if (seq === 0) msecs++;
  }
  return v7({ random, msecs, seq });
}
