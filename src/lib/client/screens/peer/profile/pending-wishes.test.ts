import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layPending, partWishes, readPending } from './pending-wishes';

const wish = (municipalityId: string, reason: string) => ({ municipalityId, reason });

describe('wishes without a reason', () => {
  it('wait on the device where they stand, and are sent once they have one', () => {
    const rows = [wish('a', 'Near'), wish('b', '  '), wish('c', 'Same system')];
    const { stored, pending } = partWishes(rows, []);
    expect(stored).toEqual([rows[0], rows[2]]);
    expect(pending).toEqual([{ municipalityId: 'b', at: 1 }]);
    expect(layPending(stored, pending)).toEqual([rows[0], wish('b', ''), rows[2]]);
    expect(partWishes([wish('b', 'Kind')], []).pending).toEqual([]);
  });

  it('that are stored so since long stay', () => {
    expect(partWishes([wish('a', '')], [wish('a', '')])).toEqual({ stored: [wish('a', '')], pending: [] });
  });

  it('give way to the same one that a colleague has stored', () => {
    expect(layPending([wish('b', 'Theirs')], [{ municipalityId: 'b', at: 0 }])).toEqual([wish('b', 'Theirs')]);
  });

  it('are read from whatever was kept', () => {
    for (const kept of [undefined, null, 'x', {}, [null, 1, { municipalityId: 1, at: 0 }, { municipalityId: 'a' }]])
      expect(readPending(kept)).toEqual([]);
    expect(readPending([{ municipalityId: 'a', at: 0 }])).toEqual([{ municipalityId: 'a', at: 0 }]);
  });

  it('parted and laid together again are the list they were', () => {
    const lists = fc
      .uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 5 })
      .chain((ids) => fc.tuple(...ids.map((id) => fc.constantFrom('', 'Why').map((reason) => wish(id, reason)))));
    fc.assert(
      fc.property(lists, (rows) => {
        const { stored, pending } = partWishes(rows, []);
        expect(layPending(stored, pending)).toEqual(rows);
      })
    );
  });
});
