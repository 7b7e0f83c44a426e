import { expect, it } from 'vitest';
import { buildModel } from '../../../../tests/builders/model';
import { identityBridge } from './bridge';
import { showUnder } from './show-under';

const old = buildModel(
  ['a', 'b', 'c', 'gone'].map((id) => ({ id, dimension: 'd', level: 1 })),
  { version: '1.0.0' }
);
const next = buildModel(
  [
    { id: 'a', dimension: 'd', level: 1, canBePartly: false },
    { id: 'b', dimension: 'd', level: 1, canBeNotApplicable: false },
    { id: 'c', dimension: 'd', level: 2 },
    { id: 'new', dimension: 'd', level: 2 }
  ],
  { version: '2.0.0' }
);
const bridge = identityBridge(old, next);

it('carries what can be carried and says of the rest why it stays open', () => {
  expect(showUnder(next, bridge, { a: 'partly', b: 'not-applicable', gone: 'yes' })).toEqual({
    answers: {},
    open: [
      { criterion: 'a', because: 'answer-not-possible' },
      { criterion: 'b', because: 'answer-not-possible' },
      { criterion: 'c', because: 'not-answered' },
      { criterion: 'new', because: 'new' }
    ],
    notCarried: ['a', 'b', 'gone']
  });
  expect(showUnder(next, bridge, { a: 'yes', b: 'partly', c: 'dont-know' })).toEqual({
    answers: { a: 'yes', b: 'partly', c: 'dont-know' },
    open: [{ criterion: 'new', because: 'new' }],
    notCarried: []
  });
});
