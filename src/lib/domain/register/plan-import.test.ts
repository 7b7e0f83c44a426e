import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planImport, type ExistingMunicipality } from './plan-import';
import type { RegisterFacts, RegisterRow } from './types';

const FACTS: RegisterFacts = {
  code: '9901',
  name: 'Åsvalla',
  nameSecond: null,
  countyCode: null,
  countyName: null,
  group: 'A1',
  urbanisation: null,
  population: 100,
  lat: null,
  lon: null,
  validFrom: null,
  validTo: null
};
const today = '2026-11-22';
const known = (facts: Partial<RegisterFacts> = {}): ExistingMunicipality => ({
  ...FACTS,
  ...facts,
  id: `m${facts.code ?? '9901'}`
});
const row = (facts: Partial<RegisterFacts> = {}): RegisterRow => ({ ...FACTS, ...facts, line: 2 });

describe('planImport', () => {
  it('creates what is new, updates what changed with both values, leaves the rest', () => {
    const existing = [known(), known({ code: '9902' })];
    const plan = planImport(existing, [row(), row({ code: '9902', population: 120 }), row({ code: '9903' })], {
      today
    });
    expect(plan.creates.map(({ code }) => code)).toEqual(['9903']);
    expect(plan.updates).toEqual([
      { id: 'm9902', line: 2, changes: [{ field: 'population', from: 100, to: 120 }], before: existing[1] }
    ]);
    expect(plan.unchanged).toEqual([{ id: 'm9901', line: 2 }]);
    expect(plan.missing).toEqual([]);
  });

  it('proposes to close what is missing, as of today, and deletes nothing', () => {
    const plan = planImport([known(), known({ code: '9902' })], [row()], { today });
    expect(plan.missing).toEqual([
      {
        id: 'm9902',
        changes: [{ field: 'validTo', from: null, to: today }],
        before: known({ code: '9902' }),
        sameNameAs: null
      }
    ]);
  });

  it('names the new code of a municipality that was renumbered', () => {
    const plan = planImport([known()], [row({ code: '9801' })], { today });
    expect(plan.missing[0]).toMatchObject({ id: 'm9901', sameNameAs: '9801' });
  });

  it('says nothing of what was closed before', () => {
    expect(planImport([known({ validTo: '2020-12-31' })], [row({ code: '9902' })], { today }).missing).toEqual([]);
  });

  it('opens again what was closed and is in the file', () => {
    const plan = planImport([known({ validTo: '2020-12-31' })], [row()], { today });
    expect(plan.updates[0]?.changes).toEqual([{ field: 'validTo', from: '2020-12-31', to: null }]);
    expect(plan.creates).toEqual([]);
  });

  it('leaves fields alone that the file has no column for', () => {
    const plan = planImport([known({ population: 100, group: 'B3' })], [row({ population: null, group: null })], {
      today
    });
    expect(plan.updates).toEqual([]);
  });

  it('empties a field whose column is in the file', () => {
    const plan = planImport([known()], [row({ population: null })], { today, fields: ['code', 'name', 'population'] });
    expect(plan.updates[0]?.changes).toEqual([{ field: 'population', from: 100, to: null }]);
  });

  it('updates the present one of two with the same code', () => {
    const old = { ...known({ validTo: '1998-12-31', name: 'Gamla Ås' }), id: 'old' };
    const plan = planImport([known(), old], [row({ name: 'Nya Ås' })], { today });
    expect(plan.updates.map(({ id }) => id)).toEqual(['m9901']);
    expect(plan.missing).toEqual([]);
  });

  const rows = fc.uniqueArray(
    fc.record({
      code: fc.constantFrom('9901', '9902', '9903', '9904'),
      name: fc.constantFrom('Ås', 'Ek'),
      population: fc.constantFrom(null, 1, 2),
      validTo: fc.constantFrom(null, '2020-12-31')
    }),
    { selector: ({ code }) => code }
  );

  /** What a service does with a plan, closings accepted. */
  function apply(existing: ExistingMunicipality[], plan: ReturnType<typeof planImport>): ExistingMunicipality[] {
    const changes = new Map([...plan.updates, ...plan.missing].map((one) => [one.id, one.changes]));
    const changed = existing.map((one) => {
      return { ...one, ...Object.fromEntries((changes.get(one.id) ?? []).map(({ field, to }) => [field, to])) };
    });
    const created = plan.creates.map(({ line: _line, ...facts }) => ({ ...facts, id: `m${facts.code}` }));
    return [...changed, ...created];
  }

  it('plans nothing more for the same file once it was imported', () => {
    fc.assert(
      fc.property(rows, rows, (before, file) => {
        const existing = before.map((facts) => known(facts));
        const incoming = file.map((facts) => row(facts));
        const fields = ['code', 'name', 'population', 'validTo'] as const;
        const after = apply(existing, planImport(existing, incoming, { today, fields }));
        const again = planImport(after, incoming, { today, fields });
        expect({ ...again, unchanged: again.unchanged.length }).toEqual({
          creates: [],
          updates: [],
          missing: [],
          unchanged: incoming.length
        });
      })
    );
  });

  it('carries what the undo needs', () => {
    fc.assert(
      fc.property(rows, rows, (before, file) => {
        const existing = before.map((facts) => known(facts));
        const plan = planImport(
          existing,
          file.map((facts) => row(facts)),
          { today }
        );
        const created = new Set(plan.creates.map(({ code }) => `m${code}`));
        const restored = new Map([...plan.updates, ...plan.missing].map((one) => [one.id, one.before]));
        const undone = apply(existing, plan)
          .filter(({ id }) => !created.has(id))
          .map((one) => restored.get(one.id) ?? one);
        expect(undone).toEqual(existing);
      })
    );
  });
});
