import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answersArbitrary, assessmentArbitrary, modelArbitrary } from '../../../../tests/arbitraries/model';
import { buildModel } from '../../../../tests/builders/model';
import { carryAnswers, checkBridge, identityBridge, joinBridges, weakestOf, type ModelBridge } from './bridge';
import { ANSWER_VALUES, type AnswerValue, type MaturityModel } from './types';

const old = buildModel(
  ['a', 'b', 'c'].map((id) => ({ id, dimension: 'd', level: 1 })),
  { version: '1.0.0' }
);
const next = buildModel(
  ['b', 'c', 'd'].map((id) => ({ id, dimension: 'd', level: 1 })),
  { version: '1.1.0' }
);
const bridgeOf = (carries: ModelBridge['carries']): ModelBridge => ({ ...identityBridge(old, next), carries });

/** Any bridge between two models, each newer criterion with none to three older ones. */
function bridgeArbitrary(from: MaturityModel, to: MaturityModel): fc.Arbitrary<ModelBridge> {
  const ids = from.criteria.map(({ id }) => id);
  return fc
    .tuple(
      ...to.criteria.map(({ id }) =>
        fc.subarray(ids, { maxLength: Math.min(3, ids.length) }).map((sources) => ({ to: id, from: sources }))
      )
    )
    .map((carries) => ({ ...identityBridge(from, to), carries: carries.filter((entry) => entry.from.length > 0) }));
}

describe('identityBridge', () => {
  it('carries what both versions have, in the order of the newer', () => {
    expect(identityBridge(old, next)).toEqual({
      from: { id: 'tiny', version: '1.0.0' },
      to: { id: 'tiny', version: '1.1.0' },
      carries: [
        { to: 'b', from: ['b'] },
        { to: 'c', from: ['c'] }
      ]
    });
  });

  it('fits its two versions, and to the same version loses nothing', () => {
    fc.assert(
      fc.property(assessmentArbitrary(), ({ model, answers }) => {
        const bridge = identityBridge(model, model);
        expect(checkBridge(bridge, model, model).ok).toBe(true);
        const carried = carryAnswers(bridge, answers);
        expect(carried.answers).toEqual(answers);
        expect(carried.notCarried).toEqual([]);
        expect(carried.unanswered.length).toBe(model.criteria.length - Object.keys(answers).length);
      })
    );
  });
});

describe('checkBridge', () => {
  it.each<[string, ModelBridge, string, string]>([
    ['another version', { ...bridgeOf([]), from: { id: 'tiny', version: '0.9.0' } }, 'bridge-version', 'bridge.from'],
    ['an unknown newer criterion', bridgeOf([{ to: 'a', from: ['a'] }]), 'bridge-unknown', 'bridge.carries.0.to'],
    [
      'an unknown older criterion',
      bridgeOf([{ to: 'd', from: ['a', 'd'] }]),
      'bridge-unknown',
      'bridge.carries.0.from.1'
    ],
    [
      'a newer criterion twice',
      bridgeOf([
        { to: 'b', from: ['a'] },
        { to: 'b', from: ['b'] }
      ]),
      'bridge-twice',
      'bridge.carries.1.to'
    ],
    [
      'an older criterion twice in one entry',
      bridgeOf([{ to: 'b', from: ['a', 'a'] }]),
      'bridge-twice',
      'bridge.carries.0.from.1'
    ],
    ['an entry without older criteria', bridgeOf([{ to: 'b', from: [] }]), 'bridge-empty', 'bridge.carries.0.from']
  ])('names the place of %s', (_what, bridge, code, path) => {
    const checked = checkBridge(bridge, old, next);
    expect(checked.ok ? [] : checked.problems.map((p) => [p.code, p.path])).toEqual([[code, path]]);
  });

  it('lets one older criterion answer several newer ones', () => {
    const split = bridgeOf([
      { to: 'b', from: ['a'] },
      { to: 'c', from: ['a', 'b'] }
    ]);
    expect(checkBridge(split, old, next).ok).toBe(true);
  });
});

describe('weakestOf', () => {
  it.each<[AnswerValue[], AnswerValue | undefined]>([
    [['yes', 'yes'], 'yes'],
    [['yes', 'partly'], 'partly'],
    [['partly', 'dont-know'], 'dont-know'],
    [['dont-know', 'not-reached'], 'not-reached'],
    [['dont-know', 'no'], 'no'],
    [['not-applicable', 'yes'], 'yes'],
    [['not-applicable', 'not-applicable'], 'not-applicable'],
    [[], undefined]
  ])('of %j is %s', (values, weakest) => expect(weakestOf(values)).toBe(weakest));

  it('knows every answer there is', () => {
    for (const value of ANSWER_VALUES) expect(weakestOf([value])).toBe(value);
  });
});

describe('carryAnswers', () => {
  it('answers one criterion from several with the weakest, and only where all of them are answered', () => {
    const bridge = bridgeOf([
      { to: 'b', from: ['a', 'b'] },
      { to: 'd', from: ['b', 'c'] }
    ]);
    expect(carryAnswers(bridge, { a: 'yes', b: 'partly' })).toEqual({
      answers: { b: 'partly' },
      notCarried: [],
      unanswered: ['d']
    });
    expect(carryAnswers(bridge, { c: 'no' })).toEqual({ answers: {}, notCarried: ['c'], unanswered: ['b', 'd'] });
  });

  it('does not take what every object has for an answer', () => {
    expect(carryAnswers(bridgeOf([{ to: 'b', from: ['constructor'] }]), {}).answers).toEqual({});
  });

  const arbitrary = fc.tuple(modelArbitrary(), modelArbitrary(), modelArbitrary()).chain(([first, second, third]) =>
    fc.record({
      first: fc.constant(first),
      ab: bridgeArbitrary(first, second),
      bc: bridgeArbitrary(second, third),
      answers: answersArbitrary(first)
    })
  );

  it('invents nothing: each answer stands among those it comes from, and every older answer is carried or named', () => {
    fc.assert(
      fc.property(arbitrary, ({ ab, answers }) => {
        const carried = carryAnswers(ab, answers);
        const sources = new Set<string>();
        for (const { to, from } of ab.carries) {
          const value = carried.answers[to];
          expect(carried.unanswered.includes(to)).toBe(value === undefined);
          if (value === undefined) continue;
          expect(from.map((id) => answers[id])).toContain(value);
          for (const id of from) sources.add(id);
        }
        expect([...sources, ...carried.notCarried].sort()).toEqual(Object.keys(answers).sort());
      })
    );
  });

  it('never gives a better answer for a worse one', () => {
    const strength: AnswerValue[] = ['no', 'partly', 'yes'];
    fc.assert(
      fc.property(arbitrary, fc.nat(), ({ ab, answers }, at) => {
        const sheet = Object.fromEntries(
          Object.entries(answers).map(([id, value]) => [id, strength.includes(value) ? value : 'partly'] as const)
        );
        const ids = Object.keys(sheet);
        if (ids.length === 0) return;
        const [better, worse] = [
          carryAnswers(ab, sheet),
          carryAnswers(ab, { ...sheet, [ids[at % ids.length]!]: 'no' })
        ];
        for (const [id, value] of Object.entries(worse.answers)) {
          expect(strength.indexOf(value)).toBeLessThanOrEqual(strength.indexOf(better.answers[id]!));
        }
      })
    );
  });

  it('has no entry in a joined bridge for what the version between could not answer', () => {
    const first = bridgeOf([{ to: 'b', from: ['a', 'b'] }]);
    const second = {
      ...first,
      carries: [
        { to: 'x', from: ['b'] },
        { to: 'y', from: ['b', 'c'] }
      ]
    };
    expect(joinBridges(first, second).carries).toEqual([{ to: 'x', from: ['a', 'b'] }]);
  });

  it('gives the same over two bridges in a row as over the joined one', () => {
    fc.assert(
      fc.property(arbitrary, ({ ab, bc, answers }) => {
        const stepwise = carryAnswers(bc, carryAnswers(ab, answers).answers).answers;
        expect(carryAnswers(joinBridges(ab, bc), answers).answers).toEqual(stepwise);
      })
    );
  });
});
