import { device } from '../../device.svelte';
import { municipalityByCode } from '../outreach/network';

/** Nobody waits longer for a form. */
const LONGEST_MS = 6000;

interface Named {
  place: string | null;
  contact: string | null;
  meeting: string | null;
}

/** Whether everything an address names is on this device. */
export function isKnown({ place, contact, meeting }: Named): boolean {
  return (
    // the time zone comes with the network
    device.all('network').length > 0 &&
    (!place || Boolean(municipalityByCode(place) ?? device.one('municipality', place))) &&
    (!contact || Boolean(device.one('contact', contact))) &&
    (!meeting || Boolean(device.one('planned-meeting', meeting)))
  );
}

/** Asks the server once, where there is one. */
export async function fetchFirst(): Promise<void> {
  await Promise.race([device.sync(), new Promise((done) => setTimeout(done, LONGEST_MS))]);
}
