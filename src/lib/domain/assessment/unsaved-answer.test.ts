import { describe, expect, it } from 'vitest';
import { chooseBase, fillIn, leaveUnsaved } from './unsaved-answer';

const empty = { value: null, note: '', evidence: '' };

describe('fillIn', () => {
  it('keeps what was saved beside what is being changed', () => {
    const saved = { value: 'yes', note: 'old', evidence: 'KS 2025/118', version: 3, id: 'x' } as const;
    expect(fillIn(saved, { note: 'new' })).toEqual({ value: 'yes', note: 'new', evidence: 'KS 2025/118' });
  });

  it('can take an answer back', () => {
    expect(fillIn({ ...empty, value: 'not-applicable' }, { value: null }).value).toBeNull();
  });
});

describe('leaveUnsaved', () => {
  it('keeps what was typed while the rest was being stored', () => {
    expect(leaveUnsaved({ value: 'no', note: 'ab' }, { ...empty, value: 'no', note: 'a' })).toEqual({ note: 'ab' });
  });

  it('is empty when everything was stored, an emptied note and a value taken back included', () => {
    expect(leaveUnsaved({ value: null, note: '' }, empty)).toEqual({});
  });
});

describe('chooseBase', () => {
  const seen = { ...empty, version: 1 };

  it('is the present version when the newer one is the officer’s own or touched another field', () => {
    expect(chooseBase({ note: 'mine' }, seen, { ...seen, value: 'yes', version: 2 })).toBe(2);
  });

  it('is the version that was seen when somebody changed the same field meanwhile', () => {
    expect(chooseBase({ note: 'mine' }, seen, { ...seen, note: 'theirs', version: 2 })).toBe(1);
    expect(chooseBase({ value: 'no' }, seen, { ...seen, value: 'yes', version: 2 })).toBe(1);
  });

  it('is nothing where there was no answer, and still nothing when a colleague was first', () => {
    const nothing = { ...empty, version: null };
    expect(chooseBase({ value: 'no' }, nothing, nothing)).toBeNull();
    expect(chooseBase({ value: 'no' }, nothing, { ...empty, value: 'yes', version: 1 })).toBeNull();
  });
});
