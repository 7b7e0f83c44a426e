import { describe, expect, it } from 'vitest';
import type { ImportEntry } from './import-types';
import { countPlanned, planImport, type PresentAnswer } from './import-plan';

const now = new Date('2027-03-01');
const old = new Date('2025-01-01');
const recent = new Date('2027-01-01');
const present = (changes: Partial<PresentAnswer> = {}): Map<string, PresentAnswer> =>
  new Map([['a', { value: 'no', note: 'mine', evidence: 'proof', version: 3, answeredAt: recent, ...changes }]]);
const entry = (changes: Partial<ImportEntry> = {}): ImportEntry => ({
  line: 2,
  criterionId: 'a',
  value: 'yes',
  answeredAt: old,
  ...changes
});
const plan = (one: ImportEntry, there: Map<string, PresentAnswer>, newer: 'keep' | 'take' = 'keep') =>
  planImport([one], there, newer, now)[0]!;

describe('an answer from a file', () => {
  it('is new where there is none, or where it was taken back', () => {
    expect(plan(entry(), new Map())).toMatchObject({ kind: 'new', after: { value: 'yes', note: '', evidence: '' } });
    expect(plan(entry(), present({ value: null }))).toMatchObject({ kind: 'new', after: { note: 'mine' } });
  });

  it('leaves a newer one alone unless it is told to take the file’s', () => {
    expect(plan(entry(), present())).toMatchObject({ kind: 'kept' });
    expect(plan(entry(), present(), 'take')).toMatchObject({ kind: 'changed', answeredAt: old });
  });

  it('takes the place of an older one, and keeps note and evidence the file says nothing of', () => {
    expect(plan(entry({ answeredAt: now, note: 'from the file' }), present())).toMatchObject({
      kind: 'changed',
      answeredAt: now,
      after: { value: 'yes', note: 'from the file', evidence: 'proof' }
    });
  });

  it('is as of today where an exported file was edited and kept its old date', () => {
    expect(plan(entry({ answeredAt: recent }), present())).toMatchObject({ kind: 'changed', answeredAt: now });
  });

  it('changes nothing where it says the same, however old', () => {
    expect(plan(entry({ value: 'no' }), present(), 'take')).toMatchObject({ kind: 'same' });
  });

  it('is counted by what becomes of it', () => {
    const entries = [entry(), entry({ criterionId: 'b' }), entry({ criterionId: 'c' })];
    expect(countPlanned(planImport(entries, present(), 'keep', now))).toEqual({ new: 2, changed: 0, kept: 1, same: 0 });
  });
});
