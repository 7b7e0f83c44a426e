import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { completeBatches, type Submission } from './peer-batches';

const at = (day: number) => new Date(Date.UTC(2026, 0, 1) + day * 86_400_000).toISOString();
const once = (assessmentId: string, day: number, ended: number | null = null): Submission => ({
  assessmentId,
  submittedAt: at(day),
  endedAt: ended === null ? null : at(ended)
});
const row = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => once(`a${from + i}`, from + i));

describe('complete batches', () => {
  it('show nobody before the first is complete, then all of it at once', () => {
    expect(completeBatches(row(1, 3), 4)).toEqual({ asOf: null, assessmentIds: [] });
    expect(completeBatches(row(1, 4), 4)).toEqual({ asOf: at(4), assessmentIds: ['a1', 'a2', 'a3', 'a4'] });
    expect(completeBatches(row(1, 7), 4).assessmentIds).toHaveLength(4);
    expect(completeBatches(row(1, 8), 4).assessmentIds).toHaveLength(8);
  });

  it('are not filled by one that is handed in again and again', () => {
    const again = [...row(1, 4), once('a1', 5, 6), once('a1', 7, 8), once('a1', 9, 10), once('a1', 11)];
    expect(completeBatches(again, 4).asOf).toBe(at(4));
  });

  it('keep what was returned until the next batch is complete, and drop it then', () => {
    const returned = [once('a1', 1, 5), ...row(2, 4)];
    expect(completeBatches(returned, 4).assessmentIds).toEqual(['a1', 'a2', 'a3', 'a4']);
    expect(completeBatches([...returned, ...row(6, 8)], 4).assessmentIds).toHaveLength(4);
    expect(completeBatches([...returned, ...row(6, 9)], 4).assessmentIds).toEqual([
      'a2',
      'a3',
      'a4',
      'a6',
      'a7',
      'a8',
      'a9'
    ]);
  });

  it('change nothing that can be seen until as many others have submitted as a batch holds', () => {
    // a submission or a return a day, by any of eight assessments
    const days = fc.array(fc.record({ who: fc.integer({ min: 0, max: 7 }), back: fc.boolean() }), { maxLength: 40 });
    fc.assert(
      fc.property(days, fc.integer({ min: 2, max: 5 }), (events, size) => {
        const past: Submission[] = [];
        let shown = completeBatches(past, size);
        let fresh = new Set<string>();
        events.forEach(({ who, back }, day) => {
          const assessmentId = `a${who}`;
          const standing = past.find((one) => one.assessmentId === assessmentId && one.endedAt === null);
          if (back && standing) standing.endedAt = at(day);
          else if (!standing) {
            past.push(once(assessmentId, day));
            fresh.add(assessmentId);
          }
          const now = completeBatches(past, size);
          if (now.asOf !== shown.asOf) {
            expect(fresh.size).toBeGreaterThanOrEqual(size);
            fresh = new Set();
          } else expect(now).toEqual(shown);
          shown = now;
        });
      })
    );
  });
});
