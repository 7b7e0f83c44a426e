import { describe, expect, it } from 'vitest';
import { silenceDue } from './device-silence';

const at = (day: string) => new Date(`${day}T09:00:00Z`);
const now = at('2026-11-22');
const device = { seenAt: at('2026-11-17'), usedAt: at('2026-11-17'), unsent: 0, toldAt: null };

describe('a silent device', () => {
  it('is told of on the fifth day, not before', () => {
    expect(silenceDue(device, now)).toBe(true);
    expect(silenceDue({ ...device, seenAt: at('2026-11-18') }, now)).toBe(false);
  });

  it('is told of once', () => {
    expect(silenceDue({ ...device, toldAt: at('2026-11-21') }, now)).toBe(false);
  });

  it('is no news after a month', () => {
    expect(silenceDue({ ...device, seenAt: at('2026-10-22'), usedAt: at('2026-10-22') }, now)).toBe(false);
  });

  it('is told of only where somebody works on it', () => {
    expect(silenceDue({ ...device, usedAt: null }, now)).toBe(false);
    expect(silenceDue({ ...device, usedAt: at('2026-10-01') }, now)).toBe(false);
    expect(silenceDue({ ...device, usedAt: at('2026-10-20') }, now)).toBe(true);
  });

  it('is told of wherever it had work to send, however long ago that began', () => {
    expect(silenceDue({ ...device, usedAt: at('2026-01-01'), unsent: 1 }, now)).toBe(true);
  });
});
