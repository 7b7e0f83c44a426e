import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeStep, type StepContent } from './merge-step';

const step: StepContent = {
  status: 'planned',
  due: '2027-01-31',
  ownerId: 'p1',
  ownerName: '',
  note: 'Ask Eva',
  doneTips: [1]
};

describe('mergeStep', () => {
  it('makes a step that was not there its author’s, planned and without a date', () => {
    expect(mergeStep(undefined, {}, 'p2')).toEqual({
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
    expect(mergeStep(step, change as never, 'p2')).toEqual({ ...step, ...fields });
  });

  it('leaves a step that nobody owns without an owner', () => {
    expect(mergeStep({ ...step, ownerId: null }, { status: 'done' }, 'p2').ownerId).toBeNull();
  });

  it('keeps both notes where two people wrote at once', () => {
    expect(mergeStep({ ...step, note: 'Eva is away' }, { note: 'Ask Ann', was: { note: 'Ask Eva' } }, 'p2').note).toBe(
      'Eva is away\n\nAsk Ann'
    );
  });

  it('changes its own part of a note that somebody added to', () => {
    const present = { ...step, note: 'Ask Eva\n\nShe is back on Monday' };
    expect(mergeStep(present, { note: 'Ask Ann', was: { note: 'Ask Eva' } }, 'p2').note).toBe(
      'Ask Ann\n\nShe is back on Monday'
    );
  });

  it('does as a device of an earlier release says, which does not tell what its author saw', () => {
    expect(mergeStep(step, { note: 'New', doneTips: [4] }, 'p2')).toMatchObject({ note: 'New', doneTips: [4] });
  });

  it('keeps every tick and every untick of two people, whoever comes first', () => {
    const tips = fc.uniqueArray(fc.nat(6)).map((list) => list.sort((a, b) => a - b));
    fc.assert(
      fc.property(tips, tips, tips, (was, mine, theirs) => {
        const present = { ...step, doneTips: was };
        const change = (doneTips: number[]) => ({ doneTips, was: { doneTips: was } });
        const both = mergeStep(mergeStep(present, change(mine), 'a'), change(theirs), 'b').doneTips;
        expect(mergeStep(mergeStep(present, change(theirs), 'b'), change(mine), 'a').doneTips).toEqual(both);
        for (const tip of [0, 1, 2, 3, 4, 5, 6]) {
          const changed = [mine, theirs].some((one) => one.includes(tip) !== was.includes(tip));
          expect(both.includes(tip)).toBe(changed ? !was.includes(tip) : was.includes(tip));
        }
      })
    );
  });

  it('loses no words of two people who write at once', () => {
    const words = fc.stringMatching(/^[a-z]{3,8}( [a-z]{3,8})?$/);
    fc.assert(
      fc.property(words, words, words, (was, theirs, mine) => {
        fc.pre(mine !== was && theirs !== was);
        const note = mergeStep({ ...step, note: theirs }, { note: mine, was: { note: was } }, 'b').note;
        expect(note).toContain(mine);
        if (!theirs.includes(was)) expect(note).toContain(theirs);
      })
    );
  });
});
