import { device } from '../device.svelte';

/** What somebody was writing is on the device after this, and on the server where there is network: then a page may load anew. */
export async function settleWork(): Promise<void> {
  // leaving a field saves it
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  for (let round = 0; round < 3; round++) {
    await new Promise((done) => setTimeout(done));
    // reads the store, behind every write that has begun
    await device.deviceId();
  }
  await device.sync();
}
