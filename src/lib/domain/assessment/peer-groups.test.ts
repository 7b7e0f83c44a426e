import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import register from '$lib/content/demo/se-municipalities.json';
import { formPeerGroups, neededFor, type PeerFacts, sizeBounds } from './peer-groups';

const sweden = (register.municipalities as (string | number)[][]).map((row): PeerFacts => ({
  id: String(row[0]),
  groupCode: String(row[4]),
  urbanisation: Number(row[5]),
  population: Number(row[6])
}));

const facts = fc.record({
  groupCode: fc.constantFrom('A1', 'A2', 'B4', 'C7', 'C9', null),
  urbanisation: fc.constantFrom(1, 2, 3, null),
  population: fc.oneof(fc.constant(null), fc.integer({ min: 500, max: 400_000 }))
});
const registers = fc
  .array(facts, { maxLength: 120 })
  .map((rows) => rows.map((row, i): PeerFacts => ({ ...row, id: `m${i}` })));
const needs = fc.integer({ min: 1, max: 30 });

describe('peer groups', () => {
  it('put every municipality into exactly one group', () => {
    fc.assert(
      fc.property(registers, needs, (rows, needed) => {
        const members = formPeerGroups(rows, needed).flatMap((group) => group.members);
        expect([...members].sort()).toEqual(rows.map(({ id }) => id).sort());
      })
    );
  });

  it('are as large as needed wherever the network is', () => {
    fc.assert(
      fc.property(registers, needs, (rows, needed) => {
        const sizes = formPeerGroups(rows, needed).map((group) => group.members.length);
        for (const size of sizes) expect(size).toBeGreaterThanOrEqual(Math.min(needed, rows.length));
      })
    );
  });

  it('are the same whatever the order of the register', () => {
    fc.assert(
      fc.property(registers, needs, (rows, needed) => {
        expect(formPeerGroups([...rows].reverse(), needed)).toEqual(formPeerGroups(rows, needed));
      })
    );
  });

  it('keep main groups apart where each is large enough', () => {
    fc.assert(
      fc.property(registers, (rows) => {
        for (const { kinds } of formPeerGroups(rows, 1)) expect(kinds).toHaveLength(1);
      })
    );
  });

  it("are eight in Sweden's 290 municipalities at a threshold of five", () => {
    const groups = formPeerGroups(sweden, neededFor(5));
    expect(groups.map(({ kinds, sizes, members }) => `${kinds.join()} ${sizes.join()}: ${members.length}`)).toEqual([
      'A s2,s3,s4,s5,s6: 46',
      'B s1,s2: 25',
      'B s3: 36',
      'B s4: 24',
      'B s5,s6: 25',
      'C s1,s2: 49',
      'C s3: 51',
      'C s4,s5: 34'
    ]);
  });

  it('use the degree of urbanisation where there is no group, and put strays with what is most like them', () => {
    const rows: PeerFacts[] = [
      ...Array.from({ length: 4 }, (_, i) => ({ id: `c${i}`, groupCode: null, urbanisation: 1, population: 90_000 })),
      ...Array.from({ length: 4 }, (_, i) => ({ id: `r${i}`, groupCode: null, urbanisation: 3, population: 4_000 })),
      { id: 'x', groupCode: null, urbanisation: null, population: null }
    ];
    expect(formPeerGroups(rows, 3).map(({ kinds, sizes, members }) => [kinds, sizes, members.length])).toEqual([
      [['u1'], ['s5'], 4],
      [['u3', 'unknown'], [null, 's1'], 5]
    ]);
  });
});

describe('the bounds of a group in inhabitants', () => {
  it.each([
    [['s2', 's3'] as const, { min: 5_000, max: 19_999 }],
    [['s1'] as const, { min: null, max: 4_999 }],
    [['s6'] as const, { min: 100_000, max: null }],
    [[null, 's1'] as const, { min: null, max: null }]
  ])('%j', (sizes, bounds) => {
    expect(sizeBounds(sizes)).toEqual(bounds);
  });
});
