import { describe, expect, it } from 'vitest';
import { type Ask, formCohort, type Measured, type PairingFact } from './effect-cohort';
import type { Standing } from './effect-types';

const standing: Standing = { score: 40, level: 1, dimensions: {} };
const at = (day: string) => new Date(`${day}T12:00:00Z`);
const measured = (id: string, before: string | null = '2025-10-01', after: string | null = '2026-10-01'): Measured => ({
  ...{ id, group: null, population: 9000 },
  before: before ? { standing, submittedAt: at(before) } : null,
  after: after ? { standing, submittedAt: at(after) } : null
});
const pairing = (startedAt: string | null, more: Partial<PairingFact> = {}): PairingFact => ({
  ...{ menteeId: 'm', mentorId: 'x', dimension: 'legal', status: 'active' },
  startedAt: startedAt === null ? null : at(startedAt),
  closedAt: null,
  ...more
});
const ask = (day: string, dimension: string | null = null): Ask => ({ municipalityId: 'm', at: at(day), dimension });

function place(pairings: PairingFact[], asks: Ask[] = [], of = measured('m')): string {
  const { units, leftOut } = formCohort([of], pairings, asks);
  const [unit] = units;
  if (unit) return unit.dimension ? `${unit.part} ${unit.dimension}` : unit.part;
  return Object.entries(leftOut).find(([, n]) => n === 1)![0];
}

describe('who counts as matched', () => {
  it('had a mentor that began between the own two submissions', () => {
    expect(place([pairing('2026-01-15')])).toBe('matched legal');
    expect(place([pairing('2026-01-15', { status: 'closed', closedAt: at('2026-06-15') })])).toBe('matched legal');
  });

  it('also where it was ended early: leaving those out would flatter', () => {
    expect(place([pairing('2026-09-20', { status: 'closed', closedAt: at('2026-09-25') })])).toBe('matched legal');
  });

  it('had it for eight weeks where it still runs', () => {
    expect(place([pairing('2026-08-06')])).toBe('matched legal');
    expect(place([pairing('2026-08-07')])).toBe('too-short');
    // closed only after the later wave: it ran so long then as one that still runs
    expect(place([pairing('2026-08-07', { status: 'closed', closedAt: at('2026-10-02') })])).toBe('too-short');
  });

  it('is taken with the dimension that came first', () => {
    expect(place([pairing('2026-02-15', { dimension: 'quality' }), pairing('2026-01-15')])).toBe('matched legal');
  });

  it('is nobody that had a mentor before the earlier wave', () => {
    expect(place([pairing('2025-09-01')])).toBe('helped-before');
    expect(place([pairing('2025-09-01'), pairing('2026-01-15')])).toBe('helped-before');
  });

  it('is said apart where the later wave did not measure it', () => {
    expect(place([pairing('2026-01-15')], [], measured('m', '2025-10-01', null))).toBe('no-follow-up');
    expect(place([], [], measured('m', '2025-10-01', null))).toBe('not-measured');
    expect(place([pairing('2026-01-15')], [], measured('m', null))).toBe('not-measured');
  });
});

describe('who asked and stayed unmatched', () => {
  it('asked before the later submission, with the first dimension that is known', () => {
    expect(place([], [ask('2026-03-01'), ask('2026-04-01', 'quality'), ask('2026-05-01', 'legal')])).toBe(
      'asked quality'
    );
    expect(place([], [ask('2025-01-01')])).toBe('asked');
  });

  it('is nobody whose invitation came to nothing and who did not ask besides: invitations are asks, and given as such', () => {
    expect(place([pairing(null, { status: 'declined' })])).toBe('never');
    expect(place([pairing(null, { status: 'declined' })], [ask('2026-02-01', 'legal')])).toBe('asked legal');
  });
});

describe('who had not asked', () => {
  it('may have asked, or had a mentor, later', () => {
    expect(place([], [ask('2026-10-02')])).toBe('never');
    expect(place([pairing('2026-10-02')], [ask('2026-10-02')])).toBe('never');
  });

  it('is nobody that was a mentor in that time', () => {
    const mentoring = pairing('2026-01-15', { menteeId: 'other', mentorId: 'm' });
    expect(place([mentoring])).toBe('mentor');
    expect(place([{ ...mentoring, status: 'closed', startedAt: at('2025-01-01'), closedAt: at('2025-06-01') }])).toBe(
      'never'
    );
    expect(place([mentoring, pairing('2026-01-15')])).toBe('matched legal');
  });
});
