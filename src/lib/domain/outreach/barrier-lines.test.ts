import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { barrierLines, type Noted } from './barrier-lines';
import { type Correction, CORRECTION_KINDS } from './corrections';
import { municipalityTimeline, type TimelineSources } from './municipality-timeline';
import { uuid } from './records.fixture';

const noted = (n: number, more: Partial<Noted> = {}): Noted => ({
  ...{ raisedId: uuid(n), barrierId: 'no-budget', severity: 2, heldOn: '2026-10-01', quote: '', consent: null },
  several: false,
  ...more
});
const said = (n: number, raised: number, more: Partial<Correction> = {}): Correction => ({
  ...{ id: uuid(n), raisedId: uuid(raised), municipalityId: uuid(1), barrierId: 'no-budget', kind: 'overcome' },
  ...{ text: '', side: 'network', by: uuid(4), byName: 'Karin Lund', saidAt: '2026-11-01T08:00:00.000Z' },
  ...{ settledAt: '2026-11-01T08:00:00.000Z', settledByName: '', settled: 'agreed', answer: '' },
  ...more
});

describe('what was noted about a municipality', () => {
  it('is there whole, with every correction beside its note or among those that are left', () => {
    const kinds = fc.constantFrom(...CORRECTION_KINDS);
    const notes = fc.uniqueArray(fc.integer({ min: 1, max: 8 }), { maxLength: 8 });
    const corrections = fc.array(fc.tuple(fc.integer({ min: 1, max: 10 }), kinds), { maxLength: 12 });
    fc.assert(
      fc.property(notes, corrections, (ids, drawn) => {
        const list = ids.map((n) => noted(n, { barrierId: n % 2 ? 'no-budget' : 'no-owner' }));
        const beside = drawn.map(([raised, kind], i) => said(100 + i, raised, { kind }));
        const { raised, left } = barrierLines(list, beside, uuid(1));
        const lines = raised.flatMap((one) => one.lines);
        expect(lines.map(({ raisedId }) => raisedId).sort()).toEqual(list.map(({ raisedId }) => raisedId).sort());
        const all = [...lines.flatMap((line) => line.corrections), ...left].map(({ id }) => id);
        expect(all.sort()).toEqual(beside.map(({ id }) => id).sort());
      })
    );
  });

  it('is open where it is at one meeting, and open ones come first, those that stop before the others', () => {
    const list = [
      noted(1, { barrierId: 'no-owner' }),
      noted(2, { barrierId: 'no-budget', severity: 3 }),
      noted(3, { barrierId: 'no-export', severity: 3 }),
      noted(4, { barrierId: 'no-export', severity: 1, heldOn: '2026-11-01' })
    ];
    const { raised } = barrierLines(list, [said(10, 2), said(11, 3)], uuid(1));
    expect(raised.map(({ barrierId, state, severity }) => [barrierId, state, severity])).toEqual([
      ['no-owner', 'open', 2],
      // the worse one is overcome
      ['no-export', 'open', 1],
      ['no-budget', 'overcome', 3]
    ]);
  });

  it('leaves what is said of another municipality alone', () => {
    const { raised, left } = barrierLines([noted(2)], [said(10, 2, { municipalityId: uuid(9) })], uuid(1));
    expect([raised[0]?.state, left]).toEqual(['open', []]);
  });
});

describe('everything in order of time', () => {
  const nothing: TimelineSources = {
    ...{ municipalityId: uuid(1), meetings: [], planned: [], followUps: [], campaigns: [], corrections: [] },
    ...{ assessment: undefined, pairings: [], sessions: [] }
  };

  it('has the latest first, planned meetings before what is past, and nothing that was called off', () => {
    const planned = { id: 'p', startsAt: '2026-12-01T10:00', title: 'Visit', form: 'visit' as const, state: 'planned' };
    const events = municipalityTimeline({
      ...nothing,
      meetings: [
        { id: 'm1', heldOn: '2026-09-01', form: 'call' },
        { id: 'm2', heldOn: '2026-10-01', form: 'visit' }
      ],
      planned: [planned, { ...planned, id: 'off', state: 'cancelled' }],
      followUps: [
        { id: 'f1', what: 'Send it', due: '2026-10-20', done: true, doneOn: '2026-10-05' },
        { id: 'f2', what: 'Ask', due: '2026-11-20', done: false }
      ],
      campaigns: [
        {
          ...{ campaignId: 'c', name: 'Spring', channels: ['phone'], reachedOn: ['2026-08-01', '2026-08-15'] },
          ...{ reply: 'yes', repliedOn: '2026-08-20', restsUntil: null }
        }
      ],
      assessment: { id: 'a', startedAt: '2026-09-15T08:00:00.000Z', submittedAt: null, approvedAt: null },
      pairings: [
        {
          ...{ id: 'x', menteeId: uuid(1), mentorId: uuid(2), dimension: 'legal', invitedAt: null, closedAt: null },
          startedAt: '2026-10-10T08:00:00.000Z'
        }
      ],
      sessions: [
        { id: 's', pairingId: 'x', heldOn: '2026-10-12' },
        { id: 'other', pairingId: 'y', heldOn: '2026-10-12' }
      ]
    });
    expect(events.map(({ kind, on }) => `${on} ${kind}`)).toEqual([
      ...['2026-12-01 planned', '2026-11-20 promised', '2026-10-12 session', '2026-10-10 paired', '2026-10-05 kept'],
      ...['2026-10-01 met', '2026-09-15 begun', '2026-09-01 met', '2026-08-20 replied'],
      ...['2026-08-15 reached', '2026-08-01 reached']
    ]);
    expect(events.find(({ kind }) => kind === 'paired')).toMatchObject({ other: uuid(2) });
  });
});
