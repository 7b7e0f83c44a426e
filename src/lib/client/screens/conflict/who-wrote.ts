import { m } from '$lib/paraglide/messages.js';
import { device } from '../../device.svelte';
import { formatMoment } from '../dates';

/** Author and time of a value, as its author's clock had it. */
export function whoWrote(by: string, at: string): string {
  const time = formatMoment(at);
  if (by === device.person?.id) return m.conflict_by_you({ time });
  return m.conflict_by({ name: device.one('person', by)?.name ?? m.conflict_colleague(), time });
}
