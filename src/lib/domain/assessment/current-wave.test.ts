import { describe, expect, it } from 'vitest';
import { currentWave } from './current-wave';

const wave = (name: string, opensAt: string, closed: boolean) => ({
  id: name,
  name,
  modelId: 'roadmap',
  modelVersion: '0.1.0',
  opensAt,
  closesAt: '2030-01-01T00:00:00.000Z',
  closed,
  publish: 'aggregates' as const
});

describe('currentWave', () => {
  it('prefers the open wave to one that opened later and is closed', () => {
    expect(currentWave([wave('trial', '2026-05-01', true), wave('main', '2026-01-01', false)])?.name).toBe('main');
  });

  it('is the latest when all are closed', () => {
    expect(currentWave([wave('2025', '2025-01-01', true), wave('2026', '2026-01-01', true)])?.name).toBe('2026');
  });

  it('is nothing in a network without waves', () => {
    expect(currentWave([])).toBeUndefined();
  });
});
