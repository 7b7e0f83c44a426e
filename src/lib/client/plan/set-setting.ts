import { proposeConditions } from '$lib/domain/roadmap/propose-conditions';
import type { SettingRecord } from '$lib/domain/sync/records';
import { device } from '../device.svelte';

export type Setting = Omit<SettingRecord, 'id' | 'version'>;

/** What a municipality says of itself; until it has said anything, what is proposed from its number of inhabitants. */
export function settingOf(municipalityId: string): Setting {
  const known = device.one('setting', municipalityId);
  if (known) return known;
  const population = device.one('municipality', municipalityId)?.population ?? null;
  return { conditions: proposeConditions(population), target: null, example: false };
}

/** Changes part of it; the rest stays. */
export async function changeSetting(municipalityId: string, change: Partial<Setting>): Promise<void> {
  const { conditions, target, example } = { ...settingOf(municipalityId), ...change };
  const result = await device.issue(
    'setting.set',
    `setting:${municipalityId}`,
    { municipalityId, conditions, target, example },
    device.one('setting', municipalityId)?.version ?? null
  );
  if (!result.ok) throw new Error(`A choice was offered that is refused: ${result.problems[0]?.message}`);
}
