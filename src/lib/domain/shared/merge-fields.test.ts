import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSame, mergeFields, mergeItems, mergeSet, type OpenClash, seenBefore } from './merge-fields';

interface Thing {
  due: string | null;
  note: string;
}
const thing: Thing = { due: null, note: 'Ask Eva' };

describe('mergeFields', () => {
  it('takes a change of a field that nobody else touched and leaves the others', () => {
    const now = { ...thing, note: 'Eva is away' };
    expect(mergeFields(now, { ...thing, due: '2027-01-31' }, { due: null })).toEqual({
      merged: { due: '2027-01-31', note: 'Eva is away' },
      changed: ['due'],
      clashes: [],
      settled: []
    });
  });

  it('finds nothing in the same value twice', () => {
    const now: Thing = { ...thing, due: '2027-01-31' };
    expect(mergeFields(now, { due: '2027-01-31' }, { due: null })).toMatchObject({ changed: [], clashes: [] });
  });

  it('keeps a second value beside the one that stands', () => {
    const now = { ...thing, note: 'Eva is away' };
    const merge = mergeFields(now, { note: 'Ask Ann' }, { note: 'Ask Eva' });
    expect(merge.merged.note).toBe('Eva is away');
    expect(merge.clashes).toEqual([{ field: 'note', value: 'Ask Ann', replaces: null }]);
  });

  it('puts a text in the place of the kept one that its author goes on writing', () => {
    const open = [{ id: 'k', field: 'note', value: 'Ask Ann' }];
    const merge = mergeFields({ ...thing, note: 'Eva is away' }, { note: 'Ask Ann today' }, { note: 'Ask Ann' }, open);
    expect(merge.clashes).toEqual([{ field: 'note', value: 'Ask Ann today', replaces: 'k' }]);
  });

  it('settles a clash whose author gave it up, and one whose value stands now', () => {
    const open = [{ id: 'k', field: 'note', value: 'Ask Ann' }];
    const now = { ...thing, note: 'Eva is away' };
    expect(mergeFields(now, { note: 'Eva is away' }, { note: 'Ask Ann' }, open).settled).toEqual(['k']);
    expect(mergeFields(now, { note: 'Ask Ann' }, { note: 'Eva is away' }, open)).toMatchObject({
      merged: { note: 'Ask Ann' },
      settled: ['k']
    });
  });

  it('keeps a value once that two people wrote into the same clash', () => {
    const open = [{ id: 'k', field: 'note', value: 'Ask Ann' }];
    const merge = mergeFields({ ...thing, note: 'Eva is away' }, { note: 'Ask Ann' }, { note: 'Ask Eva' }, open);
    expect(merge).toMatchObject({ changed: [], clashes: [], settled: [] });
  });

  it('does not look at the order in which an object’s fields come', () => {
    const owner = { owner: { id: 'p', name: '' } };
    expect(mergeFields(owner, { owner: { name: '', id: 'p' } }, { owner: { id: 'x', name: '' } }).clashes).toEqual([]);
  });
});

interface Person {
  id: string;
  name: string;
  role: string;
  contactId?: string;
}
const kim: Person = { id: 'kim', name: 'Kim', role: 'it' };

describe('mergeItems', () => {
  it('keeps what both added', () => {
    const lo = { ...kim, id: 'lo', name: 'Lo' };
    expect(mergeItems('a', [kim], [lo], []).merged).toEqual([kim, lo]);
  });

  it('merges two changes of one item field by field', () => {
    const merge = mergeItems('a', [{ ...kim, name: 'Kim Berg' }], [{ ...kim, role: 'manager' }], [kim]);
    expect(merge).toMatchObject({
      merged: [{ id: 'kim', name: 'Kim Berg', role: 'manager' }],
      changed: ['a.kim.role']
    });
  });

  it('names the item and the field in which two changes clash', () => {
    const merge = mergeItems('a', [{ ...kim, name: 'Kim Berg' }], [{ ...kim, name: 'Kim Dahl' }], [kim]);
    expect(merge.merged[0]?.name).toBe('Kim Berg');
    expect(merge.clashes).toEqual([{ field: 'a.kim.name', value: 'Kim Dahl', replaces: null }]);
  });

  it('takes an item out that nobody has changed since', () => {
    expect(mergeItems('a', [kim], [], [kim])).toMatchObject({ merged: [], changed: ['a.kim'] });
  });

  it.each([
    ['changed by somebody else', [{ ...kim, name: 'Kim Berg' }], []],
    ['with a second value that is open', [kim], [{ id: 'k', field: 'a.kim.name', value: 'Kim Berg' }]]
  ])('keeps a removed item that was %s', (_case, now, open) => {
    expect(mergeItems('a', now, [], [kim], open as OpenClash[]).merged).toEqual(now);
  });

  it('brings an item back that one removed and the other changed, whoever comes first', () => {
    const changed = { ...kim, name: 'Kim Berg' };
    expect(mergeItems('a', [], [changed], [kim]).merged).toEqual([changed]);
    expect(mergeItems('a', [changed], [], [kim]).merged).toEqual([changed]);
  });

  it('leaves an item out that was removed elsewhere and not touched here', () => {
    expect(mergeItems('a', [], [kim], [kim]).merged).toEqual([]);
  });

  it('takes a field in that the item did not have before, and one out', () => {
    const chosen = { ...kim, contactId: 'c' };
    expect(mergeItems('a', [kim], [chosen], [kim]).merged).toEqual([chosen]);
    expect(mergeItems('a', [chosen], [kim], [chosen]).merged[0]?.contactId).toBeUndefined();
  });
});

describe('mergeSet', () => {
  it('adds what either added and takes out what either took out', () => {
    expect(mergeSet(['a', 'b'], ['c'], ['a'])).toEqual(['b', 'c']);
  });
});

describe('seenBefore', () => {
  it('names what was there in the fields that are changed', () => {
    expect(seenBefore(thing, { ...thing, due: '2027-01-31' })).toEqual({ due: null });
    expect(seenBefore({ list: [kim] }, { list: [{ ...kim }] })).toEqual({});
  });
});

// What several people write into one thing, each from what they had seen then.
const person = fc.record({
  id: fc.constantFrom('1', '2', '3'),
  name: fc.constantFrom('a', 'b', 'c'),
  role: fc.constantFrom('x', 'y')
});
const people = fc.uniqueArray(person, { selector: ({ id }) => id, maxLength: 3 });
const note = fc.record({ due: fc.constantFrom(null, '1', '2'), note: fc.constantFrom('', 'a', 'b', 'c') });

/** Everything that is kept of a field: what stands and what is open beside it. */
const kept = (standing: unknown, field: string, open: readonly OpenClash[]) => [
  standing,
  ...open.filter((clash) => clash.field === field).map(({ value }) => value)
];
const after = (open: readonly OpenClash[], merge: ReturnType<typeof mergeFields>, next: () => string): OpenClash[] => [
  ...open.filter(({ id }) => !merge.settled.includes(id) && !merge.clashes.some(({ replaces }) => replaces === id)),
  ...merge.clashes.map(({ field, value }) => ({ id: next(), field, value }))
];

describe('whatever is written', () => {
  it('is there, or kept beside, until somebody who had seen it wrote something else', () => {
    const writes = fc.array(fc.tuple(note, fc.nat(5)), { maxLength: 8 });
    fc.assert(
      fc.property(note, writes, (start, list) => {
        let now = start as Thing;
        let open: OpenClash[] = [];
        let ids = 0;
        for (const [mine, pick] of list) {
          // each author had one of the values on the screen, or the one of the beginning
          const was = Object.fromEntries(
            (['due', 'note'] as const).map((field) => {
              const seen = [...kept(now[field], field, open), start[field]];
              return [field, seen[pick % seen.length]];
            })
          ) as unknown as Thing;
          const before = (['due', 'note'] as const).map((field) => kept(now[field], field, open));
          const merge = mergeFields(now, mine, was, open);
          [now, open] = [merge.merged, after(open, merge, () => `${ids++}`)];
          (['due', 'note'] as const).forEach((field, i) => {
            const here = kept(now[field], field, open);
            if (!isSame(mine[field], was[field])) expect(here).toContainEqual(mine[field]);
            for (const value of before[i]!) if (!isSame(value, was[field])) expect(here).toContainEqual(value);
            expect(new Set(here).size).toBe(here.length);
          });
        }
      })
    );
  });

  it('is kept the same, whoever comes first', () => {
    fc.assert(
      fc.property(note, note, note, (start, a, b) => {
        const both = (first: Thing, second: Thing) => {
          const one = mergeFields(start as Thing, first, start as Thing);
          const two = mergeFields(one.merged, second, start as Thing, []);
          return (['due', 'note'] as const).map((field) =>
            kept(
              two.merged[field],
              field,
              after([], two, () => '')
            ).sort()
          );
        };
        expect(both(a as Thing, b as Thing)).toEqual(both(b as Thing, a as Thing));
      })
    );
  });

  it('in items: the same items and values are kept, whoever comes first, and no value is lost', () => {
    fc.assert(
      fc.property(people, people, people, (start, a, b) => {
        const both = (first: Person[], second: Person[]) => {
          const one = mergeItems<Person>('p', start, first, start);
          const two = mergeItems('p', one.merged, second, start);
          return two.merged
            .flatMap((item) =>
              (['name', 'role'] as const).flatMap((field) =>
                kept(
                  item[field],
                  `p.${item.id}.${field}`,
                  after([], two as never, () => '')
                ).map((value) => `${item.id} ${field} ${String(value)}`)
              )
            )
            .sort();
        };
        const here = both(a, b);
        expect(here).toEqual(both(b, a));
        for (const item of [...a, ...b]) {
          const seen = start.find(({ id }) => id === item.id);
          for (const field of ['name', 'role'] as const)
            if (!seen || seen[field] !== item[field]) expect(here).toContain(`${item.id} ${field} ${item[field]}`);
        }
      })
    );
  });
});
