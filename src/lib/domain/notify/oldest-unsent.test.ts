import { describe, expect, it } from 'vitest';
import type { OutboxItem } from '../sync/outbox';
import { oldestUnsent } from './oldest-unsent';

const now = new Date('2026-11-22T09:00:00Z');
const item = (issuedAt: string, state: OutboxItem['state'] = 'waiting'): OutboxItem => ({
  seq: 1,
  key: 'answer:a/b',
  envelope: {
    commandId: '01900000-0000-7000-8000-000000000001',
    seq: 1,
    type: 'answer.set',
    schemaVersion: 1,
    baseVersion: null,
    issuedAt,
    payload: {}
  },
  state,
  ackedVersion: null,
  problems: []
});

describe('work that waits on the device', () => {
  it('is warned about after three days, since its oldest change', () => {
    const items = [item('2026-11-22T08:00:00Z'), item('2026-11-19T09:00:00Z'), item('2026-11-21T08:00:00Z')];
    expect(oldestUnsent(items, now)).toBe('2026-11-19T09:00:00Z');
    expect(oldestUnsent(items, new Date('2026-11-22T08:59:59Z'))).toBeNull();
  });

  it('is warned about where it was refused, and not where the server has it', () => {
    expect(oldestUnsent([item('2026-11-01T09:00:00Z', 'failed')], now)).toBe('2026-11-01T09:00:00Z');
    expect(oldestUnsent([item('2026-11-01T09:00:00Z', 'acked')], now)).toBeNull();
    expect(oldestUnsent([], now)).toBeNull();
  });
});
