import { describe, expect, it } from 'vitest';
import { applyClash, standingOf } from './apply-clash';
import type { OutboxItem } from './outbox';
import type { ClashRecord, PairingRecord, ReadRecord, SettingRecord } from './records';

const visit = {
  ...{ id: 'v', on: '2027-01-12', place: 'Umeå', purpose: 'See', travel: 0 },
  ...{ lodging: 0, other: 0, hours: 0, state: 'planned' as const }
};
const evaluation = { side: 'mentee' as const, helped: 4, goals: [], worked: 'Calls', missing: '', again: true, at: '' };
const pairing = {
  id: 'p',
  life: {
    ...{ agenda: [{ id: 'i', session: 1, text: 'List', done: false, removed: false }], visits: [visit] },
    ...{ files: [], evaluations: [evaluation], goalStates: {}, levelNow: null }
  }
} as unknown as PairingRecord;
const setting: SettingRecord = { id: 'm', conditions: [], target: { legal: 3 }, example: false, version: 1 };

const clashOf = (of: string, entityId: string, field: string, value: unknown): ClashRecord => ({
  ...{ id: 'c', of, entityId, municipalityId: null, field, value },
  ...{ author: 'kim', at: '', standingBy: 'eva', standingAt: '' }
});
const reading = (clash: ClashRecord) =>
  ((entity: string, id: string) => {
    if (entity === 'clash') return clash;
    if (entity === 'pairing' && id === 'p') return pairing;
    return entity === 'setting' && id === 'm' ? setting : undefined;
  }) as ReadRecord;
const settle = (clash: ClashRecord, standing: unknown): OutboxItem => ({
  ...{ seq: 1, key: 'k', state: 'waiting', ackedVersion: null, problems: [] },
  envelope: {
    ...{ commandId: 'x', seq: 1, type: 'clash.settle', schemaVersion: 1, baseVersion: null, issuedAt: '' },
    payload: { clashId: 'c', choose: 'other', seen: { standing, other: clash.value } }
  }
});

describe('a choice made without network', () => {
  it.each([
    ['of a visit', clashOf('visit', 'p/v', 'place', 'Luleå'), 'Umeå', { visits: [{ place: 'Luleå', on: visit.on }] }],
    ['of an item', clashOf('agenda', 'p/i', 'text', 'Lists'), 'List', { agenda: [{ text: 'Lists', session: 1 }] }],
    [
      'of what a side said',
      clashOf('evaluation', 'p/mentee', 'worked', 'Visits'),
      'Calls',
      { evaluations: [{ side: 'mentee', worked: 'Visits', helped: 4 }] }
    ]
  ])('%s is seen at once', (_of, clash, standing, life) => {
    const read = reading(clash);
    expect(standingOf(clash, read)).toBe(standing);
    const [gone, changed] = applyClash(settle(clash, standing), read);
    expect(gone).toEqual({ entity: 'clash', id: 'c', data: null });
    expect(changed).toMatchObject({ entity: 'pairing', id: 'p', data: { life } });
  });

  it('of a target level is seen at once', () => {
    const clash = clashOf('setting', 'm', 'target.legal', 5);
    expect(standingOf(clash, reading(clash))).toBe(3);
    expect(applyClash(settle(clash, 3), reading(clash))[1]).toMatchObject({ data: { target: { legal: 5 } } });
  });

  it('of what is not on this device is not offered', () => {
    for (const [of, entityId] of [
      ['visit', 'p/other'],
      ['agenda', 'other/i'],
      ['setting', 'other'],
      ['constructor', 'p/v']
    ] as const) {
      const clash = clashOf(of, entityId, 'place', 'x');
      expect(standingOf(clash, reading(clash))).toBeUndefined();
    }
  });
});
