import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layOverStep, mergeStep, type StepChange, type StepContent, stepField, withStepField } from './merge-step';

const step: StepContent = {
  status: 'planned',
  due: '2027-01-31',
  ownerId: 'p1',
  ownerName: '',
  note: 'Ask Eva',
  doneTips: [1]
};
const of = { by: 'p2', version: 3 };
const after = (present: StepContent | undefined, change: StepChange) => mergeStep(present, change, of).merged;

describe('mergeStep', () => {
  it('makes a step that was not there its author’s, planned and without a date', () => {
    expect(after(undefined, {})).toEqual({
      status: 'planned',
      due: null,
      ownerId: 'p2',
      ownerName: '',
      note: '',
      doneTips: []
    });
  });

  it.each([
    ['status', { status: 'done' }],
    ['due', { due: null }],
    ['owner', { ownerId: null, ownerName: 'IT manager' }],
    ['note', { note: 'Ask Ann', was: { note: 'Ask Eva' } }],
    ['tips', { doneTips: [0, 1], was: { doneTips: [1] } }]
  ] as const)('changes the %s and leaves all else alone', (_name, change) => {
    const { was: _, ...fields } = change as { was?: unknown };
    expect(after(step, change as never)).toEqual({ ...step, ...fields });
  });

  it('leaves a step that nobody owns without an owner', () => {
    expect(after({ ...step, ownerId: null }, { status: 'done' }).ownerId).toBeNull();
  });

  it.each([
    ['due', { due: '2027-03-01', was: { due: null } }, '2027-03-01'],
    ['status', { status: 'dropped', was: { status: 'done' } }, 'dropped'],
    ['note', { note: 'Ask Ann', was: { note: '' } }, 'Ask Ann'],
    [
      'owner',
      { ownerId: null, ownerName: 'IT manager', was: { ownerId: 'p9', ownerName: '' } },
      { ownerId: null, ownerName: 'IT manager' }
    ]
  ] as const)('keeps a second %s beside the one that somebody else has set meanwhile', (field, change, value) => {
    const merge = mergeStep(step, change as StepChange, of);
    expect(merge.merged).toEqual(step);
    expect(merge.clashes).toEqual([{ field, value, replaces: null }]);
  });

  it('does not take a step that somebody has taken out for one that was never in the plan', () => {
    const dropped = { ...step, status: 'dropped' as const };
    const merge = mergeStep(dropped, { status: 'planned', was: { status: null } }, of);
    expect(merge).toMatchObject({ merged: dropped, clashes: [{ field: 'status', value: 'planned' }] });
    expect(after(dropped, { status: 'planned', was: { status: 'dropped' } }).status).toBe('planned');
  });

  it('finds no clash where two people say the same', () => {
    const merge = mergeStep(step, { due: '2027-01-31', was: { due: null } }, of);
    expect(merge).toMatchObject({ merged: step, changed: [], clashes: [] });
  });

  it('does as a device of an earlier release says, which does not tell what its author saw', () => {
    expect(after(step, { note: 'New', due: null, doneTips: [4] })).toMatchObject({
      note: 'New',
      due: null,
      doneTips: [4]
    });
  });

  it('keeps every tick and every untick of two people, whoever comes first', () => {
    const tips = fc.uniqueArray(fc.nat(6)).map((list) => list.sort((a, b) => a - b));
    fc.assert(
      fc.property(tips, tips, tips, (was, mine, theirs) => {
        const present = { ...step, doneTips: was };
        const change = (doneTips: number[]) => ({ doneTips, was: { doneTips: was } });
        const both = after(after(present, change(mine)), change(theirs)).doneTips;
        expect(after(after(present, change(theirs)), change(mine)).doneTips).toEqual(both);
        for (const tip of [0, 1, 2, 3, 4, 5, 6]) {
          const changed = [mine, theirs].some((one) => one.includes(tip) !== was.includes(tip));
          expect(both.includes(tip)).toBe(changed ? !was.includes(tip) : was.includes(tip));
        }
      })
    );
  });
});

describe('mergeStep for a device that shows only one note', () => {
  const early = { by: 'p2', version: 2 };

  it('keeps both notes in one where two people wrote at once', () => {
    const merge = mergeStep({ ...step, note: 'Eva is away' }, { note: 'Ask Ann', was: { note: 'Ask Eva' } }, early);
    expect(merge.merged.note).toBe('Eva is away\n\nAsk Ann');
    expect(merge.clashes).toEqual([]);
  });

  it('changes its own part of a note that somebody added to', () => {
    const present = { ...step, note: 'Ask Eva\n\nShe is back on Monday' };
    expect(mergeStep(present, { note: 'Ask Ann', was: { note: 'Ask Eva' } }, early).merged.note).toBe(
      'Ask Ann\n\nShe is back on Monday'
    );
  });

  it('loses no words of two people who write at once', () => {
    const words = fc.stringMatching(/^[a-z]{3,8}( [a-z]{3,8})?$/);
    fc.assert(
      fc.property(words, words, words, (was, theirs, mine) => {
        fc.pre(mine !== was && theirs !== was);
        const { note } = mergeStep({ ...step, note: theirs }, { note: mine, was: { note: was } }, early).merged;
        expect(note).toContain(mine);
        if (!theirs.includes(was)) expect(note).toContain(theirs);
      })
    );
  });
});

describe('layOverStep', () => {
  it('shows its author what they wrote until the server has merged it', () => {
    expect(layOverStep(step, { due: '2027-03-01', was: { due: null } }, of).due).toBe('2027-03-01');
    const owner = { ownerId: null, ownerName: 'IT manager' };
    expect(layOverStep(step, { ...owner, was: { ownerId: 'p9', ownerName: '' } }, of)).toEqual({ ...step, ...owner });
  });
});

describe('a field of a step', () => {
  it('is read and written by the name clashes give it', () => {
    const owner = { ownerId: null, ownerName: 'IT manager' };
    expect(stepField(withStepField(step, 'owner', owner), 'owner')).toEqual(owner);
    expect(stepField(withStepField(step, 'due', null), 'due')).toBeNull();
    expect(withStepField(step, 'owner', owner).note).toBe('Ask Eva');
  });
});
