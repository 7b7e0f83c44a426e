import type { device as Device } from '../device.svelte';

export type SaveStateName = 'saved-device' | 'synced' | 'saving' | 'offline' | 'waiting' | 'failed' | 'not-signed-in';

/** What the indicator says of the device's work, the most pressing first. */
export function saveState(device: typeof Device): { state: SaveStateName; count: number } {
  const count = device.waiting;
  // nothing is said to be saved before it is on the disk
  if (device.storing > 0) return { state: 'saving', count };
  if (device.failed > 0) return { state: 'failed', count: device.failed };
  if (device.signedOut) return { state: 'not-signed-in', count };
  // a browser that keeps nothing has saved a change only once the server has it
  if (!device.durable && count > 0) return { state: 'saving', count };
  if (!device.online) return { state: 'offline', count };
  if (device.syncing && count > 0) return { state: 'saving', count };
  if (count > 0 || device.trouble) return { state: 'waiting', count };
  return { state: device.syncedAt ? 'synced' : 'saved-device', count };
}
