import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SIZE_CLASSES } from '../../register/size-class';
import { BREAKDOWNS, type ReportMunicipality } from '../aggregate-types';
import { fixStrata, isThin, placeAll } from './strata';

const municipality = fc.record({
  sizeClass: fc.constantFrom(...SIZE_CLASSES.map(({ id }) => id), null),
  mainGroup: fc.constantFrom('A' as const, 'B' as const, 'C' as const, null),
  county: fc.constantFrom('01', '03', '04', '05', null),
  answered: fc.boolean(),
  known: fc.boolean()
});
const register = fc.array(municipality, { minLength: 12, maxLength: 160 });

function fix(list: readonly (Omit<ReportMunicipality, 'code'> & { answered: boolean; known: boolean })[]) {
  const municipalities = list.map((one, i) => ({ ...one, code: String(i) }));
  const answered = Uint8Array.from(list, (one) => Number(one.answered));
  const known = Uint8Array.from(list, (one) => Number(one.known));
  const strata = fixStrata(municipalities, answered, known);
  return { strata, places: placeAll(municipalities, strata, answered, known), answered, known };
}

describe('fixStrata', () => {
  it('leaves no class of fewer than ten answers, unless there is one class only', () => {
    fc.assert(
      fc.property(register, (list) => {
        const { strata, places, answered, known } = fix(list);
        for (const by of BREAKDOWNS) {
          const counts = strata[by].map(() => ({ answered: 0, known: 0 }));
          places.classOf[by].forEach((at, i) => {
            counts[at]!.answered += answered[i]!;
            counts[at]!.known += answered[i]! & known[i]!;
          });
          if (strata[by].length > 1) expect(counts.filter(isThin), by).toEqual([]);
        }
      })
    );
  });

  it('puts every municipality into one class, whatever the order of the register', () => {
    fc.assert(
      fc.property(register, (list) => {
        const { strata } = fix(list);
        for (const by of BREAKDOWNS) {
          const parts = strata[by].flatMap(({ of }) => of);
          expect(new Set(parts).size).toBe(parts.length);
        }
        expect(fix([...list].reverse()).strata).toEqual(strata);
      })
    );
  });

  it('does not look at what was answered: only who did', () => {
    const { strata } = fix(
      Array.from({ length: 40 }, (_, i) => ({
        ...{ sizeClass: i < 25 ? ('s1' as const) : ('s2' as const), mainGroup: 'C' as const, county: '01' },
        ...{ answered: i % 2 === 0, known: false }
      }))
    );
    expect(strata.size).toEqual([{ id: 's1+s2', of: ['s1', 's2'] }]);
  });
});
