import type { Comparison } from '$lib/domain/assessment/comparison';
import { m } from '$lib/paraglide/messages.js';

/** What stands beside one's own profile: others like it, oneself earlier, or a target. */
export interface Beside {
  kind: 'peers' | 'wave' | 'target';
  /** Head of its column in the table. */
  column: string;
  /** What the triangle is, in the key. */
  key: string;
  overall: number | null;
  levels: Readonly<Record<string, number | null>>;
  /** Where the middle half is, by dimension. */
  middle: Readonly<Record<string, [number, number] | null>>;
  waveName?: string;
}

/** Others like it; null where they are withheld. */
export function besidePeers({ peers }: Comparison): Beside | null {
  if (!peers.shown) return null;
  const entries = Object.entries(peers.dimensions);
  return {
    kind: 'peers',
    column: m.compare_col_peers(),
    key: m.compare_key_peers(),
    overall: peers.overall?.level ?? null,
    levels: Object.fromEntries(entries.map(([id, found]) => [id, found?.level ?? null])),
    middle: Object.fromEntries(entries.map(([id, found]) => [id, found?.middle ?? null]))
  };
}

/** Oneself in an earlier wave. */
export function besideWave({ earlier }: Comparison, waveId: string): Beside | null {
  const wave = earlier.find((one) => one.waveId === waveId);
  if (!wave) return null;
  const { name, overall, dimensions: levels } = wave;
  return {
    kind: 'wave',
    column: name,
    key: m.compare_key_wave({ wave: name }),
    overall,
    levels,
    middle: {},
    waveName: name
  };
}

/** The target, where one is set. */
export function besideTarget(target: Readonly<Record<string, number>> | null): Beside | null {
  if (!target || Object.keys(target).length === 0) return null;
  return {
    kind: 'target',
    column: m.compare_col_target(),
    key: m.compare_key_target(),
    overall: null,
    levels: target,
    middle: {}
  };
}

/** One dimension's comparison in words. */
export function besideWords(beside: Beside, dimension: string, own: number | null): string {
  const level = beside.levels[dimension] ?? null;
  if (beside.kind === 'target') {
    if (level === null) return m.compare_target_none();
    return own !== null && own >= level ? m.compare_target_reached({ level }) : m.compare_target_level({ level });
  }
  if (beside.kind === 'wave') {
    const wave = beside.waveName ?? '';
    return level === null ? m.compare_wave_none({ wave }) : m.compare_wave_level({ wave, level });
  }
  if (level === null) return m.compare_peers_none();
  const middle = beside.middle[dimension];
  if (!middle) return m.compare_peers_level({ level });
  const [low, high] = middle;
  return low === high ? m.compare_peers_middle_same({ level }) : m.compare_peers_middle({ level, low, high });
}
