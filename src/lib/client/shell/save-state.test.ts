import { describe, expect, it } from 'vitest';
import { saveState } from './save-state';

type Known = Parameters<typeof saveState>[0];
const fresh = { storing: 0, failed: 0, signedOut: false, online: true, syncing: false, waiting: 0, trouble: null };
const said = (more: object) =>
  saveState({ ...fresh, durable: true, syncedAt: 'now', ...more } as unknown as Known).state;

describe('what is said of the device’s work', () => {
  it('is the most pressing of it', () => {
    expect(said({})).toBe('synced');
    expect(said({ waiting: 1 })).toBe('waiting');
    expect(said({ waiting: 1, online: false })).toBe('offline');
    expect(said({ waiting: 1, signedOut: true })).toBe('not-signed-in');
    expect(said({ waiting: 1, failed: 1, signedOut: true })).toBe('failed');
    expect(said({ waiting: 1, failed: 1, storing: 1 })).toBe('saving');
    expect(said({ syncedAt: null })).toBe('saved-device');
  });

  it('is never that something is saved, where the browser keeps nothing and the server does not have it', () => {
    const keepsNothing = { durable: false, waiting: 1 };
    for (const more of [{}, { online: false }, { trouble: 507 }, { syncing: true }])
      expect(said({ ...keepsNothing, ...more })).toBe('saving');
    expect(said({ durable: false })).toBe('synced');
  });
});
