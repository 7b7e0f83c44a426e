import { turnOff } from './this-browser';

/** At sign-out: no notifications here any more and, where nothing is left on the device, no mail about its silence. */
export async function leaveDevice(deviceId: string, keep: boolean): Promise<void> {
  await turnOff().catch(() => undefined);
  if (keep || !deviceId) return;
  await fetch(`/api/v1/devices/${encodeURIComponent(deviceId)}`, { method: 'DELETE', redirect: 'manual' }).catch(
    () => undefined
  );
}
