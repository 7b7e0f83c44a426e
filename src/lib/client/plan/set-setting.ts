import { laySetting } from '$lib/domain/roadmap/merge-setting';
import { proposeConditions } from '$lib/domain/roadmap/propose-conditions';
import { seenBefore } from '$lib/domain/shared/merge-fields';
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

/** Of the outbox: changes of one municipality's settings follow one another. */
export const settingKey = (municipalityId: string): string => `setting:${municipalityId}`;

/**
 * Changes part of it; the rest stays, and what colleagues change meanwhile.
 *
 * @param replaces what the change takes the place of, where that is not what stands: undoing leaves what came since
 */
export async function changeSetting(
  municipalityId: string,
  change: Partial<Setting>,
  replaces: Partial<Setting> = settingOf(municipalityId)
): Promise<void> {
  const { conditions, target, example } = settingOf(municipalityId);
  const before = { conditions, target, example };
  const after = laySetting(before, change, replaces);
  const result = await device.issue(
    'setting.set',
    settingKey(municipalityId),
    { municipalityId, ...after, was: seenBefore(before, after) },
    device.one('setting', municipalityId)?.version ?? null
  );
  if (!result.ok) throw new Error(`A choice was offered that is refused: ${result.problems[0]?.message}`);
}
