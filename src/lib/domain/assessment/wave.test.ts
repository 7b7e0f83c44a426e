import { describe, expect, it } from 'vitest';
import { check } from '../shared/check';
import { checkExtension, openWaveSchema, periodOf } from './wave';

const wave = { name: '2027', opensOn: '2027-01-15', closesOn: '2027-03-31' };
const codeOf = (result: ReturnType<typeof checkExtension>) => (result.ok ? 'ok' : result.problems[0]!.code);

describe('what a wave publishes', () => {
  it('is sums only where nothing is said', () => {
    expect(check(openWaveSchema, wave)).toMatchObject({ ok: true, value: { publish: 'aggregates' } });
  });

  it('is one of three', () => {
    expect(check(openWaveSchema, { ...wave, publish: 'chosen' })).toMatchObject({ ok: true });
    expect(check(openWaveSchema, { ...wave, publish: 'everything' })).toMatchObject({
      ok: false,
      problems: [{ path: 'publish' }]
    });
  });
});

describe('more time for one municipality', () => {
  const at = { waveClosesOn: '2026-11-30', today: '2026-11-22' };

  it('is longer than the wave, at most by a year', () => {
    expect(codeOf(checkExtension('2026-12-01', at))).toBe('ok');
    expect(codeOf(checkExtension('2026-11-30', at))).toBe('extension-early');
    expect(codeOf(checkExtension('2027-12-02', at))).toBe('extension-late');
  });

  it('does not end before today', () => {
    expect(codeOf(checkExtension('2026-12-05', { ...at, today: '2026-12-06' }))).toBe('extension-early');
  });
});

describe('where a wave is', () => {
  const wave = { opensAt: new Date('2027-01-15'), closesAt: new Date('2027-03-31'), closedAt: null };
  const at = (iso: string) => periodOf(wave, Date.parse(iso));

  it('goes by its days, the last one included, until somebody closes it', () => {
    expect(at('2027-01-14T23:00:00Z')).toBe('upcoming');
    expect(at('2027-03-31T23:00:00Z')).toBe('running');
    expect(at('2027-04-01T00:00:00Z')).toBe('over');
    expect(periodOf({ ...wave, closedAt: new Date('2027-04-05') }, Date.parse('2027-02-01'))).toBe('closed');
  });
});
